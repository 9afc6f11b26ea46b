"""Which things were moved when a list was put in another order."""

from bisect import bisect_left
from collections.abc import Hashable, Sequence
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


def moved(before: Sequence[Key], after: Sequence[Key]) -> list[Key]:
    """The fewest that must have been moved to come from one order to the other, as they stand in
    `after`: all but a longest run that kept its order (C. Schensted, "Longest increasing and
    decreasing subsequences", 1961). Both hold the same things, each once.
    """
    places = {key: place for place, key in enumerate(before)}
    tails: list[int] = []  # the lowest last place of a run of each length
    ends: list[int] = []  # where in `after` that run ends
    previous: list[int | None] = []
    for number, key in enumerate(after):
        length = bisect_left(tails, places[key])
        tails[length:] = [places[key], *tails[length + 1 :]]
        ends[length:] = [number, *ends[length + 1 :]]
        previous.append(ends[length - 1] if length else None)
    kept = set()
    number = ends[-1] if ends else None
    while number is not None:
        kept.add(number)
        number = previous[number]
    return [key for number, key in enumerate(after) if number not in kept]
