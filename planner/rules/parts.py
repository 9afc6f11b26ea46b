"""A part of an activity that is told by its own clock: which day it lies on, when that is, and
whether it is one."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from .dates import instants, minutes_between
from .pairing import days_after, offset

USUAL_HOURS = (time(9), time(17))  # of what lasts all day, where a site has no hours


@dataclass(frozen=True)
class Whole:
    """What it is a part of: the day and the wall-clock time at which that begins."""

    day: date
    start: time
    minutes: int

    def date_at(self, clock: time) -> date:
        """Its day, or the next for what is past midnight."""
        return self.day + timedelta(days=days_after(clock, self.start, self.minutes))

    def holds(self, start: time, minutes: int) -> bool:
        """Whether a part of that time and length (minutes) lies in it, from end to end."""
        begins = offset(start, self.start, self.minutes)
        return begins >= 0 and begins + minutes <= self.minutes

    def instants_of(self, start: time, minutes: int, zone: ZoneInfo) -> tuple[datetime, datetime]:
        return instants(self.date_at(start), start, minutes, zone)


def whole(day: date, start: time | None, minutes: int | None, hours: tuple[time, time]) -> Whole:
    """What lasts all day (no start) has the `hours` of its site: opens, closes."""
    if start is not None:
        return Whole(day, start, minutes)
    return Whole(day, hours[0], minutes_between(*hours))
