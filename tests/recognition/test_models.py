"""An award, its nominations, its files and reviews hold what PRODUCT says of them."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from csweek.history.models import Entry, Verb
from csweek.lib.versions import StaleSave
from recognition.models import AlreadyNominated, Award, Criterion, File, Nomination, State
from tests import factories as people
from tests.recognition import factories
from tests.recognition.stages import decided

pytestmark = pytest.mark.django_db


@pytest.fixture
def award(week, mara):
    return factories.award(week, by=mara)


def test_an_award_added_twice_under_one_key_is_one(week, mara):
    key = uuid.uuid4()
    for _press in range(2):
        Award.objects.add(week, by=mara, key=key, title="Quiet hero", honours="Helps")
    assert Award.objects.count() == 1
    assert Entry.objects.filter(verb=Verb.MADE, subject_type="recognition.award").count() == 1


def test_awards_are_put_in_order_and_a_list_from_before_is_refused(week, mara, award):
    second = factories.award(week, "Rookie of the year", by=mara)
    Award.objects.put_in_order(week, [second.key, award.key], by=mara)
    assert list(Award.objects.in_order()) == [second, award]
    factories.award(week, "Team spirit", by=mara)
    with pytest.raises(ValidationError, match="has changed"):
        Award.objects.put_in_order(week, [award.key, second.key], by=mara)


def test_what_was_declared_stays_once_a_judge_has_sent_scores(week, mara, jun, cole, otto, award):
    factories.panel(award, [jun], by=mara)
    file = factories.accepted(award, cole, by=otto, manager=mara).file
    factories.review(file, jun, 4, 5)
    award.refresh_from_db()
    with pytest.raises(ValidationError, match="stay as they were declared"):
        award.change({"winners_count": 2}, by=mara)
    with pytest.raises(ValidationError, match="stay as they were declared"):
        award.change({}, by=mara, criteria=[{"title": "Care", "weight": 1}])
    award.refresh_from_db()
    award.change({"prize": "A weekend away"}, by=mara)
    assert Criterion.objects.filter(award=award, title="Care", weight=3).exists()


def test_typing_makes_one_draft_and_a_second_window_is_told(week, cole, otto, award):
    key = uuid.uuid4()
    first = Nomination.objects.keep(week, by=cole, key=key, award=award, words="She")
    Nomination.objects.keep(week, by=cole, key=key, version=first.version, words="She stayed")
    with pytest.raises(StaleSave):
        Nomination.objects.keep(week, by=cole, key=key, version=first.version, words="She left")
    assert Nomination.objects.get().words == "She stayed"
    with pytest.raises(Nomination.DoesNotExist):
        Nomination.objects.keep(week, by=otto, key=key, words="Mine now")


def test_sent_twice_it_is_sent_once(award, cole, otto):
    nomination = factories.draft(award, otto, by=cole)
    nomination.send(by=cole)
    nomination.send(by=cole)
    assert Entry.objects.filter(verb=Verb.SENT).count() == 1


def test_the_same_nominee_for_the_same_award_is_told_to_be_nominated_already(award, cole, otto):
    first = factories.sent(award, otto, by=cole)
    second = factories.draft(award, otto, by=cole)
    with pytest.raises(AlreadyNominated) as told:
        second.send(by=cole)
    assert told.value.nomination == first
    with pytest.raises(IntegrityError), transaction.atomic():
        Nomination.objects.filter(pk=second.pk).update(state=State.SENT)


def test_nobody_nominates_themselves(award, cole):
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.draft(award, cole, by=cole)
    nomination = factories.draft(award, by=cole)
    nomination.person = cole
    with pytest.raises(ValidationError, match="Nobody nominates themselves"):
        nomination.send(by=cole)


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"not_own_team": True}, "nobody nominates their own team"),
        ({"joined_from": timezone.now().date()}, "cannot win"),
    ],
)
def test_the_rules_of_the_award_are_kept(week, mara, cole, jun, values, told):
    award = factories.award(week, "Rookie of the year", by=mara, **values)
    with pytest.raises(ValidationError, match=told):
        factories.draft(award, jun, by=cole).send(by=cole)


def test_a_closed_window_says_when_it_closed(week, mara, cole, otto):
    award = factories.award(week, by=mara, window=(-7, -1))
    draft = factories.draft(award, otto, by=cole)
    with pytest.raises(ValidationError, match=r"closed on .*\. Your words are kept here"):
        draft.send(by=cole)
    assert Nomination.objects.get().words == factories.WORDS


def test_accepted_nominations_of_one_nominee_make_one_file(award, mara, cole, jun, otto):
    for nominator in (cole, jun):
        factories.accepted(award, otto, by=nominator, manager=mara)
    file = File.objects.get()
    assert file.person == otto
    assert set(file.nominations.values_list("nominator", flat=True)) == {cole.pk, jun.pk}


def test_what_is_rewritten_is_read_once_more(award, mara, cole, otto):
    nomination = factories.accepted(award, otto, by=cole, manager=mara)
    nomination.rewrite({"words": "And she came back on her day off."}, by=cole)
    stored = Nomination.objects.get()
    assert (stored.state, stored.file) == (State.SENT, None)


def test_no_name_of_a_nominee_or_nominator_is_kept_in_history(award, mara, cole, otto):
    factories.accepted(award, otto, by=cole, manager=mara)
    told = str(list(Entry.objects.values("subject_name", "changes", "reason", "within")))
    assert otto.name not in told and cole.name not in told


def test_scores_are_kept_until_all_are_given_and_then_sent_once(award, mara, jun, cole, otto):
    factories.panel(award, [jun], by=mara)
    file = factories.accepted(award, otto, by=cole, manager=mara).file
    review = factories.review(file, jun, 4, is_sent=False)
    with pytest.raises(ValidationError, match="every criterion"):
        review.send(by=jun)
    review = factories.review(file, jun, 4, 5)
    with pytest.raises(ValidationError, match="can no longer be changed"):
        review.keep({}, "")


def test_a_team_that_has_been_nominated_is_not_deleted(week, mara, cole, ada):
    award = factories.team_award(week, by=mara)
    team = people.team("Returns desk")
    factories.sent(award, team, by=cole)
    with pytest.raises(ValidationError, match="nominations: 1"):
        team.remove(by=ada)


def test_a_team_that_an_award_is_for_is_not_deleted_but_a_discarded_award_lets_it_go(
    week, mara, ada
):
    team = people.team("Returns desk")
    award = factories.award(week, by=mara, teams=[team])
    with pytest.raises(ValidationError, match="awards: 1"):
        team.remove(by=ada)
    award.discard(by=mara)
    team.remove(by=ada)
    assert list(award.teams.all()) == []


def test_a_window_is_open_from_its_first_instant_and_not_at_its_last(week, mara):
    now = timezone.now()
    award = factories.award(week, by=mara, opens_at=now, closes_at=now + timedelta(hours=1))
    assert list(Award.objects.open(now)) == [award]
    assert list(Award.objects.open(award.closes_at)) == []


@pytest.mark.parametrize("is_presented", [True, False])
def test_last_years_winner_cannot_win_again_once_everyone_knows_it(
    week, mara, cole, otto, is_presented
):
    before = factories.award(people.week(week.year - 1, by=mara), by=mara, window=(-400, -390))
    winner = File.objects.create(award=before, person=otto)
    decided(before, winner, by=mara)
    if is_presented:
        before.present(by=mara)
    award = factories.award(week, before.title, by=mara, not_last_winner=True)
    other = factories.award(week, "Rookie of the year", by=mara, not_last_winner=True)
    assert award.can_win().filter(pk=otto.pk).exists() is not is_presented
    assert award.can_win().filter(pk=cole.pk).exists()
    assert other.can_win().filter(pk=otto.pk).exists()
