"""What a fair tally owes to judges and nominees; and unfair ones, which must be seen to be so.

Each property takes the tally that it tries. The controls at the end break the tally one way each,
and the property that guards against it must fail.
"""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from recognition.rules.closecalls import Method
from recognition.rules.reviews import Criterion, Review
from recognition.rules.tally import Tally, tally
from tests.recognition.rules.panels import panels

thorough = settings(  # no shrinking: the panels are small, and a control would shrink for seconds
    max_examples=100, derandomize=True, database=None, deadline=None, phases=[Phase.generate]
)


def ranks(found: Tally) -> dict:
    return {standing.file: standing.rank for standing in found.ranking}


def the_order_of_sending_changes_nothing(tally):
    @thorough
    @given(panels(), st.randoms(use_true_random=False))
    def check(panel, chance):
        shuffled = list(panel.reviews)
        chance.shuffle(shuffled)
        criteria = panel.criteria[::-1]
        assert panel.tallied(tally, reviews=shuffled, criteria=criteria) == panel.tallied(tally)

    check()


def what_is_not_sent_changes_nothing(tally):
    @thorough
    @given(panels(), st.sampled_from("abz"), st.integers(1, 5))
    def check(panel, file, score):
        scores = {each.key: score for each in panel.criteria}
        draft = Review("late", file, scores, is_sent=False)
        with_draft = (*panel.reviews, draft)
        assert panel.tallied(tally, reviews=with_draft) == panel.tallied(tally)

    check()


def judges_are_alike(tally):
    """Their names changed about, the same files win, by the same ranks and steps."""

    @thorough
    @given(panels(), st.permutations(["ann", "bo", "cy", "di"]))
    def check(panel, names):
        other = dict(zip(["ann", "bo", "cy", "di"], names, strict=True))
        renamed = [replace(each, judge=other[each.judge]) for each in panel.reviews]
        found, again = panel.tallied(tally), panel.tallied(tally, reviews=renamed)
        assert replace(again, close_calls=()) == replace(found, close_calls=())
        calls = {(call.method, call.winners, other.get(call.judge)) for call in found.close_calls}
        assert calls == {(call.method, call.winners, call.judge) for call in again.close_calls}

    check()


def files_are_alike(tally):
    """Their keys changed about, each keeps its rank."""

    @thorough
    @given(panels(), st.permutations("abcde"))
    def check(panel, keys):
        other = dict(zip("abcde", keys, strict=True))
        renamed = [replace(each, file=other[each.file]) for each in panel.reviews]
        vote = panel.vote and tuple(other[file] for file in panel.vote)
        found = panel.tallied(tally)
        again = panel.tallied(tally, reviews=renamed, vote=vote)
        assert ranks(again) == {other[file]: rank for file, rank in ranks(found).items()}
        assert set(again.winners) == {other[file] for file in found.winners}

    check()


def a_better_score_never_lowers_a_file(tally):
    @thorough
    @given(panels(), st.data())
    def check(panel, data):
        place = data.draw(st.integers(0, len(panel.reviews) - 1))
        key = data.draw(st.sampled_from(panel.criteria)).key
        review = panel.reviews[place]
        assume(review.scores[key] < 5)
        better = replace(review, scores={**review.scores, key: review.scores[key] + 1})
        reviews = (*panel.reviews[:place], better, *panel.reviews[place + 1 :])
        before, after = panel.tallied(tally), panel.tallied(tally, reviews=reviews)
        assert ranks(after)[review.file] <= ranks(before)[review.file]
        assert review.file not in before.winners or review.file in after.winners

    check()


