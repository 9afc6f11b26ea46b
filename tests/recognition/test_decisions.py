"""Managers see what the scores say and decide: with a reason, once, on what they were shown."""

import json
import re
import uuid
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse

from csweek.history.models import Entry, Verb
from csweek.lib.versions import StaleSave
from csweek.notices.models import Notice
from csweek.notices.words import in_words
from csweek.people.models import Person
from recognition.chairing import ballot_of
from recognition.deciding import Basis, decide
from recognition.models import ChairVote, Decision, StepBack, Waiver
from recognition.pages.awards import award_list
from recognition.rules.freezing import verify
from recognition.rules.tally import tally
from recognition.standings import Doubt, standing
from tests import factories as people
from tests.access.statements import watched
from tests.recognition import factories
from tests.recognition.stages import decided as decided_for

pytestmark = pytest.mark.django_db

CLOSED = (-9, -2)


def person(name, team="Training", **fields):
    return people.person(name, team=people.team(team), **fields)


@pytest.fixture
def award(week, mara):
    return factories.award(week, by=mara, window=CLOSED)


@pytest.fixture
def bench(award, mara):
    """Cara in the chair, Bo and Bea."""
    found = [person("Cara Chair"), person("Bo Bench"), person("Bea Bench")]
    factories.panel(award, found, by=mara)
    return found


def file_of(name, award, manager, otto):
    nominee = person(name, "Chat crew")
    return factories.accepted(award, nominee, by=otto, manager=manager).file


@pytest.fixture
def nell(award, mara, otto):
    return file_of("Nell Nominee", award, mara, otto)


@pytest.fixture
def ned(award, mara, otto):
    return file_of("Ned Nominee", award, mara, otto)


@pytest.fixture
def judged(bench, nell, ned):
    """All is sent, and Nell is ahead with everybody."""
    for judge in bench:
        factories.review(nell, judge, 5, 4)
        factories.review(ned, judge, 3, 4)


@pytest.fixture
def tied(bench, nell, ned):
    """All is sent, and nothing parts them."""
    for judge in bench:
        factories.review(nell, judge, 4, 4)
        factories.review(ned, judge, 4, 4)


@pytest.fixture
def manager(client, mara):
    client.force_login(mara)
    return client


def address(name: str, award, **more) -> str:
    return reverse(f"recognition:{name}", kwargs={"year": 2026, "key": award.key, **more})


def text(answer) -> str:
    return answer.content.decode()


def typed(award, **changed) -> dict:
    return {
        "choice": "scores",
        "reason": "All three judges put her first.",
        "key": uuid.uuid4(),
        "seen": standing(award).seen,
    } | changed


def made(award, *winners, by, reason="The scores say so", **values) -> Decision:
    stand = standing(award)
    values = {"key": uuid.uuid4(), "seen": stand.seen, "known": stand.doubts} | values
    keys = [str(each.key) for each in winners]
    return decide(award, keys, by=by, reason=reason, **values)


# Deciding. ---------------------------------------------------------------------------------------


def test_deciding_keeps_winner_reason_and_a_document_that_verifies(manager, award, judged, nell):
    answer = manager.post(address("decision-new", award), typed(award))
    assert answer.status_code == 302
    decision = Decision.objects.get()
    assert list(decision.winners.all()) == [nell]
    assert verify(decision.frozen, decision.sha256).is_sound
    document = json.loads(decision.frozen)
    assert document["facts"]["basis"] == Basis.SCORES
    assert document["facts"]["reason"] == decision.reason == "All three judges put her first."
    assert document["result"]["winners"] == [str(nell.key)]
    assert "Nell" not in decision.frozen
    assert "Nell Nominee" in text(manager.get(address("award-detail", award)))


def test_one_bit_of_the_document_changed_is_found(award, judged, nell, mara):
    decision = made(award, nell, by=mara)
    changed = decision.frozen.replace('"reviews":3', '"reviews":2', 1)
    assert changed != decision.frozen
    assert not verify(changed, decision.sha256).is_sound


def test_history_says_that_it_was_decided_and_names_nobody(award, judged, nell, mara):
    made(award, nell, by=mara, reason="Nell was first")
    entry = Entry.objects.get(verb=Verb.DECIDED)
    assert entry.within == f"recognition.award:{award.pk}"
    kept = f"{entry.subject_name} {entry.reason} {entry.changes}"
    assert "Nell" not in kept
    assert str(nell.key) not in kept


