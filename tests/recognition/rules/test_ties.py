"""Ties: who stands level, and what parts them."""

from fractions import Fraction

import pytest
from hypothesis import given, settings

from recognition.rules.reviews import Criterion, Review, collect
from recognition.rules.tally import tally
from recognition.rules.ties import Step, Tie, TieRule, first_places, head_to_head
from tests.recognition.rules.panels import ONE, panels, ranked, scored

TWO = [Criterion("care", 2), Criterion("skill", 1)]


def both(care, skill):
    return {"care": care, "skill": skill}


def test_the_one_that_more_judges_put_above_the_other_wins():
    found = tally(ONE, scored(ann={"a": 5, "b": 1}, bo={"a": 3, "b": 4}, cy={"a": 2, "b": 5}))
    assert found.ties == (Tie(("a", "b"), 1, Step.HEAD_TO_HEAD, (("b",), ("a",)), True),)
    assert (found.winners, found.is_joint) == (("b",), False)


def test_then_the_criterion_of_most_weight_decides():
    reviews = scored(ann={"a": both(4, 3), "b": both(3, 5)})
    found = tally(TWO, reviews)
    assert found.ties == (Tie(("a", "b"), 1, Step.CRITERION, (("a",), ("b",)), True),)


def test_where_two_criteria_share_the_most_weight_they_count_together():
    criteria = [Criterion("care", 2), Criterion("skill", 2), Criterion("reach", 1)]
    reviews = scored(
        ann={
            "a": {"care": 5, "skill": 1, "reach": 3},
            "b": {"care": 2, "skill": 5, "reach": 1},
        }
    )
    found = tally(criteria, reviews)
    assert found.ties[0].broken_by is Step.CRITERION
    assert found.winners == ("b",)


def test_the_criterion_of_most_weight_counts_by_its_mean_and_not_by_how_many_scored_it():
    reviews = scored(ann={"a": both(4, 1)}, bo={"b": both(3, 3)}, cy={"b": both(3, 3)})
    found = tally(TWO, reviews)
    assert found.ties == (Tie(("a", "b"), 1, Step.CRITERION, (("a",), ("b",)), True),)


def test_then_first_places_decide():
    # Two judges of opposite minds: nobody wins head-to-head, and a and x are at the top once each.
    reviews = scored(
        ann={"a": 5, "b": 4, "x": 3},
        bo={"a": 1, "b": 2, "x": 3},
    )
    found = tally(ONE, reviews)
    assert found.ties == (
        Tie(("a", "b", "x"), 1, Step.FIRST_PLACES, (("a", "x"), ("b",)), True),
        Tie(("a", "x"), 1, None, (("a", "x"),), True),
    )


def test_a_first_place_is_one_of_all_that_the_judge_scored():
    reviews = scored(ann={"c": 5, "a": 4, "b": 2}, bo={"b": 5, "a": 3, "c": 1})
    found = tally(ONE, reviews)
    assert found.ties == (Tie(("a", "b"), 1, Step.FIRST_PLACES, (("b",), ("a",)), True),)


def test_then_the_chairs_vote_decides():
    level = scored(ann={"a": 4, "b": 3}, bo={"a": 3, "b": 4})
    found = tally(ONE, level, vote=["x", "b", "a"])
    assert found.ties == (Tie(("a", "b"), 1, Step.CHAIR, (("b",), ("a",)), True),)
    assert (found.winners, found.open_tie) == (("b",), ())


@pytest.mark.parametrize("vote", [None, [], ["x"]])
def test_else_they_win_together_and_the_chair_could_still_choose(vote):
    level = scored(ann={"a": 4, "b": 3, "c": 1}, bo={"a": 3, "b": 4, "c": 1})
    found = tally(ONE, level, vote=vote)
    assert found.ties == (Tie(("a", "b"), 1, None, (("a", "b"),), True),)
    assert (found.winners, found.is_joint, found.open_tie) == (("a", "b"), True, ("a", "b"))
    assert [standing.rank for standing in found.ranking] == [1, 1, 3]


