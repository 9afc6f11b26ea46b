"""Windows for nominations: when one usually opens and closes, and the same in another year."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.relativedelta import MO, relativedelta

WEEKS_BEFORE = 3
OPENS, CLOSES = time(9), time(18)
CLOSES_AFTER = 2  # days after the week's Monday: on its Wednesday


def monday_of(day: date) -> date:
    return day + relativedelta(weekday=MO(-1))


def usual_days(first_day: date) -> tuple[date, date]:
    """The Monday three weeks before the week, and the Wednesday in it."""
    monday = monday_of(first_day)
    return monday - timedelta(weeks=WEEKS_BEFORE), monday + timedelta(days=CLOSES_AFTER)


def usual_window(first_day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Those days, from 09:00 to 18:00 on the wall, in UTC."""
    opens, closes = usual_days(first_day)
    return at_wall(opens, OPENS, zone), at_wall(closes, CLOSES, zone)


def at_wall(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """The instant, in UTC, at which the clock on the wall says so; of a time that happens twice
    the first, and of one that is skipped as if the clock had not been put forward yet."""
    return datetime.combine(day, clock, zone).astimezone(UTC)


def same_in(first_day: date, old_first_day: date, at: datetime, zone: ZoneInfo) -> datetime:
    """The same weekday and wall-clock time, as many weeks from that week as `at` is from the old
    one: never by adding a span, since a clock change in between would move it."""
    local = at.astimezone(zone)
    days = (local.date() - monday_of(old_first_day)).days
    return at_wall(monday_of(first_day) + timedelta(days=days), local.time(), zone)
