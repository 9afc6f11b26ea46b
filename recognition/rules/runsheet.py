"""The run sheet: which award is on stage when, and what is still missing."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum


class Missing(StrEnum):
    """What an award lacks for the stage; the first to see to first."""

    WINNER = "winner"  # undecided
    PRESENTER = "presenter"
    MINUTES = "minutes"


@dataclass(frozen=True)
class Turn:
    """An award as it is to come on stage; `minutes` is None while nobody has said how long."""

    award: Hashable
    minutes: int | None
    has_presenter: bool
    is_decided: bool


@dataclass(frozen=True)
class Line:
    """A line of the sheet: instants in the zone of the start, both None without a start.

    `is_earliest`: an award before it has no minutes yet and was counted as none, so it may be
    later. An award without minutes ends as it begins.
    """

    award: Hashable
    begins: datetime | None
    ends: datetime | None
    minutes: int | None
    is_earliest: bool
    missing: tuple[Missing, ...]


@dataclass(frozen=True)
class RunSheet:
    """The lines in their order, and the minutes that are known of, added up."""

    lines: tuple[Line, ...]
    minutes: int

    @property
    def ends(self) -> datetime | None:
        """The end of the last award; None without a start, or without an award."""
        return self.lines[-1].ends if self.lines else None

    @property
    def is_complete(self) -> bool:
        return not any(line.missing for line in self.lines)


def run_sheet(turns: Iterable[Turn], start: datetime | None = None) -> RunSheet:
    """The sheet of awards in their order, one after the other, from `start` (aware).

    Minutes are time that passes, also where the clock changes in between.
    Raises ValueError for a start without a zone, and for minutes below zero.
    """
    if start is not None and start.tzinfo is None:
        raise ValueError("The start of a run sheet needs a time zone.")
    lines: list[Line] = []
    total, is_earliest = 0, False
    for turn in turns:
        minutes = turn.minutes or 0
        if minutes < 0:
            raise ValueError(f"{turn.award} cannot take {minutes} minutes.")
        begins, ends = _after(start, total), _after(start, total + minutes)
        lines.append(Line(turn.award, begins, ends, turn.minutes, is_earliest, _missing(turn)))
        total += minutes
        is_earliest = is_earliest or turn.minutes is None
    return RunSheet(tuple(lines), total)


def _after(start: datetime | None, minutes: int) -> datetime | None:
    if start is None:
        return None
    return (start.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(start.tzinfo)


def _missing(turn: Turn) -> tuple[Missing, ...]:
    has = {
        Missing.WINNER: turn.is_decided,
        Missing.PRESENTER: turn.has_presenter,
        Missing.MINUTES: turn.minutes is not None,
    }
    return tuple(each for each in Missing if not has[each])
