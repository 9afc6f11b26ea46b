"""The poster: one A3 page, whatever the week holds."""

from dataclasses import dataclass

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from planner.models import Publication
from planner.rules.fitting import MM, Column, Look, Poster, count_lines, first_that
from planner.rules.widths import DISPLAY

from .paper import Entry, PaperDay, frame, paper_days

# What static/css/poster.css says, in points where nothing else is said; a test compares the two.
SIZES = (24, 20, 18, 16.5, 15, 13.5, 12, 11, 10, 9)  # .density-1 …
NAMES = (22, 19, 16, 13.5, 11)  # .names-1 …
THEMES = ((60, 17), (50, 16), (42, 15), (34, 13), (27, 12), (22, 11), (18, 10))  # .theme-1 …
WIDTH, HEAD, DAYS = 400 * MM, 54 * MM, 213 * MM
DAY_PADDING, PIECE_SIDES, PIECE_REST, UNDER_PIECE = 4.6 * MM, 12.5 * MM, 11.5 * MM, 3 * MM
WORDS = 300 * MM  # the width of what stands left in the head
EYEBROW, SPAN = 13, 24


@dataclass(frozen=True)
class PosterDay:
    """A day of the poster: its piece, and those of its entries that there is room for."""

    shown: PaperDay
    entries: list[tuple[Entry, str, str]]  # each with its time, and what stands below its title
    more: str


def poster_of(publication: Publication) -> dict:
    """All that the poster's page says."""
    context = frame(publication)
    days = paper_days(publication)
    names, lines = _fit_names(days)
    look, kept = _fit_days(days, NAMES[names] * 1.1 * lines + PIECE_REST + UNDER_PIECE)
    return context | {
        "theme_step": 1 + _fit_head(context),
        "names_step": 1 + names,
        "lines": lines,
        "density": 1 + look.step,
        "is_tight": look.is_tight,
        "days": [
            PosterDay(
                day,
                [
                    (entry, look.when(entry.card), look.below(entry.card))
                    for entry in day.entries[:count]
                ],
                _more(len(day.entries) - count),
            )
            for day, count in zip(days, kept, strict=True)
        ],
    }


def _more(count: int) -> str:
    if not count:
        return ""
    words = ngettext(
        "… and %(count)s more on the week's page", "… and %(count)s more on the week's page", count
    )
    return words % {"count": formats.number_format(count)}


def _fit_head(context: dict) -> int:
    def fits(sizes) -> bool:
        theme, tagline = sizes
        quoted = f"“{context['theme']}”" if context["theme"] else context["span"]
        height = (
            EYEBROW * 1.4 * 2
            + count_lines(quoted, WORDS / theme, DISPLAY) * theme * 1.05
            + (SPAN * 1.35 if context["theme"] else 0)
            + count_lines(context["tagline"], WORDS / tagline) * tagline * 1.35
        )
        return height <= HEAD - 6

    return first_that(THEMES, fits)


def day_name(day: PaperDay) -> str:
    return day.day.name or formats.date_format(day.date, "l").capitalize()


def _fit_names(days: list[PaperDay]) -> tuple[int, int]:
    """The step of the days' names, and the most lines that one takes."""
    width = WIDTH / len(days) - PIECE_SIDES

    def most(size: float) -> int:
        return max(count_lines(day_name(day), width / size, DISPLAY) for day in days)

    step = first_that(NAMES, lambda size: most(size) <= 2)
    return step, most(NAMES[step])


def _fit_days(days: list[PaperDay], piece: float) -> tuple[Look, list[int]]:
    room = Poster(width=WIDTH / len(days) - DAY_PADDING, height=DAYS - piece, sizes=SIZES)
    return room.fit(
        [
            Column(
                notes=_notes(day),
                cards=tuple(entry.card for entry in day.entries),
                more=_more(max(len(day.entries), 2)),
            )
            for day in days
        ]
    )


def _notes(day: PaperDay) -> tuple[str, ...]:
    theme = day.day.dress_theme
    dress = _("Dress: %(theme)s") % {"theme": theme} if theme else ""
    return dress, "" if day.entries else _("Nothing is planned for this day.")
