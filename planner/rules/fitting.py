"""What fits on paper: how large the letters of a page may be, and what it leaves out.

Everything is a little overestimated, so that what fits here fits on the paper too: lines are broken
at spaces only, and letters are as wide as in the widest weight. Lengths are in points (1/72 inch),
widths of text in em.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from .widths import SPACE, TEXT, letter_width, text_width

MM = 72 / 25.4


def count_lines(
    text: str, width: float, letters: Mapping[str, float] = TEXT, *, indent: float = 0
) -> int:
    """How many lines of `width` em it takes: broken at spaces, and inside a word too long for one.

    The first begins after `indent` em. No text takes no line.
    """
    lines, at, gap = 0, indent, 0.0
    for word in re.split(r"[ \t\n]+", text.strip()):
        long = text_width(word, letters)
        if not long:
            continue
        lines = lines or 1
        if at + gap + long <= width:
            at, gap = at + gap + long, SPACE
            continue
        if at:
            lines, at = lines + 1, 0.0
        for letter in word:
            each = letter_width(letter, letters)
            if at and at + each > width:
                lines, at = lines + 1, 0.0
            at += each
        gap = SPACE
    return lines


def widest_word(text: str) -> float:
    return max(map(text_width, text.split()), default=0)


@dataclass(frozen=True)
class Card:
    """One activity in words. `where` and `host` stand in one paragraph, `host` last.

    `when_alone` is when it is said without where: with its site, where the sites' clocks differ.
    """

    when: str
    title: str
    where: str
    host: str = ""
    when_alone: str = ""

    def below(self, *, with_hosts: bool, with_places: bool) -> str:
        parts = (self.where * with_places, self.host * with_hosts)
        return " · ".join(part for part in parts if part)


@dataclass(frozen=True)
class Column:
    """One day of the poster: what stands above its cards (or instead of them), and its cards."""

    notes: tuple[str, ...]
    cards: tuple[Card, ...]
    more: str = ""  # what is said in place of cards that are left out


@dataclass(frozen=True)
class Look:
    """Letters of the sizes' `step` (0 is the largest), cards with less air, and what they say."""

    step: int
    is_tight: bool = False
    with_hosts: bool = True
    with_places: bool = True

    def when(self, card: Card) -> str:
        return card.when if self.with_places else card.when_alone or card.when

    def below(self, card: Card) -> str:
        return card.below(with_hosts=self.with_hosts, with_places=self.with_places)


@dataclass(frozen=True)
class Poster:
    """The room for the days, and the shape of a card: what static/css/poster.css says, in numbers.

    `width` of a column's text in points, `height` of all that a column holds. In em of the card's
    size: `padding` (left and right together), `gap` (padding above and below, and the space to the
    next card; `tight` where there is less), `small` (times and places) and the heights of lines.
    `edge` is in points.
    """

    width: float
    height: float
    sizes: Sequence[float]
    edge: float = 5
    padding: float = 1.2
    gap: float = 1.35
    tight: float = 0.6
    icon: float = 1.3
    small: float = 0.85
    lead: float = 1.25
    small_lead: float = 1.3
    readable_afar: float = 12  # no smaller only for the sake of a long word

    def small_lines(self, text: str, width: float) -> float:
        """The height in em of a paragraph in the small size."""
        return count_lines(text, width / self.small) * self.small * self.small_lead

    def card_height(self, card: Card, look: Look) -> float:
        size = self.sizes[look.step]
        width = (self.width - self.edge) / size - self.padding
        title = count_lines(card.title, width, indent=self.icon) * self.lead
        small = self.small_lines(look.when(card), width) + self.small_lines(look.below(card), width)
        return (title + small + (self.tight if look.is_tight else self.gap)) * size + 1.5

    def notes_height(self, texts: Iterable[str], size: float) -> float:
        return sum(
            (self.small_lines(text, self.width / size) + 0.5) * size for text in texts if text
        )

    def fits(self, column: Column, look: Look) -> bool:
        return self.keep(replace(column, more=""), look) == len(column.cards)

    def holds_its_words(self, column: Column, size: float) -> bool:
        """Whether no word of a title is broken for being too long."""
        width = (self.width - self.edge) / size - self.padding
        return all(widest_word(card.title) <= width for card in column.cards)

    def keep(self, column: Column, look: Look) -> int:
        """How many cards fit, above the line that says that there are more."""
        notes = (*column.notes, column.more)
        left = self.height - self.notes_height(notes, self.sizes[look.step])
        for number, card in enumerate(column.cards):
            left -= self.card_height(card, look)
            if left < 0:
                return number
        return len(column.cards)

    def fit(self, columns: Sequence[Column]) -> tuple[Look, list[int]]:
        """How the days look, and how many cards each keeps: smaller letters first; then less air,
        no hosts, no places; then as many cards as there is room for."""
        everything = [len(column.cards) for column in columns]
        fitting = [
            look
            for look in map(Look, range(len(self.sizes)))
            if all(self.fits(column, look) for column in columns)
        ]
        if fitting:
            return self._with_whole_words(fitting, columns), everything
        smallest = len(self.sizes) - 1
        for shown in ((True, True), (False, True), (False, False)):
            look = Look(smallest, True, *shown)
            if all(self.fits(column, look) for column in columns):
                return look, everything
        return look, [
            len(column.cards) if self.fits(column, look) else self.keep(column, look)
            for column in columns
        ]

    def _with_whole_words(self, fitting: list[Look], columns: Sequence[Column]) -> Look:
        """The largest that breaks no word, if that can be read from afar; else the largest."""
        for look in fitting:
            size = self.sizes[look.step]
            if size >= self.readable_afar and all(
                self.holds_its_words(column, size) for column in columns
            ):
                return look
        return fitting[0]


def first_that(sizes: Sequence, does_fit: Callable[..., bool]) -> int:
    """Which of the sizes, the largest first, is the first to fit; the last when none does."""
    return next((step for step, size in enumerate(sizes) if does_fit(size)), len(sizes) - 1)
