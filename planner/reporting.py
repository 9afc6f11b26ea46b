"""What upper floors add to the report of a week: a registry, as that of the notes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Chapter:
    """A few lines of the report under a heading; `source` says what they were counted from."""

    heading: str
    lines: tuple[str, ...]
    source: str


Teller = Callable[[int], Iterable[Chapter]]
_tellers: list[Teller] = []


def register(teller: Teller) -> Teller:
    """Let `teller` add to the report of a year. Every organizer reads it."""
    if teller not in _tellers:
        _tellers.append(teller)
    return teller


def chapters_of(year: int) -> list[Chapter]:
    return [chapter for teller in _tellers for chapter in teller(year)]
