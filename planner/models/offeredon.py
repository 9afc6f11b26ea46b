"""A pair that one half has left: its place is offered to all who fit, and the first takes it."""

from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import time

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from csweek.history.models import Verb, record
from csweek.notices.models import notify
from csweek.people.models import Person
from planner.rules.places import Span, overlap
from planner.rules.seats import Seat, Sitter, can_take

from .bound import Bond, bonds
from .offers import Half, Offer, hold, marks_of
from .workhours import WorkHours

IsAbove = Callable[[int | None, time, int], bool]


@dataclass
class Known:
    """What the rule asks of the time of one pair. `taken` are in another pair of its activity;
    `find_bonds` is asked when it is needed."""

    pair: "OfferedOn"
    span: Span
    taken: Set[int]
    find_bonds: Callable[[], Mapping[int, list[Bond]]]
    hours: WorkHours
    is_above_then: IsAbove | None = None

    def is_free(self, sitter: Sitter) -> bool:
        marks = {*marks_of(self.pair.activity_id)}
        return sitter.person not in self.taken and not any(
            overlap(each.span, self.span) and not each.marks & marks
            for each in self.find_bonds().get(sitter.person, ())
        )

    def is_at_work(self, sitter: Sitter) -> bool:
        if self.span.begins is None:
            return True
        return self.hours.cover(sitter.site, sitter.shift, self.span)

    def is_above(self, team: int | None) -> bool:
        pair = self.pair
        return self.is_above_then is None or self.is_above_then(team, pair.start, pair.minutes)


def _sitter(person: Person, *, has_offered: bool = False) -> Sitter:
    return Sitter(
        person=person.pk,
        team=person.team_id,
        site=person.site_id,
        shift=person.shift_id,
        manager=person.line_manager_id,
        is_active=person.is_active,
        has_offered=has_offered,
    )


class OfferedOn:
    """The part of a pair that begins when it is broken and `missing` says which half is gone."""

    @property
    def staying(self) -> Person:
        """Whoever is left of it."""
        return self.buddy if self.missing == Half.LEADER else self.leader

    @property
    def gone(self) -> Person:
        return self.leader if self.missing == Half.LEADER else self.buddy

    def offer_on(self, *, by, is_above: IsAbove | None) -> None:
        """Tell whoever fits, and a stand-in who can; where nobody does, the crew. Each once. A
        stand-in who cannot is free of it."""
        fitting = self.who_can_take(is_above)
        if self.stand_in_id not in fitting:
            self.release_stand_in(by=by)
        crew = set(self.activity.week.crew.values_list("pk", flat=True))
        name, people = ("pair-open", fitting) if fitting else ("pair-lost", crew)
        notify(people - {by.pk}, name, subject=f"pair:{self.pk}", pair=self.pk)

    def release_stand_in(self, *, by) -> None:
        """Tell them that nobody counts on them any more."""
        people = {self.stand_in_id} - {None, by.pk}
        notify(people, "pair-not-needed", subject=f"pair:{self.pk}", pair=self.pk)

    @property
    def seat(self) -> Seat:
        leads = self.missing == Half.LEADER
        return Seat(leads, _sitter(self.staying), self.gone.pk, self.stand_in_id)

    def suits(self, person: Person, offer: Offer | None, known: Known) -> bool:
        """Whether they can have the missing half's place; `offer` is what they offer."""
        if not self.missing:
            return False
        has_offered = (
            offer is not None
            and offer.half == self.missing
            and offer.covers(self.start, self.minutes)
        )
        return can_take(self.seat, _sitter(person, has_offered=has_offered), known)

    def takers(self, offers: Iterable[Offer], known: Known) -> set[int]:
        """Whom it suits, of those who offer and the stand-in."""
        people = {each.person_id: (each.person, each) for each in offers}
        if self.stand_in:
            people.setdefault(self.stand_in_id, (self.stand_in, None))
        return {key for key, each in people.items() if self.suits(*each, known)}

    def who_can_take(self, is_above: IsAbove | None = None) -> set[int]:
        """The same, asked for anew."""
        offers = list(self.activity.offers.standing().select_related("person"))
        people = {each.person_id for each in offers} | {self.staying.pk, self.stand_in_id} - {None}
        taken = type(self).objects.settled().of_runs(self.activity).people()
        span = self.moments
        bound = bonds(people, span)
        known = Known(self, span, taken, lambda: bound, WorkHours(), is_above)
        return self.takers(offers, known)

    def is_known_to(self, person) -> bool:
        """Whoever was told of a place may ask for it: those who have offered, and the stand-in."""
        offered = self.activity.offers.filter(person=person).exists()
        return self.is_broken and (offered or person.pk == self.stand_in_id)

    def is_free_then(self, person) -> bool:
        return person.is_active and not self.why_not_then([person])

    def can_be_taken_by(self, person, is_above: IsAbove | None = None) -> bool:
        return person.pk in self.who_can_take(is_above)

    @transaction.atomic
    def take(self, *, by, is_above: IsAbove | None = None):
        """Whoever comes first sits in the missing half's place, at the same time; who stays is
        told. Returns the new pair, which is the same one when it is taken twice. Raises
        ValidationError when somebody was quicker, or when it is no place for them."""
        hold(self.activity)
        self.refresh_from_db()
        pairs = self.activity.pairs
        if there := self._taken_by(by):
            return there
        if not self.can_be_taken_by(by, is_above):
            raise ValidationError(
                _("That place is no longer free: somebody was quicker, or it does not fit you.")
            )
        self._have_offered(by)
        missing = self.missing
        people = (by, self.buddy) if missing == Half.LEADER else (self.leader, by)
        for person in people:
            pairs.proposed().of(person).delete()
        # What is ready is the leader's: with another leader, nothing is.
        same = {} if missing == Half.LEADER else {tick: getattr(self, tick) for tick in self.ticks}
        if self.stand_in and self.stand_in_id != by.pk and self.is_free_then(self.stand_in):
            same["stand_in"] = self.stand_in
        return pairs.settled_by(
            self.activity, *people, by=by, start=self.start, minutes=self.minutes, **same
        )

    def _taken_by(self, person):
        """The pair that the first press of the same button has made."""
        others = Q(leader=self.leader_id) | Q(buddy=self.buddy_id)
        return self.activity.pairs.settled().of(person).filter(others, start=self.start).first()

    def _have_offered(self, person) -> None:
        """A stand-in may not have offered anything: now they have."""
        values = {"half": self.missing, "start": self.start, "minutes": self.minutes}
        values |= {"withdrawn_at": None, "offered_at": timezone.now()}
        there = self.activity.offers.filter(person=person).first()
        if there is None:
            made = Offer.objects.create(activity=self.activity, person=person, **values)
            record(made, Verb.MADE, by=person)
        elif there.withdrawn_at or there.half != self.missing:
            there.apply(Verb.REINSTATED, values, by=person)
