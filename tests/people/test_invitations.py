"""Invitations: a link that sets a password, once, within 24 hours."""

from smtplib import SMTPServerDisconnected

import pytest
import time_machine
from django.core import mail
from django.urls import reverse

from csweek.history.models import Entry, Verb
from csweek.people import invitations
from csweek.people.models import Person
from tests import factories

pytestmark = pytest.mark.django_db

NEW = {"password1": "five-pieces-of-a-week", "password2": "five-pieces-of-a-week"}


@pytest.fixture(autouse=True)
def set_up(organisation, settings):
    settings.ADDRESS = "http://week.example.org"
    return organisation


@pytest.fixture
def with_mail(settings):
    settings.MAIL_SERVER = "mail.example.org"


@pytest.fixture
def nell(db):
    """Nell is new: nobody has invited her yet."""
    return Person.objects.create_user("nell@example.org", "Nell Novak")


def invite(client, ada, person) -> str:
    """The link that the administrator is shown."""
    client.force_login(ada)
    response = client.post(reverse("people:person-invite", args=[person.pk]))
    client.logout()
    link = response.context["link"]
    assert link in response.content.decode()
    assert link.startswith("http://week.example.org/account/password/reset/key/")
    return link.removeprefix("http://week.example.org")


def follow(client, link: str):
    """Open the link and send the password; answers with the last page."""
    response = client.get(link, follow=True)
    if response.context.get("token_fail"):
        return response
    return client.post(response.request["PATH_INFO"], NEW, follow=True)


def test_an_invited_person_chooses_a_password_and_is_signed_in(client, ada, nell):
    response = follow(client, invite(client, ada, nell))
    assert response.context["user"] == nell
    nell.refresh_from_db()
    assert nell.check_password(NEW["password1"])
    assert [entry.verb for entry in Entry.objects.of(nell)] == [Verb.CHANGED, Verb.INVITED]


def test_a_link_works_once(client, ada, nell):
    link = invite(client, ada, nell)
    follow(client, link)
    client.logout()
    response = follow(client, link)
    assert "This link no longer works" in response.content.decode()


@pytest.mark.parametrize(("hours", "works"), [(23.9, True), (24.1, False)])
def test_a_link_works_for_24_hours(client, ada, nell, hours, works):
    with time_machine.travel("2026-09-01 09:00", tick=False) as clock:
        link = invite(client, ada, nell)
        clock.shift(hours * 3600)
        follow(client, link)
    nell.refresh_from_db()
    assert nell.has_usable_password() is works


def test_a_forged_link_is_refused(client, ada, nell):
    link = invite(client, ada, nell)
    response = follow(client, link[:-3] + "xx/")
    assert "This link no longer works" in response.content.decode()


def test_a_weak_password_is_refused_with_the_reason(client, ada, nell):
    page = client.get(invite(client, ada, nell), follow=True)
    weak = {"password1": "short", "password2": "short"}
    response = client.post(page.request["PATH_INFO"], weak)
    assert "at least 12 characters" in response.content.decode()


def test_without_mail_the_link_is_passed_on_by_hand(client, ada, nell):
    invite(client, ada, nell)
    assert mail.outbox == []


def test_with_mail_the_link_is_mailed_in_the_language_of_the_person(client, ada, nell, with_mail):
    Person.objects.filter(pk=nell.pk).update(language="pt-pt")
    link = invite(client, ada, nell)
    (message,) = mail.outbox
    assert message.to == ["nell@example.org"]
    assert "http://week.example.org" + link in message.body
    assert "\n" not in message.subject


def test_a_name_cannot_add_a_header(client, ada, with_mail):
    factories.organisation().change({"name": "Northwind\r\nBcc: all@example.org"}, by=ada)
    nell = Person.objects.create_user("nell@example.org", "Nell\r\nBcc: x@example.org")
    invite(client, ada, nell)
    (message,) = mail.outbox
    assert message.recipients() == ["nell@example.org"]
    assert set(message.message().keys()) & {"Bcc", "Cc"} == set()


