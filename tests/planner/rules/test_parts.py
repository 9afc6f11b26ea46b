"""Which day a part of an activity lies on."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from planner.rules.parts import whole

DAY = date(2026, 10, 7)
NIGHT = (time(18), time(2))


@pytest.mark.parametrize(
    ("start", "minutes", "hours", "clock", "day"),
    [
        (time(11), 120, NIGHT, time(11), 7),
        (time(11), 120, NIGHT, time(10), 7),  # before it: as the clock says
        (time(22), 240, NIGHT, time(23), 7),
        (time(22), 240, NIGHT, time(0, 30), 8),
        (time(22), 120, NIGHT, time(0), 7),  # to end at midnight is not past it
        (None, None, NIGHT, time(0, 30), 8),  # all day, where one is open past midnight
        (None, None, NIGHT, time(18), 7),
        (None, None, (time(9), time(17)), time(0, 30), 7),
    ],
)
def test_past_midnight_is_the_next_day_where_it_lasts_so_long(start, minutes, hours, clock, day):
    assert whole(DAY, start, minutes, hours).date_at(clock) == date(2026, 10, day)


def test_a_part_is_told_by_the_clock_of_its_site():
    its = whole(DAY, None, None, NIGHT)
    begins, ends = its.instants_of(time(0, 30), 60, ZoneInfo("Europe/London"))
    assert begins == datetime(2026, 10, 7, 23, 30, tzinfo=UTC)
    assert ends == datetime(2026, 10, 8, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("clock", "minutes", "is_part"),
    [
        (time(22), 240, True),
        (time(1), 60, True),  # past midnight
        (time(1), 61, False),
        (time(21, 59), 60, False),
        (time(2), 15, False),
    ],
)
def test_what_lies_in_it_from_end_to_end_is_a_part_of_it(clock, minutes, is_part):
    assert whole(DAY, time(22), 240, NIGHT).holds(clock, minutes) is is_part
