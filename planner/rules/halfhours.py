"""The half-hours of some days, put together where nothing changes: so a week is counted in a few
dozen pieces, not in hundreds of half-hours."""

from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate, groupby, pairwise
from zoneinfo import ZoneInfo

HALF_HOUR = timedelta(minutes=30)


@dataclass(frozen=True)
class Span:
    """From one instant to a later one."""

    begins: datetime
    ends: datetime

    def overlaps(self, other: "Span") -> bool:
        return self.begins < other.ends and other.begins < self.ends


@dataclass(frozen=True)
class Stretch:
    """Half-hours of a team in a row, on one day, in which all counts are alike: whole people."""

    begins: datetime
    ends: datetime
    on_duty: int
    off: int
    cover: int
    need: int

    @property
    def left(self) -> int:
        """How many are left over the need; below nought, so many are short."""
        return self.on_duty - self.off + self.cover - self.need

    @property
    def is_thin(self) -> bool:
        return self.need > 0 and self.left < 0

    def half_hours(self) -> Iterator[datetime]:
        """When each of them begins."""
        for number in range((self.ends - self.begins) // HALF_HOUR):
            yield self.begins + number * HALF_HOUR


class Grid:
    """The half-hours of some days in a row, from midnight to midnight by one clock. A day on which
    the clocks change has two more or fewer (in Lord Howe, one)."""

    def __init__(self, days: Sequence[date], clock: ZoneInfo):
        midnights = [*days, days[-1] + timedelta(days=1)]
        instants = [datetime.combine(day, time(0), clock).astimezone(UTC) for day in midnights]
        self.begin = instants[0]
        self.midnights = [self._index_after(each) for each in instants]
        self.size = self.midnights[-1]

    def at(self, index: int) -> datetime:
        return self.begin + index * HALF_HOUR

    def whole(self, span: Span) -> range:
        """The half-hours that lie in the span as a whole."""
        return self._clipped(self._index_after(span.begins), (span.ends - self.begin) // HALF_HOUR)

    def touched(self, span: Span) -> range:
        """The half-hours any part of which lies in the span."""
        return self._clipped((span.begins - self.begin) // HALF_HOUR, self._index_after(span.ends))

    def _index_after(self, moment: datetime) -> int:
        return -((self.begin - moment) // HALF_HOUR)

    def _clipped(self, first: int, end: int) -> range:
        first = min(max(first, 0), self.size)
        return range(first, min(max(end, first), self.size))


class Pieces:
    """A grid, cut at midnight and where one of `cuts` begins or ends; none does within a piece."""

    def __init__(self, grid: Grid, cuts: Iterable[range]):
        edges = {edge for each in cuts for edge in (each.start, each.stop)}
        self.grid = grid
        self.edges = sorted(edges.union(grid.midnights))
        self.numbers = {edge: number for number, edge in enumerate(self.edges)}
        self.size = len(self.edges) - 1

    def of(self, half_hours: range) -> range:
        return range(self.numbers[half_hours.start], self.numbers[half_hours.stop])

    def sums(self, counted: Iterable[tuple[range, int]]) -> list[int]:
        """How many in each piece: those of all half-hours together that it lies in."""
        steps = [0] * len(self.edges)
        for half_hours, people in counted:
            steps[self.numbers[half_hours.start]] += people
            steps[self.numbers[half_hours.stop]] -= people
        return list(accumulate(steps))[:-1]

    def stretches(self, counts: Sequence[tuple]) -> list[list[Stretch]]:
        """By day, from the counts of each piece; those that are alike put together."""
        days: list[list[Stretch]] = [[] for _day in self.grid.midnights[1:]]
        pieces = zip(pairwise(self.edges), counts, strict=True)
        for (day, alike), same in groupby(pieces, lambda each: (self._day(each[0]), each[1])):
            edges = [edge for edge, _counts in same]
            begins, ends = self.grid.at(edges[0][0]), self.grid.at(edges[-1][1])
            days[day].append(Stretch(begins, ends, *alike))
        return days

    def _day(self, piece: tuple[int, int]) -> int:
        return bisect(self.grid.midnights, piece[0]) - 1