def test_the_same_form_sent_twice_decides_once(manager, award, judged):
    sent = typed(award)
    for _press in range(2):
        assert manager.post(address("decision-new", award), sent).status_code == 302
    assert Decision.objects.count() == Entry.objects.filter(verb=Verb.DECIDED).count() == 1


def test_a_second_decision_is_told_that_one_stands(manager, award, judged):
    sent = typed(award)
    manager.post(address("decision-new", award), sent)
    answer = manager.post(address("decision-new", award), sent | {"key": uuid.uuid4()})
    assert answer.status_code == 409
    assert Decision.objects.count() == 1


def test_a_review_that_came_in_since_stops_the_decision(manager, award, judged, bench, nell):
    sent = typed(award)
    StepBack.objects.step_back(nell, by=bench[0], reason="A cousin of mine")
    answer = manager.post(address("decision-new", award), sent)
    assert answer.status_code == 409
    assert "All three judges put her first." in text(answer)
    assert not Decision.objects.exists()
    again = answer.context["form"]["seen"].value()
    known = [str(each) for each in standing(award).doubts]
    answer = manager.post(address("decision-new", award), sent | {"seen": again, "known": known})
    assert answer.status_code == 302


def test_a_decision_between_reading_and_pressing_is_stale(award, judged, nell, mara):
    seen = standing(award).seen
    factories.sent(award, person("Nora New"), by=person("Wim Writer"))
    with pytest.raises(StaleSave):
        made(award, nell, by=mara, seen=seen)


def test_every_doubt_must_be_known(manager, award, bench, nell, ned):
    factories.review(nell, bench[0], 5, 5)
    factories.review(ned, bench[1], 1, 1)
    factories.sent(award, person("Nora New"), by=person("Wim Writer"))
    assert standing(award).doubts == [
        Doubt.TO_READ,
        Doubt.UNSENT,
        Doubt.QUORUM,
        Doubt.CLOSE_CALL,
    ]
    answer = manager.post(address("decision-new", award), typed(award))
    assert answer.status_code == 422
    page = text(manager.get(address("decision-new", award)))
    assert "1 nomination is still to read." in page
    assert "Scores are not sent yet by: Cara Chair, Bo Bench and Bea Bench." in page
    assert "2 files lack reviews" in page
    known = [str(each) for each in standing(award).doubts]
    answer = manager.post(address("decision-new", award), typed(award, known=known))
    assert answer.status_code == 302
    assert json.loads(Decision.objects.get().frozen)["facts"]["known"] == sorted(known)


def test_what_was_returned_with_a_question_is_not_to_read_and_told_apart(
    manager, award, judged, otto, cole, mara
):
    factories.sent(award, person("Nora New"), by=otto)
    asked = factories.sent(award, person("Quin Question"), by=cole)
    asked.ask("When was that?", by=mara)
    stand = standing(award)
    assert (stand.to_read, stand.returned) == (1, 1)
    assert stand.doubts == [Doubt.TO_READ, Doubt.RETURNED]
    (row,) = award_list(award.week, "/2026/awards/").rows
    assert "1 to read" in row.counts
    for name in ("award-detail", "decision-new"):
        page = text(manager.get(address(name, award)))
        assert "1 nomination is still to read." in page
        assert "1 nomination was returned with a question" in page


def test_otherwise_needs_winners_and_is_recorded_as_such(manager, award, judged, ned):
    answer = manager.post(address("decision-new", award), typed(award, choice="otherwise"))
    assert answer.status_code == 422
    sent = typed(award, choice="otherwise", winners=[str(ned.key)], reason="Nell has left us")
    assert manager.post(address("decision-new", award), sent).status_code == 302
    decision = Decision.objects.get()
    assert list(decision.winners.all()) == [ned]
    assert json.loads(decision.frozen)["facts"]["basis"] == Basis.OTHERWISE
    page = text(manager.get(address("award-detail", award)))
    assert page.count("Decided otherwise than the scores alone say.") == 1


def test_only_what_was_decided_otherwise_is_marked_so(manager, award, judged, nell):
    sent = typed(award, reason='They wrote "basis":"otherwise"')
    manager.post(address("decision-new", award), sent)
    assert list(Decision.objects.get().winners.all()) == [nell]
    assert "otherwise than the scores" not in text(manager.get(address("award-detail", award)))


