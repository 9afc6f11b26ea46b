"""Where a card dropped on the board lands: which time it gets from the cards around it."""

from collections.abc import Iterable
from datetime import time

from .dates import shift_clock, snap

DAY = 24 * 60
GRID = 5


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _end_of(start: time, minutes: int) -> time | None:
    end = _minutes(start) + minutes
    return snap(shift_clock(time(0), end)) if end <= DAY - 5 else None


def start_at_end(minutes: int, others: list[tuple[time, int]], opening: time = time(9)):
    """The start of something put at the end of a day: when the last of the `others` (start and
    length) is over, or None where it would not end by midnight."""
    if not others:
        return opening
    start = _end_of(*max(others, key=lambda each: _minutes(each[0]) + each[1]))
    return start if start and _minutes(start) + minutes <= DAY else None


def first_free(own: time, minutes: int, taken: Iterable[tuple[time, int]]) -> time | None:
    """The first start, from when the run at `own` is over, at which another of the same `minutes`
    meets none of those that are `taken` (start and length); None where the day is over then."""
    start = _up(_minutes(own) + minutes)
    for begins, ends in sorted((_minutes(each), _minutes(each) + length) for each, length in taken):
        if begins < start + minutes and start < ends:
            start = _up(ends)
    return time(*divmod(start, 60)) if start <= DAY - GRID else None


def _up(minutes: int) -> int:
    return -(-minutes // GRID) * GRID


def dropped_start(
    own: time | None,
    minutes: int,
    above: tuple[time, int] | None,
    below: time | None,
    opening: time = time(9),
) -> time | None:
    """The start of a card dropped between two others of a day.

    `own` is the start it had (None: it came from the ideas without a day), `minutes` its length;
    `above` the start and length of the timed card over it, `below` the start of the one under it.
    It keeps its own time where that still fits the order; else it starts when the card above
    ends; first in the day, it ends when the card below starts; alone, it starts at `opening`.
    It gets no time where the card above runs to midnight or past it: its day is over then.
    """
    after = above is None or (own is not None and own >= above[0])
    before = below is None or (own is not None and own <= below)
    if own is not None and after and before:
        return own
    if above is not None:
        return _end_of(*above)
    if below is not None:
        return snap(shift_clock(time(0), max(_minutes(below) - minutes, 0)))
    return opening
