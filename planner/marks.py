"""What upper floors have to tell on the cards of the board: a registry, as that of the checks.

A mark is no problem: it says what else belongs to an activity.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from planner.checks import WeekFacts

Marker = Callable[[WeekFacts], Iterable["Mark"]]
_markers: list[Marker] = []


@dataclass(frozen=True)
class Mark:
    """A few words with their icon, on the card of one activity. Every organizer reads them."""

    activity: int
    icon: str
    words: str


def register(marker: Marker) -> Marker:
    """Let `marker` tell on every board. Usable as a decorator."""
    if marker not in _markers:
        _markers.append(marker)
    return marker


def find_marks(facts: WeekFacts) -> dict[int, list[Mark]]:
    """{activity: its marks} of a week's draft."""
    found = defaultdict(list)
    for marker in _markers:
        for mark in marker(facts):
            found[mark.activity].append(mark)
    return found