DAMAGED = ["{broken", "[]", "{}", '{"inputs":{},"result":{}}', '{"result":{"ranking":[{}]}}']
SCORES_OF_NINE = None


@pytest.mark.parametrize("frozen", [*DAMAGED, SCORES_OF_NINE])
def test_where_a_frozen_text_is_damaged_the_pages_stand_and_one_can_reopen(
    manager, week, award, judged, nell, mara, frozen
):
    decision = made(award, nell, by=mara)
    assert "cannot be read" not in text(manager.get(address("award-detail", award)))
    Decision.objects.update(frozen=frozen or re.sub(r'":5(?=[,}])', '":9', decision.frozen))
    page = text(manager.get(address("award-detail", award)))
    assert "What it was frozen with cannot be read." in page
    assert "4.60" in page
    assert address("decision-reopen", award, number=decision.number) in page
    assert manager.get(reverse("recognition:award-list", args=[2026])).status_code == 200


def test_nobody_wins_where_it_is_said_with_a_reason(manager, award, judged):
    sent = typed(award, choice="no-award")
    answer = manager.post(address("decision-new", award), sent | {"reason": ""})
    assert answer.status_code == 422
    manager.post(address("decision-new", award), sent)
    decision = Decision.objects.get()
    assert not decision.winners.exists()
    assert json.loads(decision.frozen)["facts"]["basis"] == Basis.NO_AWARD


def test_a_tie_that_stays_makes_joint_winners(award, tied, nell, ned, mara):
    assert standing(award).doubts == [Doubt.TIE]
    made(award, nell, ned, by=mara)
    assert set(Decision.objects.get().winners.all()) == {nell, ned}


def test_an_award_without_criteria_says_so_and_can_go_to_nobody(manager, week, mara, otto):
    bare = factories.award(week, "Bare", by=mara, window=CLOSED, criteria=())
    file_of("Nell Nominee", bare, mara, otto)
    factories.panel(bare, [person("Cara Chair")], by=mara)
    for name in ("award-detail", "decision-new"):
        assert "has no criteria" in text(manager.get(address(name, bare)))
    known = [str(each) for each in standing(bare).doubts]
    sent = typed(bare, choice="no-award", known=known)
    assert manager.post(address("decision-new", bare), sent).status_code == 302
    decision = Decision.objects.get()
    assert verify(decision.frozen, decision.sha256).is_sound
    assert "has no criteria" not in text(manager.get(address("award-detail", bare)))


def test_nothing_is_decided_while_nominations_are_open(week, mara, award, judged, nell):
    award.closes_at = factories.ago(days=-1)
    award.save()
    with pytest.raises(ValidationError):
        made(award, nell, by=mara)


def test_whoever_judges_too_sees_no_score_before_all_of_theirs_is_sent(
    manager, award, judged, mara, bench, nell
):
    factories.panel(award, [*bench, mara], by=mara)
    page = text(manager.get(address("award-detail", award) + "?so-far"))
    assert "You judge this award too" in page
    assert "The scores choose" not in page
    assert "4.60" not in page
    assert "Send your own scores first" in text(manager.get(address("decision-new", award)))
    assert manager.post(address("decision-new", award), typed(award)).status_code == 409


def test_a_manager_who_is_nominated_learns_nothing_and_decides_nothing(
    manager, award, judged, mara, otto, nell
):
    other = people.person("Max Manager", is_manager=True)
    own = factories.accepted(award, mara, by=otto, manager=other).file
    page = text(manager.get(address("award-detail", award) + "?so-far"))
    assert str(own.key) not in page
    assert manager.get(address("decision-new", award)).status_code == 403
    made(award, nell, by=other)
    assert "All three" not in text(manager.get(address("award-detail", award)))
    for name in ("citation-edit", "file-shortlist"):
        answer = manager.post(address(name, award, file=own.key), {"on": "1"})
        assert answer.status_code == 404


def test_a_manager_whose_nomination_was_withdrawn_decides_and_reopens(
    manager, award, judged, mara, otto, nell
):
    other = people.person("Max Manager", is_manager=True)
    own = factories.accepted(award, mara, by=otto, manager=other)
    file = own.file
    own.withdraw(by=other, reason="A mistake")
    assert manager.post(address("decision-new", award), typed(award)).status_code == 302
    assert manager.get(address("decision-reopen", award, number=1)).status_code == 200
    assert manager.get(address("citation-edit", award, file=file.key)).status_code == 404


