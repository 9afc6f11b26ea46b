"""Task: a human to-do with an owner and a due day counted back from the Monday."""

import uuid
from collections.abc import Iterable

from django.conf import settings
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from csweek.history.models import Entry, Verb, entry_of, record
from csweek.history.tracked import Tracked
from csweek.notices.models import notify
from planner.rules.duedates import FARTHEST_AFTER, FARTHEST_BEFORE

from .activities import Activity
from .weeks import Week

# What an idea keeps of a task, and what the tasks of a copied week begin with.
OF_AN_IDEA = ("title", "days_before", "can_be_dropped")


class TaskState(models.TextChoices):
    OPEN = "open", _("open")
    STARTED = "started", _("started")
    DONE = "done", _("done")
    DROPPED = "dropped", _("left out")


WAITING = (TaskState.OPEN, TaskState.STARTED)


class TaskQuerySet(models.QuerySet):
    def editable_by(self, person):
        """What an organizer may open: every task, deleted ones too, so as to undo."""
        return self if person.is_organizer else self.none()

    def markable_by(self, person):
        """Those whose state and note one may change: an organizer all, an owner their own."""
        return self if person.is_organizer else self.of(person)

    def of(self, person):
        return self.filter(owner=person)

    def kept(self):
        """Neither deleted nor of a deleted activity."""
        alive = Q(activity=None) | Q(activity__discarded_at=None)
        return self.filter(alive, discarded_at=None)

    def of_what_is_on(self):
        """Of the week itself, or of what is not cancelled: what is may be taken up again, but
        nobody has to see to it now."""
        return self.exclude(activity__is_cancelled=True)

    def waiting(self):
        """Still to do."""
        return self.filter(state__in=WAITING)


class TaskManager(models.Manager.from_queryset(TaskQuerySet)):
    @transaction.atomic
    def add(self, week: Week, *, by, key: uuid.UUID | None = None, **values) -> "Task":
        """Add a task. The same key adds it once, however often it is sent."""
        task, made = self.get_or_create(key=key or uuid.uuid4(), defaults={"week": week, **values})
        if made:
            record(task, Verb.MADE, by=by)
            task._tell_owner(by)
        return task

    @transaction.atomic
    def bring(self, activity: Activity, rows: Iterable[dict], *, by) -> list["Task"]:
        """The tasks that an idea brings along, each with a `source`: once, however often asked."""
        known = set(self.filter(activity=activity).values_list("source", flat=True))
        made = self.bulk_create(
            Task(week=activity.week, activity=activity, **row)
            for row in rows
            if row["source"] not in known
        )
        Entry.objects.bulk_create(
            entry_of(each, Verb.MADE, by=by, reason=activity.title) for each in made
        )
        return made

    @transaction.atomic
    def catch_up(self, week: Week, changes: Iterable, *, by, reason: str) -> None:
        """Do what a late start asks for (planner.rules.duedates): some tasks come later, some are
        left out; each can be put back. The week's history tells of it once, each task's too."""
        by_key = {change.key: change for change in changes}
        record(week, Verb.CHANGED, by=by, reason=reason)
        for task in self.filter(week=week, pk__in=by_key).select_for_update(of=("self",)):
            task.week = week
            task.come_late(by_key[task.pk].days_before, by=by)


