"""Reviews: what counts, what is refused, who lacks a quorum."""

from decimal import Decimal
from fractions import Fraction

import pytest

from recognition.rules.reviews import (
    Criterion,
    Review,
    collect,
    is_quorate,
    lacking_quorum,
    percentage,
    to_hundredths,
)
from tests.recognition.rules.panels import ONE, scored

CRITERIA = [Criterion("care", 5), Criterion("skill", 2), Criterion("reach", 1)]


@pytest.mark.parametrize(
    ("scores", "exactly"),
    [
        ((5, 5, 5), Fraction(100)),
        ((1, 1, 1), Fraction(20)),
        ((4, 3, 5), Fraction(100 * 31, 40)),
        ((1, 5, 5), Fraction(50)),
    ],
)
def test_a_percentage_weighs_each_score(scores, exactly):
    review = Review("jun", "a", dict(zip(("care", "skill", "reach"), scores, strict=True)))
    assert percentage(review, CRITERIA) == exactly
    assert collect(CRITERIA, [review]).mean("a") == exactly


@pytest.mark.parametrize("score", [0, 6, -1, 4.0, "4", None, True])
def test_a_score_is_a_whole_number_from_one_to_five(score):
    with pytest.raises(ValueError, match="A score is a whole number from 1 to 5"):
        collect(ONE, [Review("jun", "a", {"care": score})])


@pytest.mark.parametrize("weight", [0, 6, 2.5, True])
def test_so_is_a_weight(weight):
    with pytest.raises(ValueError, match="The weight of a criterion is a whole number"):
        Criterion("care", weight)


@pytest.mark.parametrize("scores", [{}, {"care": 3, "charm": 3}, {"charm": 3}])
def test_a_review_scores_every_criterion_and_no_other(scores):
    with pytest.raises(ValueError, match="in every criterion, and in no other"):
        collect(ONE, [Review("jun", "a", scores)])


def test_a_judge_reviews_a_file_once():
    with pytest.raises(ValueError, match="jun reviews a twice"):
        collect(ONE, scored(jun={"a": 3}) + scored(jun={"a": 4}))


@pytest.mark.parametrize("criteria", [[], [Criterion("care", 1), Criterion("care", 2)]])
def test_there_are_criteria_and_each_once(criteria):
    with pytest.raises(ValueError, match="There must be criteria"):
        collect(criteria, [])


@pytest.mark.parametrize(
    "reviews",
    [
        [Review(1, "a", {"care": 3}), Review("1", "b", {"care": 3})],
        [Review("jun", 1, {"care": 3}), Review("jun", "1", {"care": 3})],
    ],
)
def test_keys_that_read_the_same_are_refused(reviews):
    with pytest.raises(ValueError, match="keys that read the same"):
        collect(ONE, reviews)


def test_a_review_not_sent_may_be_half_done_and_counts_nowhere():
    draft = Review("mara", "b", {}, is_sent=False)
    assert collect(ONE, [*scored(jun={"a": 3}), draft]) == collect(ONE, scored(jun={"a": 3}))


def test_three_reviews_make_a_quorum():
    reviews = [
        *scored(jun={"a": 3, "b": 3}, mara={"a": 3, "b": 3}, cole={"a": 3}),
        Review("cole", "b", {"care": 3}, is_sent=False),
    ]
    assert lacking_quorum(["c", "b", "a"], reviews) == {"c": 3, "b": 1}
    assert lacking_quorum(["c", "b", "a"], reviews, 2) == {"c": 2}
    assert is_quorate(["a"], reviews)
    assert not is_quorate(["a", "b"], reviews)
    assert is_quorate(["a", "b"], reviews, 2)


@pytest.mark.parametrize(
    ("exactly", "told"),
    [
        (Fraction(1, 3), "0.33"),
        (Fraction(2, 3), "0.67"),
        (Fraction(9, 8), "1.13"),
        (Fraction(-9, 8), "-1.12"),
        (Fraction(5), "5.00"),
    ],
)
def test_figures_are_told_to_two_places_with_halves_up(exactly, told):
    assert to_hundredths(exactly) == Decimal(told)
    assert str(to_hundredths(exactly)) == told
