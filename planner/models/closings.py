"""Closing: hours of a day in which the service is closed, and customers are told so."""

import uuid

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models, transaction
from django.db.models import F
from django.utils import formats, timezone
from django.utils.translation import gettext_lazy as _

from csweek.history.models import Verb, differences, record
from csweek.people.models import Team

from .hours import Hours
from .weeks import Day, Week


def own_language() -> str:
    """That of the organisation, as far as it has said so."""
    return settings.LANGUAGE_CODE


class ClosingQuerySet(models.QuerySet):
    def editable_by(self, person):
        return self if person.is_organizer else self.none()

    def kept(self):
        return self.filter(discarded_at=None)

    def of_week(self, week: Week):
        found = self.filter(day__week=week, day__number__lte=F("day__week__days_count"))
        return found.select_related("site", "day__week").order_by("day__number", "starts")


class ClosingManager(models.Manager.from_queryset(ClosingQuerySet)):
    @transaction.atomic
    def add(self, *, by, teams, key: uuid.UUID | None = None, **values) -> "Closing":
        """Close the service for some hours. The same key does it once, however often it is sent."""
        closing, made = self.get_or_create(key=key or uuid.uuid4(), defaults=values)
        if made:
            closing.teams.set(teams)
            record(closing, Verb.MADE, by=by)
        return closing


class Closing(Hours):
    """Of some teams or (with none) of all. What is typed for customers is in one language; notices
    in other languages leave it out, for nobody has translated it."""

    day = models.ForeignKey(
        Day, verbose_name=_("day"), on_delete=models.CASCADE, related_name="closings"
    )
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    teams = models.ManyToManyField(Team, verbose_name=_("teams"), blank=True, related_name="+")
    service = models.CharField(_("what is closed"), max_length=120, blank=True)
    instead = models.TextField(
        _("what customers can do meanwhile"),
        max_length=300,
        blank=True,
        validators=[MaxLengthValidator(300)],
    )
    language = models.CharField(
        _("language of these words"), max_length=10, blank=True, default=own_language
    )
    discarded_at = models.DateTimeField(null=True, blank=True, editable=False)

    untold = ("discarded_at",)
    objects = ClosingManager()

    class Meta:
        verbose_name = _("closing")
        verbose_name_plural = _("closings")
        ordering = ["day", "starts", "pk"]

    def __str__(self):
        return self.service or formats.time_format(self.starts)

    @property
    def history_within(self):
        return self.day.week

    def stands_as(self, *, teams, **values) -> bool:
        same = set(self.teams.all()) == set(teams) and super().stands_as(**values)
        return same and self.discarded_at is None

    @transaction.atomic
    def change(self, values: dict, *, by, teams) -> None:
        """Save what was typed. Raises StaleSave when somebody saved first."""
        old, new = (sorted(team.pk for team in each) for each in (self.teams.all(), teams))
        also = differences({"teams": old}, {"teams": new})
        if self.apply(Verb.CHANGED, values, by=by, also=also):
            self.teams.set(teams)

    def discard(self, *, by) -> None:
        """The service stays open; bring_back() undoes it."""
        self.apply(Verb.DELETED, {"discarded_at": timezone.now()}, by=by)

    def bring_back(self, *, by) -> None:
        self.apply(Verb.BROUGHT_BACK, {"discarded_at": None}, by=by)
