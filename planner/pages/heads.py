"""Whom costs are divided by: counted, and in words."""

from collections import defaultdict

from django.db.models import Count, F, Q, Sum
from django.utils import formats
from django.utils.translation import ngettext

from csweek.people.models import Person
from planner.models import Activity, Signup, SignupState, Week
from planner.rules.costs import Heads, HeadsOf, Run
from planner.rules.places import is_invited


def people_in_words(people: Heads) -> str:
    """Who is counted: '18 people with a place'."""
    words = {"count": formats.number_format(people.count)}
    if people.of is HeadsOf.THERE:
        text = ngettext("%(count)s person was there", "%(count)s people were there", people.count)
    elif people.of is HeadsOf.BOTH:
        text = ngettext(
            "%(count)s person checked in or, where nobody was, with a place",
            "%(count)s people checked in or, where nobody was, with a place",
            people.count,
        )
    elif people.of is HeadsOf.CONFIRMED:
        text = ngettext(
            "%(count)s person with a place", "%(count)s people with a place", people.count
        )
    elif people.of is HeadsOf.PLACES:
        text = ngettext("%(count)s place", "%(count)s places", people.count)
    elif people.of is HeadsOf.EVERYONE:
        text = ngettext(
            "%(count)s person in the directory", "%(count)s people in the directory", people.count
        )
    else:
        text = ngettext("%(count)s person invited", "%(count)s people invited", people.count)
    return text % words


class CountedPeople:
    """How many active people there are, by site and team: asked once."""

    def __init__(self):
        rows = Person.objects.active().order_by().values_list("site", "team")
        self.counts = {(site, team): n for site, team, n in rows.annotate(n=Count("pk"))}

    @property
    def all(self) -> int:
        return sum(self.counts.values())

    def invited(self, where: int | None, teams: set[int], sites: set[int]) -> int:
        """Those of these teams and sites, to what is at that site (None: at all)."""
        return sum(
            count
            for (site, team), count in self.counts.items()
            if is_invited(team, site, teams, sites) and (sites or where in (None, site))
        )


def runs_of(week: Week, firsts: list[int], people: CountedPeople):
    """({first: its runs}, {first: its title}) of these activities and their waves; a run that is
    cancelled or deleted has nobody."""
    ours = week.activities.filter(Q(pk__in=firsts) | Q(wave_of__in=firsts, discarded_at=None))
    found = list(
        ours.values(
            "pk", "title", "wave_of_id", "places", "site_id", "is_cancelled", "discarded_at"
        )
    )
    keys = [each["pk"] for each in found]
    taken = _taken(keys)
    teams = _invited(Activity.invited_teams.through, "team_id", keys)
    sites = _invited(Activity.invited_sites.through, "site_id", keys)
    runs, titles = defaultdict(list), {}
    for each in found:
        pk = each["pk"]
        titles[pk] = each["title"]
        if each["is_cancelled"] or each["discarded_at"]:
            continue
        there, confirmed = taken.get(pk, (0, 0))
        invited = people.invited(each["site_id"], teams[pk], sites[pk])
        runs[each["wave_of_id"] or pk].append(Run(there, confirmed, each["places"], invited))
    return runs, titles


def _taken(activities: list[int]) -> dict[int, tuple[int, int]]:
    """{activity: (checked in, confirmed)}, with their guests."""
    confirmed = Signup.objects.filter(activity__in=activities, state=SignupState.CONFIRMED)
    bodies = Count("pk") + Sum("guests")
    there = Q(checked_in_at__isnull=False)
    rows = (
        confirmed.order_by()
        .values("activity")
        .annotate(
            confirmed=bodies,
            there=Count("pk", filter=there) + Sum("guests", filter=there, default=0),
        )
    )
    return {row["activity"]: (row["there"], row["confirmed"]) for row in rows}


def _invited(through, column: str, activities: list[int]) -> dict[int, set[int]]:
    found = defaultdict(set)
    rows = through.objects.filter(activity__in=activities)
    for activity, other in rows.values_list("activity_id", F(column)):
        found[activity].add(other)
    return found