def test_a_vote_for_one_puts_it_above_those_it_does_not_name():
    level = scored(ann={"a": 4, "b": 4, "c": 4})
    assert tally(ONE, level, vote=["c"]).winners == ("c",)
    found = tally(ONE, level, vote=["c"], places=2)
    assert (found.winners, found.open_tie) == (("c", "a", "b"), ("a", "b"))


def test_a_rule_of_the_chair_asks_nothing_else():
    reviews = scored(ann={"a": 5, "b": 1}, bo={"a": 3, "b": 4}, cy={"a": 2, "b": 5})
    found = tally(ONE, reviews, rule=TieRule.CHAIR, vote=["a"])
    assert (found.winners, found.ties[0].broken_by) == (("a",), Step.CHAIR)
    assert tally(ONE, reviews, rule=TieRule.CHAIR).winners == ("a", "b")


def test_a_rule_of_joint_winners_asks_nobody():
    reviews = scored(ann={"a": 5, "b": 1}, bo={"a": 3, "b": 4}, cy={"a": 2, "b": 5})
    found = tally(ONE, reviews, rule=TieRule.JOINT, vote=["a"])
    assert found.ties == (Tie(("a", "b"), 1, None, (("a", "b"),), True),)
    assert found.winners == ("a", "b")


def test_a_circle_of_three_is_broken_by_nobody():
    circle = ranked(ann="a b c", bo="b c a", cy="c a b")
    assert head_to_head(("a", "b", "c"), collect(ONE, circle)) == {"a": 0, "b": 0, "c": 0}
    assert tally(ONE, circle).winners == ("a", "b", "c")


def test_those_still_level_begin_again_among_themselves():
    # Of the three, c loses to both; a and b are level with each other, and a has more care.
    reviews = scored(
        ann={"a": both(4, 1), "b": both(3, 3), "c": both(2, 4)},
        bo={"a": both(3, 3), "b": both(3, 3), "c": both(2, 4)},
        cy={"a": both(2, 4), "b": both(2, 4), "c": both(4, 2)},
    )
    found = tally(TWO, reviews)
    assert found.ties == (
        Tie(("a", "b", "c"), 1, Step.HEAD_TO_HEAD, (("a", "b"), ("c",)), True),
        Tie(("a", "b"), 1, Step.CRITERION, (("a",), ("b",)), True),
    )
    assert found.winners == ("a",)


def test_only_judges_who_scored_both_have_a_say():
    reviews = scored(ann={"a": 3, "b": 4}, bo={"a": 5}, cy={"b": 4}, di={"a": 4, "b": 4})
    assert head_to_head(("a", "b"), collect(ONE, reviews)) == {"a": -1, "b": 1}


def test_a_first_place_may_be_shared():
    reviews = scored(ann={"a": 5, "b": 5, "c": 4}, bo={"c": 2})
    assert first_places(("a", "b", "c"), collect(ONE, reviews)) == {"a": 1, "b": 1, "c": 1}


def test_ties_below_the_places_are_told_and_left():
    reviews = scored(ann={"a": 5, "b": 4, "c": 4}, bo={"a": 5, "b": 4, "c": 4})
    found = tally(ONE, reviews, vote=["c"])
    assert found.ties == (Tie(("b", "c"), 2, None, (("b", "c"),), False),)
    assert (found.winners, found.open_tie) == (("a",), ())


def test_a_tie_within_the_places_costs_nobody_a_place():
    reviews = scored(ann={"a": 5, "b": 5, "c": 4})
    found = tally(ONE, reviews, places=2)
    assert found.ties == (Tie(("a", "b"), 1, None, (("a", "b"),), False),)
    assert (found.winners, found.is_joint, found.open_tie) == (("a", "b"), False, ())


def test_a_tie_over_the_edge_is_joint_and_says_so():
    found = tally(ONE, scored(ann={"a": 5, "b": 4, "c": 4, "d": 4}), places=2)
    assert (found.winners, found.is_joint) == (("a", "b", "c", "d"), True)
    assert found.ties[0].is_at_edge


