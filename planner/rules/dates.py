"""When the week is, and what its clock times are in the world."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.relativedelta import MO, relativedelta

FIRST_YEAR, LAST_YEAR = 1984, 2100
MOST_DAYS = 7


@dataclass(frozen=True)
class ServiceWeek:
    """The first and last day (both inclusive) of one year's Customer Service Week."""

    first: date
    last: date


def service_week(year: int) -> ServiceWeek:
    """Monday to Friday of the first full week of October.

    "Full" means that its Monday lies in October: the week of the first Monday.
    Source: the week's proclamation by joint resolution of 1992 and custom since.
    Raises ValueError for a year before 1984 or after 2100.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(
            f"{year} is out of range: Customer Service Week is worked out "
            f"for the years {FIRST_YEAR} to {LAST_YEAR}."
        )
    first = date(year, 10, 1) + relativedelta(weekday=MO(+1))
    return ServiceWeek(first, first + timedelta(days=4))


def days_until(first: date, today: date) -> int:
    """Whole days from `today` to `first`; 0 on the day itself, negative after it."""
    return (first - today).days


def is_of_another_year(day: date, today: date) -> bool:
    """Whether a day has to be told with its year: whenever that is not the one it is today."""
    return day.year != today.year


def one_clock(zones: Iterable[ZoneInfo], days: list[date]) -> bool:
    """Whether the clocks in all these zones show the same time, at noon of each of the days."""
    noons = [datetime.combine(day, time(12)) for day in days]
    return len({tuple(zone.utcoffset(noon) for noon in noons) for zone in zones}) <= 1


def exists(day: date, clock: time, zone: ZoneInfo) -> bool:
    """False for a wall-clock time that a clock change skips, as 02:30 does in Sydney in October."""
    there = datetime.combine(day, clock, zone)
    back = there.astimezone(UTC).astimezone(zone)
    return back.replace(tzinfo=None) == there.replace(tzinfo=None)


def instants(day: date, start: time, minutes: int, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Start and end in UTC of something that begins at a wall-clock time and lasts `minutes`.

    The end is a wall-clock time too (09:00 for an hour ends at 10:00 on the wall, also where the
    clock changes in between), except that it never comes before the start. A time that a clock
    change skips is read as the clock stood before the change; one that happens twice, as its
    first.
    """
    begin = datetime.combine(day, start, zone)
    finish = (begin.replace(tzinfo=None) + timedelta(minutes=minutes)).replace(tzinfo=zone)
    begins, ends = begin.astimezone(UTC), finish.astimezone(UTC)
    if ends <= begins:
        ends = begins + timedelta(minutes=minutes)
    return begins, ends


def snap(clock: time, step: int = 5) -> time:
    """The nearest time on the grid of `step` minutes; just before midnight stays on its day."""
    minutes = clock.hour * 60 + clock.minute + clock.second / 60
    snapped = min(int(minutes / step + 0.5) * step, 24 * 60 - step)
    return time(snapped // 60, snapped % 60)


def shift_clock(clock: time, minutes: int) -> time:
    """The wall-clock time `minutes` later (or earlier), round midnight if need be."""
    total = (clock.hour * 60 + clock.minute + minutes) % (24 * 60)
    return time(total // 60, total % 60)


def minutes_between(start: time, end: time) -> int:
    """Minutes from start to end; an end at or before its start lies on the next day."""
    length = (end.hour - start.hour) * 60 + end.minute - start.minute
    return length if length > 0 else length + 24 * 60


def same_weekday(day: date, new_first: date, days: int) -> int | None:
    """The number (1 …) of the day of the new week that falls on the same weekday as `day`.

    Copying goes by weekday, never by adding a span. None when the new week has no such weekday.
    """
    for number in range(1, days + 1):
        if (new_first + timedelta(days=number - 1)).weekday() == day.weekday():
            return number
    return None