@pytest.mark.parametrize("act", ["returned", "rewritten"])
def test_a_manager_whose_nomination_is_to_be_read_anew_still_decides_nothing(
    client, award, judged, mara, otto, nell, act
):
    other = people.person("Max Manager", is_manager=True)
    own = factories.accepted(award, mara, by=otto, manager=other)
    own.ask("When?", by=other)
    if act == "rewritten":
        own.rewrite({"words": "On Tuesday she stayed."}, by=otto)
    client.force_login(mara)
    assert address("decision-new", award) not in text(client.get(address("award-detail", award)))
    assert client.get(address("decision-new", award)).status_code == 403
    assert client.post(address("decision-new", award), typed(award)).status_code == 403
    with pytest.raises(ValidationError, match="Another manager"):
        made(award, nell, by=mara, seen=standing(award, mara).seen, known=list(Doubt))
    made(award, nell, by=other)
    assert client.get(address("decision-reopen", award, number=1)).status_code == 404


def test_a_nominee_who_has_left_is_marked_where_they_are_judged_and_decided(
    manager, client, award, judged, bench, nell
):
    nell.person.is_active = False
    nell.person.save()
    assert "(has left)" in text(manager.get(address("award-detail", award)))
    assert "has left)" in text(manager.get(address("decision-new", award)))
    client.force_login(bench[0])
    desk = text(client.get(reverse("recognition:desk", args=[2026])))
    assert desk.count("(has left)") == 1


@pytest.fixture
def placed(award, bench, nell, ned, mara):
    """Nell is first of two who win, though Ned comes first by name."""
    award.change({"winners_count": 2}, by=mara)
    for judge in bench:
        factories.review(nell, judge, 5, 5)
        factories.review(ned, judge, 4, 4)
    return made(award, ned, nell, by=mara)


def in_order(page: str) -> bool:
    return 0 < page.index("Nell Nominee") < page.index("Ned Nominee")


def test_winners_are_named_by_rank_wherever_they_are(manager, award, placed, nell, ned):
    assert placed.winners_in_order() == [nell, ned]
    (made_,) = standing(award).decisions
    assert [each.name for each in made_.winners] == ["Nell Nominee", "Ned Nominee"]
    (row,) = award_list(award.week, "/2026/awards/").rows
    assert [each.file for each in row.winners] == [nell, ned]
    assert row.counts == "2 nominations · 5.00 from 3 judges · 4.00 from 3 judges"
    assert in_order(text(manager.get(reverse("recognition:run-sheet", args=[2026]))))
    award.present(by=placed.by)
    assert in_order(text(manager.get(reverse("recognition:winners", args=[2026]))))


def test_decisions_of_an_older_release_get_the_ranks_that_are_frozen_in_them(placed, nell, ned):
    Decision.objects.update(ranks={})
    migration = import_module("recognition.migrations.0006_winners_in_order")
    migration.fill(apps, connection.schema_editor())
    placed.refresh_from_db()
    assert placed.ranks == {str(nell.key): 1, str(ned.key): 2}
    Decision.objects.update(frozen="not to be read")
    migration.fill(apps, connection.schema_editor())


@pytest.fixture
def turned(award, bench, nell, ned, mara):
    """Nell was decided to win; then Cara, who had put her first, moved to the nominees' team."""
    for judge, score in zip(bench, (5, 3, 3), strict=True):
        factories.review(nell, judge, score, score)
        factories.review(ned, judge, 3, 4)
    made(award, nell, by=mara)
    bench[0].team = nell.person.team
    bench[0].save()


def test_while_a_decision_stands_its_page_shows_the_scores_that_it_was_made_of(
    manager, award, turned, mara
):
    page = text(manager.get(address("award-detail", award)))
    ranking = page[page.index('<ol class="ranks">') :]
    assert in_order(ranking)
    assert "73.33 % · 3 reviews" in ranking
    assert "short of what was asked" not in ranking
    (row,) = award_list(award.week, "/2026/awards/").rows
    assert row.counts == "2 nominations · 3.67 from 3 judges"
    Decision.objects.get().reopen(by=mara, reason="Look again")
    page = text(manager.get(address("award-detail", award) + "?so-far"))
    assert not in_order(page[page.index('<ol class="ranks">') :])
    assert "1 review short of what was asked" in page


