"""Opening hours, and who can attend nothing."""

from datetime import date, time
from zoneinfo import ZoneInfo

import pytest

from planner.rules.dates import instants
from planner.rules.hours import Crowd, Run, left_out, lies_within

LONDON = ZoneInfo("Europe/London")
DAYS = [date(2026, 10, day) for day in range(5, 10)]


@pytest.mark.parametrize(
    ("start", "minutes", "opens", "closes", "within"),
    [
        (time(9), 60, time(8), time(18), True),
        (time(8), 600, time(8), time(18), True),
        (time(7, 55), 60, time(8), time(18), False),
        (time(17, 30), 45, time(8), time(18), False),
        (time(23), 120, time(22), time(6), True),
        (time(2), 60, time(22), time(6), True),
        (time(5, 30), 60, time(22), time(6), False),
        (time(12), 60, time(22), time(6), False),
    ],
)
def test_hours_may_run_past_midnight(start, minutes, opens, closes, within):
    assert lies_within(start, minutes, opens, closes) is within


def crowd(shift, starts, ends, site=1, people=9, zone=LONDON):
    return Crowd(site, shift, people, zone, starts, ends)


def run(day, clock, minutes, site=None, zone=LONDON):
    return Run(*instants(day, clock, minutes, zone), site)


DAY_SHIFT = crowd(1, time(9), time(17))
NIGHT_SHIFT = crowd(2, time(22), time(6))
NO_SHIFT = crowd(None, None, None)


def test_a_night_shift_without_a_wave_of_its_own_can_attend_nothing():
    runs = [run(DAYS[0], time(10), 60)]
    assert left_out([DAY_SHIFT, NIGHT_SHIFT], runs, DAYS) == [NIGHT_SHIFT]


def test_a_wave_after_midnight_belongs_to_the_night_before():
    runs = [run(DAYS[0], time(2), 60)]
    assert left_out([NIGHT_SHIFT], runs, DAYS) == []


def test_a_run_must_lie_whole_in_the_hours():
    runs = [run(DAYS[0], time(16, 30), 60)]
    assert left_out([DAY_SHIFT], runs, DAYS) == [DAY_SHIFT]


def test_a_run_at_another_site_is_none_for_them():
    runs = [run(DAYS[0], time(10), 60, site=2)]
    assert left_out([DAY_SHIFT, NO_SHIFT], runs, DAYS) == [DAY_SHIFT, NO_SHIFT]


def test_people_without_a_shift_can_attend_any_run_at_their_site():
    runs = [run(DAYS[0], time(3), 60, site=1)]
    assert left_out([NO_SHIFT], runs, DAYS) == []


def test_a_run_by_video_counts_in_the_hours_of_each_site():
    sydney = crowd(1, time(9), time(17), site=2, zone=ZoneInfo("Australia/Sydney"))
    runs = [run(DAYS[0], time(10), 60)]
    assert left_out([DAY_SHIFT, sydney], runs, DAYS) == [sydney]
