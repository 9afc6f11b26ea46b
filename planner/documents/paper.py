"""What every printed document says of a publication: its days and activities, all in words."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from operator import itemgetter
from types import MappingProxyType

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from csweek.people.models import Person
from planner.models import Publication
from planner.moments import times, week_span
from planner.ownweek import Part
from planner.pages.programme import clock_in, shown_item, waves_in
from planner.rules.fitting import Card
from planner.rules.programme import Item, ProgrammeDay

from .drawings import draw
from .qr import qr_code


@dataclass(frozen=True)
class Entry:
    """An activity on paper. `marks` are what is said in small: wave, places, signing up …

    `clock` says whose clock its time goes by, and `clock_alone` where its site is not said.
    """

    card: Card
    icon: SafeString
    time: str
    clock: str
    clock_alone: str
    marks: str
    is_cancelled: bool


@dataclass(frozen=True)
class PaperDay:
    day: ProgrammeDay
    date: date
    entries: list[Entry]


def paper_days(
    publication: Publication,
    wanted: Callable[[Item], bool] = lambda item: True,
    parts: Iterable[Part] = (),
    held: Mapping[str, str] = MappingProxyType({}),
) -> list[PaperDay]:
    """With `parts` of one person's week between what begins then, and `held`: {key of an activity:
    what is said of their place in it}."""
    programme, names = publication.frozen, publication.names_of_hosts()
    waves, clock = waves_in(programme), clock_in(programme)
    entries = defaultdict(list)
    for item in programme.shown:
        if wanted(item):
            shown = shown_item(item, names, waves, clock)
            entry = _entry(shown, bool(clock), held.get(item.key, ""))
            entries[item.day].append((item.clock or time.min, entry))
    for part in parts:
        entries[part.day].append((part.start, _own_entry(part)))
    return [
        PaperDay(
            day,
            programme.date_of(day.number),
            [entry for _start, entry in sorted(entries[day.number], key=itemgetter(0))],
        )
        for day in programme.days
    ]


def is_for(item: Item, person: Person) -> bool:
    """At their site, for all sites, or hosted by them; whoever has no site may be anywhere."""
    return item.site in (None, person.site_id) or not person.site_id or item.host == person.pk


def _own_entry(part: Part) -> Entry:
    """A pair or cover: with whom stands in its title, which is never left out."""
    told = times(part.start, part.minutes)
    return Entry(
        card=Card(when=told, title=part.heading, where=part.where, when_alone=told),
        icon=draw(part.icon),
        time=told,
        clock="",
        clock_alone="",
        marks="",
        is_cancelled=not part.is_on,
    )


def _entry(shown: dict, clocks_differ: bool, said: str = "") -> Entry:
    item = shown["item"]
    clock = f"({shown['clock']})" if shown["clock"] else ""
    own = f"({item.site_name})" if clocks_differ and item.start and item.site else clock
    cancelled = _("Cancelled") if item.is_cancelled else ""
    marks = (
        said,
        shown["wave"],
        shown["places"],
        _("with sign-up") if item.needs_sign_up else "",
        _("off the phones") if item.takes_off_phones else "",
    )
    return Entry(
        card=Card(
            when=_joined(f"{shown['time']} {clock}".strip(), shown["wave"], cancelled),
            when_alone=_joined(f"{shown['time']} {own}".strip(), shown["wave"], cancelled),
            title=item.title,
            where=shown["where"],
            host=_("with %(host)s") % {"host": shown["host"]} if shown["host"] else "",
        ),
        icon=draw(shown["icon"]),
        time=shown["time"],
        clock=clock,
        clock_alone=own,
        marks=_joined(*marks),
        is_cancelled=item.is_cancelled,
    )


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def frame(publication: Publication) -> dict:
    """What stands round the days of every document: when it is, and where to read what is new."""
    programme, link = publication.frozen, publication.week.link
    if link:
        path = reverse("planner:open-week", args=[link])
    else:
        path = reverse("planner:week-detail", args=[programme.year])
    address = settings.ADDRESS + path
    return {
        "publication": publication,
        "year": programme.year,
        "span": week_span(programme.first, programme.last),
        "theme": programme.theme,
        "tagline": programme.tagline,
        "address": address,
        "needs_no_account": bool(link),
        "qr": qr_code(address, _("The address as a QR code")),
    }
