"""What recognition finds wrong with a week."""

import pytest

from planner.checks import find_problems
from planner.models import Activity, Kind
from planner.rules.problems import Problem, Severity
from recognition.checks import awards_day_without_a_ceremony
from tests import factories

pytestmark = pytest.mark.django_db


def ceremony(week):
    return [each for each in find_problems(week) if each.check == "no-ceremony"]


def test_a_week_without_a_ceremony_misses_it_on_friday(week):
    assert ceremony(week) == [
        Problem(
            "no-ceremony",
            Severity.WARNS,
            "Friday 9 October has no awards ceremony.",
            "Add an activity of the kind “Awards”, so that the best are rewarded.",
            (),
            5,
        )
    ]


@pytest.mark.parametrize("day", [1, 4, 5])
def test_a_ceremony_on_any_day_is_enough(week, day):
    factories.activity(week, "Awards", day, kind=Kind.AWARDS)
    assert ceremony(week) == []


def test_a_ceremony_among_the_ideas_cancelled_or_deleted_is_none(week):
    factories.activity(week, "Some day", None, kind=Kind.AWARDS)
    assert len(ceremony(week)) == 1
    factories.activity(week, "Called off", 5, kind=Kind.AWARDS).cancel(by=None)
    assert len(ceremony(week)) == 1
    factories.activity(week, "Deleted", 5, kind=Kind.AWARDS).discard(by=None)
    assert len(ceremony(week)) == 1
    assert Activity.objects.count() == 3


def test_a_week_of_seven_days_misses_it_on_its_friday(week):
    week.change({"days_count": 7}, by=None)
    assert ceremony(week)[0].day == 5


def test_a_week_that_starts_on_a_wednesday_misses_it_on_its_friday(week):
    moved = {"first_day": week.first_day.replace(day=7), "moved_because": "The move"}
    week.change(moved, by=None)
    assert (ceremony(week)[0].day, ceremony(week)[0].what) == (
        3,
        "Friday 9 October has no awards ceremony.",
    )


def test_a_week_without_a_friday_misses_it_on_its_last_day(week):
    moved = {"first_day": week.first_day.replace(day=10), "moved_because": "The move"}
    week.change(moved, by=None)  # Saturday to Wednesday
    assert ceremony(week)[0].day == 5
    assert ceremony(week)[0].what.startswith("Wednesday 14 October")


def test_the_planner_finds_it_through_the_registry_alone(week, monkeypatch):
    from planner import checks

    registered = list(checks._checks)
    assert awards_day_without_a_ceremony in registered
    registered.remove(awards_day_without_a_ceremony)
    monkeypatch.setattr(checks, "_checks", registered)
    assert ceremony(week) == []