def test_a_mail_server_that_is_down_still_leaves_the_link(
    client, ada, nell, with_mail, monkeypatch
):
    def down(self):
        raise SMTPServerDisconnected("down")

    monkeypatch.setattr(invitations.EmailMessage, "send", down)
    client.force_login(ada)
    response = client.post(reverse("people:person-invite", args=[nell.pk]))
    assert "The mail server refused it" in response.content.decode()
    assert response.context["link"]


def test_everyone_who_cannot_sign_in_is_invited_once(client, ada, cole, nell, with_mail):
    factories.person("Gone Gray", is_active=False)
    client.force_login(ada)
    url = reverse("people:invite-everyone")
    response = client.post(url, follow=True)
    assert "1 person was invited." in response.content.decode()
    assert [message.to for message in mail.outbox] == [["nell@example.org"]]
    client.post(url)
    assert len(mail.outbox) == 1


def test_everyone_is_invited_again_when_the_link_has_run_out(client, ada, nell, with_mail):
    url = reverse("people:invite-everyone")
    with time_machine.travel("2026-09-01 09:00", tick=False) as clock:
        client.force_login(ada)
        client.post(url)
        clock.shift(25 * 3600)
        client.force_login(ada)
        client.post(url)
    assert len(mail.outbox) == 2


def test_many_are_invited_in_several_presses(client, ada, with_mail, monkeypatch):
    monkeypatch.setattr("csweek.people.views.invitations.AT_ONCE", 2)
    for number in range(3):
        Person.objects.create_user(f"p{number}@example.org", f"Person {number}")
    client.force_login(ada)
    response = client.post(reverse("people:invite-everyone"), follow=True)
    said = response.content.decode()
    assert "2 people were invited. Press again for the 1 who is left." in said


def test_who_was_not_mailed_is_not_said_to_be_invited(client, ada, nell, with_mail, monkeypatch):
    monkeypatch.setattr(invitations, "mail_invitation", lambda *args, **kwargs: False)
    client.force_login(ada)
    client.post(reverse("people:invite-everyone"))
    assert not Entry.objects.filter(verb=Verb.INVITED).exists()


def test_after_a_refusal_only_those_who_were_invited_are_counted(
    client, ada, with_mail, monkeypatch
):
    refused = {"Person 0"}
    for number in range(2):
        Person.objects.create_user(f"p{number}@example.org", f"Person {number}")
    monkeypatch.setattr(
        invitations, "mail_invitation", lambda person, *args, **kwargs: person.name not in refused
    )
    client.force_login(ada)

    def said():
        answer = client.post(reverse("people:invite-everyone"), follow=True)
        return [str(message).split(".")[0] for message in answer.context["messages"]]

    assert said() == ["The mail server refused"]
    refused.clear()
    refused.add("Person 1")
    assert said() == ["The mail server refused", "1 person was invited"]
    refused.clear()
    assert said() == ["1 person was invited"]
    (nobody,) = said()
    assert nobody.startswith("Nobody is left to invite")


def test_a_link_for_a_new_password_is_told_as_that(client, ada, cole, nell):
    for person in (cole, nell):
        invite(client, ada, person)
    reasons = [Entry.objects.of(person).get().reason for person in (cole, nell)]
    assert reasons == ["to choose a new password", ""]


def test_without_mail_nobody_can_invite_everyone(client, ada, nell):
    client.force_login(ada)
    assert client.post(reverse("people:invite-everyone")).status_code == 400
    assert "Invite everyone" not in client.get(reverse("people:person-list")).content.decode()


def test_the_link_is_kept_nowhere(client, ada, nell):
    from django.contrib.sessions.models import Session

    link = invite(client, ada, nell)
    key = link.rstrip("/").rsplit("-", 1)[-1]
    assert all(key not in str(entry.__dict__) for entry in Entry.objects.all())
    assert all(key not in str(each.get_decoded()) for each in Session.objects.all())
