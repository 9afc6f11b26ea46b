"""What messages about pairs say. Names are looked up as they are read; nothing is told of a pair
once it is another's business."""

from collections.abc import Callable, Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from csweek.notices.models import Notice
from csweek.notices.words import Message, put_into_words
from csweek.people.models import Person
from planner.models import Half, Pair, Publication
from planner.trading import Trade, published_trades

Say = Callable[[Pair, Trade, Person], Message | None]


def _of_pairs(say: Say) -> Callable[[list[Notice]], list[Message | None]]:
    """Words for notices of pairs: asked for once, with the activities as they are published."""

    def words(notices: list[Notice]) -> list[Message | None]:
        keys = {each.context["pair"] for each in notices}
        pairs = Pair.objects.filter(pk__in=keys).with_people().select_related("activity")
        found = {each.pk: each for each in pairs}
        readers = Person.objects.in_bulk({each.person_id for each in notices})
        trades = _trades(found.values())
        told = []
        for notice in notices:
            pair = found.get(notice.context["pair"])
            trade = pair and trades.get(pair.activity_id)
            told.append(trade and say(pair, trade, readers[notice.person_id]))
        return told

    return words


def _trades(pairs: Iterable[Pair]) -> dict[int, Trade]:
    """{key of the activity: how it is published}, of the weeks that these are in."""
    weeks = {each.activity.week_id for each in pairs}
    published = Publication.objects.newest().filter(week__in=weeks)
    return {trade.activity.pk: trade for each in published for trade in published_trades(each)}


def _with(pair: Pair, reader: Person) -> Person:
    return pair.buddy if reader.pk == pair.leader_id else pair.leader


def _is_looked_for(pair: Pair, trade: Trade) -> bool:
    """Whether somebody can still take the place that one half has left."""
    return bool(pair.is_broken and pair.missing and not trade.has_pair_begun(pair))


def _where(trade: Trade, pair: Pair) -> str:
    return trade.where or str(pair.buddy.site or "")


def _to_own(trade: Trade) -> dict:
    path = reverse("planner:offer-list", args=[trade.year])
    return {"path": path, "action": _("See my pair")}


@put_into_words("pair-settled")
@_of_pairs
def settled(pair: Pair, trade: Trade, reader: Person) -> Message | None:
    if not pair.is_settled:
        return None
    words = {"when": trade.when_of(pair), "title": trade.title}
    lines = (trade.when_of(pair), _where(trade, pair))
    if reader.pk == pair.stand_in_id:
        names = {"leader": pair.leader.name, "buddy": pair.buddy.name}
        return Message(
            subject=_("You are a stand-in: %(title)s") % words,
            opening=_("If %(leader)s or %(buddy)s cannot come, you step in.") % names,
            parts=((trade.title, tuple(filter(None, lines))),),
            **_to_own(trade),
        )
    if reader.pk not in (pair.leader_id, pair.buddy_id):
        return None
    name = {"name": _with(pair, reader).name}
    if reader.pk == pair.leader_id:
        opening = _("You sit beside %(name)s, who shows you what serving customers is like.")
    else:
        opening = _("%(name)s sits beside you, and sees what you see.")
    return Message(
        subject=_("Your pair: %(when)s") % words,
        opening=opening % name,
        parts=((trade.title, tuple(filter(None, lines))),),
        **_to_own(trade),
    )


@put_into_words("pair-changed")
@_of_pairs
def changed(pair: Pair, trade: Trade, reader: Person) -> Message | None:
    """As it stands now: of another time, or somebody is its stand-in."""
    if not pair.is_settled:
        return None
    words = {"leader": pair.leader.name, "buddy": pair.buddy.name, "when": trade.when_of(pair)}
    if reader.pk == pair.stand_in_id:
        subject = _("You are a stand-in: %(when)s") % words
        opening = _("If %(leader)s or %(buddy)s cannot come, you step in.") % words
    elif reader.pk in (pair.leader_id, pair.buddy_id):
        subject = _("Your pair has another time: %(when)s") % words
        opening = _("%(leader)s and %(buddy)s sit together then.") % words
    else:
        return None
    lines = tuple(filter(None, (trade.when_of(pair), _where(trade, pair))))
    return Message(subject, opening, parts=((trade.title, lines),), **_to_own(trade))


@put_into_words("pair-not-needed")
@_of_pairs
def not_needed(pair: Pair, trade: Trade, reader: Person) -> Message | None:
    """To who was its stand-in, until somebody else was, or until it was broken."""
    if reader.pk == pair.stand_in_id and not pair.is_broken:
        return None
    words = {"leader": pair.leader.name, "buddy": pair.buddy.name, "when": trade.when_of(pair)}
    return Message(
        subject=_("You are no longer a stand-in: %(when)s") % words,
        opening=_("You need not step in for %(leader)s or %(buddy)s any more.") % words,
        path=reverse("planner:offer-list", args=[trade.year]),
        action=_("See trading places"),
    )


@put_into_words("pair-broken")
@_of_pairs
def broken(pair: Pair, trade: Trade, reader: Person) -> Message | None:
    if not pair.is_broken or reader.pk not in (pair.leader_id, pair.buddy_id):
        return None
    name = {"name": _with(pair, reader).name, "when": trade.when_of(pair)}
    opening = _("You and %(name)s do not sit together on %(when)s after all.") % name
    if pair.missing and reader.pk == pair.staying.pk:
        opening += " " + _("Everybody who fits is asked to take the place; you are told.")
    why = pair.broken_because
    closing = _("Why: %(reason)s") % {"reason": why} if why else ""
    return Message(
        subject=_("Your pair is broken: %(when)s") % name,
        opening=opening,
        closing=closing,
        path=reverse("planner:offer-list", args=[trade.year]),
        action=_("See my offer"),
    )


@put_into_words("pair-open")
@_of_pairs
def open_place(pair: Pair, trade: Trade, reader: Person) -> Message | None:
    """Nothing any more once somebody has taken it."""
    if not _is_looked_for(pair, trade):
        return None
    words = {"name": pair.staying.name, "when": trade.when_of(pair)}
    if pair.missing == Half.LEADER:
        subject, opening = _("Can you sit beside %(name)s?"), _("The leader cannot come.")
    else:
        subject, opening = _("Can %(name)s sit beside you?"), _("The buddy cannot come.")
    return Message(
        subject=subject % words,
        opening=opening + " " + _("Whoever is first has the place: %(when)s.") % words,
        path=reverse("planner:offer-list", args=[trade.year]),
        action=_("Take the place"),
    )


@put_into_words("pair-lost")
@_of_pairs
def lost(pair: Pair, trade: Trade, reader: Person) -> Message | None:
    """For the crew: nobody who has offered fits, so somebody has to be found."""
    if not reader.is_organizer or not _is_looked_for(pair, trade):
        return None
    words = {"name": pair.staying.name, "title": trade.title, "when": trade.when_of(pair)}
    if pair.missing == Half.LEADER:
        subject = _("%(name)s needs a leader: %(title)s")
    else:
        subject = _("%(name)s needs a buddy: %(title)s")
    return Message(
        subject=subject % words,
        opening=_("The other one withdrew, and nobody who has offered fits: %(when)s.") % words,
        path=reverse("planner:pair-desk", args=[trade.year, trade.activity.key]),
        action=_("Open the desk"),
    )
