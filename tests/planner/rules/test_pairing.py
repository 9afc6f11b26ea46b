"""Pairs: as many as can be, by the rule; compared with trying every way there is."""

from datetime import time
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.rules.assigning import assign
from planner.rules.pairing import (
    Candidate,
    Match,
    WhyNot,
    above_need,
    can_sit,
    offset,
    propose,
    why_not,
    without,
)

LEADER, BUDDY = 1, 11


def leader(person=LEADER, begins=0, ends=120, **fields):
    return Candidate(person, begins, ends, **fields)


def buddy(person=BUDDY, begins=0, ends=120, **fields):
    return Candidate(person, begins, ends, **fields)


def pairs(leaders, buddies, length=60, above=None):
    return [(each.leader, each.buddy) for each in propose(leaders, buddies, length, above)]


@given(
    st.integers(0, 4).flatmap(
        lambda columns: st.lists(
            st.lists(st.integers(-9, 40), min_size=columns, max_size=columns), max_size=columns
        )
    )
)
def test_no_other_assignment_has_a_greater_sum(weights):
    columns = len(weights[0]) if weights else 0
    found = assign(weights)
    assert len(set(found)) == len(weights)
    sums = (
        sum(row[column] for row, column in zip(weights, way, strict=True))
        for way in permutations(range(columns), len(weights))
    )
    told = sum(row[column] for row, column in zip(weights, found, strict=True))
    assert told == max(sums)


def test_a_greedy_choice_would_have_less():
    """Control: the best for the first alone is not the best for all."""
    weights = [[9, 8], [9, 1]]
    greedy = 9 + 1
    assert sum(weights[row][column] for row, column in enumerate(assign(weights))) > greedy


@st.composite
def candidates(draw, first):
    count = draw(st.integers(0, 4))
    spans = st.tuples(st.integers(0, 6), st.integers(1, 6))
    made = []
    for number in range(count):
        begins, length = draw(spans)
        made.append(
            Candidate(
                first + number,
                begins * 15,
                (begins + length) * 15,
                place=draw(st.integers(0, 5)),
                team=draw(st.sampled_from([None, 1, 2])),
                site=draw(st.sampled_from([None, 1, 2])),
                manager=draw(st.sampled_from([None, 1, 2, 3])),
            )
        )
    return made


SPANS = st.dictionaries(
    st.sampled_from([1, 2]),
    st.sampled_from([(), ((0, 60),), ((30, 90), (100, 200))]),
    max_size=2,
)


def every_way(leaders, buddies, length, above):
    """All sets of pairs that the rule allows."""
    if not leaders:
        yield ()
        return
    first, *others = leaders
    yield from every_way(others, buddies, length, above)
    for each in buddies:
        if can_sit(first, each, length, above) is not None:
            left = [other for other in buddies if other != each]
            for rest in every_way(others, left, length, above):
                yield ((first, each), *rest)


def worth(way, leaders, buddies):
    """The rule, line by line, as a tuple that can be compared."""
    line = sorted(
        [(each.place, each.person, 0) for each in leaders]
        + [(each.place, each.person, 1) for each in buddies]
    )
    served = {(each.place, each.person, half) for pair in way for half, each in enumerate(pair)}
    return (
        len(way),
        sum(one.team is None or one.team != other.team for one, other in way),
        sum(one.site is not None and one.site == other.site for one, other in way),
        tuple(each in served for each in line),
    )


@settings(max_examples=200)
@given(candidates(1), candidates(11), SPANS, st.sampled_from([15, 30, 60]))
def test_what_is_proposed_is_the_best_of_all_ways(leaders, buddies, above, length):
    found = propose(leaders, buddies, length, above)
    by_key = {each.person: each for each in [*leaders, *buddies]}
    way = [(by_key[each.leader], by_key[each.buddy]) for each in found]
    best = max(
        (worth(each, leaders, buddies) for each in every_way(leaders, buddies, length, above)),
    )
    assert worth(way, leaders, buddies) == best
    for match, (one, other) in zip(found, way, strict=True):
        assert match.begins == can_sit(one, other, length, above)
        assert max(one.begins, other.begins) <= match.begins
        assert match.begins + length <= min(one.ends, other.ends)
        assert other.manager != one.person
    assert len({each.leader for each in found}) == len({each.buddy for each in found}) == len(way)


@given(candidates(1), candidates(11), st.randoms())
def test_the_order_in_which_they_are_read_changes_nothing(leaders, buddies, lot):
    told = propose(leaders, buddies, 30)
    lot.shuffle(leaders)
    lot.shuffle(buddies)
    assert propose(leaders, buddies, 30) == told


