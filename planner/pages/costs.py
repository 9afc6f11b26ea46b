"""The costs of a week in words: by activity and for the week as a whole, and what a head costs."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, F, Q, Sum
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from csweek.people.models import Organisation, Person
from planner.models import Activity, Signup, SignupState, Week
from planner.money import money
from planner.rules.costs import Amounts, Heads, HeadsOf, Price, Run, a_head, add_up, heads
from planner.rules.places import is_invited

COLUMNS = ["pk", "key", "title", "planned", "actual", "activity_id", "activity__wave_of_id"]
COLUMNS += ["activity__is_cancelled"]
LONGEST_BAR = 400  # units of the drawing


@dataclass(frozen=True)
class Row:
    key: object
    title: str
    planned: str
    actual: str
    is_cancelled: bool


@dataclass(frozen=True)
class Bars:
    """A planned and an actual cost as lengths of the drawing; `actual` None where not known."""

    planned: int
    actual: int | None


@dataclass(frozen=True)
class Group:
    """The costs of one activity, all its waves together; of the week itself where `pk` is None.

    `people` says whom the amounts a head are divided by: '18 with a place'. `cancelled` is what
    was planned for what is cancelled now, and counts nowhere; empty where that is nothing."""

    pk: int | None
    title: str
    rows: list[Row]
    amounts: Amounts
    planned: str
    actual: str
    over: str
    apart: str  # the same without its sign
    cancelled: str
    planned_a_head: str
    actual_a_head: str  # empty while no actual cost is known
    people: str
    bars: Bars

    @property
    def is_over(self) -> bool:
        return self.amounts.over > 0

    @property
    def is_asked_for(self) -> bool:
        """Whether any of it is not cancelled."""
        return any(not row.is_cancelled for row in self.rows)


@dataclass(frozen=True)
class Costing:
    groups: list[Group]
    total: Group
    count: int
    currency: str

    @property
    def is_known(self) -> bool:
        """Whether anything is known of what it did cost."""
        return self.total.amounts.spent is not None


def costs_of(week: Week) -> list[dict]:
    """All that counts in sums, in one query."""
    return list(week.costs.kept().values(*COLUMNS))


def amounts_of(costs: Iterable[dict]) -> Amounts:
    return add_up(
        Price(each["planned"], each["actual"], bool(each["activity__is_cancelled"]))
        for each in costs
    )


def total_of(costs: list[dict], currency: str, people: "CountedPeople | None" = None) -> "Group":
    """The week as a whole, as every page tells it: a head is of everybody in the directory."""
    everyone = (people or CountedPeople()).all
    counted = Heads(everyone, HeadsOf.EVERYONE) if everyone else None
    return GroupWriter(currency, Decimal(0)).group(None, _("Total"), costs, counted)


def costing_of(week: Week, organisation: Organisation | None) -> Costing:
    """All costs of the week, in a fixed number of queries."""
    costs = costs_of(week)
    by_first = defaultdict(list)
    for cost in costs:
        by_first[cost["activity__wave_of_id"] or cost["activity_id"]].append(cost)
    people = CountedPeople()
    runs, titles = _runs(week, [first for first in by_first if first], people)
    currency = organisation.currency if organisation else "EUR"
    sums = {first: amounts_of(group) for first, group in by_first.items()}
    longest = max((max(each.planned, each.expected) for each in sums.values()), default=Decimal(0))
    write = GroupWriter(currency, longest)
    everyone = Heads(people.all, HeadsOf.EVERYONE) if people.all else None
    order = sorted(by_first, key=lambda first: (first is None, -sums[first].planned, first))
    groups = [
        write.group(
            first,
            titles[first] if first else _("The week as a whole"),
            by_first[first],
            heads(runs[first]) if first else everyone,
        )
        for first in order
    ]
    return Costing(groups, total_of(costs, currency, people), len(costs), currency)


class GroupWriter:
    """Puts sums into words, and into bars as long as they are against the longest."""

    def __init__(self, currency: str, longest: Decimal):
        self.currency, self.longest = currency, longest
        self.unknown = "–"

    def money(self, amount: Decimal | None) -> str:
        return self.unknown if amount is None else money(amount, self.currency)

    def group(self, first, title: str, costs: list[dict], people: Heads | None) -> Group:
        amounts = amounts_of(costs)
        return Group(
            pk=first,
            title=title,
            rows=[self.row(cost) for cost in costs],
            amounts=amounts,
            planned=self.money(amounts.planned),
            actual=self.money(amounts.spent),
            over=self.over(amounts),
            apart=self.money(abs(amounts.over)),
            cancelled=self.money(amounts.cancelled) if amounts.cancelled else "",
            planned_a_head=self.a_head(amounts.planned, people),
            actual_a_head=self.a_head(amounts.spent, people),
            people=people_in_words(people) if people else "",
            bars=Bars(
                self.length(amounts.planned),
                None if amounts.spent is None else self.length(amounts.spent),
            ),
        )

    def a_head(self, amount: Decimal | None, people: Heads | None) -> str:
        return self.money(a_head(amount, people.count)) if people and amount is not None else ""

    def row(self, cost: dict) -> Row:
        return Row(
            key=cost["key"],
            title=cost["title"],
            planned=self.money(cost["planned"]),
            actual=self.money(cost["actual"]),
            is_cancelled=bool(cost["activity__is_cancelled"]),
        )

    def over(self, amounts: Amounts) -> str:
        """'+€12.00', '−€5.00'; empty while nothing is known, or where it came to just that."""
        if amounts.spent is None or not amounts.over:
            return ""
        return ("+" if amounts.over > 0 else "") + self.money(amounts.over)

    def length(self, amount: Decimal) -> int:
        return int(amount * LONGEST_BAR / self.longest) if self.longest else 0


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


def _runs(week: Week, firsts: list[int], people: CountedPeople):
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
