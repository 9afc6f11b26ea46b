"""Colleagues read of other teams and stand behind it; the team itself never sees it."""

import pytest

from csweek.history.models import Entry
from csweek.notices.models import Notice
from csweek.notices.words import in_words
from recognition.models import Award, CoSignature, State
from recognition.models.cosigns import digest_of
from tests import factories as people
from tests.recognition import factories
from tests.recognition.test_nominations import path, said, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def award(week, mara):
    return factories.team_award(week, by=mara, allows_cosigning=True)


@pytest.fixture
def praised(award, cole):
    """Cole's, of the chat crew."""
    return factories.sent(award, people.team("Chat crew"), by=cole, words="They stayed <late>.")


def press(client, nomination):
    """As the list shows it now."""
    read = {"seen": digest_of(nomination)}
    return client.post(path("nomination-cosign", nomination.key), read)


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
    assert press(client, praised).status_code == 404
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
        press(client, praised)
    assert CoSignature.objects.get().person == otto and Entry.objects.count() == before + 1
    assert "You stand behind it" in listed(client, otto)
    for _press in range(2):
        client.post(path("nomination-uncosign", praised.key))
    assert not CoSignature.objects.exists() and Entry.objects.count() == before + 2


def test_once_closed_a_signature_stays(client, praised, otto):
    client.force_login(otto)
    press(client, praised)
    Award.objects.update(closes_at=factories.ago(hours=1), opens_at=factories.ago(days=3))
    client.post(path("nomination-uncosign", praised.key))
    assert CoSignature.objects.exists()


def test_what_was_changed_while_one_read_it_is_not_signed(client, praised, otto):
    client.force_login(otto)
    read = {"seen": digest_of(praised)}
    assert read["seen"] in client.get(path("cosign-list")).text
    praised.__class__.objects.update(words="They went home early.")
    answer = client.post(path("nomination-cosign", praised.key), read, follow=True)
    assert "It was changed while you read it." in said(answer)
    assert not CoSignature.objects.exists()
    praised.refresh_from_db()
    press(client, praised)
    assert CoSignature.objects.exists()


# What was co-signed becomes another one. ---------------------------------------------------------


@pytest.fixture
def signed(praised, otto):
    CoSignature.objects.sign(praised, by=otto)
    return praised


def told(person) -> list:
    return [message for _notice, message in in_words(Notice.objects.filter(person=person))]


def change(client, signed, **changed):
    """As its writer sends it again."""
    values = {"words": signed.words, "key": signed.key, "version": signed.version} | changed
    award, team = values.pop("award", signed.award), values.pop("team", signed.team)
    client.force_login(signed.nominator)
    return client.post(path("nomination-edit", signed.key), typed(award, team, **values))


@pytest.mark.parametrize("what", ["words", "team", "award"])
def test_nobody_stands_behind_what_they_have_not_read(client, week, mara, signed, otto, what):
    other = {
        "words": "Quite other words.",
        "team": otto.team,
        "award": factories.team_award(week, "Kind team", by=mara, allows_cosigning=True),
    }
    assert change(client, signed, **{what: other[what]}).status_code == 302
    assert not CoSignature.objects.exists()
    (message,) = told(otto)
    assert "Chat crew for “Team of the year”" in message.opening
    assert Entry.objects.first().changes[-1] == {"field": "co-signatures", "before": 1, "after": 0}


def test_they_can_sign_it_again(client, signed, otto):
    change(client, signed, words="They stayed until four.")
    assert "They stayed until four." in listed(client, otto)
    signed.refresh_from_db()
    press(client, signed)
    assert CoSignature.objects.get().person == otto


def test_what_says_the_same_as_before_stays_signed(client, signed, mara, otto):
    change(client, signed, is_unnamed="on")
    signed.refresh_from_db()
    signed.ask("When was that?", by=mara)
    change(client, signed)
    assert CoSignature.objects.get().person == otto and not told(otto)


@pytest.mark.parametrize("act", ["move", "redirect"])
def test_nor_behind_what_a_manager_has_moved_or_pointed_elsewhere(week, mara, signed, otto, act):
    other = factories.team_award(week, "Kind team", by=mara)
    if act == "move":
        signed.move_to(other, by=mara)
    else:
        signed.redirect(people.team("Billing"), by=mara)
    assert not CoSignature.objects.exists() and len(told(otto)) == 1
    assert "Billing" not in told(otto)[0].opening