def test_a_vote_names_no_file_twice_and_there_is_a_place_to_win():
    with pytest.raises(ValueError, match="names a file twice"):
        tally(ONE, scored(ann={"a": 5}), vote=["a", "a"])
    with pytest.raises(ValueError, match="must be a place to win"):
        tally(ONE, scored(ann={"a": 5}), places=0)


def test_a_tie_of_two_thousand_files_is_counted_like_one_of_two():
    """One judge has them in their order, one in the reverse, and a third in their order again."""
    files = [f"f{number:04}" for number in range(2000)]
    level = {file: 1 + number // 500 for number, file in enumerate(files)}
    reviews = [
        Review(judge, file, {"care": turn(level[file])})
        for judge, turn in {"ann": int, "bo": lambda n: 5 - n, "cy": int}.items()
        for file in files
    ]
    found = head_to_head(tuple(files), collect(ONE, reviews))
    assert [found[file] for file in files[::500]] == [-1500, -500, 500, 1500]


# The whole of it once more, written as plainly as can be: pair by pair, without any short cut. ----


def percent(panel, review):
    given = sum(each.weight * review.scores[each.key] for each in panel.criteria)
    return Fraction(100 * given, 5 * sum(each.weight for each in panel.criteria))


def duels(panel, files):
    marks = {(each.judge, each.file): percent(panel, each) for each in panel.reviews}
    found = dict.fromkeys(files, 0)
    for one in files:
        for other in files:
            pairs = [
                (marks[judge, one], marks[judge, other])
                for judge in panel.judges
                if (judge, one) in marks and (judge, other) in marks
            ]
            balance = sum(mine > theirs for mine, theirs in pairs)
            balance -= sum(mine < theirs for mine, theirs in pairs)
            found[one] += (balance > 0) - (balance < 0)
    return found


def care(panel, files):
    most = max(each.weight for each in panel.criteria)
    heavy = [each.key for each in panel.criteria if each.weight == most]
    found = {}
    for file in files:
        own = [each for each in panel.reviews if each.file == file]
        found[file] = Fraction(sum(each.scores[key] for each in own for key in heavy), len(own))
    return found


def firsts(panel, files):
    found = dict.fromkeys(files, 0)
    for judge in panel.judges:
        given = {each.file: percent(panel, each) for each in panel.reviews if each.judge == judge}
        for file in files:
            found[file] += file in given and given[file] == max(given.values())
    return found


def chair(panel, files):
    vote = panel.vote or ()
    return {file: -vote.index(file) if file in vote else -99 for file in files}


def plainly(panel, files, places):
    """The winners among files that stand level, for so many places."""
    steps = {TieRule.STANDARD: [duels, care, firsts, chair], TieRule.CHAIR: [chair]}
    for step in steps.get(panel.rule, []):
        merits = step(panel, files)
        if len(set(merits.values())) > 1:
            chosen = []
            for merit in sorted(set(merits.values()), reverse=True):
                if len(chosen) < places:
                    level = [file for file in files if merits[file] == merit]
                    chosen += plainly(panel, level, places - len(chosen))
            return chosen
    return files


@settings(max_examples=300)
@given(panels())
def test_the_winners_are_those_of_the_rule_taken_word_by_word(panel):
    means = {}
    for file in panel.files:
        given = [percent(panel, each) for each in panel.reviews if each.file == file]
        means[file] = sum(given) / len(given)
    chosen = []
    for mean in sorted(set(means.values()), reverse=True):
        if len(chosen) < panel.places:
            level = [file for file in panel.files if means[file] == mean]
            chosen += plainly(panel, level, panel.places - len(chosen))
    found = panel.tallied(tally)
    assert set(found.winners) == set(chosen)
    assert {each.file: each.mean for each in found.ranking} == means
    assert found.is_joint == (len(chosen) > panel.places)