def a_weight_of_two_is_two_criteria(tally):
    """A criterion counts as much as it weighs: halved in two, scored alike, it counts the same."""

    @thorough
    @given(panels(is_complete=True))
    def check(panel):
        assume(all(each.weight % 2 == 0 for each in panel.criteria[:1]))
        whole, *others = panel.criteria
        halves = [Criterion(f"{whole.key}{half}", whole.weight // 2) for half in (1, 2)]
        split = [
            replace(
                each,
                scores={
                    **{key: score for key, score in each.scores.items() if key != whole.key},
                    **{half.key: each.scores[whole.key] for half in halves},
                },
            )
            for each in panel.reviews
        ]
        found = panel.tallied(tally)
        again = panel.tallied(tally, reviews=split, criteria=(*halves, *others))
        assert {each.file: each.mean for each in again.ranking} == {
            each.file: each.mean for each in found.ranking
        }

    check()


def whom_everybody_puts_first_wins(tally):
    """By the mean, and by Borda too."""

    @thorough
    @given(panels(is_complete=True), st.data())
    def check(panel, data):
        best = data.draw(st.sampled_from(panel.files))
        reviews = [
            replace(each, scores={key: 5 for key in each.scores})
            if each.file == best
            else replace(each, scores={key: min(score, 4) for key, score in each.scores.items()})
            for each in panel.reviews
        ]
        found = panel.tallied(tally, reviews=reviews, places=1)
        assert found.winners == (best,)
        assert found.close_calls == ()

    check()


PROPERTIES = [
    the_order_of_sending_changes_nothing,
    what_is_not_sent_changes_nothing,
    judges_are_alike,
    files_are_alike,
    a_better_score_never_lowers_a_file,
    a_weight_of_two_is_two_criteria,
    whom_everybody_puts_first_wins,
]


@pytest.mark.parametrize("holds", PROPERTIES, ids=lambda each: each.__name__)
def test_our_tally_is_fair(holds):
    holds(tally)


# Controls: each of these is unfair in its own way. ------------------------------------------------


def whoever_was_sent_first_wins_a_tie(criteria, reviews, **terms):
    found = tally(criteria, reviews, **terms)
    order = [review.file for review in reviews]
    return replace(found, winners=tuple(sorted(found.winners, key=order.index))[: found.places])


def drafts_count_too(criteria, reviews, **terms):
    return tally(criteria, [replace(review, is_sent=True) for review in reviews], **terms)


def the_first_judge_by_name_breaks_a_tie(criteria, reviews, **terms):
    reviews = list(reviews)
    first = min(review.judge for review in reviews)
    liked = {each.file: -sum(each.scores.values()) for each in reviews if each.judge == first}
    found = tally(criteria, reviews, **terms)
    winners = sorted(found.winners, key=lambda file: liked.get(file, 0))
    return replace(found, winners=tuple(winners[: found.places]))


def the_alphabet_breaks_a_tie(criteria, reviews, **terms):
    found = tally(criteria, reviews, **terms)
    return replace(found, winners=found.winners[: found.places])


def praise_without_a_fault_is_distrusted(criteria, reviews, **terms):
    reviews = list(reviews)
    honest = [each for each in reviews if set(each.scores.values()) != {5}]
    left = {each.file for each in honest}
    return tally(criteria, [*honest, *(e for e in reviews if e.file not in left)], **terms)


def a_mean_of_the_criterions_means(criteria, reviews, **terms):
    found = tally(criteria, reviews, **terms)
    level = [
        replace(
            each,
            mean=20 * sum(each.by_criterion.values(), Fraction(0)) / len(each.by_criterion),
        )
        for each in found.ranking
    ]
    return replace(found, ranking=tuple(level))


def a_mean_that_is_taken_as_reviews_come(criteria, reviews, **terms):
    """Each review meets the mean so far halfway: the mean of means that the last one governs."""
    reviews = list(reviews)
    running: dict = {}
    for each in reviews:
        given = Fraction(sum(each.scores.values()), len(each.scores))
        running[each.file] = (running.get(each.file, given) + given) / 2
    best = max(running.values())
    found = tally(criteria, reviews, **terms)
    return replace(found, winners=tuple(sorted(f for f in running if running[f] == best)))


def the_last_are_the_first(criteria, reviews, **terms):
    found = tally(criteria, reviews, **terms)
    return replace(found, winners=(found.ranking[-1].file,))


def borda_the_wrong_way_round(criteria, reviews, **terms):
    reviews = list(reviews)
    found = tally(criteria, reviews, **terms)
    turned = [
        replace(each, scores={key: 6 - score for key, score in each.scores.items()})
        for each in reviews
    ]
    worst = tally(criteria, turned, **terms)
    calls = [call for call in worst.close_calls if call.method is Method.BORDA]
    return replace(found, close_calls=tuple(calls))


@pytest.mark.parametrize(
    ("unfair", "property_"),
    [
        (whoever_was_sent_first_wins_a_tie, the_order_of_sending_changes_nothing),
        (a_mean_that_is_taken_as_reviews_come, the_order_of_sending_changes_nothing),
        (drafts_count_too, what_is_not_sent_changes_nothing),
        (the_first_judge_by_name_breaks_a_tie, judges_are_alike),
        (the_alphabet_breaks_a_tie, files_are_alike),
        (praise_without_a_fault_is_distrusted, a_better_score_never_lowers_a_file),
        (a_mean_of_the_criterions_means, a_weight_of_two_is_two_criteria),
        (the_last_are_the_first, whom_everybody_puts_first_wins),
        (borda_the_wrong_way_round, whom_everybody_puts_first_wins),
    ],
    ids=lambda each: each.__name__,
)
def test_an_unfair_tally_is_seen(unfair, property_):
    with pytest.raises(AssertionError):
        property_(unfair)
