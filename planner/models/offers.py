"""Offer: a leader's time, or a buddy's place, on the day of trading places."""

import uuid
from collections.abc import Iterable
from datetime import time

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from csweek.history.models import Verb, record
from csweek.history.tracked import Tracked
from csweek.people.models import Person
from planner.rules.dates import shift_clock
from planner.rules.pairing import covers, without
from planner.rules.places import Span, overlap

from .activities import Activity
from .bound import Bond, Mark, bonds
from .signuplists import SignupList
from .weeks import Week

SHORTEST = 15  # minutes


class Half(models.TextChoices):
    LEADER = "leader", _("leader")
    BUDDY = "buddy", _("buddy")

    @property
    def other(self) -> "Half":
        return Half.BUDDY if self == Half.LEADER else Half.LEADER


def hold(activity: Activity) -> None:
    """Who acts on offers and pairs of the same week waits here until the transaction ends."""
    Week.objects.hold(activity.week_id)


def marks_of(activity: int) -> list[Mark]:
    """What keeps nobody from being in a pair of it: a place in it, and what `settled()` tells."""
    return [("place", activity), ("pairs of", activity)]


def in_minutes(span: Span, whole: Span) -> tuple[int, int]:
    """Both ends of a span, counted from the begin of another."""
    begins, ends = (each - whole.begins for each in (span.begins, span.ends))
    return int(begins.total_seconds()) // 60, int(ends.total_seconds()) // 60


def leaves_no_room(held: Iterable[Bond], span: Span) -> bool:
    """Whether there is no time for a pair in that span, for what somebody is bound to."""
    free = without([in_minutes(span, span)], [in_minutes(each.span, span) for each in held])
    return not any(ends - begins >= SHORTEST for begins, ends in free)


class OfferQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(withdrawn_at=None)

    def in_line(self):
        """Who offered first, first."""
        return self.order_by("offered_at", "pk")

    def editable_by(self, person):
        return self if person.is_organizer else self.filter(person=person)


class OfferManager(models.Manager.from_queryset(OfferQuerySet)):
    @transaction.atomic
    def offer(
        self, activity: Activity, person, half: str, start: time, minutes: int, *, by, note=""
    ):
        """Offer half a pair. Who has offered before is not asked twice: what stands, stays; what
        was withdrawn stands again, at the end of the line. Raises ValidationError for a leader
        without reports, unless an organizer adds them; and where they are bound all that time, or
        have offered to be elsewhere in it, or it is too short for a pair."""
        hold(activity)
        there = self.filter(activity=activity, person=person).first()
        if there and there.withdrawn_at is None:
            return there
        if not (by.is_organizer or (there and there.half == half)):
            self._refuse_to_lead(person, half)
        self.refuse_bound(activity, person, start, minutes)
        values = {"half": half, "start": start, "minutes": minutes, "note": note}
        values |= {"offered_at": timezone.now(), "withdrawn_at": None}
        if there:
            there.apply(Verb.REINSTATED, values, by=by)
            return there
        made = self.create(activity=activity, person=person, **values)
        told = {field: (None, values[field]) for field in ("half", "start", "minutes")}
        record(made, Verb.MADE, by=by, changes={"person": (None, person)} | told)
        return made

    def refuse_bound(self, activity: Activity, person, start: time, minutes: int) -> None:
        """Raise ValidationError where they can be in no pair of all that is offered."""
        if minutes < SHORTEST:
            words = ngettext(
                "That is too short: a pair sits together for at least %(count)s minute.",
                "That is too short: a pair sits together for at least %(count)s minutes.",
                SHORTEST,
            )
            raise ValidationError(words % {"count": SHORTEST})
        span = SignupList.objects.span_of(activity, start, minutes)
        if span.begins is None:
            return
        elsewhere = self.standing().filter(person=person, activity__signup_list__is_on=True)
        for other in elsewhere.exclude(activity=activity).select_related("activity__signup_list"):
            its = other.activity.signup_list
            if overlap(its.span_at(other.start, other.minutes), span):
                raise ValidationError(
                    _(
                        "%(name)s has offered to be in “%(title)s” then: %(when)s. Change or "
                        "withdraw that offer first."
                    ),
                    params={"name": person.name, "title": its.title, "when": its.when_and_where},
                )
        held = bonds([person.pk], span, but=marks_of(activity.pk)).get(person.pk, [])
        if leaves_no_room(held, span):
            raise ValidationError(held[0].of(person))

    def _refuse_to_lead(self, person, half: str) -> None:
        if half == Half.LEADER and not leads(person):
            raise ValidationError(
                _("Leaders are those to whom somebody reports. An organizer can add you as one.")
            )


def leads(person) -> bool:
    """Whether somebody reports to them."""
    return Person.objects.active().filter(line_manager=person).exists()


class Offer(Tracked):
    """Wall-clock times at the activity's site, on its day; an end at or before the start lies on
    the next one. Who withdraws keeps the row. Who offered first has the smallest `offered_at`."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="offers")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="offers",
    )
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    half = models.CharField(_("as"), max_length=10, choices=Half.choices)
    start = models.TimeField(_("free from"))
    minutes = models.PositiveSmallIntegerField(_("free for, in minutes"))
    note = models.CharField(_("note"), max_length=200, blank=True)
    offered_at = models.DateTimeField(editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)

    untold = ("offered_at", "withdrawn_at")
    span = ("start", "minutes")
    objects = OfferManager()

    class Meta:
        verbose_name = _("offer")
        verbose_name_plural = _("offers")
        ordering = ["offered_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "person"], name="offer_once"),
            models.CheckConstraint(condition=Q(half__in=Half.values), name="offer_half_known"),
            models.CheckConstraint(
                condition=Q(minutes__range=(5, 24 * 60)), name="offer_length_within_a_day"
            ),
        ]

    def __str__(self):
        return str(self.activity)

    @property
    def history_within(self):
        return self.activity.week

    @property
    def until(self) -> time:
        return shift_clock(self.start, self.minutes)

    @property
    def pair(self):
        """The pair that they are in, proposed or settled; None while they are in none."""
        return self.activity.pairs.live().of(self.person).first()

    def covers(self, start: time, minutes: int) -> bool:
        return covers(self.start, self.minutes, start, minutes)

    @transaction.atomic
    def change(self, values: dict, *, by) -> None:
        """Other times, or another note. A settled pair stays as it is: raises ValidationError for
        times that leave it; one that was only proposed is dropped. Raises StaleSave."""
        hold(self.activity)
        pair = self.pair
        span = {field: values.get(field, getattr(self, field)) for field in self.span}
        Offer.objects.refuse_bound(self.activity, self.person, **span)
        super().change(values, by=by)
        if pair and not self.covers(pair.start, pair.minutes):
            if pair.is_settled:
                raise ValidationError(
                    _("You are in a pair then. Keep its time, or withdraw to be free of it.")
                )
            pair.delete()

    @transaction.atomic
    def withdraw(self, *, by, reason: str = "", is_above=None) -> None:
        """No longer on offer. A settled pair breaks, and the place is offered to the next who fit;
        `is_above` as of Pair.lose(). Withdrawn twice, it is withdrawn once."""
        hold(self.activity)
        self.refresh_from_db()
        if self.withdrawn_at:
            return
        pair = self.pair
        self.apply(Verb.WITHDRAWN, {"withdrawn_at": timezone.now()}, by=by, reason=reason)
        self.activity.pairs.let_go(self.person, by=by)
        if pair:
            pair.lose(self.half, by=by, reason=reason, is_above=is_above)
