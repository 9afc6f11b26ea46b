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

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from .dates import instants, minutes_between
from .halfhours import Grid, Pieces, Span, Stretch
from .places import is_invited


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


def count_stretches(
    team: TeamFacts, runs: Iterable[Run], days: Sequence[date]
) -> list[list[Stretch]]:
    """All half-hours of each of the days, which follow each other, by the team's clock.

    A shift or a line of need that begins on the evening before the first day counts too.
    """
    grid = Grid(days, team.clock)
    need = [(grid.touched(span), people) for span, people in _needed(team, days)]
    closed = [grid.whole(span) for span in team.closed]
    cover = [(grid.whole(span), people) for span, people in team.cover]
    duties = [(group, _duty(group, grid, days)) for group in team.groups]
    away = [(run, grid.touched(run.span)) for run in runs]
    cuts = [half_hours for half_hours, _people in (*need, *cover)]
    cuts += [half_hours for _group, duty in duties for half_hours in duty]
    pieces = Pieces(grid, [*cuts, *closed, *(half_hours for _run, half_hours in away)])
    on_duty, off = _present(team, duties, away, pieces)
    counts = zip(on_duty, off, pieces.sums(cover), _need(need, closed, pieces), strict=True)
    return pieces.stretches(list(counts))


def thin_half_hours(stretches: Iterable[Stretch]) -> list[ThinHalfHour]:
    """The thin ones of one day in their order, those that follow each other put together."""
    found: list[ThinHalfHour] = []
    for each in stretches:
        if not each.is_thin:
            continue
        if found and found[-1].span.ends == each.begins:
            last = found.pop()
            span = Span(last.span.begins, each.ends)
            found.append(ThinHalfHour(span, max(last.short, -each.left)))
        else:
            found.append(ThinHalfHour(Span(each.begins, each.ends), -each.left))
    return found


def can_spare(stretches: Iterable[Stretch], begins: datetime, ends: datetime) -> bool:
    """Whether one can leave for that time and the need is still met in each half-hour of it."""
    then = (each for each in stretches if each.begins < ends and begins < each.ends)
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


def _needed(team: TeamFacts, days: Sequence[date]) -> Iterator[tuple[Span, int]]:
    special = {line.day for line in team.lines if line.day}
    usual = [day for day in with_the_eve(days) if day not in special]
    for line in team.lines:
        on = [line.day] if line.day else usual
        for span in hours_on(on, line.starts, line.ends, line.zone):
            yield span, line.people


def _need(need: list[tuple[range, int]], closed: list[range], pieces: Pieces) -> list[int]:
    """The largest of what is needed in each piece, and nothing where it is closed."""
    found = [0] * pieces.size
    for half_hours, people in need:
        for piece in pieces.of(half_hours):
            found[piece] = max(found[piece], people)
    for half_hours in closed:
        for piece in pieces.of(half_hours):
            found[piece] = 0
    return found


def _duty(group: Group, grid: Grid, days: Sequence[date]) -> list[range]:
    """The half-hours in which the group is there."""
    if group.starts is None or group.ends is None:
        return [range(grid.size)]
    spans = hours_on(with_the_eve(days), group.starts, group.ends, group.zone)
    return [grid.whole(span) for span in spans]


def _present(
    team: TeamFacts,
    duties: list[tuple[Group, list[range]]],
    away: list[tuple[Run, range]],
    pieces: Pieces,
) -> tuple[list[int], list[int]]:
    """How many are on duty in each piece, and how many of those are off."""
    on_duty, off = [0] * pieces.size, [0] * pieces.size
    counted = [(run, half_hours) for run, half_hours in away if run.taken is not None]
    waves: dict[Hashable, list[tuple[Run, range]]] = {}
    for run, half_hours in sorted(away, key=lambda each: each[0].span.begins):
        if run.taken is None:
            waves.setdefault(run.first, []).append((run, half_hours))
    for group, duty in duties:
        there = {piece for half_hours in duty for piece in pieces.of(half_hours)}
        taken = [(half_hours, run.taken.get(group.key, 0)) for run, half_hours in counted]
        for runs in waves.values():
            mine = [when for run, when in runs if run.is_for(team.key, group.site)]
            taken += _divided(group.people, mine, there, pieces)
        gone = pieces.sums(taken)
        for piece in there:
            on_duty[piece] += group.people
            off[piece] += min(gone[piece], group.people)
    return on_duty, off


def _divided(
    people: int, waves: list[range], there: set[int], pieces: Pieces
) -> Iterator[tuple[range, int]]:
    """Which waves without sign-up take how many of a group that is there in these pieces."""
    fits = [each for each in waves if each and there.issuperset(pieces.of(each))]
    fits = fits or [each for each in waves if not there.isdisjoint(pieces.of(each))]
    for number, half_hours in enumerate(fits):
        yield half_hours, share(people, len(fits), number)
