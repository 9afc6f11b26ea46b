"""A time zone as a calendar file describes it: how its clock stands, and when it changes.

The calendar library can make these too, but lets summer time begin an hour late (7.3.0): it writes
the wall-clock time after the change where RFC 5545 (3.6.5) wants the one before it.
"""

from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from planner.rules.clocks import Clock, clock_at, clock_changes


@lru_cache(maxsize=64)
def timezone_text(name: str, year: int) -> str:
    """The VTIMEZONE of an IANA zone, true from before the year's begin until after its end.

    A clock can change as the year begins: Kathmandu's did at 00:00 on 1 January 1986.
    """
    zone = ZoneInfo(name)
    first, last = datetime(year - 1, 12, 1, tzinfo=zone), datetime(year + 1, 2, 1, tzinfo=zone)
    begin = clock_at(first, zone)
    described = Timezone()
    described.add("TZID", name)
    described.add_component(_observance(first.replace(tzinfo=None), begin, begin))
    for change in clock_changes(zone, first, last):
        wall = change.at.astimezone(UTC).replace(tzinfo=None) + change.before.offset
        described.add_component(_observance(wall, change.before, change.after))
    return described.to_ical(sorted=False).decode()


def _observance(wall: datetime, before: Clock, after: Clock):
    """How the clock stands from `wall` on, which is the time on it before it changes."""
    observance = TimezoneDaylight() if after.is_summer else TimezoneStandard()
    observance.add("DTSTART", wall)
    observance.add("TZOFFSETFROM", before.offset)
    observance.add("TZOFFSETTO", after.offset)
    observance.add("TZNAME", after.name)
    return observance
