"""Windows for nominations: when one usually is, and the same in another year."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from recognition.rules.windows import at_wall, same_in, usual_window

LONDON, SYDNEY = ZoneInfo("Europe/London"), ZoneInfo("Australia/Sydney")


@pytest.mark.parametrize("first_day", [date(2026, 10, 5), date(2026, 10, 7), date(2026, 10, 11)])
def test_it_opens_three_mondays_before_the_week_and_closes_on_its_wednesday(first_day):
    opens, closes = usual_window(first_day, LONDON)
    assert (opens, closes) == (
        datetime(2026, 9, 14, 8, tzinfo=UTC),
        datetime(2026, 10, 7, 17, tzinfo=UTC),
    )


def test_the_usual_window_is_on_the_wall_also_where_the_clock_changes_in_between():
    opens, closes = usual_window(date(2026, 10, 5), SYDNEY)
    assert (opens.hour, closes.hour) == (23, 7)  # UTC+10, then UTC+11
    assert closes.astimezone(SYDNEY).time() == time(18)


def test_a_time_is_the_same_weekday_and_clock_in_another_year():
    at = at_wall(date(2025, 10, 8), time(18), SYDNEY)
    there = same_in(date(2026, 10, 5), date(2025, 10, 6), at, SYDNEY).astimezone(SYDNEY)
    assert (there.date(), there.time()) == (date(2026, 10, 7), time(18))


def test_a_span_of_hours_would_not_do():
    """Control: 364 days later it is another hour on the wall, where the clock changed between."""
    at = at_wall(date(2025, 10, 3), time(18), SYDNEY)  # before the change of the 5th
    by_span = at + (datetime(2030, 10, 7) - datetime(2025, 10, 6))
    same = same_in(date(2030, 10, 7), date(2025, 10, 6), at, SYDNEY)
    assert same.astimezone(SYDNEY).time() == time(18)
    assert by_span.astimezone(SYDNEY).date() == same.astimezone(SYDNEY).date()
    late = at_wall(date(2025, 10, 5), time(18), SYDNEY)  # after it; in 2030 it is on the 6th
    assert same_in(date(2024, 10, 7), date(2025, 10, 6), late, SYDNEY) == datetime(
        2024, 10, 6, 7, tzinfo=UTC
    )


def test_a_time_that_is_skipped_is_read_as_the_clock_stood_before():
    at = at_wall(date(2026, 10, 4), time(2, 30), SYDNEY)
    assert at == datetime(2026, 10, 3, 16, 30, tzinfo=UTC)
