"""The costs of a week in words: by activity and for the week as a whole, and what a head costs."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from csweek.people.models import Organisation
from planner.models import Week
from planner.money import money
from planner.rules.costs import Amounts, Heads, HeadsOf, Price, a_head, add_up, heads

from .heads import CountedPeople, people_in_words, runs_of

COLUMNS = ["pk", "key", "title", "planned", "actual", "activity_id", "activity__wave_of_id"]
COLUMNS += ["activity__is_cancelled"]
LONGEST_BAR = 400  # units of the drawing
PER_PAGE = 100


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
    """The costs of one activity, all its waves together, as they were fetched; of the week itself
    where `pk` is None.

    `people` says whom the amounts a head are divided by: '18 with a place'. `cancelled` is what
    was planned for what is cancelled now, and counts nowhere; empty where that is nothing."""

    pk: int | None
    title: str
    costs: list[dict]
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
        return any(not cost["activity__is_cancelled"] for cost in self.costs)


@dataclass(frozen=True)
class Costing:
    groups: list[Group]
    total: Group
    currency: str

    @property
    def is_known(self) -> bool:
        """Whether anything is known of what it did cost."""
        return self.total.amounts.spent is not None


@dataclass(frozen=True)
class Part:
    """What one page shows of a group: all of its sums, and some of its costs, unless it is short.
    `is_continued` where the page before begins it."""

    group: Group
    rows: list[Row]
    is_continued: bool


@dataclass(frozen=True)
class CostList:
    """One page of the costs, and the sums of all of them."""

    page: Page
    parts: list[Part]
    total: Group


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
    ledger = Ledger(week, organisation)
    groups = ledger.groups(ledger.order)
    return Costing(groups, ledger.total(), ledger.currency)


def list_costs(week: Week, organisation: Organisation | None, number, asked: str) -> CostList:
    """One page of them: that of this number, or, where a cost is asked for by its key or an
    activity by its number, the one on which it stands, or begins."""
    ledger = Ledger(week, organisation)
    costs = [(first, cost) for first in ledger.order for cost in ledger.by_first[first]]
    for place, (first, cost) in enumerate(costs if asked else []):
        if asked in (str(cost["key"]), str(cost["activity_id"]), str(first)):
            number = place // PER_PAGE + 1
            break
    page = Paginator(costs, PER_PAGE).get_page(number)
    shown = defaultdict(list)
    for first, cost in page:
        shown[first].append(cost)
    parts = [ledger.part(group, shown[group.pk]) for group in ledger.groups(list(shown))]
    return CostList(page, parts, ledger.total())


class Ledger:
    """The costs of a week by what they are for, the largest first. Into words is put only what is
    shown of them."""

    def __init__(self, week: Week, organisation: Organisation | None):
        self.week, self.costs, self.people = week, costs_of(week), CountedPeople()
        self.currency = organisation.currency if organisation else "EUR"
        self.by_first = defaultdict(list)
        for cost in self.costs:
            self.by_first[cost["activity__wave_of_id"] or cost["activity_id"]].append(cost)
        sums = {first: amounts_of(group) for first, group in self.by_first.items()}
        longest = max((max(each.planned, each.expected) for each in sums.values()), default=0)
        self.write = GroupWriter(self.currency, Decimal(longest))
        self.order = sorted(sums, key=lambda first: (first is None, -sums[first].planned, first))

    def groups(self, firsts: list[int | None]) -> list[Group]:
        runs, titles = runs_of(self.week, [first for first in firsts if first], self.people)
        everyone = Heads(self.people.all, HeadsOf.EVERYONE) if self.people.all else None
        return [
            self.write.group(
                first,
                titles[first] if first else _("The week as a whole"),
                self.by_first[first],
                heads(runs[first]) if first else everyone,
            )
            for first in firsts
        ]

    def part(self, group: Group, costs: list[dict]) -> Part:
        rows = [self.write.row(cost) for cost in costs]
        return Part(group, rows, is_continued=costs[0] is not group.costs[0])

    def total(self) -> Group:
        return total_of(self.costs, self.currency, self.people)


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
            costs=costs,
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
