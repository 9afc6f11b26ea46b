"""Colleagues read of other teams and stand behind it; the team itself never sees it."""

import pytest

from csweek.history.models import Entry
from recognition.models import Award, CoSignature, State
from tests import factories as people
from tests.recognition import factories
from tests.recognition.test_nominations import path, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def award(week, mara):
    return factories.team_award(week, by=mara, allows_cosigning=True)


@pytest.fixture
def praised(award, cole):
    """Cole's, of the chat crew."""
    return factories.sent(award, people.team("Chat crew"), by=cole, words="They stayed <late>.")


def listed(client, person) -> str:
    client.force_login(person)
    return said(client.get(path("cosign-list")))


def test_others_read_the_team_and_the_words(client, praised, otto):
    page = listed(client, otto)
    assert "Chat crew" in page and "They stayed &lt;late&gt;." in page and "Cole Carter" in page


def test_an_unnamed_nominator_is_not_shown(client, award, cole, otto):
    factories.sent(award, people.team("Chat crew"), by=cole, is_unnamed=True)
    page = listed(client, otto)
    assert "Chat crew" in page and "Cole" not in page


def test_its_writer_and_the_team_itself_do_not_see_it(client, praised, cole):
    member = people.person("Mel Member", team=people.team("Chat crew"))
    assert "They stayed" not in listed(client, cole)
    assert "They stayed" not in listed(client, member)
    assert client.post(path("nomination-cosign", praised.key)).status_code == 404
    assert client.post(path("nomination-uncosign", praised.key)).status_code == 404


@pytest.mark.parametrize("state", [State.DRAFT, State.RETURNED, State.WITHDRAWN])
def test_only_what_was_sent_and_stands_is_shown(client, praised, otto, state):
    praised.__class__.objects.update(state=state)
    assert "They stayed" not in listed(client, otto)


def test_only_where_the_award_allows_it_and_while_it_is_open(client, praised, otto):
    Award.objects.update(allows_cosigning=False)
    assert "They stayed" not in listed(client, otto)
    Award.objects.update(allows_cosigning=True, closes_at=factories.ago(hours=1))
    assert "They stayed" not in listed(client, otto)


def test_one_signs_once_and_takes_it_back_until_closing(client, praised, otto):
    client.force_login(otto)
    before = Entry.objects.count()
    for _press in range(2):
        client.post(path("nomination-cosign", praised.key))
    assert CoSignature.objects.get().person == otto and Entry.objects.count() == before + 1
    assert "You stand behind it" in listed(client, otto)
    for _press in range(2):
        client.post(path("nomination-uncosign", praised.key))
    assert not CoSignature.objects.exists() and Entry.objects.count() == before + 2


def test_once_closed_a_signature_stays(client, praised, otto):
    client.force_login(otto)
    client.post(path("nomination-cosign", praised.key))
    Award.objects.update(closes_at=factories.ago(hours=1), opens_at=factories.ago(days=3))
    client.post(path("nomination-uncosign", praised.key))
    assert CoSignature.objects.exists()
