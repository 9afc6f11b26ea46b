"""Who is missing out: who has a place in no wave, and which shift or site can attend nothing."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, FilteredRelation, Q, QuerySet

from csweek.people.models import Person
from planner.checks import WeekFacts
from planner.models import Signup, SignupList, SignupState, Week
from planner.rules.hours import Run, left_out


@dataclass(frozen=True)
class Choice:
    """What people sign up for, all its waves together."""

    first: int
    title: str
    waves: int


@dataclass(frozen=True)
class TeamCount:
    """Of those who are invited: how many have a place, wait for one, or have neither."""

    team: int | None
    name: str
    placed: int
    waiting: int
    missing: int


@dataclass(frozen=True)
class LeftOut:
    """People of one team who can attend nothing, by site and shift."""

    team: str
    site: str
    shift: str
    people: int


class Missing:
    """What people of a week sign up for, and who of those invited does not take part in one."""

    def __init__(self, week: Week, first: int | None):
        self.runs: dict[int, list[SignupList]] = defaultdict(list)
        lists = SignupList.objects.open_to_sign_up().filter(week=week)
        for each in lists.select_related("activity").order_by("begins_at", "pk"):
            self.runs[each.first].append(each)
        self.first = first if first in self.runs else next(iter(self.runs), None)

    @property
    def choices(self) -> list[Choice]:
        return [Choice(first, runs[0].title, len(runs)) for first, runs in self.runs.items()]

    def people(self, *, team: int | None = None) -> QuerySet[Person]:
        """Those without a place, who do not wait for one either; of all teams or one."""
        return _of_team(self._invited().exclude(pk__in=self._taking_part().values("person")), team)

    def teams(self) -> list[TeamCount]:
        """Those with the most people missing first; counted by the database, in one query."""
        own = Q(signups__first=self.first) & ~Q(signups__state=SignupState.LEFT)
        people = self._invited().alias(own=FilteredRelation("signups", condition=own))
        placed = Q(own__state=SignupState.CONFIRMED)
        counts = (
            people.order_by()
            .values_list("team", "team__name")
            .annotate(
                everybody=Count("pk", distinct=True),
                taking_part=Count("own__person", distinct=True),
                placed=Count("own__person", filter=placed, distinct=True),
            )
        )
        found = [
            TeamCount(team, name or "", placed, taking_part - placed, everybody - taking_part)
            for team, name, everybody, taking_part, placed in counts
        ]
        return sorted(found, key=lambda each: (-each.missing, each.name))

    def _invited(self) -> QuerySet[Person]:
        """At the site of a wave, and of a team or site that it invites: as is_invited()."""
        invited = Q(pk=None)
        for run in self.runs.get(self.first, ()):
            here = Q(site=run.activity.site_id) if run.activity.site_id else ~Q(pk=None)
            named = Q(team__in=run.teams) | Q(site__in=run.sites)
            invited |= here & named if run.teams or run.sites else here
        return Person.objects.active().filter(invited)

    def _taking_part(self) -> QuerySet[Signup]:
        return Signup.objects.filter(first=self.first).exclude(state=SignupState.LEFT)


def _of_team(people: QuerySet[Person], team: int | None) -> QuerySet[Person]:
    return people.filter(team=team) if team else people


def left_out_by_team(facts: WeekFacts, names: dict[int, str]) -> list[LeftOut]:
    """Teams' people in whose hours nothing with a set time lies, as the check of the plan."""
    if not facts.timed:
        return []
    runs = [Run(*activity.instants(), activity.site_id) for activity in facts.timed]
    sites = {site.pk: site for site in facts.sites}
    out = {(crowd.site, crowd.shift) for crowd in left_out(facts.crowds, runs, facts.dates)}
    found = [
        LeftOut(
            names.get(row.team, ""), str(sites[row.site or facts.head_site]), row.name, row.number
        )
        for row in facts.taking_part["people"]
        if (row.site or facts.head_site, row.shift) in out
    ]
    return sorted(found, key=lambda each: (each.team, each.site, each.shift))
