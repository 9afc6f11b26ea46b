"""Cost: what an activity, or the week as a whole, is planned to cost, and what it did cost."""

import uuid

from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from csweek.history.models import Verb, record
from csweek.history.tracked import Tracked

from .activities import Activity
from .weeks import Week

MOST_DIGITS, PLACES = 12, 2


class Overtaken(Exception):
    """Others entered actual costs meanwhile; `costs` are those rows as they stand now."""

    def __init__(self, costs: list["Cost"]):
        super().__init__("actual costs were entered meanwhile")
        self.costs = costs


class CostQuerySet(models.QuerySet):
    def editable_by(self, person):
        """What an organizer may open: every cost, deleted ones too, so as to undo."""
        return self if person.is_organizer else self.none()

    def kept(self):
        """Neither deleted nor of a deleted activity. What is cancelled may cost all the same."""
        alive = Q(activity=None) | Q(activity__discarded_at=None)
        return self.filter(alive, discarded_at=None)


class CostManager(models.Manager.from_queryset(CostQuerySet)):
    @transaction.atomic
    def add(self, week: Week, *, by, key: uuid.UUID | None = None, **values) -> "Cost":
        """Add a cost. The same key adds it once, however often it is sent."""
        cost, made = self.get_or_create(key=key or uuid.uuid4(), defaults={"week": week, **values})
        if made:
            record(cost, Verb.MADE, by=by)
        return cost

    @transaction.atomic
    def enter_actual(self, week: Week, typed: dict[uuid.UUID, tuple], *, by) -> int:
        """Enter what things did cost: {key: (amount that was seen, amount that was typed)}.

        All or nothing: raises Overtaken where others have entered another amount than was seen,
        or deleted the cost. Returns how many have changed.
        """
        asked = self.select_for_update().filter(week=week, key__in=typed)
        rows = [cost for cost in asked if cost.actual != typed[cost.key][1]]
        if lost := [c for c in rows if c.discarded_at or c.actual != typed[c.key][0]]:
            raise Overtaken(lost)
        for cost in rows:
            cost.change({"actual": typed[cost.key][1]}, by=by)
        return len(rows)


class Cost(Tracked):
    """Amounts are in the organisation's currency, exact to two places; never a float."""

    week = models.ForeignKey(Week, on_delete=models.CASCADE, related_name="costs")
    activity = models.ForeignKey(
        Activity,
        verbose_name=_("activity"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="costs",
    )
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("what for"), max_length=120)
    planned = models.DecimalField(
        _("planned"),
        max_digits=MOST_DIGITS,
        decimal_places=PLACES,
        validators=[MinValueValidator(0)],
    )
    actual = models.DecimalField(
        _("actual"),
        max_digits=MOST_DIGITS,
        decimal_places=PLACES,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    discarded_at = models.DateTimeField(null=True, blank=True, editable=False)

    untold = ("discarded_at",)
    objects = CostManager()

    class Meta:
        verbose_name = _("cost")
        verbose_name_plural = _("costs")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(planned__gte=0), name="cost_planned_not_negative"),
            models.CheckConstraint(
                condition=Q(actual=None) | Q(actual__gte=0), name="cost_actual_not_negative"
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def history_within(self):
        return self.week

    def stands_as(self, **values) -> bool:
        """Whether it is on the list with just these values, as it is after it was added."""
        same = all(getattr(self, field) == value for field, value in values.items())
        return same and self.discarded_at is None

    def discard(self, *, by) -> None:
        """Take it off the list; bring_back() undoes it."""
        self.apply(Verb.DELETED, {"discarded_at": timezone.now()}, by=by)

    def bring_back(self, *, by) -> None:
        self.apply(Verb.BROUGHT_BACK, {"discarded_at": None}, by=by)