def test_as_many_pairs_as_can_be_though_the_first_could_have_had_the_other():
    early, late = leader(1, 0, 120), leader(2, 0, 60, place=1)
    assert pairs([early, late], [buddy(11, 0, 120), buddy(12, 60, 120)]) == [(1, 12), (2, 11)]


def test_nobody_sits_beside_their_own_report():
    assert pairs([leader()], [buddy(manager=LEADER)]) == []
    assert pairs([leader()], [buddy(manager=LEADER), buddy(12)]) == [(LEADER, 12)]


def test_nobody_sits_beside_themselves():
    assert pairs([leader(5)], [buddy(5)]) == []


def test_another_team_is_rather_chosen_and_then_the_same_site():
    teams = [buddy(11, team=1), buddy(12, team=2, place=9)]
    assert pairs([leader(team=1)], teams) == [(LEADER, 12)]
    sites = [buddy(11, team=2, site=1), buddy(12, team=2, site=2, place=9)]
    assert pairs([leader(team=1, site=2)], sites) == [(LEADER, 12)]


def test_who_offered_first_is_in_a_pair_however_many_come_later():
    waiting = [buddy(11, place=3), buddy(12, place=1), buddy(13, place=2)]
    assert pairs([leader()], waiting) == [(LEADER, 12)]


def test_they_meet_when_the_buddys_team_has_somebody_left():
    found = propose([leader()], [buddy(team=1)], 30, {1: [(0, 20), (45, 90)]})
    assert found == [Match(LEADER, BUDDY, 45)]
    assert propose([leader()], [buddy(team=1)], 60, {1: [(0, 20), (45, 90)]}) == []


def test_half_hours_with_somebody_left_become_spans():
    half_hours = [(0, 30, 2), (30, 60, 1), (60, 90, 0), (90, 120, -1), (120, 150, 1)]
    assert above_need(half_hours) == [(0, 60), (120, 150)]


@pytest.mark.parametrize(
    ("clock", "begins", "window", "minutes"),
    [
        (time(11, 30), time(11), 120, 30),
        (time(10, 30), time(11), 120, -30),
        (time(0, 30), time(23), 120, 90),
        (time(22), time(23), 120, -60),
        (time(13), time(11), 120, -22 * 60),
    ],
)
def test_a_clock_time_is_told_from_when_the_activity_begins(clock, begins, window, minutes):
    assert offset(clock, begins, window) == minutes


@pytest.mark.parametrize(
    ("others", "above", "why"),
    [
        ([], {}, WhyNot.NOBODY),
        ([buddy(begins=90)], {}, WhyNot.TIME),
        ([buddy(begins=90), buddy(12, manager=LEADER)], {}, WhyNot.REPORT),
        ([buddy(12, manager=LEADER), buddy(team=1)], {1: []}, WhyNot.PHONES),
        ([buddy(team=1), buddy(13)], {1: []}, WhyNot.TAKEN),
        ([buddy(13), buddy(12)], {}, WhyNot.NOT_YET),
        ([buddy(work=((-60, 50), (70, 120)))], {}, WhyNot.SHIFT),
        ([buddy(busy=((30, 90),))], {}, WhyNot.BUSY),
        ([buddy(busy=((30, 50),))], {}, WhyNot.NOT_YET),
        ([buddy(work=((0, 60),), busy=((0, 15),))], {}, WhyNot.BUSY),
    ],
)
def test_who_is_left_over_is_told_why(others, above, why):
    found = why_not(leader(), others, leads=True, length=60, above=above, taken={13})
    assert found == why


def test_nobody_is_asked_to_sit_while_they_are_busy_or_not_at_work():
    busy = buddy(busy=((0, 30),))
    assert propose([leader()], [busy])[0].begins == 30
    assert propose([leader(busy=((20, 50),))], [busy])[0].begins == 50
    assert propose([leader()], [buddy(work=((45, 200),))])[0].begins == 45
    assert propose([leader()], [buddy(work=((-300, 45),))]) == []


@given(
    st.lists(st.tuples(st.integers(0, 50), st.integers(1, 20)), max_size=5),
    st.lists(st.tuples(st.integers(0, 50), st.integers(1, 20)), max_size=5),
)
def test_what_is_left_of_spans_is_all_that_nobody_is_busy_in(spans, busy):
    spans, busy = ([(a, a + b) for a, b in each] for each in (spans, busy))
    minutes = {each for a, b in spans for each in range(a, b)}
    minutes -= {each for a, b in busy for each in range(a, b)}
    left = without(spans, busy)
    assert {each for a, b in left for each in range(a, b)} == minutes
    assert all(a < b for a, b in left)


def test_a_buddy_who_is_left_over_is_told_why():
    assert why_not(buddy(manager=LEADER), [leader()], leads=False, length=60) == WhyNot.REPORT
