"""The phones: how many of a team are left for them in each half-hour, over what is needed.

The rule. On duty are the people of a team by their shift, or without one by their site's hours,
every day of the week. Off are, while an activity takes people off the phones,

- where one signs up: those with a place, and its host;
- where one does not: everyone it is for. With several waves, the people of a group (one team, one
  site, one shift) are divided evenly over those that lie in their working hours, or, if none does,
  touch them; the earlier waves take one more where it does not come out even.

What lasts all day takes people off in the hours of each site that it is for (nine to five where a
site has none). More cannot be off than are on duty; somebody who is in two things at once may count
twice. Whoever gives cover to another team is off for their own. Where lines of need overlap, the
largest counts; a day with lines of its own knows none for usual days. While a team's service is
closed, none of it is needed.

A half-hour is counted as a whole: who is there for a part of it is not counted, who is off, or
needed, for a part of it is; it is closed if all of it is. So what is said to suffice, suffices.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate, pairwise
from zoneinfo import ZoneInfo

from .dates import instants, minutes_between
from .places import is_invited

HALF_HOUR = timedelta(minutes=30)


@dataclass(frozen=True)
class Span:
    """From one instant to a later one."""

    begins: datetime
    ends: datetime

    def overlaps(self, other: "Span") -> bool:
        return self.begins < other.ends and other.begins < self.ends


@dataclass(frozen=True)
class Line:
    """`people` needed from one wall-clock time to another: on that day, or (None) on usual days."""

    day: date | None
    starts: time
    ends: time
    people: int
    zone: ZoneInfo


@dataclass(frozen=True)
class Group:
    """People of one team who work the same hours at one site; without hours, round the clock."""

    key: Hashable
    people: int
    zone: ZoneInfo
    site: int | None = None
    starts: time | None = None
    ends: time | None = None


@dataclass(frozen=True)
class Run:
    """Something that takes people off. `taken` counts them by the key of their group; where it is
    None, everyone it is for at its site (None: at all) is taken, divided over the runs that share
    `first`. `teams` and `sites` are those that are invited; empty: all."""

    first: Hashable
    span: Span
    site: int | None = None
    taken: Mapping[Hashable, int] | None = None
    teams: frozenset = frozenset()
    sites: frozenset = frozenset()

    def is_for(self, team: Hashable, site: int | None) -> bool:
        return self.site in (None, site) and is_invited(team, site, self.teams, self.sites)

    def takes_off(self, team: "TeamFacts") -> bool:
        """Whether anybody of the team is taken."""
        if self.taken is None:
            return any(self.is_for(team.key, group.site) for group in team.groups)
        return any(self.taken.get(group.key) for group in team.groups)


@dataclass(frozen=True)
class HalfHour:
    """One half-hour of a team: whole people."""

    begins: datetime
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


@dataclass(frozen=True)
class ThinHalfHour:
    """Half-hours in a row with fewer than are needed; `short` is by how many at the worst."""

    span: Span
    short: int


@dataclass
class TeamFacts:
    """What is known of one team. `cover` is who steps in: a span and how many."""

    key: Hashable
    clock: ZoneInfo
    lines: list[Line] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    cover: list[tuple[Span, int]] = field(default_factory=list)
    closed: list[Span] = field(default_factory=list)


class Grid:
    """The half-hours of some days in a row, from midnight to midnight by one clock. A day on which
    the clocks change has two more or fewer (in Lord Howe, one)."""

    def __init__(self, days: Sequence[date], clock: ZoneInfo):
        midnights = [*days, days[-1] + timedelta(days=1)]
        self.midnights = [
            datetime.combine(day, time(0), clock).astimezone(UTC) for day in midnights
        ]
        self.begin = self.midnights[0]
        self.size = self._index_after(self.midnights[-1])

    def at(self, index: int) -> datetime:
        return self.begin + index * HALF_HOUR

    def whole(self, span: Span) -> range:
        """The half-hours that lie in the span as a whole."""
        return self._clipped(self._index_after(span.begins), (span.ends - self.begin) // HALF_HOUR)

    def touched(self, span: Span) -> range:
        """The half-hours any part of which lies in the span."""
        return self._clipped((span.begins - self.begin) // HALF_HOUR, self._index_after(span.ends))

    def by_day(self, values: list) -> list[list]:
        edges = [self._index_after(each) for each in self.midnights]
        return [values[a:b] for a, b in pairwise(edges)]

    def _index_after(self, moment: datetime) -> int:
        return -((self.begin - moment) // HALF_HOUR)

    def _clipped(self, first: int, end: int) -> range:
        first = min(max(first, 0), self.size)
        return range(first, min(max(end, first), self.size))


class Tally:
    """Counts for each half-hour; spans are added at their ends alone and summed up once."""

    def __init__(self, size: int):
        self.steps = [0] * (size + 1)

    def add(self, where: range, people: int) -> None:
        self.steps[where.start] += people
        self.steps[where.stop] -= people

    def totals(self) -> list[int]:
        return list(accumulate(self.steps))[:-1]


def count_half_hours(
    team: TeamFacts, runs: Iterable[Run], days: Sequence[date]
) -> list[list[HalfHour]]:
    """All half-hours of each of the days, which follow each other, by the team's clock.

    A shift or a line of need that begins on the evening before the first day counts too.
    """
    grid = Grid(days, team.clock)
    need = _need(team, grid, days)
    for span in team.closed:
        for index in grid.whole(span):
            need[index] = 0
    on_duty, off = _present(team, list(runs), grid, days)
    cover = Tally(grid.size)
    for span, people in team.cover:
        cover.add(grid.whole(span), people)
    counts = zip(on_duty, off, cover.totals(), need, strict=True)
    return grid.by_day([HalfHour(grid.at(n), *each) for n, each in enumerate(counts)])


def thin_half_hours(half_hours: Iterable[HalfHour]) -> list[ThinHalfHour]:
    """The thin ones of one day in their order, those that follow each other put together."""
    found: list[ThinHalfHour] = []
    for each in half_hours:
        if not each.is_thin:
            continue
        span = Span(each.begins, each.begins + HALF_HOUR)
        if found and found[-1].span.ends == each.begins:
            last = found.pop()
            span = Span(last.span.begins, span.ends)
            found.append(ThinHalfHour(span, max(last.short, -each.left)))
        else:
            found.append(ThinHalfHour(span, -each.left))
    return found


def can_spare(half_hours: Iterable[HalfHour], begins: datetime, ends: datetime) -> bool:
    """Whether one can leave for that time and the need is still met in each half-hour of it."""
    then = (each for each in half_hours if begins - HALF_HOUR < each.begins < ends)
    return all(not each.need or each.left >= 1 for each in then)


def share(people: int, waves: int, number: int) -> int:
    """How many of a group take the wave of that number (from 0), if all take one of so many."""
    return people // waves + (number < people % waves)


def hours_on(days: Iterable[date], starts: time, ends: time, zone: ZoneInfo) -> list[Span]:
    """Wall-clock hours on each of the days; an end at or before the start lies on the next day."""
    length = minutes_between(starts, ends)
    return [Span(*instants(day, starts, length, zone)) for day in days]


def with_the_eve(days: Sequence[date]) -> list[date]:
    return [days[0] - timedelta(days=1), *days]


def _need(team: TeamFacts, grid: Grid, days: Sequence[date]) -> list[int]:
    need = [0] * grid.size
    special = {line.day for line in team.lines if line.day}
    for line in team.lines:
        usual = [day for day in with_the_eve(days) if day not in special]
        for span in hours_on([line.day] if line.day else usual, line.starts, line.ends, line.zone):
            for index in grid.touched(span):
                need[index] = max(need[index], line.people)
    return need


def _present(team: TeamFacts, runs: list[Run], grid: Grid, days) -> tuple[list[int], list[int]]:
    """How many are on duty in each half-hour, and how many of those are off."""
    on_duty, off = [0] * grid.size, [0] * grid.size
    touched: dict[Span, range] = {run.span: grid.touched(run.span) for run in runs}
    counted = [run for run in runs if run.taken is not None]
    waves: dict[Hashable, list[Run]] = {}
    for run in sorted(runs, key=lambda run: run.span.begins):
        if run.taken is None:
            waves.setdefault(run.first, []).append(run)
    for group in team.groups:
        duty = _duty(group, grid, days)
        away = Tally(grid.size)
        for run in counted:
            if people := run.taken.get(group.key):
                away.add(touched[run.span], people)
        for run, people in _divided(team, group, waves.values(), duty, touched.__getitem__):
            away.add(touched[run.span], people)
        for index, people in enumerate(away.totals()):
            if duty[index]:
                on_duty[index] += group.people
                off[index] += min(people, group.people)
    return on_duty, off


def _divided(team, group, waves, duty: list[bool], touched: Callable[[Span], range]):
    """Which runs without sign-up take how many of the group."""
    for runs in waves:
        mine = [run for run in runs if run.is_for(team.key, group.site)]
        at_work = [[duty[index] for index in touched(run.span)] for run in mine]
        fits = [run for run, there in zip(mine, at_work, strict=True) if there and all(there)]
        fits = fits or [run for run, there in zip(mine, at_work, strict=True) if any(there)]
        for number, run in enumerate(fits):
            yield run, share(group.people, len(fits), number)


def _duty(group: Group, grid: Grid, days: Sequence[date]) -> list[bool]:
    if group.starts is None or group.ends is None:
        return [True] * grid.size
    duty = [False] * grid.size
    for span in hours_on(with_the_eve(days), group.starts, group.ends, group.zone):
        for index in grid.whole(span):
            duty[index] = True
    return duty
