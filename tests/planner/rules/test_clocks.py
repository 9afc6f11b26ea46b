"""Clock changes: found to the second, with what the clock said before and after."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from planner.rules.clocks import Clock, ClockChange, clock_changes

YEAR = (datetime(2029, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC))


def test_sydney_changes_twice_a_year():
    summer = Clock(timedelta(hours=11), "AEDT", True)
    winter = Clock(timedelta(hours=10), "AEST", False)
    assert clock_changes(ZoneInfo("Australia/Sydney"), *YEAR) == [
        ClockChange(datetime(2029, 3, 31, 16, tzinfo=UTC), summer, winter),
        ClockChange(datetime(2029, 10, 6, 16, tzinfo=UTC), winter, summer),
    ]


def test_lord_howe_changes_by_half_an_hour():
    changes = clock_changes(ZoneInfo("Australia/Lord_Howe"), *YEAR)
    steps = [each.after.offset - each.before.offset for each in changes]
    assert steps == [timedelta(minutes=-30), timedelta(minutes=30)]


@pytest.mark.parametrize("zone", ["Etc/UTC", "Asia/Kathmandu", "Africa/Johannesburg"])
def test_some_never_change(zone):
    assert clock_changes(ZoneInfo(zone), *YEAR) == []


def test_a_day_that_a_place_left_out_is_one_change():
    """Apia went over the date line at the end of 29 December 2011."""
    began, ended = datetime(2011, 12, 1, tzinfo=UTC), datetime(2012, 1, 15, tzinfo=UTC)
    (change,) = clock_changes(ZoneInfo("Pacific/Apia"), began, ended)
    assert change.at == datetime(2011, 12, 30, 10, tzinfo=UTC)
    assert change.after.offset - change.before.offset == timedelta(days=1)
