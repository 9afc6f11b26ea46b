"""What was done to an award, told to managers."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from csweek.history.models import Verb, record
from csweek.history.words import Teller, in_words
from recognition.models import Award, ChairVote
from tests.recognition import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client, week, mara, jun, cole, otto):
    """The history of an award to which all has been done that can be done to it."""
    award = factories.award(week, by=mara)
    sites = [cole.site]
    stored = Award.objects.get()
    stored.change(
        {"closes_at": award.closes_at + timedelta(days=1), "presenter": jun, "sites": sites},
        by=mara,
        criteria=[{"title": "Warmth", "weight": 5, "description": ""}],
    )
    factories.panel(award, [jun], by=mara)
    factories.accepted(award, cole, by=otto, manager=mara)
    stored.discard(by=mara)
    client.force_login(mara)
    answer = client.get(reverse("recognition:award-history", args=[2026, award.key]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_window_criteria_a_presenter_and_sites_are_told_in_words(page):
    for told in ("Care ×3, Result ×2", "Warmth ×5", "Jun Jang", "Leeds", "Nominations close"):
        assert told in page


def test_judges_and_their_chair_are_told_by_name(page):
    assert page.count("<ins>Jun Jang</ins>") == 3  # presenter, judge and chair
    assert "<ins>[" not in page


def test_the_chair_s_vote_is_told_in_the_reader_s_language():
    with translation.override("pt-pt"):
        voted = [{"field": "order", "before": None, "after": ["a"]}]
        (change,) = Teller({}).changes(ChairVote, voted)
    assert change.label == "Ordem"


def test_what_happened_to_its_nominations_is_told_too_and_a_deleted_award_can_come_back(page):
    assert "Otto Okafor sent nomination" in page
    assert "Mara Mendes accepted nomination" in page
    assert "It was deleted." in page
    assert "Bring it back" in page


@pytest.mark.parametrize(
    ("field", "label"),
    [
        ("attachments", "Attachments"),
        ("co-signatures", "Co-signature"),
        ("reminders", "Reminders to nominate"),
    ],
)
def test_what_is_beside_a_nomination_or_a_person_is_told_in_words(
    week, mara, cole, otto, field, label
):
    subject = (
        otto
        if field == "reminders"
        else factories.sent(factories.award(week, by=mara), cole, by=otto)
    )
    entry = record(subject, Verb.CHANGED, by=otto, changes={field: (0, 1)})
    ((change,),) = [line.changes for line in in_words([entry])]
    assert change.label == label
    with translation.override("pt-pt"):
        ((change,),) = [line.changes for line in in_words([entry])]
    assert change.label != label
