"""Reminders of tasks: the working day before and on the day, at nine where the owner works."""

from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from csweek.lib.ticks import every_minute
from csweek.notices.models import notify
from csweek.people.models import Organisation
from planner.models import Task, Week
from planner.rules.duedates import FARTHEST_AFTER, FARTHEST_BEFORE, due_day, reminders
from planner.rules.today import midnight
from planner.workdays import holidays_near

LATEST = timedelta(days=3)  # after a server was down, of what was due up to so long ago
NEAR = timedelta(days=40)  # further ahead than any row of days off
COLUMNS = ("pk", "owner", "days_before", "told_before", "told_on", "owner__site__time_zone")


class Told(NamedTuple):
    """A reminder to give; `field` of the task keeps that it was given for that due day."""

    task: int
    field: str
    due: date


@every_minute
def remind_owners(is_over) -> None:
    """Each owner gets one message a morning for all that is due, and none of them twice."""
    for owner, found in due_now(timezone.now()).items():
        if is_over():
            return
        tell(owner, found)


def due_now(now: datetime) -> dict[int, list[Told]]:
    """{owner: the reminders to give by now}. What a task's day before would bring is not given
    any more once its own day has begun: that brings it at nine."""
    organisation = Organisation.objects.current()
    site = organisation.head_site if organisation else None
    holidays = holidays_near(site, now.date())
    found = defaultdict(list)
    for week in _weeks_near(now.date()):
        for task in _tasks_near(week, now.date()):
            due = due_day(week.first_day, task["days_before"], holidays)
            zone = ZoneInfo(task["owner__site__time_zone"] or week.time_zone)
            at = reminders(due, zone, holidays)
            if at.on <= now < at.on + LATEST and task["told_on"] != due:
                found[task["owner"]].append(Told(task["pk"], "told_on", due))
            elif at.before <= now < midnight(due, zone) and task["told_before"] != due:
                found[task["owner"]].append(Told(task["pk"], "told_before", due))
    return found


def _weeks_near(today: date):
    first = today - timedelta(days=FARTHEST_AFTER) - NEAR
    last = today + timedelta(days=FARTHEST_BEFORE) + NEAR
    return Week.objects.filter(first_day__range=(first, last))


def _tasks_near(week: Week, today: date):
    """Those that wait for somebody and can be due around today; none of what is cancelled."""
    nearest = (week.first_day - today - NEAR).days
    farthest = (week.first_day - today + LATEST).days + 1
    tasks = week.tasks.kept().of_what_is_on().waiting().filter(owner__is_active=True)
    return tasks.filter(days_before__range=(nearest, farthest)).values(*COLUMNS)


@transaction.atomic
def tell(owner: int, found: list[Told]) -> None:
    """One message, and kept with each task that it was given: both or neither, and once."""
    keys = [each.task for each in found]
    tasks = Task.objects.of(owner).waiting().filter(pk__in=keys).select_for_update(of=("self",))
    now = {task.pk: task for task in tasks}
    told = [
        each
        for each in found
        if each.task in now and getattr(now[each.task], each.field) != each.due
    ]
    for each in told:
        Task.objects.filter(pk=each.task).update(**{each.field: each.due})
    if told:
        due = [[each.task, each.due.isoformat()] for each in sorted(told, key=lambda t: t.due)]
        notify([owner], "tasks-due", tasks=due)
