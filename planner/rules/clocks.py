"""When the clocks of a place change."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Clock:
    """How a place's clock stands: its offset from UTC, its name, and whether it is summer time."""

    offset: timedelta
    name: str
    is_summer: bool


@dataclass(frozen=True)
class ClockChange:
    """At the instant `at` (UTC) the clock goes from `before` to `after`."""

    at: datetime
    before: Clock
    after: Clock


def clock_at(at: datetime, zone: ZoneInfo) -> Clock:
    there = at.astimezone(zone)
    return Clock(there.utcoffset(), there.tzname(), bool(there.dst()))


def clock_changes(zone: ZoneInfo, first: datetime, last: datetime) -> list[ClockChange]:
    """All changes after `first` until `last` (aware), to the second.

    It looks once a day: no place changes its clock twice within one.
    """
    found = []
    at, end = first.astimezone(UTC), last.astimezone(UTC)
    before = clock_at(at, zone)
    while at < end:
        later = min(at + timedelta(days=1), end)
        after = clock_at(later, zone)
        if after != before:
            found.append(ClockChange(_first_with(after, at, later, zone), before, after))
        at, before = later, after
    return found


def _first_with(clock: Clock, early: datetime, late: datetime, zone: ZoneInfo) -> datetime:
    """The first whole second at which the clock stands so: not yet at `early`, but at `late`."""
    low, high = 0, int((late - early).total_seconds())
    while high - low > 1:
        middle = (low + high) // 2
        if clock_at(early + timedelta(seconds=middle), zone) == clock:
            high = middle
        else:
            low = middle
    return early + timedelta(seconds=high)
