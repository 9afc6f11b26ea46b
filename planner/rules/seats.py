"""Who can take the seat that one half of a pair has left."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Sitter:
    """Somebody, by their number, and those of their team, site, shift and line manager."""

    person: int
    team: int | None = None
    site: int | None = None
    shift: int | None = None
    manager: int | None = None
    is_active: bool = True
    has_offered: bool = False  # to be that half, for all of that time


@dataclass(frozen=True)
class Seat:
    """The leader's (`leads`) or the buddy's, beside whoever stays."""

    leads: bool
    staying: Sitter
    gone: int
    stand_in: int | None = None


class Known(Protocol):
    """What is known of that time: asked last, since it may be dear to find out."""

    def is_free(self, sitter: Sitter) -> bool:
        """In no other pair of the activity, and bound to nothing then."""

    def is_at_work(self, sitter: Sitter) -> bool: ...

    def is_above(self, team: int | None) -> bool:
        """Whether that team has somebody above its need."""


def can_take(seat: Seat, sitter: Sitter, known: Known) -> bool:
    """A stand-in while they and whoever stays are free; so can all who have offered it, but never a
    leader beside their own report: as a buddy while they are at work, and while the buddy's team
    has somebody to spare."""
    staying = seat.staying
    if sitter.person == staying.person or not (sitter.is_active and staying.is_active):
        return False
    is_stand_in = sitter.person == seat.stand_in and sitter.person != seat.gone
    leader, buddy = (sitter, staying) if seat.leads else (staying, sitter)
    if not is_stand_in and (not sitter.has_offered or buddy.manager == leader.person):
        return False
    if not (known.is_free(sitter) and known.is_free(staying)):
        return False
    if is_stand_in:
        return True
    return (seat.leads or known.is_at_work(sitter)) and known.is_above(buddy.team)
