"""Overdue tasks as a problem of the plan: told once for each activity, and once for the week."""

from collections import defaultdict

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from planner.checks import WeekFacts, register
from planner.pages.tasks import day_in_words
from planner.rules.duedates import due_day, least_overdue
from planner.rules.problems import Problem, Severity
from planner.weekrows import Row
from planner.workdays import holidays_near, today_of


@register
def tasks_overdue(facts: WeekFacts) -> list[Problem]:
    """The one of each activity that has waited longest, and how many more there are."""
    head = next((site for site in facts.sites if site.is_head), None)
    first, today = facts.week.first_day, today_of(facts.week)
    holidays = holidays_near(head, first, today)
    least = least_overdue(first, today, holidays)
    late = [task for task in facts.taking_part["task"] if task.number >= least]
    groups = defaultdict(list)
    for task in sorted(late, key=lambda task: (-task.number, task.name)):
        groups[task.key].append(task)
    return [
        _problem(facts, activity, tasks, due_day(first, tasks[0].number, holidays))
        for activity, tasks in groups.items()
    ]


def _problem(facts: WeekFacts, activity: int | None, tasks: list[Row], due) -> Problem:
    oldest, more = tasks[0], len(tasks) - 1
    words = {
        "task": oldest.name,
        "day": day_in_words(due, today_of(facts.week)),
        "owner": oldest.who,
        "count": formats.number_format(more),
    }
    if more:
        what = ngettext(
            "“%(task)s” was due on %(day)s, and %(count)s more task is overdue.",
            "“%(task)s” was due on %(day)s, and %(count)s more tasks are overdue.",
            more,
        )
    elif oldest.who:
        what = _("“%(task)s” was due on %(day)s (%(owner)s).")
    else:
        what = _("“%(task)s” was due on %(day)s, and is nobody's.")
    card = facts.by_key.get(activity)
    return Problem(
        "task-overdue",
        Severity.WARNS,
        what % words,
        _("Do it, give it another day, or leave it out: the list of tasks helps to catch up."),
        (card.pk,) if card else (),
        card.day.number if card and card.day_id else None,
    )
