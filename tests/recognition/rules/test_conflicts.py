"""Conflicts of a judge with a file."""

import pytest

from recognition.rules.conflicts import Case, Colleague, Conflict, Kind, find_conflicts, may_judge

JUN = Colleague("jun", team="north", manager="mara")
COLE = Colleague("cole", team="south", manager="olga")


def kinds(judge, case):
    return [conflict.kind for conflict in find_conflicts(judge, case)]


@pytest.mark.parametrize(
    ("case", "found"),
    [
        (Case((COLE,)), []),
        (Case((JUN,)), [Kind.NOMINEE]),
        (Case((COLE,), nominators=frozenset({"otto", "jun"})), [Kind.NOMINATOR]),
        (Case((COLE,), cosigners=frozenset({"jun"})), [Kind.COSIGNER]),
        (Case((Colleague("cole", "south", manager="jun"),)), [Kind.MANAGER]),
        (Case((Colleague("mara", "board"),)), [Kind.REPORT]),
        (Case((Colleague("cole", "north"),)), [Kind.SAME_TEAM]),
        (Case((Colleague("mara", "north"),)), [Kind.REPORT, Kind.SAME_TEAM]),
        (Case((COLE, JUN), team="crew"), [Kind.MEMBER]),
        (Case((COLE,), team="north"), [Kind.MEMBER]),
        (Case((), team="north"), [Kind.MEMBER]),
        (Case((COLE, Colleague("ann", "south", "jun")), team="south"), [Kind.MANAGER]),
        (Case((COLE, Colleague("mara", "south")), team="south"), [Kind.REPORT]),
        (Case((COLE, Colleague("ann", "north")), team="crew"), []),
        (
            Case((JUN,), nominators=frozenset({"jun"}), cosigners=frozenset({"jun"})),
            [Kind.NOMINEE, Kind.NOMINATOR, Kind.COSIGNER],
        ),
    ],
)
def test_each_tie_between_judge_and_file_is_found(case, found):
    assert kinds(JUN, case) == found


def test_what_nobody_knows_binds_nobody():
    nobody = Colleague("jun")
    assert kinds(nobody, Case((Colleague("cole"),))) == []
    assert kinds(nobody, Case((Colleague("cole"),), team="north")) == []
    assert kinds(nobody, Case((Colleague("cole"), Colleague(None)), team="north")) == []


def test_a_nominee_the_nominators_and_the_team_may_never_judge():
    absolute = {Kind.NOMINEE, Kind.MEMBER, Kind.NOMINATOR, Kind.COSIGNER}
    for kind in Kind:
        conflict = Conflict(kind, kind in absolute)
        assert not may_judge([conflict])
        assert may_judge([conflict], has_waiver=True) == (kind not in absolute)


def test_the_kinds_that_are_found_say_whether_a_waiver_helps():
    everything = Case(
        (Colleague("mara", "north", "jun"),), nominators=frozenset({"jun"}), cosigners=frozenset()
    )
    assert find_conflicts(JUN, everything) == [
        Conflict(Kind.NOMINATOR, True),
        Conflict(Kind.MANAGER, False),
        Conflict(Kind.REPORT, False),
        Conflict(Kind.SAME_TEAM, False),
    ]


def test_a_waiver_lifts_no_absolute_conflict_beside_another():
    both = [Conflict(Kind.SAME_TEAM, False), Conflict(Kind.NOMINATOR, True)]
    assert not may_judge(both, has_waiver=True)


def test_without_a_conflict_anybody_may_judge():
    assert may_judge([])
    assert may_judge([], has_waiver=True)
