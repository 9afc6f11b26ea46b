"""What is wrong with a week: a registry of checks, after Django's own system checks.

A check is a function registered here that takes the week's facts and returns problems; the board,
the page of problems and `manage.py checkweek` show the same list. An upper floor registers its own.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar
from zoneinfo import ZoneInfo

from csweek.people.models import Site
from planner.clocks import Clocks
from planner.models import Activity, Week
from planner.models.invited import Invited
from planner.rules.hours import Crowd
from planner.rules.problems import Problem
from planner.weekrows import Row, rows_of

T = TypeVar("T")
Check = Callable[["WeekFacts"], Iterable[Problem]]
_checks: list[Check] = []


def register(check: Check) -> Check:
    """Make `check` part of every list of problems. Usable as a decorator."""
    if check not in _checks:
        _checks.append(check)
    return check


@dataclass
class WeekFacts:
    """What checks may ask of a week; each answer is fetched once, however many checks ask."""

    week: Week
    activities: list[Activity]
    dates: list[date]
    sites: list[Site]
    _found: dict = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def gather(
        cls,
        week: Week,
        activities: Iterable[Activity] | None = None,
        clocks: Clocks | None = None,
    ) -> "WeekFacts":
        """From the draft. `activities` and `clocks` save a query each to whoever has the board's
        list, or the sites, already."""
        if activities is None:
            activities = Activity.objects.of_week(week)
        return cls(
            week=week,
            activities=[each for each in activities if not each.is_cancelled],
            dates=week.dates(),
            sites=(clocks or Clocks()).sites,
        )

    @cached_property
    def with_a_day(self) -> list[Activity]:
        return [each for each in self.activities if each.day_id is not None]

    @cached_property
    def timed(self) -> list[Activity]:
        return [each for each in self.activities if each.start is not None]

    @cached_property
    def runs(self) -> Counter:
        """{the first of its waves: in how many it runs}; 1 of what runs once."""
        return Counter(each.wave_of_id or each.pk for each in self.activities)

    @cached_property
    def by_key(self) -> dict[int, Activity]:
        return {each.pk: each for each in self.activities}

    @cached_property
    def activities_by_date(self) -> Counter:
        return Counter(each.date for each in self.with_a_day)

    @cached_property
    def head_site(self) -> int | None:
        return next((site.pk for site in self.sites if site.is_head), None)

    @cached_property
    def sites_by_key(self) -> dict[int, Site]:
        return {site.pk: site for site in self.sites}

    def zone_of(self, site: int | None) -> ZoneInfo:
        """That of a site, else the week's."""
        return self.sites_by_key[site].zone if site in self.sites_by_key else self.week.zone

    @cached_property
    def clock(self) -> str:
        """Whose clock it is that what is for all sites goes by; empty where all show the same."""
        return Clocks(self.sites).name(self.week.time_zone, self.dates)

    def clock_of(self, activity: Activity) -> str:
        """Whose clock the times of an activity are told by, where that needs to be said."""
        return self.clock and (activity.site.name if activity.site_id else self.clock)

    @cached_property
    def crowds(self) -> list[Crowd]:
        """Active people by site and shift. Those without a site are counted at the head site."""
        counted, hours = Counter(), {}
        for row in self.taking_part["people"]:
            counted[row.site or self.head_site, row.shift] += row.number
            hours[row.shift] = row.starts, row.ends
        return [
            Crowd(
                site=site,
                shift=shift,
                people=people,
                zone=self.zone_of(site),
                starts=hours[shift][0],
                ends=hours[shift][1],
            )
            for (site, shift), people in counted.items()
            if site is not None  # there is no organisation yet
        ]

    def shift_name(self, pk: int | None) -> str:
        rows = self.taking_part["people"]
        return next((row.name for row in rows if row.shift == pk and pk), "")

    @cached_property
    def taking_part(self) -> dict[str, list[Row]]:
        """Who works when, and all that checks count besides, by kind of row."""
        return rows_of(self.week)

    @cached_property
    def invited(self) -> Invited:
        """Whom the activities invite, for whoever freezes the draft."""
        return Invited(
            self.week,
            [
                (row.key, row.team or row.site, "team" if row.team else "site")
                for row in self.taking_part["invited"]
            ],
        )

    def once(self, fetch: Callable[["WeekFacts"], T]) -> T:
        """What `fetch` finds, asked for once: so that the checks of an upper floor share it."""
        if fetch not in self._found:
            self._found[fetch] = fetch(self)
        return self._found[fetch]


def find_problems(week: Week, facts: WeekFacts | None = None) -> list[Problem]:
    """All problems of a week's draft: the worst first, then by day."""
    facts = facts or WeekFacts.gather(week)
    found = [problem for check in _checks for problem in check(facts)]
    return sorted(found, key=lambda problem: (-problem.severity, problem.day or 0, problem.what))
