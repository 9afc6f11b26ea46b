"""The plan that a new week starts with."""

from datetime import time
from itertools import pairwise
from pathlib import Path

import pytest
from django.utils.functional import Promise

import planner.starter
from planner.models.activities import Kind
from planner.starter import StarterActivity, starter_days, starter_ideas
from tests.planner.shipped_texts import marked_without_literal, repeated, spoken_in, untranslated

DAYS = starter_days()
ACTIVITIES = [activity for day in DAYS for activity in day.activities]
EVERYTHING = [*ACTIVITIES, *starter_ideas()]
OPENS, CLOSES = 9 * 60, 17 * 60

each_day = pytest.mark.parametrize("day", DAYS, ids=lambda day: str(day.name))


def span(activity):
    """From and to in minutes since midnight."""
    begins = activity.start.hour * 60 + activity.start.minute
    return begins, begins + activity.minutes


def overlapping(activities):
    """Pairs of titles that are on at the same time, all-day ones aside."""
    timed = sorted((each for each in activities if each.start), key=lambda each: each.start)
    return [
        (str(one.title), str(two.title))
        for one, two in pairwise(timed)
        if span(two)[0] < span(one)[1]
    ]


def texts():
    for day in DAYS:
        yield from (day.name, day.note)
        if day.dress_theme:
            yield day.dress_theme
    for each in EVERYTHING:
        yield from (each.title, each.description)


def test_the_five_days_have_their_names_and_only_thursday_a_dress_theme():
    assert [(str(day.name), bool(day.dress_theme)) for day in DAYS] == [
        ("Kick-off", False),
        ("Trade places", False),
        ("Eat together", False),
        ("Dress up", True),
        ("Awards", False),
    ]


@each_day
def test_a_day_has_two_to_four_activities_in_the_order_of_the_clock(day):
    assert 2 <= len(day.activities) <= 4
    starts = [activity.start or time.min for activity in day.activities]
    assert starts == sorted(starts)


@each_day
def test_nothing_on_a_day_is_on_at_the_same_time_as_something_else(day):
    assert overlapping(day.activities) == []


def test_an_overlap_would_be_found():
    lunch = StarterActivity("group-meal", "Lunch", "", time(12), 60)
    quiz = StarterActivity("game", "Quiz", "", time(12, 55), 30)
    assert overlapping([quiz, lunch]) == [("Lunch", "Quiz")]


def test_timed_activities_lie_between_nine_and_five_in_steps_of_five_minutes():
    for activity in ACTIVITIES:
        if activity.start is None:
            assert activity.minutes is None
            continue
        begins, ends = span(activity)
        assert OPENS <= begins < ends <= CLOSES
        assert begins % 5 == activity.minutes % 5 == 0


def test_each_day_has_an_activity_of_its_kind_and_friday_a_ceremony():
    expected = ["kick-off", "trade-places", "group-meal", "dress-up", "awards"]
    for kind, day in zip(expected, DAYS, strict=True):
        assert kind in [activity.kind for activity in day.activities]


def test_lunch_has_two_sittings_with_time_to_change_over():
    first, second = (each for each in ACTIVITIES if each.kind == "group-meal")
    assert span(second)[0] - span(first)[1] >= 10
    assert first.takes_off_phones and second.takes_off_phones


def test_kinds_are_known_and_places_belong_to_a_sign_up():
    for each in EVERYTHING:
        assert each.kind in Kind.values
        assert each.places is None or (each.places > 0 and each.needs_sign_up)


def test_the_ideas_beside_the_days_have_no_time_yet():
    ideas = starter_ideas()
    assert [each.start for each in ideas] == [None] * len(ideas)
    assert {"customer-appreciation", "training", "other"} <= {each.kind for each in ideas}


def test_texts_fit_their_fields_with_room_for_longer_languages():
    assert max(len(str(day.name)) for day in DAYS) <= 30
    assert max(len(str(day.note)) for day in DAYS) <= 500
    assert max(len(str(each.title)) for each in EVERYTHING) <= 60
    assert all(80 <= len(str(each.description)) <= 400 for each in EVERYTHING)


def test_no_sentence_is_said_twice_in_the_plan():
    said = [day.note for day in DAYS] + [each.description for each in EVERYTHING]
    assert repeated(said) == []
    assert repeated([*said, said[0]]) != []


def test_every_text_is_lazy_and_shows_its_translation(monkeypatch):
    assert [text for text in texts() if not isinstance(text, Promise)] == []
    assert untranslated(texts(), monkeypatch) == []
    assert untranslated([str(DAYS[0].name)], monkeypatch) == ["Kick-off"]
    with spoken_in("en-us", monkeypatch):
        assert str(DAYS[4].name) == "[en-us] Awards"


def test_every_text_is_a_plain_string_that_a_translator_gets_to_see():
    assert marked_without_literal(Path(planner.starter.__file__).parent) == []
