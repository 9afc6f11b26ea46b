"""What is wrong with a plan, as its page lists it: each problem with where to begin to mend it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import formats

from planner.checks import WeekFacts, find_problems
from planner.models import Activity, Week
from planner.rules.problems import Problem

from .board import OF_A_HOST, Card, CardWriter


@dataclass(frozen=True)
class Row:
    """`cards` are the activities it is about; `date` is its day in words, where it has one."""

    problem: Problem
    cards: list[Card]
    date: str

    @property
    def severity(self) -> str:
        return self.problem.severity.name


def list_problems(week: Week) -> list[Row]:
    """The worst first. Of the plan no more is put into words than the problems are about."""
    activities = Activity.objects.defer(*OF_A_HOST).of_week(week)
    facts = WeekFacts.gather(week, activities)
    problems = find_problems(week, facts)
    named = {pk for problem in problems for pk in problem.activities}
    path = reverse("planner:activity-new", args=[week.year]).removesuffix("new/")
    write = CardWriter({}, {}, {}, path, facts.clock)
    cards = {each.pk: write.card(each) for each in activities if each.pk in named}
    dates = {n: formats.date_format(each, "DAY_FORMAT") for n, each in enumerate(facts.dates, 1)}
    return [
        Row(
            problem,
            [cards[pk] for pk in problem.activities if pk in cards],
            dates.get(problem.day, ""),
        )
        for problem in problems
    ]
