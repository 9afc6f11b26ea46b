"""Figures of a week that is over: what they are, and what they were counted from."""

from hypothesis import given
from hypothesis import strategies as st

from planner.rules.report import Held, Turnout, share_of, took_part, turnout


def held(confirmed="", checked_in="") -> Held:
    return Held(frozenset(map(int, confirmed)), frozenset(map(int, checked_in)))


def test_turnout_is_of_those_who_had_a_place_where_somebody_was_checked_in():
    assert turnout([held("1234", "12"), held("56", "56"), held("789")]) == Turnout(4, 6)
    assert Turnout(4, 6).percent == 67
    assert turnout([held("12", "129")]) == Turnout(2, 2)  # who came without a place
    assert turnout([held("123"), held()]) is None


def test_people_who_took_part_are_counted_once_and_it_is_said_from_what():
    assert took_part([held("123", "12"), held("24", "2")]) == (2, "checked-in")
    assert took_part([held("123", "12"), held("34")]) == (4, "both")
    assert took_part([held("123"), held()]) == (3, "confirmed")
    assert took_part([]) == (0, "")


persons = st.frozensets(st.integers(1, 30), max_size=12)
activities = st.lists(
    st.builds(
        lambda confirmed, there: Held(confirmed, frozenset(there & confirmed)), persons, persons
    ),
    max_size=6,
)


@given(activities)
def test_nobody_is_counted_twice_and_no_turnout_is_over_a_hundred(found):
    count, source = took_part(found)
    assert count <= len(frozenset().union(*(each.confirmed for each in found)))
    assert (count == 0) is (source == "")
    rate = turnout(found)
    if rate is not None:
        assert 0 < rate.there <= rate.confirmed and 0 < rate.percent <= 100


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_a_share_is_between_nothing_and_all(count, more):
    assert 0 <= share_of(count, count + more) <= 100
