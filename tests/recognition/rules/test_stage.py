"""The stage: what the room sees after each act."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognition.rules.stage import Act, Stage, Step, after

ACTS = st.lists(st.sampled_from([act for act in Act if act != Act.GO]), max_size=30)


def walk(stage: Stage, *acts: str) -> Stage:
    for act in acts:
        stage = after(stage, Act(act))
    return stage


def test_each_award_is_shown_then_its_name_then_its_citation():
    stage, seen = Stage(2), []
    for _step in range(8):
        stage = after(stage, Act.NEXT)
        seen.append((stage.place, stage.step.value))
    steps = ["award", "name", "citation"]
    awards = [(place, step) for place in (1, 2) for step in steps]
    assert seen == [*awards, (3, "award"), (3, "award")]
    assert stage.is_over


def test_back_undoes_next_and_ends_at_the_opening():
    stage = walk(Stage(2), *["next"] * 4)
    assert (stage.place, stage.step) == (2, Step.AWARD)
    stage = after(stage, Act.BACK)
    assert (stage.place, stage.step) == (1, Step.CITATION)
    assert walk(stage, *["back"] * 9).seen == Stage(2).seen


def test_a_hidden_name_is_not_read_and_the_next_award_is_not_hidden():
    stage = walk(Stage(2), "next", "hide", "next")
    assert stage.step == Step.NAME
    assert not stage.shows_name
    assert after(stage, Act.SHOW).shows_name
    assert not walk(stage, "next", "next").is_hidden


def test_nothing_moves_in_a_pause_but_out_of_it():
    stage = walk(Stage(2), "next", "next", "pause")
    assert not stage.shows_name
    assert walk(stage, "next") == walk(Stage(2), "next", "next")
    assert walk(stage, "pause") == stage


def test_what_is_skipped_is_passed_over_until_one_goes_there():
    stage = walk(Stage(3), "next", "next", "next", "next", "skip")
    assert (stage.place, stage.skipped) == (3, {2})
    again = walk(after(stage, Act.GO, to=1), "next", "next", "next")
    assert again.place == 3
    there = after(again, Act.GO, to=2)
    assert (there.place, there.step, there.skipped) == (2, Step.AWARD, frozenset())


def test_back_from_the_next_brings_back_what_was_skipped_from_its_start():
    stage = walk(Stage(3), "next", "next", "next", "next", "skip", "back")
    assert (stage.place, stage.step, stage.skipped) == (2, Step.AWARD, frozenset())
    assert walk(stage, "back").place == 1
    assert walk(Stage(1), "next", "skip", "back").place == 1


@pytest.mark.parametrize(
    ("acts", "skipped"),
    [
        (["next"], {1}),
        (["next", "next"], frozenset()),
        (["next", "next", "next"], frozenset()),
        (["next", "next", "pause"], frozenset()),
        (["next", "next", "hide"], frozenset()),
        (["next", "next", "back"], frozenset()),
        (["next", "hide", "next", "show", "hide"], frozenset()),
        (["next", "hide", "next"], {1}),
    ],
)
def test_an_award_whose_name_has_been_on_screen_is_not_called_skipped(acts, skipped):
    stage = walk(Stage(3), *acts, "skip")
    assert (stage.place, stage.step, stage.skipped) == (2, Step.AWARD, skipped)


@pytest.mark.parametrize("place", [None, -1, 5])
def test_no_place_that_is_not_there_can_be_gone_to(place):
    with pytest.raises(ValueError, match="no place"):
        after(Stage(3), Act.GO, place)


@given(st.integers(0, 5), ACTS)
def test_the_stage_stays_on_its_places_and_shows_no_name_before_the_award(count, acts):
    stage = Stage(count)
    for act in acts:
        was, stage = stage, after(stage, act)
        assert 0 <= stage.place <= count + 1
        if stage.place != was.place and act != Act.BACK:
            assert not stage.shows_name


def test_without_an_award_it_goes_from_the_opening_to_the_closing():
    assert walk(Stage(0), "next").is_over
