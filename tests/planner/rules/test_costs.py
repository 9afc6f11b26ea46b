"""Whom a cost is divided by, and what it comes to a head."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.rules.costs import CENT, Heads, HeadsOf, Price, Run, a_head, add_up, heads

amounts = st.decimals(0, 10**9, places=2, allow_nan=False, allow_infinity=False)
costs = st.lists(st.builds(Price, amounts, st.none() | amounts, st.booleans()), max_size=30)


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        ([Run(9, 12, 20, 240)], Heads(9, HeadsOf.THERE)),
        ([Run(0, 12, 20, 240)], Heads(12, HeadsOf.CONFIRMED)),
        ([Run(0, 0, 20, 240)], Heads(20, HeadsOf.PLACES)),
        ([Run(0, 0, None, 240)], Heads(240, HeadsOf.INVITED)),
        # Waves are eaten from one bill: their people are added up, the invited counted once.
        ([Run(9, 12, 20, 240), Run(7, 8, 20, 240)], Heads(16, HeadsOf.THERE)),
        # Nobody was checked in to the second: of that, those with a place count.
        ([Run(5, 10, 20, 240), Run(0, 20, 20, 240)], Heads(25, HeadsOf.BOTH)),
        ([Run(5, 10, 20, 240), Run(0, 0, 20, 240)], Heads(5, HeadsOf.THERE)),
        ([Run(0, 0, 20, 240), Run(0, 0, None, 240)], Heads(240, HeadsOf.INVITED)),
        ([Run()], None),
        ([], None),
    ],
)
def test_the_surest_count_is_taken(runs, expected):
    assert heads(runs) == expected


def test_a_head_is_rounded_half_up_to_the_cent():
    assert a_head(Decimal("100"), 3) == Decimal("33.33")
    assert a_head(Decimal("0.01"), 2) == Decimal("0.01")
    with pytest.raises(ValueError, match="at least one"):
        a_head(Decimal("1"), 0)


@given(amounts, st.integers(1, 10_000))
def test_all_heads_together_are_the_total_but_for_half_a_cent_each(total, count):
    one = a_head(total, count)
    assert one.as_tuple().exponent == -2
    assert abs(one * count - total) <= CENT / 2 * count


@given(costs)
def test_sums_are_exact_to_the_cent_whatever_their_order(prices):
    found = add_up(prices)
    assert found == add_up(prices[::-1])
    in_cents = [
        (int(p.planned * 100), None if p.actual is None else int(p.actual * 100), p.is_cancelled)
        for p in prices
    ]
    assert int(found.planned * 100) == sum(p for p, _a, gone in in_cents if not gone)
    assert int(found.cancelled * 100) == sum(p for p, _a, gone in in_cents if gone)
    expected = sum((0 if gone else p) if a is None else a for p, a, gone in in_cents)
    assert int(found.expected * 100) == expected
    assert (found.spent is None) == all(a is None for _p, a, _gone in in_cents)
    assert found.over == found.expected - found.planned


def test_what_is_cancelled_is_planned_no_more_but_what_was_paid_is_spent():
    ten, six = Decimal(10), Decimal(6)
    found = add_up([Price(ten), Price(ten, six, True), Price(ten, None, True)])
    assert (found.planned, found.spent, found.open, found.cancelled) == (ten, six, ten, 2 * ten)
    assert found.over == six


def test_floats_would_lose_a_cent():
    """The control: the same sum in floats is another one."""
    tenths = [Decimal("0.1")] * 3
    assert sum(map(float, tenths)) != 0.3
    assert add_up(map(Price, tenths)).planned == Decimal("0.3")
