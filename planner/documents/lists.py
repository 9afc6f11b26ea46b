"""The lists on A4: the whole week on as many pages as it needs, one's own on one."""

from django.utils.translation import gettext as _

from csweek.people.models import Person
from planner.models import Publication
from planner.rules.fitting import MM, count_lines, first_that
from planner.rules.widths import DISPLAY

from .paper import Entry, PaperDay, frame, is_for, paper_days

# What static/css/list.css says, in points where nothing else is said; a test compares the two.
SIZES = (12, 11, 10, 9)  # .density-1 …
MANY_PAGES = 3  # the density of what one page cannot hold
WIDTH, HEIGHT = 178 * MM, 269 * MM
WORDS, CODE = 100 * MM, 27 * MM  # the width of what stands left in the head; the QR code
TIMES, WHERES, BESIDE = 11.5, 0.4, 1.0  # in em, in parts of the width, in em


def week_list_of(publication: Publication) -> dict:
    """All that the page of the whole week's list says."""
    context = frame(publication) | {"days": paper_days(publication)}
    nothing = _("Nothing is planned for this day.")
    return context | {"density": _density(context, MANY_PAGES), "nothing": nothing}


def my_list_of(publication: Publication, person: Person) -> dict:
    """The same for one person: what is at their site, for all sites, or hosted by them."""
    days = paper_days(publication, lambda item: is_for(item, person))
    context = frame(publication) | {"days": days, "person": person}
    nothing = _("Nothing at your site on this day.")
    return context | {"density": _density(context, len(SIZES)), "nothing": nothing}


def _density(context: dict, otherwise: int) -> int:
    """The largest letters in which all fits on one page; `otherwise` when none does."""
    room = HEIGHT - _head_height(context, context.get("person"))
    step = first_that(SIZES, lambda size: _height(context["days"], size) <= room)
    return 1 + step if _height(context["days"], SIZES[step]) <= room else otherwise


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


def _height(days: list[PaperDay], size: float) -> float:
    """Of all the days in letters of that size, a little overestimated."""
    whole = WIDTH / size
    where = whole * WHERES - BESIDE
    title = whole - TIMES - where - 2 * BESIDE
    height = 0.0
    for day in days:
        dress = day.day.dress_theme and _("Dress: %(theme)s") % {"theme": day.day.dress_theme}
        # The date stands before the name; 14 em are enough for it in every language.
        name = f"{'o' * 20} {day.day.name}"
        height += 1.1 + count_lines(name, whole / 1.25, DISPLAY) * 1.65
        height += count_lines(dress, whole / 0.85) * 1.15
        for entry in day.entries:
            height += 0.6 + max(
                sum(count_lines(text, TIMES - BESIDE) for text in (entry.time, entry.clock)) * 1.25,
                count_lines(_title(entry), title) * 1.25
                + count_lines(entry.marks, title / 0.85) * 1.15,
                count_lines(entry.card.below(with_hosts=True, with_places=True), where / 0.9) * 1.2,
            )
        height += 1.8 * (not day.entries)
    return height * size


def _title(entry: Entry) -> str:
    return f"{entry.card.title} {_('Cancelled')}" if entry.is_cancelled else entry.card.title
