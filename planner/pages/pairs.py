"""The desk of trading places: offers left and right, pairs, and why somebody is in none."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext_lazy as _

from csweek.people.models import Person
from planner.models import Half, Offer, Pair
from planner.models.bound import Bond, bonds
from planner.models.offeredon import IsAbove, Known
from planner.models.offers import in_minutes, marks_of
from planner.models.pairlists import PairState
from planner.models.workhours import WorkHours
from planner.rules.pairing import (
    USUAL_LENGTH,
    Candidate,
    Span,
    WhyNot,
    propose,
    why_not,
)
from planner.rules.places import Span as InstantSpan
from planner.trading import Trade, above_of, is_above_of

from .offers import missing

AT_ONCE = 50  # of each list on a page
MOST_PAIRED = 250  # of each half that are looked at in one go: it takes about two seconds

WHY_NOT = {
    (Half.LEADER, WhyNot.NOBODY): _("No buddy has offered yet."),
    (Half.LEADER, WhyNot.TIME): _("No buddy is free at the same time for that long."),
    (Half.LEADER, WhyNot.REPORT): _("Only their own reports fit. Pair by hand, with a reason."),
    (Half.LEADER, WhyNot.SHIFT): _("Those who are free at the same time are not at work then."),
    (Half.LEADER, WhyNot.BUSY): _(
        "They, or those who would fit, have something else then: a place, another pair, or cover."
    ),
    (Half.LEADER, WhyNot.NOT_YET): _("A buddy who is free fits. Propose pairs."),
    (Half.LEADER, WhyNot.PHONES): _("The teams of those who would fit have nobody to spare then."),
    (Half.LEADER, WhyNot.TAKEN): _("Those who would fit are taken. More buddies are needed."),
    (Half.BUDDY, WhyNot.NOBODY): _("No leader has offered yet."),
    (Half.BUDDY, WhyNot.TIME): _("No leader is free at the same time for that long."),
    (Half.BUDDY, WhyNot.REPORT): _("Only their line manager fits. Pair by hand, with a reason."),
    (Half.BUDDY, WhyNot.SHIFT): _("They are not at work when a leader is free."),
    (Half.BUDDY, WhyNot.BUSY): _(
        "They, or the leaders who would fit, have something else then: a place, another pair, or "
        "cover."
    ),
    (Half.BUDDY, WhyNot.NOT_YET): _("A leader who is free fits. Propose pairs."),
    (Half.BUDDY, WhyNot.PHONES): _("Their team has nobody to spare when a leader is free."),
    (Half.BUDDY, WhyNot.TAKEN): _("Those who would fit are taken. More leaders are needed."),
}


@dataclass
class Left:
    """Somebody who has offered and is in no pair."""

    offer: Offer
    why: str


@dataclass
class Looked:
    """A pair of which one half is looked for, and how many could take that place; whoever stays
    may be proposed with somebody (`proposed`) meanwhile."""

    pair: Pair
    fitting: int
    proposed: Person | None


class Desk:
    """All that is known of one activity, in two queries, and the phones in some more."""

    def __init__(self, trade: Trade, length: int = USUAL_LENGTH):
        self.trade = trade
        self.length = min(length, trade.minutes)
        offers = Offer.objects.filter(activity=trade.activity).in_line()
        found = offers.standing().select_related("person__team", "person__site")
        runs = list(Pair.objects.of_runs(trade.activity).with_people())
        here = [each for each in runs if each.activity_id == trade.activity.pk]
        self.pairs = [each for each in here if not self._is_too_late_for(each)]
        self.offers = list(found)
        # Whoever sits in another wave is in none of this one, and the desk says so.
        others = [each for each in runs if each.is_settled and each not in self.pairs]
        self.elsewhere = {p for each in others for p in _both(each)}
        for each in (*self.offers, *self.pairs):
            each.activity = trade.activity

    def _is_too_late_for(self, pair: Pair) -> bool:
        """What is proposed for a time that has been can hold no more."""
        is_proposed = pair.state == PairState.PROPOSED
        return is_proposed and self.trade.has_been(pair.start, pair.minutes)

    @cached_property
    def above(self) -> dict[int, list[Span]]:
        return above_of(self.trade)

    def of(self, half: str) -> list[Offer]:
        return [each for each in self.offers if each.half == half and each.person.is_active]

    def _in(self, state: str) -> list[Pair]:
        found = [each for each in self.pairs if each.state == state]
        return sorted(found, key=lambda each: (self.trade.offset(each.start), each.pk))

    @property
    def proposed(self) -> list[Pair]:
        return self._in(PairState.PROPOSED)

    @property
    def settled(self) -> list[Pair]:
        return self._in(PairState.SETTLED)

    @property
    def open(self) -> list[Looked]:
        others = {each.leader_id: each.buddy for each in self.proposed}
        others |= {each.buddy_id: each.leader for each in self.proposed}
        return [
            Looked(each, self._count_fitting(each), others.get(each.staying.pk))
            for each in self._in(PairState.BROKEN)
            if each.missing and not self.trade.has_pair_begun(each)
        ]

    def _count_fitting(self, pair: Pair) -> int:
        span = InstantSpan(*self.trade.instants_of(pair))
        taken = self.elsewhere | {p for each in self.settled for p in _both(each)}
        known = Known(pair, span, taken, lambda: self.bound, self.hours, self.is_above)
        return len(pair.takers(self.offers, known))

    @cached_property
    def is_above(self) -> IsAbove:
        return is_above_of(self.trade, lambda: self.above)

    @property
    def needed(self) -> dict[str, int]:
        others = (each for each in self.offers if each.person_id not in self.elsewhere)
        return missing(each.half for each in others if each.person.is_active)

    @property
    def taken(self) -> set[int]:
        live = (each for each in self.pairs if each.state != PairState.BROKEN)
        return {person for each in live for person in _both(each)}

    def why(self, offer: Offer, others: list[Candidate], taken: set[int]) -> str:
        if self.trade.is_over:
            return _("It is over.")
        if offer.person_id in self.elsewhere:
            return _("In a pair of another run of this already, and nobody sits in two.")
        found = why_not(
            self._candidate(offer),
            others,
            leads=offer.half == Half.LEADER,
            length=self.length,
            above=self.above,
            taken=taken,
        )
        return WHY_NOT[Half(offer.half), found]

    @cached_property
    def bound(self) -> dict[int, list[Bond]]:
        """What those who have offered, and those who stand in, are bound to while it lasts."""
        people = {each.person_id for each in self.offers}
        people |= {
            p for each in self.pairs if each.missing for p in (*_both(each), each.stand_in_id)
        }
        people.discard(None)
        return bonds(people, self.trade.whole, but=marks_of(self.trade.activity.pk))

    @cached_property
    def hours(self) -> WorkHours:
        return WorkHours(self.trade.sites)

    def candidates(self, offers: list[Offer]) -> list[Candidate]:
        """As the rule takes them: who offered first, first; not while they are bound, and as a
        buddy only while they are at work."""
        return [self._candidate(each) for each in offers]

    def _candidate(self, offer: Offer) -> Candidate:
        whole, person = self.trade.whole, offer.person
        busy = [in_minutes(each.span, whole) for each in self.bound.get(person.pk, ())]
        work = None
        if offer.half == Half.BUDDY:
            spans = self.hours.about(person.site_id, person.shift_id, whole)
            work = tuple(in_minutes(each, whole) for each in spans)
        place = self.places[offer.pk]
        return self.trade.candidate(place, offer, busy=tuple(busy), work=work)

    @cached_property
    def places(self) -> dict[int, int]:
        return {each.pk: place for place, each in enumerate(self.offers)}

    def free(self, half: str) -> list[Offer]:
        taken = self.taken
        return [each for each in self.of(half) if each.person_id not in taken]

    def left(self, half: str, page: int = 1) -> Page:
        """Those in no pair, each with why: worked out for those on the page alone."""
        others = self.candidates(self.of(Half(half).other))
        found = page_of(self.free(half), page)
        taken = self.taken | self.elsewhere
        found.object_list = [Left(each, self.why(each, others, taken)) for each in found]
        return found

    def proposals(self) -> list[tuple]:
        """(leader, buddy, start) as the rule proposes them, of all who are in no settled pair."""
        settled = {p for each in self.settled for p in _both(each)}
        settled |= self.elsewhere
        people = {each.person_id: each.person for each in self.offers}
        leaders, buddies = (
            [each for each in self.of(half) if each.person_id not in settled][:MOST_PAIRED]
            for half in (Half.LEADER, Half.BUDDY)
        )
        matches = propose(
            *(self.candidates(each) for each in (leaders, buddies)),
            self.length,
            self.above,
        )
        return [
            (people[each.leader], people[each.buddy], self.trade.clock_at(each.begins))
            for each in matches
        ]


def _both(pair: Pair) -> tuple[int, int]:
    return pair.leader_id, pair.buddy_id


def page_of(rows: Sequence, number: int) -> Page:
    return Paginator(rows, AT_ONCE).get_page(number)
