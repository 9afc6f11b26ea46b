"""The first start: the first administrator, then the organisation, then the week."""

import pytest
import time_machine
from django.urls import reverse

from csweek.history.models import Entry, Verb
from csweek.people.invitations import first_link, make_first_administrator
from csweek.people.models import Organisation, Person, Site
from tests import factories

pytestmark = pytest.mark.django_db

FIRST = {
    "name": "Ada Amari",
    "email": "Ada@example.org",
    "password": "five-pieces-of-a-week",
    "again": "five-pieces-of-a-week",
}
SETUP = {
    "organisation": "Northwind Mutual",
    "site": "Porto",
    "time_zone": "Europe/Lisbon",
    "country": "PT",
    "region": "",
}


def token_of(link: str) -> str:
    return link.rstrip("/").rsplit("/", 1)[-1]


def values(**changes) -> dict:
    return {
        "name": "Ada Amari",
        "email": "ada@example.org",
        "password": FIRST["password"],
    } | changes


# The first administrator -----------------------------------------------------


def test_the_link_makes_an_administrator_who_is_signed_in_and_led_to_the_set_up(client):
    response = client.post(first_link(), FIRST)
    assert response.url == reverse("people:setup")
    person = Person.objects.get()
    assert person.email == "ada@example.org"
    assert person.is_administrator and person.is_organizer
    assert person in Person.objects.who_can_sign_in()
    assert client.get(reverse("people:setup")).status_code == 200


def test_who_would_sign_in_before_anybody_can_is_told_where_the_link_is(client, settings):
    page = client.get("/account/login/").text
    assert "it makes the first administrator" in page
    assert "can invite you" not in page
    assert "first/" not in page  # where it is, and not the link itself
    client.post(first_link(), FIRST)
    client.logout()
    page = client.get("/account/login/").text
    assert "it makes the first administrator" not in page
    assert "can invite you" in page


def test_the_link_works_once(client):
    link = first_link()
    client.post(link, FIRST)
    client.logout()
    for response in (client.get(link), client.post(link, FIRST | {"email": "eve@example.org"})):
        assert response.status_code == 410
        assert "This link no longer works" in response.content.decode()
    assert Person.objects.count() == 1


def test_no_link_works_while_somebody_can_sign_in(client, ada):
    assert client.get(first_link()).status_code == 410


def test_people_who_cannot_sign_in_do_not_close_the_door(client):
    Person.objects.create_user("nell@example.org", "Nell Novak")
    assert client.get(first_link()).status_code == 200


@pytest.mark.parametrize(("hours", "status"), [(23.9, 200), (24.1, 410)])
def test_the_link_works_for_24_hours(client, hours, status):
    with time_machine.travel("2026-09-01 09:00", tick=False) as clock:
        link = first_link()
        clock.shift(hours * 3600)
        assert client.get(link).status_code == status


def test_a_forged_link_gets_the_answer_of_a_used_one(client, ada):
    used = client.get(first_link())
    forged = client.get(reverse("people:first", args=["forged"]))
    assert (forged.status_code, forged.content.count(b"<h1")) == (used.status_code, 1)


def test_of_two_who_come_at_once_one_gets_in():
    token = token_of(first_link())
    assert make_first_administrator(token, values())
    assert make_first_administrator(token, values(email="eve@example.org")) is None
    assert [person.email for person in Person.objects.all()] == ["ada@example.org"]


def test_a_person_of_an_imported_list_becomes_the_first_administrator():
    Person.objects.create_user("ada@example.org", "A. Amari")
    person = make_first_administrator(token_of(first_link()), values())
    assert Person.objects.get() == person
    assert person.is_administrator and person in Person.objects.who_can_sign_in()


def test_two_passwords_that_differ_or_a_weak_one_are_refused(client):
    response = client.post(first_link(), FIRST | {"again": "something else entirely"})
    assert "The two passwords differ." in response.content.decode()
    weak = {"password": "ada@example.org", "again": "ada@example.org"}
    response = client.post(first_link(), FIRST | weak)
    assert response.status_code == 422
    assert not Person.objects.exists()


# The organisation ------------------------------------------------------------


def test_until_the_set_up_an_administrator_is_led_to_it(client, ada):
    client.force_login(ada)
    assert client.get("/").url == reverse("people:setup")


def test_until_the_set_up_the_others_are_told(client, cole):
    client.force_login(cole)
    response = client.get("/")
    assert response.status_code == 503
    assert "An administrator is still setting this up." in response.content.decode()


def test_the_set_up_makes_the_organisation_and_its_first_site(client, ada):
    client.force_login(ada)
    assert client.post(reverse("people:setup"), SETUP).url == reverse("people:setup")
    organisation = Organisation.objects.current()
    site = organisation.head_site
    assert (organisation.name, site.name, site.time_zone, site.country) == (
        "Northwind Mutual",
        "Porto",
        "Europe/Lisbon",
        "PT",
    )
    assert [entry.verb for entry in Entry.objects.of(organisation)] == [Verb.MADE]
    assert [entry.verb for entry in Entry.objects.of(site)] == [Verb.MADE]


def test_answering_twice_makes_one_organisation(client, ada):
    client.force_login(ada)
    for _ in range(2):
        assert client.post(reverse("people:setup"), SETUP).status_code in (200, 302)
    assert Organisation.objects.count() == 1
    assert Site.objects.filter(name="Porto").count() == 1


def test_an_answer_that_comes_second_finds_the_first(client, ada, monkeypatch):
    client.force_login(ada)
    factories.organisation("Southwind")
    monkeypatch.setattr(Organisation.objects, "current", lambda: None)
    response = client.post(reverse("people:setup"), SETUP)
    assert response.url == reverse("people:setup")
    assert [each.name for each in Organisation.objects.all()] == ["Southwind"]
    assert not Site.objects.filter(name="Porto").exists()


def test_a_wrong_region_is_told_and_nothing_is_made(client, ada):
    client.force_login(ada)
    response = client.post(reverse("people:setup"), SETUP | {"region": "Atlantis"})
    assert "“Atlantis” is no region we know there." in response.content.decode()
    assert not Organisation.objects.exists()


def test_after_the_set_up_the_staff_list_is_offered_and_the_week_comes_next(client, ada):
    Person.objects.filter(pk=ada.pk).update(is_organizer=True)
    client.force_login(ada)
    page = client.post(reverse("people:setup"), SETUP, follow=True).content.decode()
    assert f'href="{reverse("people:import-new")}"' in page
    assert f'href="{reverse("planner:home")}"' in page
    with time_machine.travel("2026-09-01 09:00"):
        client.force_login(ada)
        response = client.get(reverse("planner:home"))
    assert response.url == reverse("planner:week-new", args=[2026])


def test_only_administrators_set_up(client, paula):
    client.force_login(paula)
    assert client.post(reverse("people:setup"), SETUP).status_code == 403
    assert not Organisation.objects.exists()
