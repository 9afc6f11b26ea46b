"""The lists on A4: the whole week on as many pages as it needs, one's own on one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.translation import gettext as _

from csweek.people.models import Person
from planner.models import Publication
from planner.ownweek import Part
from planner.rules.fitting import MM, Look, count_lines, first_that
from planner.rules.widths import DISPLAY

from .paper import Entry, PaperDay, frame, is_for, paper_days

# What static/css/list.css says, in points where nothing else is said; a test compares the two.
SIZES = (12, 11, 10, 9)  # .density-1 …
MANY_PAGES = 2  # the step of what one page cannot hold
# What one's own list gives up to be one page: large letters, then air, then hosts and what is said
# in small, then places; never an activity.
LEAST = len(SIZES) - 1
LOOKS = (
    *map(Look, range(len(SIZES))),
    Look(LEAST, is_tight=True),
    Look(LEAST, is_tight=True, with_hosts=False),
    Look(LEAST, is_tight=True, with_hosts=False, with_places=False),
)
WIDTH, HEIGHT = 178 * MM, 269 * MM
WORDS, CODE = 100 * MM, 27 * MM  # the width of what stands left in the head; the QR code
TIMES, WHERES, BESIDE = 11.5, 0.4, 1.0  # in em, in parts of the width, in em


@dataclass(frozen=True)
class Row:
    """An activity with as much of it as there is room for."""

    entry: Entry
    clock: str
    marks: str
    where: str


@dataclass(frozen=True)
class ListDay:
    shown: PaperDay
    rows: list[Row]


def week_list_of(publication: Publication) -> dict:
    """All that the page of the whole week's list says."""
    context = frame(publication)
    days = paper_days(publication)
    room = HEIGHT - _head_height(context, None)
    look = _first_that_fits(LOOKS[: len(SIZES)], days, room)
    if _height(days, look) > room:
        look = Look(MANY_PAGES)
    return context | _shown(days, look) | {"nothing": _("Nothing is planned for this day.")}


def my_list_of(
    publication: Publication,
    person: Person,
    parts: Iterable[Part] = (),
    held: Mapping[str, str] = MappingProxyType({}),
) -> dict:
    """The same for one person: what is at their site, for all sites, or hosted by them; where they
    have a place (`held`); and `parts`, their pair and their cover."""
    context = frame(publication) | {"person": person}
    days = paper_days(
        publication, lambda item: is_for(item, person) or item.key in held, parts, held
    )
    look = _first_that_fits(LOOKS, days, HEIGHT - _head_height(context, person))
    return context | _shown(days, look) | {"nothing": _("Nothing at your site on this day.")}


def _first_that_fits(looks: Sequence[Look], days: list[PaperDay], room: float) -> Look:
    """Or the last, when none does."""
    return looks[first_that(looks, lambda look: _height(days, look) <= room)]


def _shown(days: list[PaperDay], look: Look) -> dict:
    return {
        "density": 1 + look.step,
        "is_tight": look.is_tight,
        "with_where": look.with_places,
        "days": [ListDay(day, [_row(entry, look) for entry in day.entries]) for day in days],
    }


def _row(entry: Entry, look: Look) -> Row:
    return Row(
        entry,
        clock=entry.clock if look.with_places else entry.clock_alone,
        marks=entry.marks if look.with_hosts else "",
        where=look.below(entry.card),
    )


def _head_height(context: dict, person: Person | None) -> float:
    """Of what stands above the days, and below them."""
    whose = ""
    if person:
        whose = f"{_('The week of %(name)s') % {'name': person.name}}, {person.site or ''}"
    words = (
        14
        + count_lines(context["span"], WORDS / 26, DISPLAY) * 28.6
        + count_lines(f"“{context['theme']}”", WORDS / 14, DISPLAY) * 17.5
        + count_lines(whose, WORDS / 11) * 14.3
    )
    return max(words, CODE) + 50


def _height(days: list[PaperDay], look: Look) -> float:
    """Of all the days in that look, a little overestimated."""
    size = SIZES[look.step]
    whole = WIDTH / size
    where = whole * WHERES - BESIDE
    title = whole - TIMES - BESIDE - (where + BESIDE) * look.with_places
    air, row_air = (0.7, 0.3) if look.is_tight else (1.1, 0.6)
    height = 0.0
    for day in days:
        dress = day.day.dress_theme and _("Dress: %(theme)s") % {"theme": day.day.dress_theme}
        # The date stands before the name; 14 em are enough for it in every language.
        name = f"{'o' * 20} {day.day.name}"
        height += air + count_lines(name, whole / 1.25, DISPLAY) * 1.65
        height += count_lines(dress, whole / 0.85) * 1.15
        for entry in day.entries:
            row = _row(entry, look)
            height += row_air + max(
                sum(count_lines(text, TIMES - BESIDE) for text in (entry.time, row.clock)) * 1.25,
                count_lines(_title(entry), title) * 1.25
                + count_lines(row.marks, title / 0.85) * 1.15,
                count_lines(row.where, where / 0.9) * 1.2,
            )
        height += 1.8 * (not day.entries)
    return height * size


def _title(entry: Entry) -> str:
    return f"{entry.card.title} {_('Cancelled')}" if entry.is_cancelled else entry.card.title
