"""The demo's clock: what it tells of lies weeks back, so Django's now is set while it is made."""

from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from unittest import mock

from django.utils import timezone

EARLIEST, LATEST = 8, 17  # the hours, in UTC, at which a crew plans


@contextmanager
def standing_at(moment: datetime):
    """Everything saved in here is saved at `moment`. Only for a process that serves nobody yet."""
    with mock.patch.object(timezone, "now", return_value=moment):
        yield


def working_moments(first: date, end: date, count: int) -> list[datetime]:
    """`count` moments in order, in working hours, from `first` until the day before `end`.

    They are the same ones each time. What would fall on a weekend is done on the Friday before.
    """
    span = end - first
    moments = []
    for number in range(count):
        day = first + span * number // max(count, 1)
        day -= timedelta(days=max(day.weekday() - 4, 0))
        hour = EARLIEST + number * 7 % (LATEST - EARLIEST)
        moments.append(datetime.combine(day, time(hour, number * 23 % 60, number * 41 % 60), UTC))
    return sorted(moments)
