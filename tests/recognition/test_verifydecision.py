"""Whoever doubts a decision has it worked out anew: one bit that differs is told."""

import io
import uuid

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from recognition.deciding import decide
from recognition.models import Decision, Review
from recognition.pages.awards import award_list
from recognition.standings import standing
from tests import factories as people
from tests.recognition import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def decision(week, mara, otto) -> Decision:
    award = factories.award(week, by=mara, window=(-9, -2))
    judges = [people.person(f"{name} Judge", team=people.team("Training")) for name in "ABC"]
    factories.panel(award, judges, by=mara)
    files = []
    for name in ("Nell", "Ned"):
        nominee = people.person(f"{name} Nominee", team=people.team("Chat crew"))
        files.append(factories.accepted(award, nominee, by=otto, manager=mara).file)
    for judge in judges:
        factories.review(files[0], judge, 5, 4)
        factories.review(files[1], judge, 2, 4)
    return decide(
        award,
        [str(files[0].key)],
        by=mara,
        key=uuid.uuid4(),
        reason="All were of one mind",
        seen=standing(award).seen,
    )


def told(*given) -> tuple[str, int]:
    out = io.StringIO()
    try:
        call_command("verifydecision", *given, stdout=out)
    except SystemExit as end:
        return out.getvalue(), end.code
    return out.getvalue(), 0


def test_a_decision_that_agrees_is_told_so_without_a_name(decision):
    said, code = told("2026")
    assert code == 0
    assert "Quiet hero, decision 1: check sum, result and scores agree" in said
    assert decision.sha256 in said
    assert "Nell" not in said
    assert told("2026", "Quiet hero") == told("2026", str(decision.award.key)) == (said, 0)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('"reviews":3', '"reviews":2', "check sum"),
        ('"rank":1', '"rank":3', "is 3, and its inputs give 1"),
        ('"version":1', '"version":9', "method"),
        ("{", "[", "cannot be read"),
    ],
)
def test_one_thing_changed_in_the_document_is_found(decision, old, new, fault):
    changed = decision.frozen.replace(old, new, 1)
    assert changed != decision.frozen
    Decision.objects.filter(pk=decision.pk).update(frozen=changed)
    said, code = told("2026")
    assert code == 1
    assert "DIFFERS" in said
    assert fault in said


def test_another_winner_put_into_the_row_is_found(decision):
    decision.winners.set(decision.award.files.exclude(pk__in=decision.winners.all()))
    assert told("2026")[1] == 1


def test_scores_changed_behind_the_decision_are_found(decision):
    review = Review.objects.first()
    scores = {key: 6 - score for key, score in review.scores.items()}
    Review.objects.filter(pk=review.pk).update(scores=scores)
    said, code = told("2026")
    assert code == 1
    assert "1 review has other scores" in said


def test_scores_of_a_criterion_that_was_taken_out_before_they_were_sent_are_not_missed(
    week, mara, otto
):
    award = factories.award(week, by=mara, window=(-9, -2))
    judge = people.person("A Judge", team=people.team("Training"))
    factories.panel(award, [judge], by=mara)
    nell = people.person("Nell Nominee", team=people.team("Chat crew"))
    file = factories.accepted(award, nell, by=otto, manager=mara).file
    factories.review(file, judge, 5, 4, is_sent=False)
    award.change({}, by=mara, criteria=factories.CRITERIA[:1])
    Review.objects.get().send(by=judge)
    stand = standing(award)
    terms = {"reason": "The best", "seen": stand.seen, "known": stand.doubts}
    decide(award, [str(file.key)], by=mara, key=uuid.uuid4(), **terms)
    assert "DIFFERS" not in told("2026")[0]
    (row,) = award_list(week, "/2026/awards/").rows
    assert "5.00 from 1 judge" in row.counts


def test_a_reopened_decision_still_agrees(decision, mara):
    decision.reopen(by=mara, reason="A score was given in error")
    said, code = told("2026")
    assert code == 0
    assert "(it was reopened since)" in said


def test_a_year_without_decisions_is_told(week):
    with pytest.raises(CommandError, match="Nothing has been decided"):
        told("2026")
