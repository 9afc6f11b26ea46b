"""What has changed from one programme to the next, and whom each change concerns."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal

from .programme import Item, Programme, ProgrammeDay

What = Literal["added", "removed", "cancelled", "reinstated", "changed"]

# Fields of an activity whose change is worth a message; the others are only listed.
WORTH_TELLING = frozenset({"title", "day", "start", "minutes", "site", "place", "host", "places"})
WEEK_FIELDS = ("first_day", "days", "moved_because", "time_zone", "theme", "tagline")
MOVES_THE_WEEK = frozenset({"first_day", "days", "time_zone"})
UNTOLD = frozenset({"wave_of", "sequence", "changed", "is_gone", "is_cancelled"})


@dataclass(frozen=True)
class Change:
    """One change. `fields` names what differs; `before` and `after` hold the whole of both.

    About the week, `before` and `after` hold the values of WEEK_FIELDS, `days` as their count.
    About days and activities, `was_on` and `is_on` are their dates (ISO) before and after.
    """

    about: Literal["item", "day", "week"]
    what: What
    fields: tuple[str, ...] = ()
    before: Item | ProgrammeDay | dict | None = None
    after: Item | ProgrammeDay | dict | None = None
    was_on: str = ""
    is_on: str = ""

    def as_plain(self) -> dict:
        return asdict(self)

    @classmethod
    def from_plain(cls, plain: dict) -> "Change":
        kind = {"item": Item, "day": ProgrammeDay, "week": dict}[plain["about"]]
        both = {each: plain[each] and kind(**plain[each]) for each in ("before", "after")}
        return cls(**plain | both | {"fields": tuple(plain["fields"])})


@dataclass(frozen=True)
class Audience:
    """Whom a change concerns: everyone, or everyone at some sites, and some people by number;
    and all who take part in an activity, with a place, in line for one, or in a pair of it:
    `takes_part` is its key."""

    everyone: bool = False
    sites: frozenset[int] = field(default_factory=frozenset)
    people: frozenset[int] = field(default_factory=frozenset)
    takes_part: str = ""


def changes_between(before: Programme | None, after: Programme) -> list[Change]:
    """All changes: of the week first, then of its days, then of its activities in their order."""
    found = [*_of_week(before, after), *_of_days(before, after), *_of_items(before, after)]
    return [_dated(change, before, after) for change in found]


def _dated(change: Change, before: Programme | None, after: Programme) -> Change:
    def date_of(programme, thing) -> str:
        number = getattr(thing, "day", None) or getattr(thing, "number", None)
        return programme.date_of(number).isoformat() if number else ""

    return replace(
        change, was_on=date_of(before, change.before), is_on=date_of(after, change.after)
    )


def _of_week(before: Programme | None, after: Programme) -> Iterable[Change]:
    if before is None:
        return
    old, new = ({**vars(each), "days": len(each.days)} for each in (before, after))
    old, new = ({name: each[name] for name in WEEK_FIELDS} for each in (old, new))
    if fields := _differing(old, new):
        yield Change("week", "changed", fields, old, new)


def _of_days(before: Programme | None, after: Programme) -> Iterable[Change]:
    old = {day.number: day for day in before.days} if before else {}
    for day in after.days:
        was = old.get(day.number)
        if was is not None and was != day:
            yield Change("day", "changed", _differing(vars(was), vars(day)), was, day)


def _of_items(before: Programme | None, after: Programme) -> Iterable[Change]:
    old = {item.key: item for item in before.items} if before else {}
    for item in after.items:
        was = old.get(item.key)
        if was is not None and was.is_gone:
            was = None
        if item.is_gone:
            if was is not None:
                yield Change("item", "removed", (), was, None)
        elif was is None:
            yield Change("item", "added", (), None, item)
        else:
            fields = _fields_of(was, item)
            if was.is_cancelled != item.is_cancelled:
                what: What = "cancelled" if item.is_cancelled else "reinstated"
                yield Change("item", what, fields, was, item)
            elif fields:
                yield Change("item", "changed", fields, was, item)


def _fields_of(was: Item, item: Item) -> tuple[str, ...]:
    """What differs, each thing once: a name goes with its number, and a zone with its site."""
    fields = [name for name in _differing(vars(was), vars(item)) if name not in UNTOLD]
    if "place_name" in fields:
        fields.remove("place_name")
        fields = fields if "place" in fields else [*fields, "place"]
    if "site" in fields or item.site is None:
        fields = [name for name in fields if name not in ("site_name", "zone")]
    return tuple(fields)


def _differing(old: dict, new: dict) -> tuple[str, ...]:
    return tuple(name for name in new if old[name] != new[name])


def audience(change: Change, before: Programme | None, after: Programme, now: datetime) -> Audience:
    """Whom to tell of a change at `now` (aware); nobody of what is over or of mere wording.

    An activity concerns everyone at its site, or everyone where it is for all sites, and its host;
    when it changes site or host, both the old and the new. One that people sign up for, before and
    after, concerns its host. What is not new concerns all who take part in it, wherever they are.
    """
    if change.about == "week":
        return Audience(everyone=bool(MOVES_THE_WEEK & set(change.fields)))
    if change.about == "day":
        return Audience(everyone=bool({"name", "dress_theme"} & set(change.fields)))
    if change.what == "changed" and not WORTH_TELLING & set(change.fields):
        return Audience()
    if change.what == "changed" and change.before.is_cancelled:
        return Audience()
    pairs = [(before, change.before), (after, change.after)]
    pairs = [(programme, item) for programme, item in pairs if item is not None]
    if all(is_over(item, programme, now) for programme, item in pairs):
        return Audience()
    items = [item for _programme, item in pairs]
    hosts = frozenset(item.host for item in items if item.host is not None)
    takes_part = "" if change.what == "added" else items[0].key
    if takes_part and all(item.needs_sign_up for item in items):
        return Audience(people=hosts, takes_part=takes_part)
    return Audience(
        everyone=any(item.site is None for item in items),
        sites=frozenset(item.site for item in items if item.site is not None),
        people=hosts,
        takes_part=takes_part,
    )


def is_over(item: Item, programme: Programme, now: datetime) -> bool:
    """Whether it had ended at `now` (aware); an all-day one ends as its day does in its zone."""
    if item.start is None:
        return item.begins_on(programme.date_of(item.day) + timedelta(days=1)) <= now
    return programme.instants_of(item)[1] <= now
