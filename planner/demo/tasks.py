"""Adds tasks and costs to the demo: last year's done and paid, this year's under way."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from csweek.people.models import Organisation, Person
from planner.models import Cost, Task, TaskState, Week
from planner.rules.duedates import FARTHEST_BEFORE, working_day

from .clock import standing_at
from .furnishing import chapter
from .texts import read

TREASURER = "Inês Carvalho"
BEGUN = timedelta(weeks=12)  # before the week: when its tasks are written down
LATE = timedelta(days=3)  # what was due so long ago is done


@chapter(_("Furnishing: tasks and costs …"))
def tell_tasks(people: dict[str, Person], last: Week, this: Week, today: date) -> None:
    texts, by = read("tasks"), people[TREASURER]
    organisation = Organisation.objects.get()
    with standing_at(_at(last.first_day - BEGUN)):
        organisation.change({"currency": texts["currency"]}, by=by)
    _tasks_of(last, texts["task"], people, today)
    _tasks_of(this, texts["task"], people, today)
    _early(this, texts["early"], people, today)
    for row in texts["cost"]:
        _cost(last, row, row.get("last"), by, last.first_day - BEGUN)
        _cost(this, row, row.get("this"), by, min(today, this.first_day - BEGUN))


def _at(day: date) -> datetime:
    return datetime.combine(day, time(11), UTC)


def _values(week: Week, row: dict, people: dict[str, Person]) -> dict:
    owner, title = row.get("owner"), row.get("activity")
    return {
        "title": row["title"],
        "activity": week.activities.kept().filter(title=title).first() if title else None,
        "owner": people[owner] if owner else None,
        "can_be_dropped": row.get("can_be_dropped", False),
        "note": row.get("note", ""),
    }


def _tasks_of(week: Week, rows: list[dict], people, today: date) -> None:
    """Written down by the crew; what was due a while ago is done, or was left out."""
    for row in rows:
        due = week.first_day - timedelta(days=row["days_before"])
        with standing_at(_at(min(today, week.first_day - BEGUN))):
            by = people[row.get("owner", TREASURER)]
            values = _values(week, row, people)
            task = Task.objects.add(week, by=by, days_before=row["days_before"], **values)
        if due < today - LATE:
            with standing_at(_at(due)):
                task.mark(row.get("last", TaskState.DONE), by=by)


def _early(week: Week, rows: list[dict], people, today: date) -> None:
    """What is done long before the week: some of it waits, and some is overdue."""
    for row in rows:
        due = working_day(today + timedelta(days=row["in_days"]))
        before = (week.first_day - due).days
        if before > FARTHEST_BEFORE:
            continue
        by, values = people[TREASURER], _values(week, row, people)
        with standing_at(_at(today - timedelta(weeks=3))):
            task = Task.objects.add(week, by=by, days_before=before, **values)
        if row["state"] != TaskState.OPEN:
            with standing_at(_at(min(due, today - timedelta(days=1)))):
                task.mark(row["state"], by=task.owner)


def _cost(week: Week, row: dict, amounts, by, on: date) -> None:
    """`amounts` are planned and actual of a week that is over, or what is planned, or nothing."""
    if not amounts:
        return
    planned, actual = amounts if isinstance(amounts, list) else (amounts, None)
    activity = None
    if row["activity"]:
        activity = week.activities.kept().filter(title=row["activity"]).first()
    values = {"title": row["title"], "activity": activity, "planned": Decimal(planned)}
    with standing_at(_at(on)):
        cost = Cost.objects.add(week, by=by, **values)
    if actual:
        with standing_at(_at(week.last_day + timedelta(days=10))):
            cost.change({"actual": Decimal(actual)}, by=by)
