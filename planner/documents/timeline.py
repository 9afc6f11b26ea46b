"""The timeline: every task that is not left out, by the weeks before and after the Monday."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from planner.models import TaskState, Week
from planner.moments import week_span
from planner.pages.tasks import COLUMNS, Row, TaskWriter
from planner.workdays import Workdays

WORKING_DAYS = 5


@dataclass(frozen=True)
class Span:
    """A week of the timeline: how far it is from that of the Monday, and its tasks."""

    title: str
    dates: str
    rows: list[Row]


@dataclass(frozen=True)
class Timeline:
    spans: list[Span]
    count: int
    done: int


def timeline_of(week: Week, organisation=None) -> Timeline:
    workdays = Workdays.of(week, organisation)
    tasks = week.tasks.kept().exclude(state=TaskState.DROPPED).values(*COLUMNS)
    write = TaskWriter(week, workdays)
    rows = sorted(map(write.row, tasks), key=lambda row: row.due)
    monday = week.first_day - timedelta(days=week.first_day.weekday())
    weeks = groupby(rows, key=lambda row: weeks_before(monday, row.due))
    spans = [_span(monday, number, list(group)) for number, group in weeks]
    return Timeline(spans, len(rows), sum(row.state == TaskState.DONE for row in rows))


def weeks_before(monday: date, day: date) -> int:
    """How many weeks a day lies before that of the Monday; 0 within it, below 0 after it."""
    return -((day - monday).days // 7)


def _span(monday: date, number: int, rows: list[Row]) -> Span:
    first = monday - timedelta(weeks=number)
    words = {"count": formats.number_format(abs(number))}
    if number > 0:
        title = ngettext("%(count)s week before", "%(count)s weeks before", number) % words
    elif number < 0:
        title = ngettext("%(count)s week after", "%(count)s weeks after", -number) % words
    else:
        title = _("the week itself")
    return Span(title, week_span(first, first + timedelta(days=WORKING_DAYS - 1)), rows)
