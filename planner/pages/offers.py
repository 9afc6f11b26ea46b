"""What one person reads of trading places: their offer, their pair, and places they can take."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import BooleanField, Exists, ExpressionWrapper, FilteredRelation, OuterRef, Q
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from csweek.people.models import Person
from planner.models import Cover, Half, Kind, Offer, Pair, Signup, SignupList, SignupState
from planner.models.bound import Bond, bonds
from planner.models.offeredon import Known
from planner.models.offers import leaves_no_room, marks_of
from planner.models.workhours import WorkHours
from planner.moments import times
from planner.ownbonds import OwnBonds
from planner.rules.places import Span, around, overlap
from planner.trading import Trade, is_above_of


@dataclass
class OwnTrade:
    """`needed` are how many more of each half have to offer so that nobody is left over."""

    trade: Trade
    can_lead: bool
    offer: Offer | None = None
    pair: Pair | None = None
    stands_in: list[Pair] = field(default_factory=list)
    to_take: list[Pair] = field(default_factory=list)
    needed: dict[str, int] = field(default_factory=dict)
    bound: str = ""  # what they are bound to, or have offered, all that time
    is_off_work: bool = False  # a buddy who is not at work then: nobody proposes them

    @property
    def can_offer(self) -> bool:
        return self.offer is None and not self.trade.has_begun

    @property
    def can_withdraw(self) -> bool:
        """Until the pair begins; whoever is in none, until it is over."""
        if self.pair:
            return not self.trade.has_pair_begun(self.pair)
        return self.offer is not None and not self.trade.is_over

    @property
    def partner(self):
        leads = self.pair.leader_id == self.offer.person_id
        return self.pair.buddy if leads else self.pair.leader

    @property
    def buddies_needed(self) -> int:
        return self.needed.get(Half.BUDDY, 0)

    @property
    def leaders_needed(self) -> int:
        return self.needed.get(Half.LEADER, 0)


def own_trades(trades: list[Trade], person) -> list[OwnTrade]:
    """In three queries, however many trades there are, and one for whether they lead anybody; and
    where there are places to take, those for what keeps people from them, and for the phones of
    each trade in which this person's offer fits."""
    rows = [each.activity.pk for each in trades]
    offers = list(Offer.objects.standing().filter(activity__in=rows).select_related("person"))
    pairs = list(_pairs_that_concern(rows))
    can_lead, is_bound = _facts(person, trades[0].year) if trades else (False, False)
    found, held = [], Held(person, trades, pairs)
    for trade in trades:
        here = [each for each in offers if each.activity_id == trade.activity.pk]
        own = next((each for each in here if each.person_id == person.pk), None)
        pairs_here = [each for each in pairs if each.activity_id == trade.activity.pk]
        one = OwnTrade(trade, can_lead, own)
        one.needed = missing(each.half for each in here if each.person.is_active)
        one.pair = next((e for e in pairs_here if e.is_settled and person.pk in _both(e)), None)
        one.stands_in = [e for e in pairs_here if e.is_settled and e.stand_in_id == person.pk]
        if one.can_offer:
            one.bound = held.why_not(trade, _offered(person, offers, trades), is_bound)
        if own and not one.pair and own.half == Half.BUDDY and not trade.is_over:
            one.is_off_work = held.is_off_work(trade, own)
        one.to_take = [
            each
            for each in pairs_here
            if not trade.has_pair_begun(each) and each.suits(person, own, held.known(each, trade))
        ]
        found.append(one)
    return found


def _pairs_that_concern(activities: list[int]) -> Iterable[Pair]:
    pairs = Pair.objects.filter(activity__in=activities).with_people()
    return pairs.settled() | pairs.open()


def _is_bound(year: int) -> ExpressionWrapper:
    """Of a person: whether anything binds them in that week."""
    me, week = OuterRef("pk"), {"activity__week__year": year}
    places = Signup.objects.filter(person=me, state=SignupState.CONFIRMED, **week)
    in_it = Q(leader=me) | Q(buddy=me) | Q(stand_in=me)
    pairs = Pair.objects.settled().filter(in_it, **week)
    cover = Cover.objects.stepping_in().filter(person=me, call__day__week__year=year)
    found = Exists(places) | Exists(pairs) | Exists(cover)
    return ExpressionWrapper(found, output_field=BooleanField())


def _facts(person: Person, year: int) -> tuple[bool, bool]:
    """Whether they lead anybody, and whether anything binds them."""
    reports = Person.objects.active().filter(line_manager=OuterRef("pk"))
    me = Person.objects.filter(pk=person.pk)
    return me.values_list(Exists(reports), _is_bound(year)).get()


def _offered(person: Person, offers: list[Offer], trades: list[Trade]) -> list[tuple[str, Span]]:
    """What they have offered to be in, and when."""
    found = {each.activity.pk: each for each in trades}
    own = [(found[each.activity_id], each) for each in offers if each.person_id == person.pk]
    return [(trade.title, trade.span_at(each.start, each.minutes)) for trade, each in own]


def why_no_offer(
    span: Span, activity: int, offered: Iterable[tuple[str, Span]], held: Iterable[Bond]
) -> str:
    """Why an offer for all that time would be refused, as its reader is told; empty where it would
    not. As `refuse_bound` of the offers."""
    for title, other in offered:
        if overlap(other, span):
            return _("You have offered to be in “%(title)s” then.") % {"title": title}
    marks = {*marks_of(activity)}
    busy = [each for each in held if overlap(each.span, span) and not each.marks & marks]
    return busy[0].of_oneself if busy and leaves_no_room(busy, span) else ""


