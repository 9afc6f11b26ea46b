"""The adjusted figure, tried against the same equations solved whole and exactly."""

import random
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from recognition.rules import adjusting
from recognition.rules.adjusting import PENALTY, adjusted
from recognition.rules.reviews import Criterion, Review, collect, percentage
from tests.recognition.rules.panels import ONE, panels, scored


def told(**figures) -> dict:
    return {key: Decimal(figure) for key, figure in figures.items()}


def test_where_everybody_scored_the_same_files_there_is_nothing_to_adjust():
    assert adjusted(ONE, scored(ann={"a": 5, "b": 3}, bo={"a": 4, "b": 1})) is None
    assert adjusted(ONE, []) is None


def test_what_is_not_sent_makes_no_difference_between_judges():
    draft = Review("ann", "c", {"care": 5}, is_sent=False)
    assert adjusted(ONE, [*scored(ann={"a": 5}, bo={"a": 4}), draft]) is None


def test_a_file_that_only_the_mild_judge_scored_comes_down():
    """Worked out by hand.

    Ann gives 20 more than Bo where both score (a, b), and she alone scores c. Merits drop out
    (each is its mean less its judges' mean leniency), and for Ann's leniency x and Bo's −x there
    is left 2 · 2 · (10 − x)² + 2 · 3 · x² to make least, where 8 · (10 − x) = 12 · x.
    """
    found = adjusted(ONE, scored(ann={"a": 5, "b": 4, "c": 4}, bo={"a": 4, "b": 3}))
    assert found.leniency == told(ann="4.00", bo="-4.00")
    assert found.means == told(a="90.00", b="70.00", c="76.00")


def test_judges_of_one_mind_leave_the_means_as_they_are():
    found = adjusted(ONE, scored(ann={"a": 5, "b": 3}, bo={"b": 3, "c": 4}, cy={"c": 4, "a": 5}))
    assert found.means == told(a="100.00", b="60.00", c="80.00")
    assert set(found.leniency.values()) == {Decimal("0.00")}


def test_a_merit_may_pass_the_end_of_the_scale():
    reviews = scored(ann={"a": 5, "b": 4, "c": 4}, bo={"a": 3, "b": 1, "c": 1, "d": 5})
    assert adjusted(ONE, reviews).means["d"] > 100


def solve(matrix, right):
    """Gauss and Jordan, in fractions."""
    rows = [
        [Fraction(each) for each in [*row, value]] for row, value in zip(matrix, right, strict=True)
    ]
    for at in range(len(rows)):
        pivot = next(row for row in range(at, len(rows)) if rows[row][at])
        rows[at], rows[pivot] = rows[pivot], rows[at]
        rows[at] = [each / rows[at][at] for each in rows[at]]
        for other in range(len(rows)):
            if other != at and rows[other][at]:
                factor = rows[other][at]
                rows[other] = [
                    mine - factor * theirs
                    for mine, theirs in zip(rows[other], rows[at], strict=True)
                ]
    return [row[-1] for row in rows]


def exactly(panel, penalty=PENALTY):
    """Merits and leniencies from the normal equations of the whole model, none left out."""
    unknown = [("file", file) for file in panel.files] + [
        ("judge", judge) for judge in panel.judges
    ]
    place = {each: number for number, each in enumerate(unknown)}
    matrix = [[0] * len(unknown) for _each in unknown]
    right = [Fraction(0)] * len(unknown)
    for judge in panel.judges:
        matrix[place["judge", judge]][place["judge", judge]] = penalty
    for review in panel.reviews:
        pair = place["file", review.file], place["judge", review.judge]
        for one in pair:
            right[one] += percentage(review, panel.criteria)
            for other in pair:
                matrix[one][other] += 1
    return dict(zip(unknown, solve(matrix, right), strict=True))


def differs(panel, penalty=PENALTY):
    found, right = adjusted(panel.criteria, panel.reviews), exactly(panel, penalty)
    if found is None:
        return False
    told = {("file", file): mean for file, mean in found.means.items()}
    told |= {("judge", judge): leniency for judge, leniency in found.leniency.items()}
    assert told.keys() == right.keys()
    near = Fraction(5, 1000) + Fraction(1, 10**8)
    return any(abs(Fraction(told[each]) - right[each]) > near for each in told)


@given(panels(is_complete=False))
def test_it_is_what_the_whole_equations_say(panel):
    assert not differs(panel)


def test_another_penalty_would_be_seen():
    """Control."""

    @settings(derandomize=True, database=None, phases=[Phase.generate])
    @given(panels(is_complete=False))
    def check(panel):
        assert not differs(panel, PENALTY + 1)

    with pytest.raises(AssertionError):
        check()


@given(panels(is_complete=True))
def test_were_the_equations_asked_of_a_full_panel_they_would_give_the_raw_means(panel):
    marks = collect(panel.criteria, panel.reviews)
    offsets = adjusting._mean_offsets(marks, adjusting._leniency(marks))
    assert all(abs(offset) < 1e-9 for offset in offsets.values())


@given(panels(is_complete=False), st.randoms(use_true_random=False))
def test_neither_order_nor_names_change_it(panel, chance):
    shuffled = list(panel.reviews)
    chance.shuffle(shuffled)
    other = {"ann": "z", "bo": "y", "cy": "x", "di": "w"}
    renamed = [Review(other[each.judge], each.file, each.scores) for each in shuffled]
    found, again = (adjusted(panel.criteria, each) for each in (panel.reviews, renamed))
    assert (found and found.means) == (again and again.means)


def test_leniency_is_found_where_it_was_put():
    """Five judges score 400 files of known merit, each but a fifth of them, each in their way."""
    chance = random.Random(20261005)
    lean = {"ann": -1, "bo": 0, "cy": 1, "di": 0, "el": 0}
    merit = {f"f{number:03}": chance.choice([2, 3, 4]) for number in range(400)}
    reviews = [
        Review(judge, file, {"care": merit[file] + lean[judge]})
        for file in merit
        for judge in lean
        if chance.random() < 0.8
    ]
    found = adjusted([Criterion("care", 1)], reviews)
    assert found.leniency == pytest.approx(
        {judge: Decimal(20 * each) for judge, each in lean.items()}, abs=Decimal("0.5")
    )
    off = [abs(found.means[file] - 20 * merit[file]) for file in found.means]
    raw = collect([Criterion("care", 1)], reviews)
    raw_off = [abs(raw.mean(file) - 20 * merit[file]) for file in merit if file in raw.counts]
    assert max(off) < Decimal("0.5")
    assert max(raw_off) >= 10


def test_two_camps_that_share_one_file_are_solved_to_the_end():
    """A hard case for solving step by step: hundreds of files each, and one that links them."""
    chance = random.Random(5)
    camps = {"ann": 0, "bo": 0, "cy": 0, "di": 1, "el": 1, "fi": 1}
    files = {0: [*range(200), "both"], 1: [*range(200, 400), "both"]}
    reviews = [
        Review(judge, file, {"care": chance.choice([1, 2, 3] if camp else [3, 4, 5])})
        for judge, camp in camps.items()
        for file in files[camp]
    ]
    marks = collect(ONE, reviews)
    leniency = adjusting._leniency(marks)
    offsets = adjusting._mean_offsets(marks, leniency)
    for judge, given_ in marks.points.items():
        chances = [
            20 * points - (marks.mean(file) - Fraction(offsets[file])) - Fraction(leniency[judge])
            for file, points in given_.items()
        ]
        assert float(sum(chances)) == pytest.approx(PENALTY * leniency[judge], abs=1e-8)
