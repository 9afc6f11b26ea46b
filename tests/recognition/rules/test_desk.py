"""The order of files on a judge's desk."""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from recognition.rules.desk import desk_order

FILES = [f"file-{number}" for number in range(10)]
ROOT = Path(__file__).resolve().parents[3]
# Of 9 degrees of freedom, 1 in 1,000 passes this: W. P. Elderton, "Tables for testing the
# goodness of fit", Biometrika 1, 1902.
CHI_SQUARE = 27.88


@given(st.permutations(FILES))
def test_a_judge_finds_the_same_order_whatever_the_database_says(files):
    assert desk_order("award-1", "jun", files) == desk_order("award-1", "jun", FILES)


def test_every_judge_and_every_award_has_an_order_of_its_own():
    orders = {
        tuple(desk_order(award, judge, FILES))
        for award in ("award-1", "award-2")
        for judge in ("jun", "mara", "cole", "otto")
    }
    assert len(orders) == 8


def test_the_order_is_the_one_that_was_worked_out_elsewhere():
    """By `printf 'award-1|mara|file-0' | sha256sum`, and so on, sorted."""
    order = [5, 0, 2, 7, 4, 6, 1, 3]
    assert desk_order("award-1", "mara", FILES[:8]) == [FILES[number] for number in order]


def test_a_file_that_goes_moves_no_other():
    order = desk_order("award-1", "jun", FILES)
    left = [file for file in FILES if file != "file-4"]
    assert desk_order("award-1", "jun", left) == [file for file in order if file != "file-4"]


def test_pythons_own_hashing_plays_no_part():
    asked = f"from recognition.rules.desk import desk_order; print(desk_order('s', 'j', {FILES}))"
    said = {
        subprocess.run(
            [sys.executable, "-c", asked],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert said == {f"{desk_order('s', 'j', FILES)}\n"}


def uneven(order) -> float:
    """The greatest chi-square over the places of the desk, of which file lies there."""
    judges = 4000
    places = zip(*(order(f"judge-{number}") for number in range(judges)), strict=True)
    expected = judges / len(FILES)
    return max(
        sum((count - expected) ** 2 for count in counts.values()) / expected
        for counts in map(Counter, places)
    )


def test_every_file_lies_first_about_equally_often_and_in_every_other_place():
    assert uneven(lambda judge: desk_order("award-1", judge, FILES)) < CHI_SQUARE


def test_an_order_that_favours_a_file_is_seen():
    """Control: one judge in twenty begins with the first file of the database."""

    def favouring(judge):
        order = desk_order("award-1", judge, FILES)
        if int(judge.removeprefix("judge-")) % 20 == 0:
            order.sort(key=lambda file: file != FILES[0])
        return order

    assert uneven(favouring) > CHI_SQUARE
