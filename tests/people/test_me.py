"""One's own page."""

import pytest
import time_machine
from django.urls import reverse

from csweek.people.models import Person
from tests import factories
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db

URL = "/people/me/"


@pytest.fixture(autouse=True)
def signed_in(client, organisation, cole):
    client.force_login(cole)


def me(**changes) -> dict:
    return {
        "name": "Cole Carter",
        "said_as": "",
        "alias": "",
        "language": "",
        "version": 1,
    } | changes


def test_staff_say_how_their_name_is_said(client, cole):
    response = client.post(URL, me(said_as="KOHL", alias="CC"))
    assert response.url == reverse("people:me")
    cole.refresh_from_db()
    assert (cole.said_as, cole.alias) == ("KOHL", "CC")


def test_only_the_own_fields_can_be_changed(client, cole):
    client.post(URL, me(email="evil@example.org", is_administrator="on", is_active=""))
    cole.refresh_from_db()
    assert (cole.email, cole.is_administrator, cole.is_active) == ("cole@example.org", False, True)


def test_a_language_is_kept_and_shown_at_once(client, cole):
    response = client.post(URL, me(language="pt-pt"), follow=True)
    cole.refresh_from_db()
    assert cole.language == "pt-pt"
    assert 'lang="pt-pt"' in response.content.decode()


def test_signing_in_brings_ones_language_along(client, cole):
    Person.objects.filter(pk=cole.pk).update(language="pt-pt")
    client.logout()
    client.cookies.clear()
    client.post(reverse("account_login"), {"login": cole.email, "password": PASSWORD})
    assert 'lang="pt-pt"' in client.get(URL).content.decode()


def test_a_stale_save_shows_both_names(client, cole, ada):
    Person.objects.get(pk=cole.pk).change({"name": "Cole C. Carter"}, by=ada)
    response = client.post(URL, me(name="Cole Carter Jr"))
    assert response.status_code == 409
    assert "Ada Amari saved this while you were typing" in response.content.decode()
    assert Person.objects.get(pk=cole.pk).name == "Cole C. Carter"


def test_times_are_those_of_ones_own_site(client, cole):
    cole.site = factories.site("Sydney", "Australia/Sydney", "AU")
    cole.save()
    with time_machine.travel("2026-10-05T23:30:00Z", tick=False):
        client.logout()
        client.post(reverse("account_login"), {"login": cole.email, "password": PASSWORD})
        assert "6 October 2026, 10:30" in client.get("/account/sessions/").content.decode()


def test_without_a_site_times_are_those_of_the_head_site(client, cole):
    cole.site = None
    cole.save()
    with time_machine.travel("2026-10-05T23:30:00Z", tick=False):
        client.logout()
        client.post(reverse("account_login"), {"login": cole.email, "password": PASSWORD})
        assert "6 October 2026, 00:30" in client.get("/account/sessions/").content.decode()


def test_the_page_of_addresses_leads_here(client):
    assert client.get("/account/email/").url == URL


def test_the_page_leads_to_reminders(client, cole):
    client.force_login(cole)
    assert 'href="/nominate/reminders/"' in client.get("/people/me/").content.decode()
