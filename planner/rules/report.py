"""Figures of a week that is over, from plain counts; each says what it was counted from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Source = Literal["checked-in", "confirmed", "both", ""]


@dataclass(frozen=True)
class Held:
    """One activity: the numbers of persons with a place, and of those checked in at the door."""

    confirmed: frozenset[int] = frozenset()
    checked_in: frozenset[int] = frozenset()

    @property
    def there(self) -> frozenset[int]:
        """Those checked in; where nobody was, those with a place."""
        return self.checked_in or self.confirmed

    @property
    def source(self) -> Source:
        if self.checked_in:
            return "checked-in"
        return "confirmed" if self.confirmed else ""


@dataclass(frozen=True)
class Turnout:
    """Of those with a place, how many were there, over activities where somebody was checked in."""

    there: int
    confirmed: int

    @property
    def share(self) -> Fraction:
        return Fraction(self.there, self.confirmed)

    @property
    def percent(self) -> int:
        """Rounded half up, 0 to 100."""
        return int(self.share * 100 + Fraction(1, 2))


def turnout(held: Iterable[Held]) -> Turnout | None:
    """None where nobody with a place was checked in anywhere: then nothing is known of it.

    Who came without a place is there, but in neither number.
    """
    counted = [each for each in held if each.checked_in and each.confirmed]
    there = sum(len(each.checked_in & each.confirmed) for each in counted)
    confirmed = sum(len(each.confirmed) for each in counted)
    return Turnout(there, confirmed) if confirmed else None


def took_part(held: Sequence[Held]) -> tuple[int, Source]:
    """How many people took part in something that one signs up for, each counted once."""
    people = frozenset().union(*(each.there for each in held))
    sources = {each.source for each in held} - {""}
    return len(people), "both" if len(sources) > 1 else next(iter(sources), "")


def share_of(count: int, total: int) -> int:
    """Percent, rounded half up; 0 of nothing."""
    return int(Fraction(count * 100, total) + Fraction(1, 2)) if total > 0 else 0
