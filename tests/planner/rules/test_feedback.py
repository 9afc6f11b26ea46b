"""Who is asked how it was, when, and what of the answers is shown."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.rules.feedback import (
    FEWEST,
    IN_PAIRS,
    Present,
    broken_down,
    evening,
    in_no_order,
    is_asked_on,
    is_open,
    over_since,
    were_there,
)
from planner.rules.programme import Item, Programme, ProgrammeDay

LEEDS, SYDNEY = ZoneInfo("Europe/London"), ZoneInfo("Australia/Sydney")
MONDAY = date(2026, 10, 5)
WEEK = Programme(
    year=2026,
    first_day="2026-10-05",
    time_zone="Europe/London",
    days=tuple(ProgrammeDay(n) for n in range(1, 6)),
)


def item(start: str | None = "11:00", minutes: int = 60, **more) -> Item:
    values = {"key": "1", "title": "Quiz", "kind": "game", "day": 1, "zone": "Europe/London"}
    return Item(**values | {"start": start, "minutes": minutes} | more)


def utc(day: int, clock: str) -> datetime:
    return datetime.fromisoformat(f"2026-10-{day:02}T{clock}").replace(tzinfo=UTC)


def test_one_can_answer_from_its_end_for_a_week():
    quiz = item()
    assert over_since(quiz, WEEK) == utc(5, "11:00")  # 12:00 in Leeds
    for now, expected in (
        (utc(5, "10:59"), False),
        (utc(5, "11:00"), True),
        (utc(12, "10:59"), True),
        (utc(12, "11:00"), False),
    ):
        assert is_open(quiz, WEEK, now) is expected
    assert not is_open(item(is_cancelled=True), WEEK, utc(5, "12:00"))
    assert over_since(item(None), WEEK) == utc(5, "17:00")  # all day: in the evening


def test_each_is_asked_about_on_one_evening_alone():
    """Also at another site, whose evening comes earlier, and past midnight."""
    for zone in (LEEDS, SYDNEY):
        for each in (item("09:00"), item("18:00"), item("23:30", 120), item(None)):
            days = [MONDAY + timedelta(days=n) for n in range(-1, 4)]
            asked = [day for day in days if is_asked_on(each, WEEK, day, zone)]
            assert len(asked) == 1
            assert over_since(each, WEEK) <= evening(asked[0], zone)


PEOPLE = {1: (10, 7), 2: (10, 8), 3: (20, 7), 4: (None, 8)}


@pytest.mark.parametrize(
    ("of", "present", "expected"),
    [
        (item(needs_sign_up=True), Present({1, 2, 99}), {1, 2}),
        (item(needs_sign_up=True), Present({1, 2}, {2}), {2}),
        (item(needs_sign_up=True), Present(), set()),
        (item(needs_sign_up=True, host=1), Present({1, 2}), {2}),
        (item(needs_sign_up=True, kind=IN_PAIRS), Present({1}, {1}, {3, 4}), {1, 3, 4}),
        (item(needs_sign_up=True, kind=IN_PAIRS), Present({1, 2}, set(), {3}), {1, 2, 3}),
        (item(kind=IN_PAIRS), Present(paired={2}), {2}),
        (item(), Present(), {1, 2, 3, 4}),
        (item(site=10), Present(), {1, 2, 4}),
        (item(site=10, host=2), Present(), {1, 4}),
        (item(teams=(7,)), Present(), {1, 3}),
        (item(teams=(7,), sites=(10,)), Present(), {1, 2, 3}),
        (item(teams=(7,), sites=(10,), site=20), Present(), {3}),
    ],
)
def test_those_are_asked_who_were_there(of, present, expected):
    assert were_there(of, PEOPLE, present) == expected


@given(st.dictionaries(st.sampled_from([1, 2, 3]), st.integers(0, 5)))
def test_fewer_than_three_answers_are_not_broken_down(counts):
    shown = broken_down(counts)
    assert (shown is None) is (sum(counts.values()) < FEWEST)
    assert shown in (None, counts)


@given(st.lists(st.text(max_size=30), max_size=8), st.randoms())
def test_sentences_stand_in_one_order_whoever_wrote_first(sentences, lot):
    shuffled = list(sentences)
    lot.shuffle(shuffled)
    assert in_no_order(shuffled) == in_no_order(sentences)
    assert len(in_no_order(sentences)) == sum(bool(each.strip()) for each in sentences)
