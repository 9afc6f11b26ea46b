"""What the page of the day shows at a site: the week ahead from one moment on, in words."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from csweek.people.models import Site
from planner.clocks import Clocks
from planner.differences import changes_in_words
from planner.models import Publication, SignupList
from planner.moments import times
from planner.rules.programme import Item, Programme
from planner.rules.today import (
    Part,
    Phase,
    Span,
    bounds,
    day_at,
    is_news_at,
    midnight,
    parts,
    phase,
)

from .board import ICONS
from .covering import Covering, covering_at
from .publications import names_in

MOST_NEWS = 6


@dataclass(frozen=True)
class Card:
    """An activity. `day` is the number of the day on which it begins by the clock of the site, or 0
    outside the week; `day_words` say it, for when that is another one than today."""

    span: Span
    day: int
    title: str
    icon: str
    time: str
    day_words: str
    where: str
    host: str
    free: str
    is_cancelled: bool
    why: str
    part: Part


@dataclass(frozen=True)
class TodayDay:
    span: Span
    number: int
    name: str
    date: str
    dress: str
    is_today: bool


@dataclass(frozen=True)
class News:
    """What a publication has changed; shown on its own day and the next, by the site's clock."""

    span: Span
    badge: str
    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """One part of the page; without words for `nothing` it is left out while it is empty."""

    part: Part
    heading: str
    nothing: str
    cards: list[Card]


@dataclass(frozen=True)
class Today:
    """Everything from a moment on; `mark` is another whenever anything of it is."""

    site: Site
    now: datetime
    phase: Phase
    days: list[TodayDay]
    cards: list[Card]
    covering: list[Covering]
    news: list[News]
    opening: str

    def of(self, part: Part) -> list[Card]:
        return [card for card in self.cards if card.part == part]

    @property
    def ahead(self) -> list[Section]:
        return [
            Section("now", _("Now"), _("Nothing just now."), self.of("now")),
            Section("next", _("Next"), _("Nothing more to come."), self.of("next")),
        ]

    @property
    def beside(self) -> list[Section]:
        return [
            Section("later", _("Later today"), "", self.of("later")),
            Section("all-day", _("All day"), "", self.of("all-day")),
        ]

    @property
    def rest(self) -> list[Card]:
        return self.of("")

    @property
    def day_number(self) -> int | None:
        return next((day.number for day in self.days if day.is_today), None)

    @property
    def is_covered(self) -> bool:
        """Whether anybody steps in today."""
        return any(each.day == self.day_number for each in self.covering)

    @property
    def here(self) -> datetime:
        return self.now.astimezone(self.site.zone)

    @property
    def mark(self) -> str:
        """Of what is shown, not of the moment: the clock goes on without being asked for."""
        told = (self.site.pk, self.site.name, self.phase, self.opening)
        text = repr((told, self.days, self.cards, self.covering, self.news))
        return hashlib.sha256(text.encode()).hexdigest()[:32]


def today_of(publication: Publication, site: Site, now: datetime, clocks: Clocks) -> Today:
    """What is published, for a wall or a phone at that site; `now` is aware."""
    programme = publication.frozen
    bounding = [bounds(programme.date_of(day.number), site.zone) for day in programme.days]
    at = day_at(bounding, now)
    days = [
        TodayDay(
            span=span,
            number=day.number,
            name=day.name,
            date=_day_words(programme.date_of(day.number)),
            dress=day.dress_theme,
            is_today=day.number - 1 == at,
        )
        for day, span in zip(programme.days, bounding, strict=True)
    ]
    first = formats.date_format(programme.first, "DAY_FORMAT")
    return Today(
        site=site,
        now=now,
        phase=phase(bounding, now),
        days=days,
        cards=_cards(publication, site, bounding, now),
        covering=covering_at(site, publication, {day.number: day.span for day in days}, now),
        news=_news(publication, site, now, clocks),
        opening=_("Customer Service Week, from %(day)s") % {"day": first},
    )


def _day_words(day: date) -> str:
    words = formats.date_format(day, "DAY_FORMAT")
    return words[:1].upper() + words[1:]


def span_at(item: Item, programme: Programme, site: Site) -> Span:
    """When an item is, in UTC; all day is the site's own day."""
    if item.start is None:
        day = bounds(programme.date_of(item.day), site.zone)
        return Span(day.begins, day.ends, is_timed=False, is_on=item.is_on)
    return Span(*programme.instants_of(item), is_on=item.is_on)


def _cards(publication: Publication, site: Site, days: list[Span], now: datetime) -> list[Card]:
    programme = publication.frozen
    shown = [(item, span_at(item, programme, site)) for item in programme.shown]
    shown = [
        (item, span) for item, span in shown if item.site in (None, site.pk) and span.ends > now
    ]
    shown.sort(key=lambda pair: (pair[1].begins, pair[0].title))
    hosts, free = first_names(publication.names_of_hosts()), _free_places(publication)
    where = parts([span for _item, span in shown], days, now)
    return [
        _card(item, span, site, part, hosts, free, day_at(days, span.begins))
        for (item, span), part in zip(shown, where, strict=True)
    ]


def _card(
    item: Item, span: Span, site: Site, part: Part, hosts: dict, free: dict, at: int | None
) -> Card:
    """`at` is the index of the day in which it begins by this site's clock, if that is one of the
    week's."""
    here = span.begins.astimezone(site.zone)
    return Card(
        span=span,
        day=0 if at is None else at + 1,
        title=item.title,
        icon=ICONS[item.kind],
        time=times(here.time(), item.minutes) if item.start else _("All day"),
        day_words=_day_words(here.date()),
        where=item.place_name or item.site_name or _("All sites"),
        host=hosts.get(item.host, ""),
        free=free.get(item.key, "") if item.is_on else "",
        is_cancelled=item.is_cancelled,
        why=item.cancelled_because,
        part=part,
    )


def first_names(names: dict[int, str]) -> dict[int, str]:
    return {pk: (name.split() or [name])[0] for pk, name in names.items()}


def _free_places(publication: Publication) -> dict[str, str]:
    """{item's key: how many places are free, in words} of what one signs up for."""
    lists = SignupList.objects.open_to_sign_up().filter(week=publication.week_id)
    found = lists.exclude(places=None).values_list("key", "places", "taken")
    return {str(key): _free(places - taken) for key, places, taken in found}


def _free(count: int) -> str:
    if count <= 0:
        return _("No place is free")
    words = ngettext("%(count)s place is free", "%(count)s places are free", count)
    return words % {"count": formats.number_format(count)}


def _news(publication: Publication, site: Site, now: datetime, clocks: Clocks) -> list[News]:
    """The newest first, without the first publication, of which everything is new."""
    yesterday = midnight(now.astimezone(site.zone).date() - timedelta(days=1), site.zone)
    recent = Publication.objects.filter(
        week=publication.week_id, number__gt=1, at__gte=yesterday, at__lte=now
    ).only("at", "changes", "week")
    changes = [
        (each.at, change)
        for each in recent.order_by("-number")
        for change in each.what_changed
        if is_news_at(change, site.pk)
    ][:MOST_NEWS]
    names = first_names(names_in([change for _at, change in changes])) if changes else {}
    told = changes_in_words([change for _at, change in changes], names, clocks)
    return [
        News(
            span=Span(at, midnight(at.astimezone(site.zone).date() + timedelta(2), site.zone)),
            badge=each.badge,
            heading=each.heading,
            lines=each.lines,
        )
        for (at, _change), each in zip(changes, told, strict=True)
    ]
