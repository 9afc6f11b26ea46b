"""The tally of a panel, as a table and as what must be true of every one."""

import random
import sys
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given

from recognition.rules.closecalls import CloseCall, Method
from recognition.rules.reviews import Criterion, Review
from recognition.rules.tally import Standing, Tally, tally
from tests.recognition.rules.panels import ONE, panels, scored

TWO = [Criterion("care", 3), Criterion("skill", 1)]


def both(care, skill):
    return {"care": care, "skill": skill}


def test_a_panel_of_three_worked_out_by_hand():
    reviews = scored(
        jun={"a": both(5, 4), "b": both(4, 5), "c": both(3, 3)},
        ann={"a": both(4, 4), "b": both(4, 5), "c": both(3, 3)},
        bo={"a": both(4, 2), "b": both(3, 5), "c": both(3, 3)},
    )
    # a: 95 + 80 + 70 of 100, b: 85 + 85 + 70, c: 60 three times.
    assert tally(TWO, reviews) == Tally(
        ranking=(
            Standing(
                "a", 1, Fraction(245, 3), 3, {"care": Fraction(13, 3), "skill": Fraction(10, 3)}
            ),
            Standing("b", 2, Fraction(80), 3, {"care": Fraction(11, 3), "skill": Fraction(5)}),
            Standing("c", 3, Fraction(60), 3, {"care": Fraction(3), "skill": Fraction(3)}),
        ),
        winners=("a",),
        places=1,
        ties=(),
        # Borda: a and b are once first and once second each, and once level: equal, and as many
        # judges prefer the one as the other; a has more care. Without jun, b has 77.5 to 75.
        close_calls=(CloseCall(Method.WITHOUT_JUDGE, ("b",), "jun"),),
    )


def test_the_mean_is_told_out_of_five():
    standing = tally(TWO, scored(jun={"a": both(5, 4)}, ann={"a": both(4, 4)})).ranking[0]
    assert (standing.mean, standing.out_of_five) == (Fraction(175, 2), Decimal("4.38"))


def test_every_review_counts_alike_whoever_scored_more():
    found = tally(ONE, scored(jun={"a": 5, "b": 4}, ann={"a": 2}))
    assert [(each.file, each.mean, each.reviews) for each in found.ranking] == [
        ("b", 80, 1),
        ("a", 70, 2),
    ]


def test_files_that_stand_level_share_a_rank_and_the_next_counts_them():
    found = tally(ONE, scored(jun={"a": 5, "b": 4, "c": 4, "d": 2}))
    assert [(each.file, each.rank) for each in found.ranking] == [
        ("a", 1),
        ("b", 2),
        ("c", 2),
        ("d", 4),
    ]


@pytest.mark.parametrize(
    ("places", "winners"), [(1, ("d",)), (2, ("d", "a")), (3, ("d", "a", "c")), (9, tuple("dacb"))]
)
def test_as_many_win_as_there_are_places(places, winners):
    reviews = scored(jun={"a": 4, "b": 1, "c": 3, "d": 5})
    found = tally(ONE, reviews, places=places)
    assert (found.winners, found.is_joint, found.places) == (winners, False, places)


def test_without_a_review_nobody_wins():
    assert tally(ONE, []) == Tally((), (), 1, (), ())


@given(panels())
def test_the_means_keep_to_the_scale_and_the_ranks_to_the_means(panel):
    found = panel.tallied(tally)
    assert all(20 <= each.mean <= 100 for each in found.ranking)
    assert all(1 <= each.out_of_five <= 5 for each in found.ranking)
    for one in found.ranking:
        ahead = sum(other.mean > one.mean for other in found.ranking)
        level = sum(other.mean == one.mean for other in found.ranking)
        assert ahead < one.rank <= ahead + level


@given(panels())
def test_more_win_than_places_only_where_a_tie_at_the_edge_is_left(panel):
    found = panel.tallied(tally)
    left = [tie for tie in found.ties if tie.is_at_edge and tie.broken_by is None]
    assert len(left) == found.is_joint
    assert len(found.winners) >= min(panel.places, len(panel.files))
    assert set(found.open_tie) == {file for tie in left for file in tie.files}
    assert [each.file for each in found.ranking][: len(found.winners)] == list(found.winners)


@given(panels())
def test_a_tie_is_between_files_of_the_same_mean_and_its_order_holds_them_all(panel):
    found = panel.tallied(tally)
    mean = {each.file: each.mean for each in found.ranking}
    for tie in found.ties:
        assert len(tie.files) > 1
        assert len({mean[file] for file in tie.files}) == 1
        assert sorted(file for group in tie.order for file in group) == list(tie.files)
        assert (tie.broken_by is None) == (len(tie.order) == 1)
    level = {each.mean for each in found.ranking if list(mean.values()).count(each.mean) > 1}
    assert {mean[tie.files[0]] for tie in found.ties} == level


def work(files: int) -> int:
    """How many calls a tally of so many files by five judges makes."""
    chance = random.Random(files)
    reviews = [
        Review(judge, f"f{file}", {each.key: chance.randint(1, 5) for each in TWO})
        for file in range(files)
        for judge in ("ann", "bo", "cy", "di", "el")
    ]
    calls = 0

    def count(_frame, event, _argument):
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        tally(TWO, reviews)
    finally:
        sys.setprofile(None)
    return calls


def test_four_times_the_reviews_are_four_times_the_work():
    """But for the sorting, which is one time more for each time that they double."""
    few, many = work(500), work(2000)
    assert 3 * few < many < 4.5 * few
