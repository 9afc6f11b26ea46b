"""What messages about tasks say: to whom one is given, and when it is due."""

from datetime import date

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from csweek.notices.models import Notice
from csweek.notices.words import Message, put_into_words
from planner.models import Task, Week
from planner.pages.tasks import day_in_words
from planner.workdays import today_of


def _waiting(keys) -> dict[int, Task]:
    """Without their activities, and without days that a draft can change: of that, messages tell
    nothing. The page of the task says both."""
    tasks = Task.objects.waiting().filter(pk__in=keys, discarded_at=None)
    return {task.pk: task for task in tasks.select_related("week")}


@put_into_words("task-given")
def given(notices: list[Notice]) -> list[Message | None]:
    """Somebody has given the reader a task; nothing once it is done, or somebody else's."""
    tasks = _waiting({notice.context["task"] for notice in notices})
    return [_given(tasks.get(notice.context["task"]), notice.person_id) for notice in notices]


def _given(task: Task | None, reader: int) -> Message | None:
    if task is None or task.owner_id != reader:
        return None
    year = task.week.year
    return Message(
        subject=_("A task for you: %(task)s") % {"task": task.title},
        opening=_("“%(task)s” is yours in Customer Service Week %(year)s.")
        % {"task": task.title, "year": year},
        parts=((_("Note"), (task.note,)),) if task.note else (),
        closing=_("You are reminded the working day before and on the day."),
        path=reverse("planner:task-mark", args=[year, task.key]),
        action=_("See the task"),
    )


@put_into_words("tasks-due")
def due(notices: list[Notice]) -> list[Message | None]:
    """What is due on which day, of that what still waits for the reader."""
    keys = {pk for notice in notices for pk, _due in notice.context["tasks"]}
    tasks = _waiting(keys)
    return [_due_message(notice, tasks) for notice in notices]


def _due_message(notice: Notice, tasks: dict[int, Task]) -> Message | None:
    days: dict[str, list[Task]] = {}
    for pk, day in notice.context["tasks"]:
        if pk in tasks and tasks[pk].owner_id == notice.person_id:
            days.setdefault(day, []).append(tasks[pk])
    count = sum(map(len, days.values()))
    if not count:
        return None
    subject = ngettext("%(count)s task is due", "%(count)s tasks are due", count)
    subject %= {"count": formats.number_format(count)}
    if count == 1:
        ((only,),) = days.values()
        subject = _("Due: %(task)s") % {"task": only.title}
    return Message(
        subject=subject,
        opening=_("This waits for you:"),
        parts=tuple(
            (_when(day, found[0].week), tuple(task.title for task in found))
            for day, found in days.items()
        ),
        path=reverse("planner:my-tasks"),
        action=_("See my tasks"),
    )


def _when(day: str, week: Week) -> str:
    words = day_in_words(date.fromisoformat(day), today_of(week))
    return _("Due on %(day)s") % {"day": words}
