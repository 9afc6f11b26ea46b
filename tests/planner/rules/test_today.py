"""What is on at a moment: each thing at one place, and the day of a place's own clock."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.rules.difference import Change
from planner.rules.programme import Item
from planner.rules.today import Span, bounds, day_at, is_news_at, parts, phase

LEEDS, HOBART = ZoneInfo("Europe/London"), ZoneInfo("Australia/Hobart")
MONDAY = date(2026, 10, 5)
DAYS = [bounds(MONDAY + timedelta(days=n), LEEDS) for n in range(5)]


def at(clock: str, day: int = 5) -> datetime:
    return datetime.fromisoformat(f"2026-10-{day:02}T{clock}").replace(tzinfo=LEEDS)


def span(begins: str, ends: str, day: int = 5, **more) -> Span:
    return Span(at(begins, day).astimezone(UTC), at(ends, day).astimezone(UTC), **more)


MORNING, NOON, LATE = span("09:00", "10:00"), span("12:00", "13:00"), span("16:00", "17:00")
CALLED_OFF = span("15:00", "16:00", is_on=False)
TUESDAY = span("09:00", "10:00", day=6)
ALL_DAY = Span(DAYS[0].begins, DAYS[0].ends, is_timed=False)
ALL = [ALL_DAY, MORNING, NOON, CALLED_OFF, LATE, TUESDAY]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (at("23:59", 4), ["", "next", "", "", "", ""]),
        (at("08:59"), ["all-day", "next", "later", "later", "later", ""]),
        (at("09:00"), ["all-day", "now", "next", "later", "later", ""]),
        (at("10:00"), ["all-day", "", "next", "later", "later", ""]),
        (at("16:30"), ["all-day", "", "", "", "now", "next"]),
        (at("23:59"), ["all-day", "", "", "", "", "next"]),
        (at("00:00", 6), ["", "", "", "", "", "next"]),
        (at("10:00", 6), [""] * 6),
    ],
)
def test_each_stands_where_it_belongs_at_that_moment(now, expected):
    assert parts(ALL, DAYS, now) == expected


def test_what_runs_past_midnight_is_on_the_next_day_too():
    night = Span(at("23:00").astimezone(UTC), at("02:00", 6).astimezone(UTC))
    assert parts([night], DAYS, at("01:59", 6)) == ["now"]
    assert parts([night], DAYS, at("02:00", 6)) == [""]


def test_the_week_is_before_on_and_after():
    assert [phase(DAYS, now) for now in (at("23:59", 4), at("00:00"), at("00:00", 10))] == [
        "before",
        "on",
        "after",
    ]
    assert (day_at(DAYS, at("00:00")), day_at(DAYS, at("00:00", 10))) == (0, None)


def test_a_day_is_as_long_as_its_clock_makes_it():
    change = bounds(date(2026, 10, 4), HOBART)  # the clocks go forward at two in the morning
    assert change.ends - change.begins == timedelta(hours=23)
    assert bounds(date(2026, 10, 5), HOBART).begins == change.ends


moments = st.integers(0, 8 * 24 * 60).map(
    lambda minutes: datetime(2026, 10, 3, tzinfo=UTC) + timedelta(minutes=minutes)
)
spans = st.builds(
    lambda begins, minutes, is_timed, is_on: Span(
        begins, begins + timedelta(minutes=minutes), is_timed, is_on
    ),
    moments,
    st.integers(5, 24 * 60),
    st.booleans(),
    st.booleans(),
)


@given(st.lists(spans, max_size=12), moments)
def test_whenever_it_is_nothing_over_is_shown_and_next_is_the_first_to_begin(found, now):
    where = parts(found, DAYS, now)
    for each, part in zip(found, where, strict=True):
        if each.ends <= now:
            assert part == ""
        if part == "now":
            assert each.begins <= now < each.ends and each.is_on and each.is_timed
    upcoming = [s for s in found if s.is_on and s.is_timed and s.begins > now]
    nexts = [s for s, part in zip(found, where, strict=True) if part == "next"]
    first = min((s.begins for s in upcoming), default=None)
    assert nexts == [s for s in upcoming if s.begins == first]


@given(st.lists(spans, max_size=8), moments, moments)
def test_what_has_gone_never_comes_back(found, now, later):
    now, later = sorted((now, later))
    gone = [each for each in found if each.ends <= now]
    assert set(parts(gone, DAYS, later)) <= {""}


QUIZ = Item(key="1", title="Quiz", kind="game", day=1, zone="Europe/London", site=1)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (Change("item", "added", (), None, QUIZ), True),
        (Change("item", "changed", ("place",), QUIZ, QUIZ), True),
        (Change("item", "changed", ("description",), QUIZ, QUIZ), False),
        (Change("week", "changed", ("theme",), {}, {}), False),
        (Change("day", "changed", ("dress_theme",)), True),
        (Change("day", "changed", ("note",)), False),
    ],
)
def test_a_wall_tells_what_matters_at_its_site(change, expected):
    assert is_news_at(change, 1) is expected
    assert is_news_at(change, 2) is (expected and change.about == "day")
