"""A late start in words: which tasks were due before today, and what becomes of each."""

from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import blake2s

from django.db import transaction
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from planner.models import Task, Week
from planner.rules.duedates import Due, LateTask, Outcome, catch_up
from planner.workdays import Workdays

from .tasks import COLUMNS, Row, TaskWriter


@dataclass(frozen=True)
class LateRow:
    """`will` is the day on which it is due then; empty where it is left out or stays overdue."""

    row: Row
    will: str = ""


@dataclass
class LatePlan:
    """What would be done (`changes`), in words, and what an earlier late start has done."""

    changes: list[LateTask]
    done: list[Row]
    rows: dict[Outcome, list[LateRow]] = field(
        default_factory=lambda: {each: [] for each in Outcome}
    )

    @property
    def moves(self) -> list[LateRow]:
        return self.rows[Outcome.MOVES]

    @property
    def left_out(self) -> list[LateRow]:
        return self.rows[Outcome.LEFT_OUT]

    @property
    def stays(self) -> list[LateRow]:
        return self.rows[Outcome.STAYS]

    @property
    def late(self) -> int:
        return sum(map(len, self.rows.values()))

    @property
    def applied(self) -> list[LateTask]:
        return [each for each in self.changes if each.outcome is not Outcome.STAYS]

    @property
    def digest(self) -> str:
        """Another one as soon as something else would be done."""
        return blake2s(repr(self.changes).encode(), digest_size=8).hexdigest()

    def in_short(self) -> str:
        """'5 move, 3 are left out'."""
        moves, out = len(self.moves), len(self.left_out)
        said = []
        if moves:
            said.append(ngettext("%(count)s moves", "%(count)s move", moves) % _count(moves))
        if out:
            words = ngettext("%(count)s is left out", "%(count)s are left out", out)
            said.append(words % _count(out))
        return ", ".join(said)


def _count(number: int) -> dict[str, str]:
    return {"count": formats.number_format(number)}


def late_plan(week: Week, organisation=None) -> LatePlan:
    """What a late start asks for today, in a fixed number of queries."""
    workdays = Workdays.of(week, organisation)
    tasks = week.tasks.kept().order_by("-days_before", "title", "pk")
    listed = {task["pk"]: task for task in tasks.values("can_be_dropped", *COLUMNS, *_PLACED)}
    write = TaskWriter(week, workdays)
    rows = {pk: write.row(task) for pk, task in listed.items()}
    waiting = (_due(listed[pk], week) for pk, row in rows.items() if row.is_waiting)
    changes = catch_up(waiting, week.first_day, workdays.today, workdays.holidays)
    plan = LatePlan(changes, [row for row in rows.values() if row.can_be_put_back])
    for change in changes:
        moves = change.days_before is not None
        will = write.day(workdays.due(change.days_before)) if moves else ""
        plan.rows[change.outcome].append(LateRow(rows[change.key], will))
    return plan


_PLACED = ["activity__day__number"]


def _due(task: dict, week: Week) -> Due:
    number = task["activity__day__number"]
    return Due(
        key=task["pk"],
        days_before=task["days_before"],
        can_be_dropped=task["can_be_dropped"],
        chain=task["activity_id"],
        day=week.first_day + timedelta(days=number - 1) if number else None,
    )


@transaction.atomic
def do_catch_up(week: Week, seen: str, *, by, organisation=None) -> LatePlan | None:
    """Do what was shown (`seen` is its digest); None, and nothing done, if it would be another by
    now. Shown with nothing to do, nothing is done."""
    list(Task.objects.filter(week=week).select_for_update().values("pk"))
    plan = late_plan(week, organisation)
    if plan.digest != seen:
        return None
    if plan.applied:
        reason = _("a late start: %(what)s") % {"what": plan.in_short()}
        Task.objects.catch_up(week, plan.applied, by=by, reason=reason)
    return plan
