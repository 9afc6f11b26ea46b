"""Who is asked how an activity was, from when until when, and what of the answers is shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from .places import is_invited
from .programme import Item, Programme

EVENING = time(18)  # on the clock of one's site: when one is asked
OPEN_FOR = timedelta(days=7)  # after it has ended
IN_PAIRS = "trade-places"  # the kind at which those in its pairs are
FEWEST = 3  # answers that are broken down; of fewer one could guess whose they are


def evening(day: date, zone: ZoneInfo) -> datetime:
    """The instant (UTC) of a day's evening there."""
    return datetime.combine(day, EVENING, zone).astimezone(UTC)


def last_evening(now: datetime, zone: ZoneInfo) -> date:
    """The day there whose evening was the last to come before `now` (aware)."""
    today = now.astimezone(zone).date()
    return today if evening(today, zone) <= now else today - timedelta(days=1)


def over_since(item: Item, programme: Programme) -> datetime:
    """From when one may say how it was (UTC): its end; of what lasts all day, the evening."""
    if item.start is None:
        return evening(programme.date_of(item.day), ZoneInfo(item.zone))
    return programme.instants_of(item)[1]


def answered_until(item: Item, programme: Programme) -> datetime:
    """Until when one may say how it was, or change it (UTC)."""
    return over_since(item, programme) + OPEN_FOR


def is_open(item: Item, programme: Programme, now: datetime) -> bool:
    """Whether one may answer at `now` (aware), or change the answer: from its end for a week."""
    return item.is_on and over_since(item, programme) <= now < answered_until(item, programme)


def whole_span(programme: Programme) -> tuple[datetime, datetime] | None:
    """From when until when something of a programme can be answered; None where nothing can."""
    if not programme.on:
        return None
    ends = [over_since(item, programme) for item in programme.on]
    return min(ends), max(ends) + OPEN_FOR


def is_asked_on(item: Item, programme: Programme, day: date, zone: ZoneInfo) -> bool:
    """Whether that evening's message speaks of it: it has ended since the evening before."""
    since = over_since(item, programme)
    return item.is_on and evening(day - timedelta(days=1), zone) < since <= evening(day, zone)


@dataclass
class Present:
    """The numbers of those with a place in something, checked in at its door, and in its pairs."""

    confirmed: set[int] = field(default_factory=set)
    checked_in: set[int] = field(default_factory=set)
    paired: set[int] = field(default_factory=set)


def were_there(
    item: Item, people: Mapping[int, tuple[int | None, int | None]], present: Present
) -> set[int]:
    """The numbers of those of `people` ({number: (site, team)}) who were there.

    Where one signs up, those checked in at the door; where nobody was, those with a place; where
    places are traded, those in pairs, who need no door. Else those who were invited, at its site;
    who has no site may be anywhere. Whoever hosts it is not asked.
    """
    if item.needs_sign_up or item.kind == IN_PAIRS:
        found = (present.checked_in or present.confirmed) | present.paired
        return {pk for pk in people if pk in found} - {item.host}
    return {
        pk
        for pk, (site, team) in people.items()
        if (not site or item.site in (None, site))
        and is_invited(team, site, item.teams, item.sites)
    } - {item.host}


def broken_down(counts: Mapping[int, int]) -> dict[int, int] | None:
    """{how it was: how many}, or None where fewer than FEWEST have answered."""
    return dict(counts) if sum(counts.values()) >= FEWEST else None


def in_no_order(sentences: Iterable[str]) -> list[str]:
    """By their letters: neither who wrote first nor who wrote is told by it."""
    return sorted((" ".join(each.split()) for each in sentences if each.strip()), key=_letters)


def _letters(sentence: str) -> tuple[str, str]:
    return sentence.casefold(), sentence
