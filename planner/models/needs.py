"""Need: how many of a team must be on the phones, on usual days and on single days of a week."""

import uuid

from django.core.validators import MaxValueValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from csweek.history.models import Verb, record
from csweek.people.models import Team

from .hours import Hours
from .weeks import Day, Week

MOST_NEEDED = 5000


class NeedQuerySet(models.QuerySet):
    def editable_by(self, person):
        return self if person.is_organizer else self.none()

    def usual(self):
        return self.filter(day=None)

    def of_week(self, week: Week):
        """The lines for usual days, and those for single days of this week."""
        return self.filter(models.Q(day=None) | models.Q(day__week=week))


class NeedManager(models.Manager.from_queryset(NeedQuerySet)):
    @transaction.atomic
    def add(self, *, by, key: uuid.UUID | None = None, **values) -> "Need":
        """A line of need. The same key adds it once, however often it is sent."""
        need, made = self.get_or_create(key=key or uuid.uuid4(), defaults=values)
        if made:
            record(need, Verb.MADE, by=by)
        return need

    @transaction.atomic
    def copy_usual(self, team: Team, day: Day, *, by) -> int:
        """Let a day have lines of its own, as on usual days to begin with; how many it got.

        A day that has some keeps them: pressed twice, the button copies once.
        """
        Team.objects.select_for_update().get(pk=team.pk)
        if self.filter(team=team, day=day).exists():
            return 0
        usual = list(self.usual().filter(team=team))
        for line in usual:
            same = {field: getattr(line, field) for field in ("site", "starts", "ends", "people")}
            self.add(by=by, team=team, day=day, **same)
        return len(usual)


class Need(Hours):
    """With a day it holds for that day alone, instead of the lines for usual days."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="needs")
    day = models.ForeignKey(
        Day, null=True, blank=True, on_delete=models.CASCADE, related_name="needs"
    )
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    people = models.PositiveSmallIntegerField(
        _("people needed"), validators=[MaxValueValidator(MOST_NEEDED)]
    )

    objects = NeedManager()

    class Meta:
        verbose_name = _("need")
        verbose_name_plural = _("needs")
        ordering = ["team__name", "day__number", "starts", "pk"]

    def __str__(self):
        return str(self.team)

    @property
    def history_within(self):
        return self.day.week if self.day_id else self

    @transaction.atomic
    def remove(self, *, by) -> None:
        """Take the line away; sent twice, it is gone once."""
        if Need.objects.select_for_update().filter(pk=self.pk).exists():
            record(self, Verb.DELETED, by=by)
            self.delete()