def test_a_decision_is_read_also_when_a_judge_is_no_longer_on_the_panel(
    manager, award, turned, bench
):
    award.panel.filter(person=bench[0]).delete()
    page = text(manager.get(address("award-detail", award)))
    assert in_order(page[page.index('<ol class="ranks">') :])


def test_what_is_decided_or_presented_takes_no_nominations_again(award, judged, nell, mara):
    later = factories.ago(days=-3)
    decision = made(award, nell, by=mara)
    award.change({"prize": "A bicycle"}, by=mara)
    for closes_at in (later, None):
        with pytest.raises(ValidationError, match="a time that is past"):
            award.change({"opens_at": award.opens_at, "closes_at": closes_at}, by=mara)
    award.present(by=mara)
    decision.reopen(by=mara, reason="Look again")
    with pytest.raises(ValidationError, match="has been presented"):
        award.change({"closes_at": later}, by=mara)
    award.refresh_from_db()
    assert award.is_closed


# Reopening. --------------------------------------------------------------------------------------


def test_reopening_needs_a_reason_and_keeps_the_old_decision_to_be_read(
    manager, award, judged, nell, ned, mara
):
    first = made(award, nell, by=mara, reason="She was first")
    path = address("decision-reopen", award, number=1)
    assert manager.post(path, {"reason": ""}).status_code == 422
    assert manager.post(path, {"reason": "A score was given in error"}).status_code == 302
    assert manager.post(path, {"reason": "Again"}).status_code == 302
    assert Entry.objects.filter(verb=Verb.REOPENED).count() == 1
    second = made(award, ned, by=mara, reason="Ned after all")
    assert (first.number, second.number) == (1, 2)
    page = text(manager.get(address("award-detail", award)))
    assert "She was first" in page
    assert "A score was given in error" in page


def test_reopened_after_the_stage_all_managers_are_told(award, judged, nell, mara):
    max_ = people.person("Max Manager", is_manager=True)
    decision = made(award, nell, by=mara)
    award.presented_at = factories.ago(hours=1)
    award.save()
    decision.reopen(by=mara, reason="A score was given in error")
    award.refresh_from_db()
    assert award.is_presented
    assert list(
        Notice.objects.filter(name="decision-reopened").values_list("person", flat=True)
    ) == [max_.pk]


def test_history_names_to_managers_the_files_of_a_vote_and_why_a_decision_was_reopened(
    client, award, tied, bench, nell, ned, mara, otto
):
    ChairVote.objects.vote(award, [str(ned.key), str(nell.key)], by=bench[0], reason="Closest")
    made(award, ned, by=mara).reopen(by=mara, reason="A score was given in error")
    assert "Nominee" not in str(list(Entry.objects.values_list("changes", "reason")))
    history = reverse("recognition:award-history", args=[2026, award.key])
    client.force_login(mara)
    page = text(client.get(history))
    assert "<ins>Ned Nominee, Nell Nominee</ins>" in page
    assert "A score was given in error" in page
    assert str(nell.key) not in page
    client.force_login(person("Max Manager", nell.person.team.name, is_manager=True))
    factories.accepted(award, Person.objects.get(name="Max Manager"), by=otto, manager=mara)
    page = text(client.get(history))
    assert "Ned Nominee" not in page
    assert str(nell.key) not in page
    assert "A score was given" not in page


def test_history_names_who_was_decided_to_win_before_and_after(
    client, award, judged, nell, ned, mara
):
    made(award, nell, by=mara).reopen(by=mara, reason="A score was given in error")
    made(award, ned, by=mara)
    client.force_login(mara)
    page = text(client.get(reverse("recognition:award-history", args=[2026, award.key])))
    assert "<del>Nell Nominee</del>" in page and "<ins>Ned Nominee</ins>" in page
    assert "Nominee" not in str(list(Entry.objects.values_list("changes", "reason")))


def test_a_correction_without_a_citation_is_shown_only_when_that_is_said(manager, award, judged):
    award.presented_at = factories.ago(hours=1)
    award.save()
    path = address("decision-new", award)
    answer = manager.post(path, typed(award))
    assert answer.status_code == 422
    assert "Who wins has no citation yet" in text(answer)
    assert not Decision.objects.exists()
    assert manager.post(path, typed(award, uncited="on")).status_code == 302
    assert Decision.objects.exists()


