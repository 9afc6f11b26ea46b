"""What one person has said yes to in a published week: places, a pair, cover, by the clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from planner.clocks import Clocks
from planner.covering import when
from planner.models import Cover, CoverState, Pair, Publication, Signup, SignupList
from planner.models.signups import SignupState
from planner.trading import Trade, published_trades


@dataclass(frozen=True)
class Part:
    """`words` say as what, or with whom. `day` is its number in the week; `key`, `version` and
    `zone` are for calendars. A part that is off was called off after they had said yes."""

    key: str
    version: int
    day: int
    begins: datetime
    ends: datetime
    zone: str
    title: str
    when: str
    where: str = ""
    words: str = ""
    path: str = ""
    icon: str = ""
    waits: str = ""
    is_on: bool = True

    @property
    def heading(self) -> str:
        return " · ".join(filter(None, (self.title, self.words, self.waits)))

    @property
    def start(self) -> time:
        """On the wall, there."""
        return self.begins.astimezone(ZoneInfo(self.zone)).time()

    @property
    def minutes(self) -> int:
        return int((self.ends - self.begins).total_seconds()) // 60


def own_parts(publication: Publication, person: int) -> list[Part]:
    """Pairs and cover of the person with that number, in the order in which they take place."""
    clocks = Clocks()
    parts = [*_pairs(publication, person, clocks), *_covers(publication, person, clocks)]
    return sorted(parts, key=lambda each: (each.begins, each.key))


def places_of(publication: Publication, person: int) -> dict[str, str]:
    """{key of an activity: what is said of their place in it}."""
    places = Signup.objects.filter(person=person, activity__week=publication.week_id)
    places = places.exclude(state=SignupState.LEFT).values_list("activity__key", "state")
    said = {SignupState.CONFIRMED: _("you have a place"), SignupState.WAITING: _("you wait")}
    return {str(key): said[state] for key, state in places}


def with_places(
    parts: Iterable[Part], held: Iterable[tuple[SignupList, Signup]], publication: Publication
) -> list[Part]:
    """These and the places, in the order in which they take place."""
    places = (_place(door, mine, publication) for door, mine in held)
    return sorted((*parts, *places), key=lambda each: (each.begins, each.key))


def _place(door: SignupList, mine: Signup, publication: Publication) -> Part:
    zone = ZoneInfo(door.zone)
    return Part(
        key=str(door.key),
        version=1,
        day=(door.day - publication.first_day).days + 1,
        begins=door.begins_at or datetime.combine(door.day, time.min, zone),
        ends=door.ends_at,
        zone=door.zone,
        title=door.title,
        when=door.when,
        where=door.where,
        path=reverse("planner:activity-detail", args=[publication.year, door.key]),
        waits=_("waiting") if mine.is_waiting else "",
    )


def _pairs(publication: Publication, person: int, clocks: Clocks) -> Iterable[Part]:
    mine = Q(leader=person) | Q(buddy=person) | Q(stand_in=person)
    pairs = Pair.objects.settled().filter(mine, activity__week=publication.week_id)
    pairs = list(pairs.with_people())
    if not pairs:
        return
    trades = {each.activity.pk: each for each in published_trades(publication, clocks=clocks)}
    for pair in pairs:
        if trade := trades.get(pair.activity_id):
            yield _pair(pair, trade, person)


def _pair(pair: Pair, trade: Trade, person: int) -> Part:
    begins, ends = trade.instants_of(pair)
    if person in (pair.leader_id, pair.buddy_id):
        other = pair.buddy if person == pair.leader_id else pair.leader
        words = _("with %(name)s") % {"name": other.name}
    else:
        names = {"leader": pair.leader.name, "buddy": pair.buddy.name}
        words = _("stand-in for %(leader)s and %(buddy)s") % names
    return Part(
        key=str(pair.key),
        version=pair.version,
        day=trade.item.day,
        begins=begins,
        ends=ends,
        zone=trade.item.zone,
        title=trade.title,
        when=trade.when_of(pair),
        where=trade.where or str(pair.buddy.site or ""),
        words=words,
        path=reverse("planner:offer-list", args=[trade.year]),
        icon="arrow-left-right",
    )


def _covers(publication: Publication, person: int, clocks: Clocks) -> Iterable[Part]:
    covers = Cover.objects.filter(person=person, call__day__week=publication.week_id)
    covers = covers.exclude(state=CoverState.WITHDRAWN)
    covers = list(covers.select_related("call__team", "call__site", "call__day__week"))
    if not covers:
        return
    for cover in covers:
        call = cover.call
        call.published = publication
        if not call.is_published:
            continue
        yield Part(
            key=str(call.key),
            version=call.version,
            day=call.day.number,
            begins=call.begins_at,
            ends=call.ends_at,
            zone=call.zone.key,
            title=_("Cover for %(team)s") % {"team": call.team},
            when=when(call, clocks),
            where=call.site.name if call.site_id else "",
            path=reverse("planner:cover-detail", args=[call.day.week.year, call.key]),
            icon="telephone-inbound",
            waits=_("waiting") if cover.state == CoverState.WAITING else "",
            is_on=call.closed_at is None,
        )