class Task(Tracked):
    """`days_before` counts back from the first day of the week; below zero it lies after it.

    A `source` is where it came from: the plan, or an idea of the library, each task of it once.
    `moved_from` is the `days_before` that it had before a late start moved it or left it out.
    `told_before` and `told_on` are the due days of which its owner has been reminded, the working
    day before and on the day.
    """

    week = models.ForeignKey(Week, on_delete=models.CASCADE, related_name="tasks")
    activity = models.ForeignKey(
        Activity,
        verbose_name=_("activity"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="tasks",
    )
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    source = models.CharField(max_length=120, blank=True, editable=False)
    title = models.CharField(_("title"), max_length=160)
    days_before = models.SmallIntegerField(
        _("days before the Monday"),
        default=7,
        validators=[MinValueValidator(-FARTHEST_AFTER), MaxValueValidator(FARTHEST_BEFORE)],
    )
    can_be_dropped = models.BooleanField(
        _("may be left out when there is little time"), default=False
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("owner"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="tasks",
    )
    state = models.CharField(
        _("state"), max_length=10, choices=TaskState.choices, default=TaskState.OPEN
    )
    note = models.TextField(
        _("note"), max_length=1000, blank=True, validators=[MaxLengthValidator(1000)]
    )
    moved_from = models.SmallIntegerField(null=True, editable=False)
    told_before = models.DateField(null=True, editable=False)
    told_on = models.DateField(null=True, editable=False)
    discarded_at = models.DateTimeField(null=True, blank=True, editable=False)

    untold = ("discarded_at", "moved_from", "told_before", "told_on")
    objects = TaskManager()

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        ordering = ["-days_before", "title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=TaskState.values), name="task_state_known"
            ),
            models.CheckConstraint(
                condition=Q(days_before__range=(-FARTHEST_AFTER, FARTHEST_BEFORE)),
                name="task_due_within_a_year",
            ),
            models.UniqueConstraint(
                fields=["week", "activity", "source"],
                condition=~Q(source=""),
                name="task_once_from_its_source",
            ),
        ]
        indexes = [
            models.Index(fields=["week", "discarded_at"], name="tasks_of_week"),
            models.Index(fields=["owner", "state"], name="tasks_of_owner"),
        ]

    def __str__(self):
        return self.title

    @property
    def is_waiting(self) -> bool:
        return self.state in WAITING

    @property
    def was_late(self) -> bool:
        """Whether a late start has moved it or left it out."""
        return self.moved_from is not None

    @property
    def history_within(self):
        return self.week

    def stands_as(self, **values) -> bool:
        """Whether it is on the list with just these values, as it is after it was added."""
        same = all(getattr(self, field) == value for field, value in values.items())
        return same and self.discarded_at is None

    # What happens to it: each verb is one transaction, written into the history. --------------

    @transaction.atomic
    def change(self, values: dict, *, by) -> None:
        """Save what was typed; a new owner is told. Another day forgets what a late start did.

        Raises StaleSave when somebody saved since `version` was read.
        """
        stored = Task.objects.filter(pk=self.pk).values("owner", "days_before", "state").first()
        has_new_owner = stored and values.get("owner") and stored["owner"] != values["owner"].pk
        if stored and self._is_settled(stored, values):
            values = values | {"moved_from": None}
        if has_new_owner:
            values = values | {"told_before": None, "told_on": None}
        self.apply(Verb.CHANGED, values, by=by)
        if has_new_owner:
            self._tell_owner(by)

    def mark(self, state: str, *, by, note: str | None = None) -> None:
        """How far it is, by its owner or an organizer. Raises StaleSave."""
        values = {"state": state} | ({} if note is None else {"note": note})
        if self._is_settled({"days_before": self.days_before, "state": self.state}, values):
            values["moved_from"] = None
        self.apply(Verb.CHANGED, values, by=by)

    def come_late(self, days_before: int | None, *, by) -> None:
        """To another day because the start was late; left out with None. put_back() undoes it."""
        if days_before is None:
            values = {"state": TaskState.DROPPED, "moved_from": self.days_before}
        else:
            before = self.days_before if self.moved_from is None else self.moved_from
            values = {"days_before": days_before, "moved_from": before}
        self.apply(Verb.MOVED, values, by=by)

    def put_back(self, *, by) -> None:
        """What it was before a late start: its day, and to be done again if it was left out."""
        if self.moved_from is None:
            return
        state = TaskState.OPEN if self.state == TaskState.DROPPED else self.state
        values = {"days_before": self.moved_from, "state": state, "moved_from": None}
        self.apply(Verb.REINSTATED, values, by=by)

    def discard(self, *, by) -> None:
        """Take it off the list; bring_back() undoes it."""
        self.apply(Verb.DELETED, {"discarded_at": timezone.now()}, by=by)

    def bring_back(self, *, by) -> None:
        self.apply(Verb.BROUGHT_BACK, {"discarded_at": None}, by=by)

    @staticmethod
    def _is_settled(before: dict, values: dict) -> bool:
        """Whether somebody sets another day or takes it up again, so that nothing is to undo."""
        moves = values.get("days_before", before["days_before"]) != before["days_before"]
        was_out = before["state"] == TaskState.DROPPED
        return moves or (was_out and values.get("state", before["state"]) != before["state"])

    def _tell_owner(self, by) -> None:
        """Whoever gives a task to somebody else tells them by it."""
        if self.owner_id and self.owner_id != (by and by.pk):
            subject = f"task:{self.pk}@{self.version}"
            notify([self.owner_id], "task-given", subject=subject, task=self.pk)