# The receipt. ------------------------------------------------------------------------------------


def receipt(client, award) -> str:
    award.presented_at = factories.ago(hours=1)
    award.save()
    return text(client.get(address("receipt", award)))


def test_a_receipt_names_who_judged_and_no_reserve_judge_who_was_not_called_in(
    manager, award, judged, bench, nell, mara
):
    factories.panel(award, bench, reserve=[person("Ray Reserve")], by=mara)
    made(award, nell, by=mara)
    page = receipt(manager, award)
    assert "3 judges: Bea Bench, Bo Bench, Cara Chair<br>" in page
    assert "Ray" not in page


def test_a_receipt_of_what_nobody_scored_says_so(manager, award, bench, nell, mara):
    made(award, by=mara)
    page = receipt(manager, award)
    assert "Nobody scored" in page
    assert "Nobody was given it" in page


# The page. ---------------------------------------------------------------------------------------


def test_the_page_says_what_the_rules_say(manager, award, judged):
    stand = standing(award)
    told = tally(stand.judged.criteria, stand.judged.reviews)
    page = manager.get(address("award-detail", award))
    shown = [(row.file.key, row.rank, row.out_of_five, row.percent) for row in page.context["rows"]]
    assert shown == [
        (each.file, each.rank, f"{each.out_of_five:.2f}", f"{float(each.mean):.2f}")
        for each in told.ranking
    ]
    assert shown[0][2:] == ("4.60", "92.00")
    assert "The scores choose: <strong>Nell Nominee</strong>" in text(page)


def test_no_ranking_before_all_is_sent_unless_it_is_asked_for(manager, award, bench, nell, ned):
    factories.review(nell, bench[0], 5, 5)
    page = text(manager.get(address("award-detail", award)))
    assert "The scores choose" not in page
    assert "1 of 2 sent" in page
    assert "The scores choose" in text(manager.get(address("award-detail", award) + "?so-far"))


def test_a_close_call_is_told_in_words(manager, award, bench, nell, ned):
    cara, bo, bea = bench
    for file, judge, score in [
        (nell, cara, 5), (nell, bo, 3), (nell, bea, 3),
        (ned, cara, 2), (ned, bo, 4), (ned, bea, 4),
    ]:  # fmt: skip
        factories.review(file, judge, score, score)
    page = text(manager.get(address("award-detail", award)))
    assert "By Borda counts" in page
    assert "If the scores of Cara Chair were left out, Ned Nominee would win." in page
    assert Doubt.CLOSE_CALL in standing(award).doubts


def test_the_adjusted_figure_stands_there_only_where_judges_scored_different_files(
    manager, award, judged, bench, nell
):
    assert "adjusted" not in text(manager.get(address("award-detail", award)))
    StepBack.objects.step_back(nell, by=bench[0], reason="A cousin of mine")
    page = text(manager.get(address("award-detail", award)))
    assert "adjusted" in page
    assert "Cara Chair stepped back from Nell Nominee." in page
    assert "A cousin of mine" in page


def test_who_may_not_judge_what_is_told_with_the_reason(manager, award, judged, bench, nell):
    cara, bo, _bea = bench
    nell.person.line_manager = cara
    nell.person.save()
    factories.sent(award, nell.person, by=bo)
    Waiver.objects.waive(nell, cara, by=cara, reason="They have never met")
    page = text(manager.get(address("award-detail", award) + "?so-far"))
    assert "Cara Chair judges Nell Nominee by the chair&#x27;s waiver." in page
    assert "They have never met" in page
    assert "Bo Bench may not judge Nell Nominee." in page
    assert "Bo Bench nominated them." in page


def test_the_shortlist_can_be_shown_alone(manager, award, judged, nell, ned):
    path = address("file-shortlist", award, file=ned.key)
    assert manager.post(path, {"on": "1"}).status_code == 302
    assert manager.post(path, {"on": "1"}).status_code == 302
    page = manager.get(address("award-detail", award) + "?shortlist")
    assert [row.file.name for row in page.context["rows"]] == ["Ned Nominee"]
    assert "Shortlist (1)" in text(page)


