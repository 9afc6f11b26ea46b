"""Pocket cards: one for each pair, eight on an A4 page."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from csweek.people.models import Person
from planner.models import Pair
from planner.rules.fitting import MM, count_lines, first_that
from planner.rules.widths import DISPLAY
from planner.trading import Trade

# What static/css/pocketcards.css says, in points where nothing else is said; a test compares them.
SIZES = (10, 9, 8, 7, 6)  # .size-1 …
WIDTH, HEIGHT = 83 * MM, 58 * MM  # what is written on, of a card of 93 by 68 mm
NAME = 1.35  # in em


@dataclass(frozen=True)
class Named:
    """Somebody on a card; `said` is how to say the name, where they have told."""

    role: str
    name: str
    said: str = ""
    team: str = ""


@dataclass(frozen=True)
class PocketCard:
    title: str
    when: str
    where: str
    people: tuple[Named, ...]
    stand_in: str
    tips: tuple[str, ...]
    day: int

    @property
    def size(self) -> int:
        """The largest step of letters in which all of it fits on the card."""
        return 1 + first_that(SIZES, lambda size: self._height(size) <= HEIGHT)

    def _height(self, size: float) -> float:
        width = WIDTH / size
        lines = 1.3 * sum(
            count_lines(text, width) for text in (self.title, self.when, self.where, self.stand_in)
        )
        lines += 1.3 * sum(count_lines(each, width - 1.2) for each in self.tips)
        for each in self.people:
            lines += NAME * 1.2 * count_lines(each.name, width / NAME, DISPLAY)
            lines += 1.3 * count_lines(f"{each.role} · {each.team} · {each.said}", width)
        return (lines + 2) * size


def tips() -> tuple[str, ...]:
    return (
        _("Listen to a few customers together before anybody changes seats."),
        _("The buddy leads: they know the service. The leader asks, and helps."),
        _("Write down one thing to mend, and say thank you."),
    )


def pocket_cards(trade: Trade, pairs: Iterable[Pair]) -> list[PocketCard]:
    """In the order of the clock."""
    in_order = sorted(pairs, key=lambda pair: (trade.offset(pair.start), pair.pk))
    return [_card(trade, pair) for pair in in_order]


def _card(trade: Trade, pair: Pair) -> PocketCard:
    stand_in = pair.stand_in
    return PocketCard(
        title=trade.title,
        when=trade.when_of(pair),
        where=trade.where or str(pair.buddy.site or ""),
        people=(_named(_("Leader"), pair.leader), _named(_("Buddy"), pair.buddy)),
        stand_in=_("Stand-in: %(name)s") % {"name": stand_in.name} if stand_in else "",
        tips=tips(),
        day=trade.item.day,
    )


def _named(role: str, person: Person) -> Named:
    said = _("say: %(said)s") % {"said": person.said_as} if person.said_as else ""
    return Named(role, person.name, said, str(person.team or ""))
