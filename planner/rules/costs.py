"""Whom a cost is divided by, and what it comes to a head. Amounts are Decimal, never float."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum

CENT = Decimal("0.01")


class HeadsOf(Enum):
    """Who is counted, the surest first."""

    THERE = "there"  # checked in
    BOTH = "both"  # checked in to one run, and of another with a place, where nobody was
    CONFIRMED = "confirmed"  # have a place
    PLACES = "places"  # as many as can take part
    INVITED = "invited"  # everybody whom it is for
    EVERYONE = "everyone"  # in the directory: whom the week as a whole is for


@dataclass(frozen=True)
class Run:
    """What is known of the people of one run of an activity: counts, guests among them."""

    there: int = 0
    confirmed: int = 0
    places: int | None = None
    invited: int = 0


@dataclass(frozen=True)
class Heads:
    count: int
    of: HeadsOf


def heads(runs: Iterable[Run]) -> Heads | None:
    """The people of an activity, all its waves together: of each run those who were there, else
    those who have a place; where nobody has, as many as there are places, if each run has a number;
    else all invited.

    Who is invited to several runs is counted once: the run with the most of them counts. None where
    nobody is.
    """
    runs = list(runs)
    sums = [
        (_source(runs), sum(run.there or run.confirmed for run in runs)),
        (HeadsOf.PLACES, sum(run.places or 0 for run in runs) if _limited(runs) else 0),
        (HeadsOf.INVITED, max((run.invited for run in runs), default=0)),
    ]
    return next((Heads(count, of) for of, count in sums if count), None)


def _source(runs: list[Run]) -> HeadsOf:
    is_known = any(run.there for run in runs)
    if is_known and any(run.confirmed and not run.there for run in runs):
        return HeadsOf.BOTH
    return HeadsOf.THERE if is_known else HeadsOf.CONFIRMED


def _limited(runs: list[Run]) -> bool:
    return all(run.places is not None for run in runs)


def a_head(total: Decimal, count: int) -> Decimal:
    """The cost of one, rounded half up to the cent. Raises ValueError for nobody."""
    if count < 1:
        raise ValueError("A cost is divided by at least one person.")
    return (total / count).quantize(CENT, ROUND_HALF_UP)


@dataclass(frozen=True)
class Price:
    """What one thing is planned to cost, and did cost: None while that is not known."""

    planned: Decimal
    actual: Decimal | None = None
    is_cancelled: bool = False


@dataclass(frozen=True)
class Amounts:
    """Sums of planned and of actual costs. `spent` is None while nothing is known of any; of what
    has no actual cost yet, `open` is what was planned. What was planned for something cancelled
    is in neither, only in `cancelled`; what was paid for it all the same is spent."""

    planned: Decimal
    spent: Decimal | None
    open: Decimal
    cancelled: Decimal = Decimal(0)

    @property
    def expected(self) -> Decimal:
        """What it comes to as far as is known: the actual costs, and the planned where none is."""
        return (self.spent or Decimal(0)) + self.open

    @property
    def over(self) -> Decimal:
        """How much more than planned that is; below zero where it is less."""
        return self.expected - self.planned


def add_up(prices: Iterable[Price]) -> Amounts:
    prices = list(prices)
    known = [each.actual for each in prices if each.actual is not None]
    counted = [each for each in prices if not each.is_cancelled]
    return Amounts(
        planned=sum((each.planned for each in counted), Decimal(0)),
        spent=sum(known, Decimal(0)) if known else None,
        open=sum((each.planned for each in counted if each.actual is None), Decimal(0)),
        cancelled=sum((each.planned for each in prices if each.is_cancelled), Decimal(0)),
    )
