"""The phones of a week's draft: how many of each team are left over its need, by half-hour."""

from collections import defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from planner.checks import WeekFacts
from planner.models import Activity
from planner.models.workhours import WorkHours
from planner.rules.coverage import (
    Group,
    Line,
    Run,
    TeamFacts,
    ThinHalfHour,
    can_spare,
    count_stretches,
    thin_half_hours,
)
from planner.rules.dates import instants, minutes_between
from planner.rules.halfhours import Span, Stretch
from planner.rules.parts import whole
from planner.weekrows import Row


@dataclass(frozen=True)
class TeamPhones:
    """One team that has a need: its half-hours by day, in the clock of `zone`. `taken_by` are the
    spans of what takes anybody of it off, each with the first of its waves."""

    team: int
    name: str
    zone: ZoneInfo
    site: int | None
    days: list[list[Stretch]]
    taken_by: frozenset[tuple[Hashable, Span]]

    def thin(self) -> Iterator[tuple[int, ThinHalfHour]]:
        """(number of the day, half-hours that are thin)."""
        for number, stretches in enumerate(self.days, start=1):
            for each in thin_half_hours(stretches):
                yield number, each

    def can_spare(self, begins: datetime, ends: datetime) -> bool:
        """Whether one of them can help elsewhere for that time."""
        return can_spare((each for day in self.days for each in day), begins, ends)


def phones_of(facts: WeekFacts) -> list[TeamPhones]:
    """All teams that have a need, by name; asked for once, however many want it."""
    return facts.once(_count)


def _count(facts: WeekFacts) -> list[TeamPhones]:
    gathered = Gathered(facts)
    teams = sorted(gathered.teams.values(), key=lambda team: gathered.names[team.key])
    return [gathered.phones(team) for team in teams]


def span_of(facts: WeekFacts, row: Row) -> Span | None:
    """When the hours of a row are, on its day; None of a day that was given up."""
    if row.day is None or row.day > len(facts.dates):
        return None
    length = minutes_between(row.starts, row.ends)
    day = facts.dates[row.day - 1]
    return Span(*instants(day, row.starts, length, facts.zone_of(row.site)))


def taking_off(facts: WeekFacts) -> Iterator[tuple[Activity, int | None, Span]]:
    """What takes people off the phones, at which site (None: all), and when. What lasts all day is
    told for each site, in its hours."""
    hours = WorkHours(facts.sites)
    for each in facts.with_a_day:
        if each.takes_off_phones and each.start is not None:
            yield each, each.site_id, Span(*each.instants())
        elif each.takes_off_phones:
            for site in facts.sites:
                if each.site_id in (None, site.pk):
                    its = whole(each.date, None, None, hours.of_a_day(site.pk))
                    span = Span(*its.instants_of(its.start, its.minutes, site.zone))
                    yield each, site.pk, span


class Gathered:
    """The rows of a week as the plain values that the rule takes."""

    def __init__(self, facts: WeekFacts):
        self.rows, self.facts = facts.taking_part, facts
        self.dates = dict(enumerate(facts.dates, start=1))
        self.names = {row.team: row.name for row in self.rows["need"]}
        self.clock_sites = self._clock_sites()
        self.teams = {
            key: TeamFacts(key, self.facts.zone_of(self.clock_sites[key]), self.lines(key))
            for key in self.names
        }
        for row in self.rows["people"]:
            if row.team in self.teams:
                self.teams[row.team].groups.append(self.group(row))
        for row in self.rows["closed"]:
            closed = self.teams.values() if row.team is None else [self.teams.get(row.team)]
            for team in filter(None, closed):
                team.closed += self.span(row)
        calls = {row.key: row for row in self.rows["call"]}
        self.runs = [*self.activities(), *self.cover(calls)] if self.teams else []

    def phones(self, team: TeamFacts) -> TeamPhones:
        runs = [run for run in self.runs if run.takes_off(team)]
        return TeamPhones(
            team.key,
            self.names[team.key],
            team.clock,
            self.clock_sites[team.key],
            count_stretches(team, runs, self.facts.dates),
            frozenset((run.first, run.span) for run in runs),
        )

    def _clock_sites(self) -> dict[int, int | None]:
        """Whose clock a team's half-hours go by: that of its first line for usual days."""
        rows = sorted(self.rows["need"], key=lambda row: (row.day is not None, row.starts, row.key))
        found: dict[int, int | None] = {}
        for row in rows:
            found.setdefault(row.team, row.site)
        return found

    def lines(self, team: int) -> list[Line]:
        return [
            Line(
                self.dates.get(row.day),
                row.starts,
                row.ends,
                row.number,
                self.facts.zone_of(row.site),
            )
            for row in self.rows["need"]
            if row.team == team and (row.day is None or row.day in self.dates)
        ]

    def group(self, row: Row) -> Group:
        """Their shift, else their site's hours; without a site, those of the head site."""
        pk = row.site or self.facts.head_site
        site = self.facts.sites_by_key.get(pk)
        starts, ends = row.starts, row.ends
        if (starts is None or ends is None) and site and not site.is_open_all_hours:
            starts, ends = site.opens, site.closes
        return Group(
            (row.team, row.site, row.shift), row.number, self.facts.zone_of(pk), pk, starts, ends
        )

    def span(self, row: Row) -> list[Span]:
        span = span_of(self.facts, row)
        return [span] if span else []

    def activities(self) -> Iterator[Run]:
        taken: dict[int, dict] = defaultdict(lambda: defaultdict(int))
        for row in self.rows["off"]:
            taken[row.key][row.team, row.site, row.shift] += row.number
        teams, sites = defaultdict(set), defaultdict(set)
        for row in self.rows["invited"]:
            (teams if row.team else sites)[row.key].add(row.team or row.site)
        for each, site, span in taking_off(self.facts):
            yield Run(
                each.wave_of_id or each.pk,
                span,
                site,
                self.then(each, site, taken[each.pk]) if each.needs_sign_up else None,
                frozenset(teams[each.pk]),
                frozenset(sites[each.pk]),
            )

    def then(self, activity: Activity, site: int | None, taken: dict) -> dict:
        """Who has a place is off in the hours of their own site, where each site has its own."""
        if activity.site_id == site:
            return taken
        head = self.facts.head_site
        return {group: number for group, number in taken.items() if (group[1] or head) == site}

    def cover(self, calls: dict[int, Row]) -> Iterator[Run]:
        """Who gives cover joins one team, and is off for their own."""
        for row in self.rows["cover"]:
            call = calls[row.key]
            for span in self.span(call):
                if call.team in self.teams:
                    self.teams[call.team].cover.append((span, row.number))
                yield Run(("call", row.key), span, None, {(row.team, row.site, row.shift): 1})