def test_the_page_costs_the_same_at_two_files_and_at_many(
    manager, award, judged, bench, mara, otto
):
    def queries() -> int:
        with watched() as seen:
            assert manager.get(address("award-detail", award)).status_code == 200
        return len(seen.asked)

    queries()  # the session's first question writes
    few = queries()
    for number in range(8):
        file = file_of(f"N{number} Nominee", award, mara, otto)
        for judge in bench:
            factories.review(file, judge, 2, 3)
    assert queries() == few
    made(award, *award.files.filter(person__name="Nell Nominee"), by=mara)
    assert queries() == few
    assert few <= 12, few


# Citations. --------------------------------------------------------------------------------------


def test_a_citation_of_more_than_250_characters_is_refused(manager, award, judged, nell):
    path = address("citation-edit", award, file=nell.key)
    sent = {"citation": "x" * 251, "version": nell.version}
    assert manager.post(path, sent).status_code == 422
    assert manager.post(path, sent | {"citation": "x" * 250}).status_code == 302
    nell.refresh_from_db()
    assert nell.citation == "x" * 250


def test_two_who_write_a_citation_meet(manager, award, judged, nell):
    path = address("citation-edit", award, file=nell.key)
    sent = {"citation": "She stayed on the line.", "version": nell.version}
    assert manager.post(path, sent).status_code == 302
    answer = manager.post(path, sent | {"citation": "Two hours."})
    assert answer.status_code == 409
    assert "She stayed on the line." in text(answer)
    assert "Two hours." in text(answer)


def test_what_may_not_be_read_aloud_is_marked(manager, award, judged, nell):
    factories.accepted(
        award, nell.person, by=person("Wim Writer"), manager=people.person("M", is_manager=True),
        words="Only for you", may_be_read=False,
    )  # fmt: skip
    page = text(manager.get(address("citation-edit", award, file=nell.key)))
    assert page.index("may be read aloud") < page.index("not to be read aloud")


# The chair's vote. -------------------------------------------------------------------------------


def vote_of(client, award, bench, **changed):
    client.force_login(bench[0])
    page = client.get(address("chair-vote", award))
    form = page.context["form"]
    return {"reason": "Closest to customers", "seen": form["seen"].value()} | changed


def test_the_chair_parts_a_tie_in_writing(client, award, tied, bench, nell, ned, mara):
    sent = vote_of(client, award, bench, **{f"place-{ned.key}": "1", f"place-{nell.key}": "2"})
    for _press in range(2):
        assert client.post(address("chair-vote", award), sent).status_code == 302
    stand = standing(award)
    assert (stand.proposed, stand.tied, stand.doubts) == ((str(ned.key),), (), [])
    assert stand.tally.ties[0].broken_by == "chair"
    assert Entry.objects.filter(subject_type="recognition.chairvote").count() == 1
    client.force_login(mara)
    page = text(client.get(address("award-detail", award)))
    assert "Broken by the chair&#x27;s written vote. First: Ned Nominee." in page
    assert "Closest to customers" in page
    decision = made(award, ned, by=mara)
    assert json.loads(decision.frozen)["inputs"]["vote"] == [str(ned.key), str(nell.key)]
    client.force_login(bench[0])
    assert client.get(address("chair-vote", award)).status_code == 404


def test_two_windows_of_the_chair_meet(client, award, tied, bench, nell, ned):
    sent = vote_of(client, award, bench, **{f"place-{ned.key}": "1"})
    client.post(address("chair-vote", award), sent)
    other = sent | {f"place-{ned.key}": "2", f"place-{nell.key}": "1"}
    answer = client.post(address("chair-vote", award), other)
    assert answer.status_code == 409
    assert standing(award).order == (str(ned.key),)


def test_two_files_in_one_place_are_refused(client, award, tied, bench, nell, ned):
    sent = vote_of(client, award, bench, **{f"place-{ned.key}": "1", f"place-{nell.key}": "1"})
    assert client.post(address("chair-vote", award), sent).status_code == 422


@pytest.mark.parametrize("who", ["judge", "manager", "nobody"])
def test_nobody_but_the_chair_learns_that_a_vote_is_asked_for(
    client, award, tied, bench, mara, cole, who
):
    client.force_login({"judge": bench[1], "manager": mara, "nobody": cole}[who])
    assert client.get(address("chair-vote", award)).status_code == 404


def test_no_vote_is_asked_for_where_nothing_is_tied(client, award, judged, bench):
    client.force_login(bench[0])
    assert client.get(address("chair-vote", award)).status_code == 404


