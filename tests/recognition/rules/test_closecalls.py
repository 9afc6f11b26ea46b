"""Close calls: Borda and leaving one judge out, tried against an independent library."""

from collections import defaultdict
from fractions import Fraction
from itertools import permutations, product
from math import factorial, lcm

from hypothesis import given
from votelib.component.rankscore import Borda
from votelib.convert import RankedToCondorcetVotes, RankedToPositionalVotes
from votelib.evaluate.condorcet import Copeland, pairwise_wins

from recognition.rules.closecalls import CloseCall, Method, borda
from recognition.rules.reviews import collect
from recognition.rules.tally import tally
from recognition.rules.ties import TieRule, head_to_head
from tests.recognition.rules.panels import ONE, panels, ranked, scored


def test_a_score_between_last_and_first_with_everyone():
    reviews = ranked(ann="a b c d e", bo="a c b d e", cy="b a c d e")
    assert borda(collect(ONE, reviews)) == {
        "a": Fraction(11, 12),
        "b": Fraction(9, 12),
        "c": Fraction(7, 12),
        "d": Fraction(1, 4),
        "e": 0,
    }


def test_files_that_a_judge_puts_level_share_the_places_they_fill():
    assert borda(collect(ONE, ranked(ann="a bc d"))) == {
        "a": 1,
        "b": Fraction(1, 2),
        "c": Fraction(1, 2),
        "d": 0,
    }


def test_who_scored_few_has_the_same_say_and_an_only_file_gets_a_half():
    reviews = ranked(ann="a b c d e", bo="b a", cy="c")
    assert borda(collect(ONE, reviews)) == {
        "a": Fraction(1, 2),
        "b": Fraction(7, 8),
        "c": Fraction(1, 2),
        "d": Fraction(1, 4),
        "e": 0,
    }


def test_one_who_is_everybodys_second_may_win_by_the_mean_and_lose_by_borda():
    reviews = scored(
        ann={"a": 5, "b": 4, "c": 3}, bo={"a": 5, "b": 4, "c": 3}, cy={"a": 1, "b": 4, "c": 1}
    )
    found = tally(ONE, reviews)
    assert found.winners == ("b",)
    assert found.close_calls == (
        CloseCall(Method.BORDA, ("a",)),
        CloseCall(Method.WITHOUT_JUDGE, ("a",), "cy"),
    )


def test_a_clear_case_is_no_close_call():
    assert tally(ONE, ranked(ann="a b c", bo="a c b", cy="a bc")).close_calls == ()


def test_only_who_wins_matters_and_not_in_which_order():
    reviews = scored(ann={"a": 5, "b": 3, "c": 1}, bo={"a": 3, "b": 4, "c": 1})
    assert tally(ONE, reviews, places=2).close_calls == ()
    assert tally(ONE, reviews).close_calls == (CloseCall(Method.WITHOUT_JUDGE, ("b",), "ann"),)


def test_a_panel_of_one_is_not_tried_without_its_judge():
    assert tally(ONE, ranked(ann="a b")).close_calls == ()


@given(panels())
def test_leaving_a_judge_out_is_a_tally_without_that_judges_reviews(panel):
    found = panel.tallied(tally)
    calls = []
    for judge in panel.judges if len(panel.judges) > 1 else []:
        fewer = [review for review in panel.reviews if review.judge != judge]
        winners = panel.tallied(tally, reviews=fewer).winners
        if set(winners) != set(found.winners):
            calls.append(CloseCall(Method.WITHOUT_JUDGE, winners, judge))
    assert [each for each in found.close_calls if each.method is not Method.BORDA] == calls


@given(panels(rule=TieRule.JOINT))
def test_borda_chooses_the_files_of_the_best_scores(panel):
    scores = borda(collect(panel.criteria, panel.reviews))
    best = sorted(scores.values(), reverse=True)[: panel.places][-1]
    chosen = {file for file in scores if scores[file] >= best}
    found = panel.tallied(tally)
    calls = [set(each.winners) for each in found.close_calls if each.method is Method.BORDA]
    assert calls == ([chosen] if chosen != set(found.winners) else [])


# The same panels, given to votelib as ballots. ----------------------------------------------------


def ballots(panel):
    """What votelib counts: each judge's files from best to worst, those of equal points a set."""
    found = []
    for given_ in collect(panel.criteria, panel.reviews).points.values():
        level = defaultdict(set)
        for file, points in given_.items():
            level[points].add(file)
        found.append([frozenset(level[points]) for points in sorted(level, reverse=True)])
    return found


def in_every_order(ballot):
    """Every strict order that a ballot with level files allows: as many as there are."""
    for orders in product(*(permutations(sorted(group)) for group in ballot)):
        yield tuple(file for order in orders for file in order)


@given(panels(is_complete=True))
def test_borda_scores_are_those_of_votelib(panel):
    """A ballot with level files counts as all its strict orders, each by an equal part."""
    files, judges = len(panel.files), len(panel.judges)
    everyone = ballots(panel)
    orders = [list(in_every_order(ballot)) for ballot in everyone]
    whole = lcm(*map(len, orders))
    assert whole <= factorial(files)
    votes = defaultdict(int)
    for each in orders:
        for order in each:
            votes[order] += whole // len(each)
    theirs = RankedToPositionalVotes(Borda(base=0)).convert(votes)
    most = whole * judges * (files - 1)
    ours = borda(collect(panel.criteria, panel.reviews))
    if files == 1:
        assert ours == {"a": Fraction(1, 2)}
    else:
        assert ours == {file: Fraction(sum_, most) for file, sum_ in theirs.items()}


@given(panels())
def test_head_to_head_is_votelibs_copeland(panel):
    votes = defaultdict(int)
    for ballot in ballots(panel):
        votes[tuple(ballot)] += 1
    duels = RankedToCondorcetVotes(unranked_at_bottom=False).convert(votes)
    theirs = Copeland.scores(pairwise_wins(duels))
    ours = head_to_head(tuple(panel.files), collect(panel.criteria, panel.reviews))
    assert ours == {file: theirs.get(file, 0) for file in panel.files}


def test_votelib_contradicts_a_head_to_head_that_adds_up_the_judges():
    """Control: to add up how many judges prefer whom is another method, and is seen to be."""
    reviews = ranked(ann="a b c", bo="b c a", cy="b a c", di="a b c", el="a b c")
    points = collect(ONE, reviews).points.values()
    added = {
        one: sum((each[one] > each[other]) - (each[one] < each[other]) for each in points)
        for one, other in [("a", "b"), ("b", "c")]
    }
    votes = {tuple("abc"): 3, tuple("bca"): 1, tuple("bac"): 1}
    theirs = Copeland.scores(pairwise_wins(RankedToCondorcetVotes().convert(votes)))
    assert head_to_head(("a", "b", "c"), collect(ONE, reviews)) == theirs
    assert theirs == {"a": 2, "b": 0, "c": -2}
    assert added == {"a": 1, "b": 5}


def test_a_file_that_only_the_one_left_out_has_judged_is_out_of_it():
    found = tally(ONE, scored(ann={"a": 5}, bo={"b": 4, "c": 2}, cy={"b": 4, "c": 1}))
    assert found.winners == ("a",)
    assert CloseCall(Method.WITHOUT_JUDGE, ("b",), "ann") in found.close_calls