def _both(pair: Pair) -> tuple[int, int]:
    return pair.leader_id, pair.buddy_id


class Held:
    """What keeps one person, and those who stay, from places that could be taken: asked for once,
    if there are any."""

    def __init__(self, person: Person, trades: list[Trade], pairs: list[Pair]):
        self.person, self.trades, self.hours = person, trades, WorkHours()
        self.staying = {each.staying.pk for each in pairs if each.missing}
        activities = [each.activity for each in trades]
        self.runs = {each.pk: each.wave_of_id or each.pk for each in activities}
        self.settled = {
            (self.runs[each.activity_id], one)
            for each in pairs
            for one in _both(each)
            if each.is_settled
        }
        self.is_above = {each.activity.pk: is_above_of(each) for each in trades}

    @cached_property
    def bonds(self) -> dict[int, list[Bond]]:
        whole = around(each.whole for each in self.trades)
        return bonds({self.person.pk} | self.staying, whole)

    def why_not(self, trade: Trade, offered: list[tuple[str, Span]], is_bound: bool) -> str:
        held = self.bonds.get(self.person.pk, ()) if is_bound else ()
        return why_no_offer(trade.whole, trade.activity.pk, offered, held)

    def is_off_work(self, trade: Trade, offer: Offer) -> bool:
        """Whether they are at work at no time of what they offer."""
        span, person = trade.span_at(offer.start, offer.minutes), self.person
        near = self.hours.about(person.site_id, person.shift_id, span)
        return not any(overlap(each, span) for each in near)

    def known(self, pair: Pair, trade: Trade) -> Known:
        run = self.runs[trade.activity.pk]
        return Known(
            pair,
            Span(*trade.instants_of(pair)),
            {person for each, person in self.settled if each == run},
            lambda: self.bonds,
            self.hours,
            self.is_above[trade.activity.pk],
        )


class TradePart:
    """On a card of the week: the one tap of an offer, or what one has offered. Asked for once."""

    def __init__(self, request, own_bonds: OwnBonds):
        self.request, self.year, self.own_bonds = request, own_bonds.year, own_bonds

    @cached_property
    def _found(self) -> list[tuple]:
        """Whether they lead, and are bound to anything, with each of their offers or with none: all
        in one query."""
        reports = Person.objects.active().filter(line_manager=OuterRef("pk"))
        me, is_bound = Person.objects.filter(pk=self.request.user.pk), _is_bound(self.year)
        me = me.alias(offer=FilteredRelation("offers", condition=Q(offers__withdrawn_at=None)))
        offer = ("activity__key", "half", "start", "minutes")
        found = me.values_list(Exists(reports), is_bound, *(f"offer__{each}" for each in offer))
        return list(found)

    @property
    def can_lead(self) -> bool:
        return any(leads for leads, *_offer in self._found)

    @property
    def offers(self) -> dict[str, str]:
        """{key of the activity: as what}."""
        return {str(key): half for _leads, _bound, key, half, *_when in self._found if key}

    @cached_property
    def _doors(self) -> dict[str, SignupList]:
        """Where places are traded this week, at a set time."""
        found = SignupList.objects.of_year(self.year).filter(is_on=True, begins_at__isnull=False)
        return {str(e.key): e for e in found.filter(activity__kind=Kind.TRADE_PLACES)}

    def _why_not(self, key: str) -> str:
        """Most are bound to nothing, and have offered nothing: of them nobody asks any more."""
        if not any(is_bound or other for _leads, is_bound, other, *_offer in self._found):
            return ""
        door = self._doors.get(key)
        if door is None:
            return ""
        offered = [
            (self._doors[str(other)].title, self._doors[str(other)].span_at(*when))
            for _leads, _bound, other, _half, *when in self._found
            if str(other) in self._doors
        ]
        return why_no_offer(door.span, door.pk, offered, self.own_bonds.found)

    @cached_property
    def _pairs(self) -> dict[str, Pair]:
        """{key of the activity: their settled pair}; without offers there is none to ask for."""
        if not self.offers:
            return {}
        pairs = (
            Pair.objects.settled().of(self.request.user).filter(activity__key__in=[*self.offers])
        )
        found = pairs.select_related("activity", "leader", "buddy")
        return {str(each.activity.key): each for each in found}

    def _pair(self, key: str) -> dict[str, str] | None:
        """With whom, and when."""
        pair = self._pairs.get(key)
        if pair is None:
            return None
        other = pair.buddy if pair.leader_id == self.request.user.pk else pair.leader
        return {"name": other.name, "times": times(pair.start, pair.minutes)}

    def __call__(self, key: str, is_over: bool) -> str:
        """Of what is over only what one has offered: nothing invites any more."""
        half = self.offers.get(key)
        if is_over and not half:
            return ""
        context = {"key": key, "year": self.year, "half": half}
        context |= {"can_lead": self.can_lead, "pair": self._pair(key), "is_over": is_over}
        context["bound"] = "" if half else self._why_not(key)
        return render_to_string("planner/offers/_part.html", context, self.request)


def missing(halves: Iterable[str]) -> dict[str, int]:
    """{half: how many more of it have to offer, so that everybody can be in a pair}."""
    counts = Counter(halves)
    leaders, buddies = counts[Half.LEADER], counts[Half.BUDDY]
    return {Half.BUDDY: max(leaders - buddies, 0), Half.LEADER: max(buddies - leaders, 0)}