def test_a_chair_who_is_tied_to_one_of_the_files_gives_no_vote(client, award, tied, bench, nell):
    assert ballot_of(standing(award)).may_vote
    nell.person.line_manager = bench[0]
    nell.person.save()
    client.force_login(bench[0])
    assert client.get(address("chair-vote", award)).status_code == 404


def test_the_chair_is_asked_once_for_a_tie(manager, award, tied, bench):
    page = text(manager.get(address("award-detail", award)))
    assert address("chair-ask", award) in page
    for _press in range(2):
        assert manager.post(address("chair-ask", award)).status_code == 302
    page = text(manager.get(address("award-detail", award)))
    assert "The chair has been asked to vote." in page
    assert address("chair-ask", award) not in page
    notice = Notice.objects.get(name="chair-vote")
    assert notice.person == bench[0]
    ((_told, message),) = in_words([notice])
    assert message.path == address("chair-vote", award)
    assert "Nominee" not in f"{message.subject} {message.opening}"


def test_a_chair_who_has_left_is_not_asked(manager, award, tied, bench):
    bench[0].is_active = False
    bench[0].save()
    assert "The chair may not vote on them" in text(manager.get(address("award-detail", award)))
    answer = manager.post(address("chair-ask", award), follow=True)
    assert "Asked Cara Chair" not in text(answer)
    assert not Notice.objects.filter(name="chair-vote").exists()


def test_the_desk_of_the_chair_who_was_asked_leads_to_the_vote(client, award, tied, bench, mara):
    assert not led_to_vote(client, award, bench[0])
    client.force_login(mara)
    client.post(address("chair-ask", award))
    assert "give your vote as chair" in led_to_vote(client, award, bench[0])
    assert not led_to_vote(client, award, bench[1])
    decided_for(award, *award.files.all()[:1], by=mara)
    assert not led_to_vote(client, award, bench[0])


def led_to_vote(client, award, who) -> str:
    """The words that lead from their desk to the vote, or nothing."""
    client.force_login(who)
    link = f'href="{address("chair-vote", award)}"'
    return text(client.get("/2026/judging/")).partition(link)[2].partition("</a>")[0]


def test_a_chair_who_has_voted_is_not_asked_for_it_and_finds_the_way_to_vote_anew(
    client, award, tied, bench, nell, ned, mara
):
    client.force_login(mara)
    client.post(address("chair-ask", award))
    sent = vote_of(client, award, bench, **{f"place-{ned.key}": "1"})
    client.post(address("chair-vote", award), sent)
    assert "Your vote as chair is kept" in led_to_vote(client, award, bench[0])
    client.force_login(mara)
    assert address("chair-ask", award) not in text(client.get(address("award-detail", award)))


@pytest.mark.parametrize("is_presented", [False, True])
def test_once_it_is_reopened_the_chair_votes_and_is_asked_anew(
    client, award, tied, bench, nell, ned, mara, is_presented
):
    sent = vote_of(client, award, bench, **{f"place-{ned.key}": "1"})
    client.post(address("chair-vote", award), sent)
    decision = made(award, ned, by=mara)
    if is_presented:
        award.present(by=mara)
    decision.reopen(by=mara, reason="Looked at anew")
    assert "Your vote as chair is kept" in led_to_vote(client, award, bench[0])
    client.force_login(mara)
    assert "Ask the chair to vote anew" in text(client.get(address("award-detail", award)))
    client.post(address("chair-ask", award))
    assert "has been asked to vote" in text(client.get(address("award-detail", award)))
    assert "give your vote as chair" in led_to_vote(client, award, bench[0])
    client.post(address("chair-vote", award), vote_of(client, award, bench) | sent)
    assert "Your vote as chair is kept" in led_to_vote(client, award, bench[0])


def test_the_page_of_an_award_leads_to_presenting_it_and_then_to_the_winners(
    manager, award, tied, mara
):
    def links() -> list[bool]:
        page = text(manager.get(address("award-detail", award)))
        return [address("award-present", award) in page, 'href="/2026/winners/"' in page]

    assert links() == [False, False]
    decided_for(award, *award.files.all()[:1], by=mara)
    assert links() == [True, False]
    assert 'href="/2026/winners/"' not in text(manager.get("/2026/awards/"))
    award.present(by=mara)
    assert links() == [False, True]
    assert 'href="/2026/winners/"' in text(manager.get("/2026/awards/"))
