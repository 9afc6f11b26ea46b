"""Pairs: which leader sits beside which buddy on the day of trading places, when, and why not.

Minutes are counted from when the activity begins.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import time
from enum import Enum
from functools import cached_property

from .assigning import assign

DAY = 24 * 60
USUAL_LENGTH = 60  # minutes that a pair sits together

Span = tuple[int, int]


@dataclass(frozen=True)
class Candidate:
    """Somebody who has offered: free from `begins` to `ends`, but for when they are `busy` with
    something else. `place` in line grows with the time of the offer; `manager` is their line
    manager; `work` are the spans in which they are at work (None: nobody knows)."""

    person: int
    begins: int
    ends: int
    place: int = 0
    team: int | None = None
    site: int | None = None
    manager: int | None = None
    work: tuple[Span, ...] | None = None
    busy: tuple[Span, ...] = ()

    @cached_property
    def free(self) -> list[Span]:
        return without([(self.begins, self.ends)], self.busy)

    @cached_property
    def at_work(self) -> list[Span]:
        """When they are free and at work."""
        return self.free if self.work is None else within(self.free, self.work)


@dataclass(frozen=True)
class Match:
    leader: int
    buddy: int
    begins: int


class WhyNot(Enum):
    """Why somebody is in no pair."""

    NOBODY = "nobody"  # nobody has offered the other half
    TIME = "time"  # nobody of the other half is free for that long at the same time
    REPORT = "report"  # only a leader and their own direct report would be
    SHIFT = "shift"  # the buddy is not at work whenever both have offered to be there
    BUSY = "busy"  # one of the two has something else then: a place, another pair, cover
    PHONES = "phones"  # whenever they would be, the buddy's team has nobody above its need
    TAKEN = "taken"  # those who would fit are in other pairs
    NOT_YET = "not yet"  # somebody who would fit is in no pair either


def offset(clock: time, begins: time, window: int) -> int:
    """Minutes of a wall-clock time after `begins`; of what lies outside the `window` (minutes that
    the activity lasts) below 0: it is before."""
    minutes = (clock.hour * 60 + clock.minute - begins.hour * 60 - begins.minute) % DAY
    return minutes if minutes < window else minutes - DAY


def days_after(clock: time, begins: time, window: int) -> int:
    """0 for a time on the day on which the activity begins, 1 for one past midnight (or, of what
    lies before it, as the clock says)."""
    return (begins.hour * 60 + begins.minute + offset(clock, begins, window)) // DAY


def covers(start: time, minutes: int, wanted: time, length: int) -> bool:
    """Whether a wall-clock span, which may run past midnight, holds another one whole."""
    return offset(wanted, start, DAY) + length <= minutes


def above_need(half_hours: Sequence[tuple[int, int, int]]) -> list[Span]:
    """Of (begins, ends, how many are left over the need) in order: the spans with somebody left."""
    spans: list[Span] = []
    for begins, ends, left in half_hours:
        if left < 1:
            continue
        if spans and spans[-1][1] == begins:
            spans[-1] = (spans[-1][0], ends)
        else:
            spans.append((begins, ends))
    return spans


def without(spans: Iterable[Span], busy: Iterable[Span]) -> list[Span]:
    """What is left of spans, in their order, when those in which one is busy are taken out."""
    left = list(spans)
    for begins, ends in busy:
        parts = [part for a, b in left for part in ((a, min(b, begins)), (max(a, ends), b))]
        left = [(a, b) for a, b in dict.fromkeys(parts) if a < b]
    return left


def within(spans: Iterable[Span], others: Sequence[Span]) -> list[Span]:
    """What two lists of spans have in common, in their order."""
    common = [(max(a, begins), min(b, ends)) for a, b in spans for begins, ends in others]
    return [(a, b) for a, b in common if a < b]


def meeting(
    leader: Candidate, buddy: Candidate, length: int, above: Mapping[int, Sequence[Span]]
) -> int | None:
    """When the two can first sit together for `length` minutes; None when they cannot.

    `above` are the spans in which a team is above its need; of a team that it does not name
    nothing is known, and it counts as above. The buddy goes on answering, so that a team that has
    one to spare can have several pairs at once, and so that they must be at work.
    """
    spans = within(buddy.at_work, above[buddy.team]) if buddy.team in above else buddy.at_work
    return first_common(leader.free, spans, length)


def first_common(one: Sequence[Span], other: Sequence[Span], length: int) -> int | None:
    """When `length` minutes begin first that lie in a span of both."""
    starts = [
        start
        for begins, ends in one
        for opens, closes in other
        if (start := max(begins, opens)) + length <= min(ends, closes)
    ]
    return min(starts, default=None)


def is_own_report(leader: Candidate, buddy: Candidate) -> bool:
    return buddy.manager == leader.person


def can_sit(
    leader: Candidate, buddy: Candidate, length: int, above: Mapping[int, Sequence[Span]]
) -> int | None:
    """When the rule lets the two sit together first: never a leader and their direct report, nor
    anybody beside themselves."""
    if leader.person == buddy.person or is_own_report(leader, buddy):
        return None
    return meeting(leader, buddy, length, above)


def propose(
    leaders: Sequence[Candidate],
    buddies: Sequence[Candidate],
    length: int = USUAL_LENGTH,
    above: Mapping[int, Sequence[Span]] | None = None,
) -> list[Match]:
    """The best pairs that there are, everybody in one at most; in the order of the leaders' offers.

    The rule, each line only where those above it leave a choice:
    1. as many pairs as there can be;
    2. as many as can be with a buddy of another team than the leader's: one learns more there;
    3. as many as can be at one site, so that one can sit beside the other;
    4. first offered, first served: whoever offered first, leader or buddy, is in a pair, however
       many who offered later are not for it.
    What is still open is settled by the order of the candidates, so that the same offers always
    lead to the same pairs. Source of the method: `assign`.
    """
    leaders, buddies = (sorted(each, key=_in_line) for each in (leaders, buddies))
    starts = {
        (row, column): start
        for row, leader in enumerate(leaders)
        for column, buddy in enumerate(buddies)
        if (start := can_sit(leader, buddy, length, above or {})) is not None
    }
    if not starts:
        return []
    weigh = _weighing(leaders, buddies)
    weights = [[0] * len(buddies) for _leader in leaders]
    for row, column in starts:
        weights[row][column] = weigh(row, column)
    if len(leaders) > len(buddies):
        turned = assign([list(column) for column in zip(*weights, strict=True)])
        chosen = sorted((row, column) for column, row in enumerate(turned))
    else:
        chosen = list(enumerate(assign(weights)))
    return [
        Match(leaders[row].person, buddies[column].person, starts[row, column])
        for row, column in chosen
        if (row, column) in starts
    ]


def _in_line(candidate: Candidate) -> tuple[int, int]:
    return candidate.place, candidate.person


def _weighing(
    leaders: Sequence[Candidate], buddies: Sequence[Candidate]
) -> Callable[[int, int], int]:
    """The weight of a pair, one number: what a later line of the rule adds, for all pairs together,
    is always less than one of the line before."""
    pairs = min(len(leaders), len(buddies)) + 1
    offers = sorted(
        [(_in_line(each), 0, row) for row, each in enumerate(leaders)]
        + [(_in_line(each), 1, column) for column, each in enumerate(buddies)]
    )
    served = {(half, number): 1 << rank for rank, (*_, half, number) in enumerate(offers[::-1])}
    near = 1 << len(offers)
    apart = near * pairs
    one = apart * pairs

    def weigh(row: int, column: int) -> int:
        leader, buddy = leaders[row], buddies[column]
        is_apart = leader.team is None or leader.team != buddy.team
        is_near = leader.site is not None and leader.site == buddy.site
        return one + is_apart * apart + is_near * near + served[0, row] + served[1, column]

    return weigh


def why_not(
    left: Candidate,
    others: Sequence[Candidate],
    *,
    leads: bool,
    length: int,
    above: Mapping[int, Sequence[Span]] | None = None,
    taken: Set[int] = frozenset(),
) -> WhyNot:
    """Why somebody is in no pair, of what stands in the way the one that is nearest to a pair;
    `others` are all who have offered the other half, and `taken` those of them who are in pairs."""
    if not others:
        return WhyNot.NOBODY
    found = set()
    for other in others:
        leader, buddy = (left, other) if leads else (other, left)
        why = _in_the_way(leader, buddy, length, above or {})
        if why is None and other.person not in taken:
            return WhyNot.NOT_YET
        found.add(why or WhyNot.TAKEN)
    return next(why for why in NEAREST if why in found)


def _in_the_way(
    leader: Candidate, buddy: Candidate, length: int, above: Mapping[int, Sequence[Span]]
) -> WhyNot | None:
    """What keeps these two from being a pair, whoever else there is."""
    offered = [(max(leader.begins, buddy.begins), min(leader.ends, buddy.ends))]
    at_work = offered if buddy.work is None else within(offered, buddy.work)
    if first_common(offered, offered, length) is None:
        return WhyNot.TIME
    if leader.person == buddy.person or is_own_report(leader, buddy):
        return WhyNot.REPORT
    if first_common(offered, at_work, length) is None:
        return WhyNot.SHIFT
    if first_common(leader.free, buddy.at_work, length) is None:
        return WhyNot.BUSY
    return WhyNot.PHONES if meeting(leader, buddy, length, above) is None else None


NEAREST = (WhyNot.TAKEN, WhyNot.PHONES, WhyNot.BUSY, WhyNot.SHIFT, WhyNot.REPORT, WhyNot.TIME)
