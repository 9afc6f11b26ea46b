"""Opening hours and shifts: what lies outside them, and who can attend nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from .dates import instants, minutes_between


def lies_within(start: time, minutes: int, opens: time, closes: time) -> bool:
    """Whether a wall-clock span lies inside opening hours; hours may run past midnight."""
    length = minutes_between(opens, closes)
    offset = (start.hour - opens.hour) * 60 + start.minute - opens.minute
    return offset % (24 * 60) + minutes <= length


@dataclass(frozen=True)
class Crowd:
    """People of one site who work the same hours (None: no shift is known)."""

    site: int
    shift: int | None
    people: int
    zone: ZoneInfo
    starts: time | None = None
    ends: time | None = None


@dataclass(frozen=True)
class Run:
    """A timed run of something that can be attended, at one site or (None) at all."""

    begins: datetime
    ends: datetime
    site: int | None


def left_out(crowds: Iterable[Crowd], runs: Iterable[Run], days: list[date]) -> list[Crowd]:
    """The crowds in whose working hours no run lies whole.

    A shift belongs to the day on which it starts; the one that starts on the evening before the
    first day counts too. Without a shift, any run at the site will do.
    """
    runs = list(runs)
    return [crowd for crowd in crowds if not _can_attend_any(crowd, runs, days)]


def _can_attend_any(crowd: Crowd, runs: list[Run], days: list[date]) -> bool:
    windows = _working_hours(crowd, days)
    for run in runs:
        if run.site not in (None, crowd.site):
            continue
        if windows is None:
            return True
        if any(begins <= run.begins and run.ends <= ends for begins, ends in windows):
            return True
    return False


def _working_hours(crowd: Crowd, days: list[date]) -> list[tuple[datetime, datetime]] | None:
    if crowd.starts is None or crowd.ends is None:
        return None
    length = minutes_between(crowd.starts, crowd.ends)
    nights_before = [days[0] - timedelta(days=1), *days]
    return [instants(day, crowd.starts, length, crowd.zone) for day in nights_before]
