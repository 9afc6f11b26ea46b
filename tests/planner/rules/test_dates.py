"""When the week is, for every year and every zone with odd clocks."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.rules.dates import (
    ServiceWeek,
    days_until,
    exists,
    instants,
    is_of_another_year,
    minutes_between,
    one_clock,
    same_weekday,
    service_week,
    shift_clock,
    snap,
)

SYDNEY = ZoneInfo("Australia/Sydney")
ODD_ZONES = [
    "Australia/Sydney",
    "Australia/Lord_Howe",
    "Australia/Adelaide",
    "Pacific/Chatham",
    "Asia/Kathmandu",
    "Pacific/Apia",
    "Pacific/Kiritimati",
    "Etc/GMT+12",
    "Europe/London",
    "Europe/Lisbon",
    "America/New_York",
]
clocks = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))


@pytest.mark.parametrize(
    ("year", "first"),
    [
        (1984, date(1984, 10, 1)),
        (1992, date(1992, 10, 5)),
        (2018, date(2018, 10, 1)),
        (2026, date(2026, 10, 5)),
        (2027, date(2027, 10, 4)),
        (2028, date(2028, 10, 2)),
        (2029, date(2029, 10, 1)),
        (2100, date(2100, 10, 4)),
    ],
)
def test_the_week_is_that_of_the_first_monday_of_october(year, first):
    assert service_week(year) == ServiceWeek(first, first + timedelta(days=4))


@pytest.mark.parametrize("year", range(1984, 2101))
def test_every_week_runs_from_a_monday_to_a_friday_within_the_first_eleven_days(year):
    week = service_week(year)
    assert week.first.weekday() == 0
    assert week.last.weekday() == 4
    assert week.first.month == 10 and 1 <= week.first.day <= 7


@pytest.mark.parametrize("year", [1983, 2101, 0, -1, 99999])
def test_a_year_out_of_range_is_refused_with_the_range(year):
    with pytest.raises(ValueError, match=rf"{year} is out of range.*1984 to 2100"):
        service_week(year)


def test_only_a_day_of_another_year_than_todays_needs_its_year():
    today = date(2026, 11, 22)
    days = {date(2026, 1, 1): False, date(2027, 1, 1): True, date(2025, 12, 31): True}
    assert {day: is_of_another_year(day, today) for day in days} == days


def test_the_countdown_is_in_whole_days():
    assert days_until(date(2026, 10, 5), date(2026, 9, 23)) == 12
    assert days_until(date(2026, 10, 5), date(2026, 10, 5)) == 0
    assert days_until(date(2026, 10, 5), date(2026, 10, 6)) == -1


def test_the_hour_that_the_clocks_skip_in_sydney_does_not_exist():
    change = date(2029, 10, 7)
    assert not exists(change, time(2, 30), SYDNEY)
    assert exists(change, time(1, 55), SYDNEY)
    assert exists(change, time(3, 0), SYDNEY)
    assert exists(change - timedelta(days=1), time(2, 30), SYDNEY)


def test_the_half_hour_that_lord_howe_skips_does_not_exist():
    zone = ZoneInfo("Australia/Lord_Howe")
    assert not exists(date(2029, 10, 7), time(2, 15), zone)
    assert exists(date(2029, 10, 7), time(2, 30), zone)


def test_the_hour_that_happens_twice_in_april_exists():
    assert exists(date(2026, 4, 5), time(2, 30), SYDNEY)


def test_noon_keeps_its_place_on_the_wall_before_and_after_a_clock_change():
    before, _ = instants(date(2029, 10, 6), time(12), 60, SYDNEY)
    after, _ = instants(date(2029, 10, 7), time(12), 60, SYDNEY)
    assert before == datetime(2029, 10, 6, 2, tzinfo=UTC)
    assert after == datetime(2029, 10, 7, 1, tzinfo=UTC)


def test_an_activity_over_the_change_ends_by_the_clock_on_the_wall():
    begins, ends = instants(date(2029, 10, 7), time(1), 180, SYDNEY)
    assert ends.astimezone(SYDNEY).time() == time(4)
    assert ends - begins == timedelta(hours=2)


@given(
    st.dates(date(1984, 1, 1), date(2100, 12, 31)),
    clocks,
    st.integers(5, 24 * 60),
    st.sampled_from(ODD_ZONES),
)
def test_nothing_ever_ends_before_it_begins(day, clock, minutes, zone):
    begins, ends = instants(day, clock, minutes, ZoneInfo(zone))
    assert begins < ends


@given(st.dates(date(1984, 1, 1), date(2100, 12, 31)), clocks, st.sampled_from(ODD_ZONES))
def test_a_time_that_exists_comes_back_from_utc_as_it_was_typed(day, clock, zone):
    zone = ZoneInfo(zone)
    if exists(day, clock, zone):
        begins, _ = instants(day, clock, 5, zone)
        assert begins.astimezone(zone).replace(tzinfo=None) == datetime.combine(day, clock)


def test_the_odd_zones_are_known_here():
    assert set(ODD_ZONES) <= available_timezones()


@pytest.mark.parametrize(
    ("typed", "snapped"),
    [
        (time(9, 2), time(9, 0)),
        (time(9, 3), time(9, 5)),
        (time(9, 58), time(10, 0)),
        (time(23, 59), time(23, 55)),
        (time(0, 0), time(0, 0)),
        (time(9, 2, 40), time(9, 5)),
    ],
)
def test_times_snap_to_five_minutes_and_stay_on_their_day(typed, snapped):
    assert snap(typed) == snapped


@given(clocks, st.integers(5, 24 * 60))
def test_length_and_end_agree_also_past_midnight(start, minutes):
    assert minutes_between(start, shift_clock(start, minutes)) == minutes


def test_copying_goes_by_weekday_never_by_date():
    thursday = date(2025, 10, 9)
    assert same_weekday(thursday, date(2026, 10, 5), 5) == 4
    assert same_weekday(date(2025, 10, 11), date(2026, 10, 5), 5) is None
    assert same_weekday(date(2025, 10, 11), date(2026, 10, 5), 7) == 6


def test_copying_into_a_week_that_begins_on_a_wednesday_finds_the_same_weekday():
    assert same_weekday(date(2025, 10, 9), date(2026, 10, 7), 5) == 2
    assert same_weekday(date(2025, 10, 6), date(2026, 10, 7), 5) is None


@pytest.mark.parametrize(
    ("zones", "days", "one"),
    [
        (["Europe/London", "Europe/Lisbon"], 5, True),
        (["Europe/London", "Europe/Paris"], 5, False),
        (["Australia/Sydney", "Australia/Brisbane"], 5, True),
        (["Australia/Sydney", "Australia/Brisbane"], 7, False),  # Sydney changes on Sunday
        (["Europe/London"], 5, True),
    ],
)
def test_zones_have_one_clock_while_they_show_the_same_all_week(zones, days, one):
    week = [date(2026, 9, 28) + timedelta(days=number) for number in range(days)]
    assert one_clock([ZoneInfo(zone) for zone in zones], week) is one
