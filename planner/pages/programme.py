"""The programme as its pages show it: made once per publication and language, then only joined."""

import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.template.loader import render_to_string
from django.utils import formats
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from csweek.lib.text import fold
from csweek.people.models import Person
from planner.clocks import Clocks
from planner.models import Kind, Publication, Rendering
from planner.models.renderings import made_once
from planner.moments import times
from planner.rules.programme import Item, Programme, ProgrammeDay

from .board import ICONS


@dataclass(frozen=True)
class Shown:
    """One item of a programme: `before` and `after` are its HTML, round a link of the page's."""

    key: str
    day: int
    site: int | None
    host: int | None
    words: str
    is_on: bool
    before: str
    after: str

    def is_for(self, person: Person) -> bool:
        """At their site, for all sites, or hosted by them; whoever has no site may be anywhere."""
        return self.site in (None, person.site_id) or not person.site_id or self.host == person.pk


@dataclass
class ShownDay:
    number: int
    date: date
    head: SafeString
    notes: SafeString
    count: int
    cards: SafeString


@dataclass
class ShownProgramme:
    theme: str
    tagline: str
    sites: list[tuple[int, str]]
    days: list[ShownDay]

    @property
    def count(self) -> int:
        return sum(day.count for day in self.days)


def show_programme(
    publication: Publication,
    wanted: Callable[[Shown], bool] = lambda shown: True,
    calendars: str = "",
    own: Callable[[str], str] = lambda key: "",
    trade: Callable[[str, bool], str] = lambda key, is_over: "",
    here: date = date.min,
) -> ShownProgramme:
    """A publication with those of its items that are wanted, in the reader's language.

    `calendars` is what the addresses of the items' calendar files begin with; empty: no links.
    `own` makes of an item's key the HTML of what the reader has to do with it, and `trade` that
    of what they can offer, where places are traded. What was on a day before `here` is over.
    """
    pieces = json.loads(Rendering.objects.body(publication, "programme"))
    cards = defaultdict(list)
    link, traded = _link(calendars), set(pieces.get("trades", ()))
    dates = {day["number"]: date.fromisoformat(day["date"]) for day in pieces["days"]}
    for piece in pieces["items"]:
        shown = Shown(*piece)
        if wanted(shown):
            is_over = dates[shown.day] < here
            calendar = link(shown.key) if shown.is_on and not is_over else ""
            part = own(shown.key) + (trade(shown.key, is_over) if shown.key in traded else "")
            cards[shown.day].append(f"{shown.before}{part}{calendar}{shown.after}")
    return ShownProgramme(
        theme=pieces["theme"],
        tagline=pieces["tagline"],
        sites=[(pk, name) for pk, name in pieces["sites"]],
        days=[
            ShownDay(
                number=day["number"],
                date=dates[day["number"]],
                head=mark_safe(day["head"]),
                notes=mark_safe(day["notes"]),
                count=len(cards[day["number"]]),
                cards=mark_safe("".join(cards[day["number"]])),
            )
            for day in pieces["days"]
        ],
    )


def _link(calendars: str) -> Callable[[str], str]:
    if not calendars:
        return lambda key: ""
    mark = render_to_string("planner/programme/_calendar.html", {"address": "<>"}).strip()
    before, after = mark.split("&lt;&gt;")
    return lambda key: f"{before}{calendars}activities/{key}.ics{after}"


def search(query: str) -> Callable[[Shown], bool]:
    """Every word of the query, without accents or case, somewhere in what is shown of an item."""
    words = fold(query).split()
    return lambda shown: all(word in shown.words for word in words)


@made_once("programme")
def _made(publication: Publication, names: dict[int, str]) -> str:
    programme = publication.frozen
    waves, clock = waves_in(programme), clock_in(programme)
    days = [_made_day(day, programme.date_of(day.number)) for day in programme.days]
    items = []
    for item in programme.shown:
        context = shown_item(item, names, waves, clock)
        html = render_to_string("planner/programme/_item.html", context)
        before, after = html.split("<!-- calendar -->")
        words = (item.title, item.place_name, item.site_name, context["host"], item.description)
        found = fold(" ".join((*words, context["kind"])))
        found_by = [item.key, item.day, item.site, item.host, found, item.is_on]
        items.append([*found_by, before, after])
    sites = sorted({(item.site_name, item.site) for item in programme.shown if item.site})
    pieces = {
        "theme": programme.theme,
        "tagline": programme.tagline,
        "sites": [(pk, name) for name, pk in sites],
        "days": days,
        "trades": [item.key for item in programme.on if item.kind == Kind.TRADE_PLACES],
        "items": items,
    }
    return json.dumps(pieces, ensure_ascii=False)


def _made_day(day: ProgrammeDay, on: date) -> dict:
    pieces = {
        name: render_to_string(f"planner/programme/_{template}.html", {"day": day, "date": on})
        for name, template in (("head", "day"), ("notes", "notes"))
    }
    return pieces | {"number": day.number, "date": on.isoformat()}


def _where(item: Item) -> str:
    """'Atrium · Leeds', 'Intranet · all sites', or 'All sites' alone."""
    if item.place_name:
        return f"{item.place_name} · {item.site_name or _('all sites')}"
    return item.site_name or _("All sites")


def shown_item(item: Item, names: dict[int, str], waves: dict[str, str], clock: str) -> dict:
    """What templates say of an item, every value in words."""
    places = ngettext("%(count)s place", "%(count)s places", item.places or 0)
    return {
        "item": item,
        "time": times(item.clock, item.minutes) if item.start else _("All day"),
        "clock": clock if item.start and not item.site else "",
        "where": _where(item),
        "host": names.get(item.host, ""),
        "kind": str(Kind(item.kind).label),
        "icon": ICONS[item.kind],
        "wave": waves.get(item.key, ""),
        "places": places % {"count": formats.number_format(item.places)} if item.places else "",
    }


def waves_in(programme: Programme) -> dict[str, str]:
    """{item's key: "wave 2 of 3"} of what runs more than once."""
    runs = defaultdict(list)
    for item in programme.on:
        runs[item.wave_of or item.key].append(item.key)
    return {
        key: _("wave %(number)s of %(count)s") % {"number": number, "count": len(group)}
        for group in runs.values()
        if len(group) > 1
        for number, key in enumerate(group, start=1)
    }


def clock_in(programme: Programme) -> str:
    """Whose clock it is that what is for all sites goes by, where that needs to be said."""
    return Clocks().name(
        programme.time_zone, [programme.date_of(day.number) for day in programme.days]
    )
