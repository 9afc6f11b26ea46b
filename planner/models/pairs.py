"""Pair: a leader and the buddy who sits beside them, for an hour of the day of trading places."""

import uuid
from collections.abc import Iterable
from datetime import time

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from csweek.history.models import Verb, record
from csweek.history.tracked import Tracked
from csweek.notices.models import notify
from planner.rules.dates import shift_clock
from planner.rules.places import Span

from .activities import Activity
from .bound import Bond, Mark, People, binds, refusal
from .offeredon import IsAbove, OfferedOn
from .offers import Half, Offer, hold
from .pairlists import PairState
from .settling import PairManager
from .signuplists import SignupList
from .signups import Signup


class Pair(OfferedOn, Tracked):
    """Wall-clock times as of an offer. `allowed_because` says why an organizer lets a leader sit
    beside their own report. `missing` is the half of a broken pair that is still looked for."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="pairs")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    leader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("leader"),
        on_delete=models.CASCADE,
        related_name="pairs_as_leader",
    )
    buddy = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("buddy"),
        on_delete=models.CASCADE,
        related_name="pairs_as_buddy",
    )
    start = models.TimeField(_("start"))
    minutes = models.PositiveSmallIntegerField(_("length in minutes"))
    state = models.CharField(_("state"), max_length=10, choices=PairState.choices)
    stand_in = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("stand-in"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    has_login = models.BooleanField(_("log-in"), default=False)
    has_headset = models.BooleanField(_("headset"), default=False)
    has_briefing = models.BooleanField(_("briefing"), default=False)
    allowed_because = models.CharField(_("why it is allowed"), max_length=300, blank=True)
    broken_because = models.CharField(_("why it is broken"), max_length=300, blank=True)
    missing = models.CharField(
        _("who is looked for"), max_length=10, choices=Half.choices, blank=True, editable=False
    )

    ticks = ("has_login", "has_headset", "has_briefing")
    span = ("start", "minutes")
    untold = ("broken_because", "missing")
    objects = PairManager()

    class Meta:
        verbose_name = _("pair")
        verbose_name_plural = _("pairs")
        ordering = ["start", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "leader"],
                condition=~Q(state=PairState.BROKEN),
                name="pair_once_a_leader",
            ),
            models.UniqueConstraint(
                fields=["activity", "buddy"],
                condition=~Q(state=PairState.BROKEN),
                name="pair_once_a_buddy",
            ),
            models.CheckConstraint(
                condition=Q(state__in=PairState.values), name="pair_state_known"
            ),
            models.CheckConstraint(condition=~Q(leader=models.F("buddy")), name="pair_of_two"),
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
    def is_settled(self) -> bool:
        return self.state == PairState.SETTLED

    @property
    def is_broken(self) -> bool:
        return self.state == PairState.BROKEN

    @property
    def has_begun(self) -> bool:
        return self.moments.has_begun(timezone.now())

    @property
    def is_over(self) -> bool:
        return self.moments.is_over(timezone.now())

    @property
    def is_ready(self) -> bool:
        return all(getattr(self, tick) for tick in self.ticks)

    def stands_as(self, **values) -> bool:
        """Whether it is settled with just these values, as it is after it was made by hand."""
        same = all(getattr(self, field) == value for field, value in values.items())
        return same and self.is_settled

    # What happens to it ---------------------------------------------------------------------

    def _hold(self) -> bool:
        """Read anew, and held; False where it is gone: it was dropped, or others are proposed."""
        hold(self.activity)
        try:
            self.refresh_from_db()
        except Pair.DoesNotExist:
            return False
        return True

    @transaction.atomic
    def settle(self, *, by) -> bool:
        """What was proposed holds, and the two are told. Settled twice, it is settled once. Says
        False where one of them is bound to something else by now: the proposal is dropped; and
        where it is gone."""
        if not self._hold():
            return False
        if self.state == PairState.PROPOSED:
            Pair.objects.settle_held(self.activity, [self], by=by)
        return self.is_settled

    @transaction.atomic
    def change(self, values: dict, *, by, because: str = "") -> None:
        """Another time (and why, where that would not be proposed), or another stand-in. Whoever is
        in a settled pair is told of another time, a stand-in that they are or no longer are; and
        who is free by it gets what they wait for.
        Raises StaleSave, and ValidationError where one is bound to something else then."""
        hold(self.activity)
        stored = Pair.objects.filter(pk=self.pk).first()
        self.apply(Verb.CHANGED, values, by=by, reason=because)
        if stored is None or not self.is_settled:
            return
        told, freed = set(), set()
        if (stored.start, stored.minutes) != (self.start, self.minutes):
            told |= {self.leader, self.buddy, self.stand_in}
            freed |= {self.leader_id, self.buddy_id, stored.stand_in_id}
        if stored.stand_in_id != self.stand_in_id:
            told.add(self.stand_in)
            freed.add(stored.stand_in_id)
        told.discard(None)
        if words := self.why_not_then(sorted(told, key=lambda each: each.pk)):
            raise ValidationError(words)
        notify(
            {each.pk for each in told} - {by.pk},
            "pair-changed",
            subject=f"pair:{self.pk}:{self.version}",
            pair=self.pk,
        )
        if stored.stand_in_id != self.stand_in_id:
            replaced = {stored.stand_in_id} - {None, by.pk}
            subject = f"pair:{self.pk}:{self.version}"
            notify(replaced, "pair-not-needed", subject=subject, pair=self.pk)
        Signup.objects.promote_where_they_wait(freed - {None}, stored.moments, by=by)

    def why_not_then(self, people) -> str:
        """Who of these is bound to something else at its time; empty where all are free."""
        return refusal(people, self.moments, but=self.marks)

    @property
    def moments(self) -> Span:
        return SignupList.objects.span_of(self.activity, self.start, self.minutes)

    @property
    def marks(self) -> list[Mark]:
        """What keeps nobody from being in it: a place in its activity, and the pair itself."""
        return [("place", self.activity_id), ("pair", self.pk)]

    @transaction.atomic
    def tick(self, name: str, is_on: bool, *, by) -> None:
        """One thing that must be ready before the hour, is, or is not after all. Two who tick
        different things at once both stand."""
        if self._hold():
            self.apply(Verb.CHANGED, {name: is_on}, by=by)

    @transaction.atomic
    def drop(self, *, by) -> bool:
        """A proposal that is not wanted; nobody had been told of it. False where it is none any
        more: settled by now, and that stays."""
        hold(self.activity)
        is_proposed = Pair.objects.proposed().filter(pk=self.pk).exists()
        if is_proposed:
            record(self, Verb.DELETED, by=by)
            self.delete()
        return is_proposed

    @transaction.atomic
    def break_off(self, *, by, reason: str = "", cannot: str = "", is_above=None) -> None:
        """It does not take place, and the two are told. With `cannot`, that half cannot come: their
        offer is withdrawn, and the place is offered on. A proposal is dropped. Raises StaleSave."""
        hold(self.activity)
        self.refuse_if_stale()
        if not self.is_settled:
            self.drop(by=by)
        elif cannot:
            person = self.leader_id if cannot == Half.LEADER else self.buddy_id
            offer = Offer.objects.get(activity=self.activity, person=person)
            offer.withdraw(by=by, reason=reason, is_above=is_above)
        else:
            self.end(by=by, reason=reason)

    @transaction.atomic
    def lose(self, half: str, *, by, reason: str = "", is_above: IsAbove | None = None) -> None:
        """One half has withdrawn: the place is offered to those who have offered and fit, first
        come, unless the other has left as well, or it has begun. What is over, stays. `is_above`
        says whether a team has somebody above its need from a time on, for some minutes."""
        if self.is_settled and self.is_over:
            return
        if self.is_settled:
            stays = self.buddy if half == Half.LEADER else self.leader
            is_looked_for = stays.is_active and not self.has_begun
            self.end(by=by, reason=reason, missing=half if is_looked_for else "")
            if self.missing:
                self.offer_on(by=by, is_above=is_above)
        else:
            self.drop(by=by)

    def end(self, *, by, reason: str, missing: str = "") -> None:
        """It does not hold any more, and whoever is free by that gets what they wait for."""
        values = {"state": PairState.BROKEN, "broken_because": reason, "missing": missing}
        self.apply(Verb.CANCELLED, values, by=by, reason=reason)
        people = {self.leader_id, self.buddy_id, self.stand_in_id} - {None}
        if missing:  # whoever stays is kept free for the next
            people.discard(self.staying.pk)
        Signup.objects.promote_where_they_wait(people, self.moments, by=by)
        told = {self.leader_id, self.buddy_id} - {by.pk}
        notify(told, "pair-broken", subject=f"pair:{self.pk}", pair=self.pk)
        if not missing:
            self.release_stand_in(by=by)


@binds
def _pairs_then(people: People, span: Span) -> Iterable[Bond]:
    return Pair.objects.bonds(people, span)
