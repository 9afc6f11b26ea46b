"""The directory's people: found, shown, added, changed, deactivated."""

import pytest
from django.urls import reverse

from csweek.history.models import Entry, Verb
from csweek.people.models import Person
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def set_up(organisation):
    return organisation


def data_of(person, **changes) -> dict:
    """What the browser sends when the form of a person is sent as it stands."""
    data = {
        "name": person.name,
        "email": person.email,
        "alias": person.alias,
        "said_as": person.said_as,
        "team": person.team_id or "",
        "site": person.site_id or "",
        "shift": person.shift_id or "",
        "line_manager": person.line_manager.email if person.line_manager else "",
        "start_date": person.start_date.isoformat() if person.start_date else "",
        "external_id": person.external_id,
        "language": person.language,
        "version": person.version,
    }
    roles = ("is_organizer", "is_manager", "is_administrator")
    return data | {role: "on" for role in roles if getattr(person, role)} | changes


def new_person(**changes) -> dict:
    return {"name": "Anaïs Conceição", "email": "Anais@Example.org", "language": ""} | changes


def names(response) -> list[str]:
    return [person.name for person in response.context["page"]]


def verbs(person) -> list[str]:
    return [entry.verb for entry in Entry.objects.of(person)][::-1]


# Finding ---------------------------------------------------------------------


def test_people_are_found_without_accents_by_name_address_or_alias(client, paula):
    factories.person("Anaïs Conceição", email="a.c@example.org", alias="Nana")
    client.force_login(paula)
    for query in ("conceicao", "ANAIS", "a.c@", "nana", "anais conc"):
        assert names(client.get(reverse("people:person-list"), {"q": query})) == ["Anaïs Conceição"]


def test_nobody_fits_says_so(client, paula):
    client.force_login(paula)
    response = client.get(reverse("people:person-list"), {"q": "nobody of this name"})
    assert names(response) == []
    assert "Nobody fits" in response.content.decode()


def test_people_are_filtered_by_team_site_role_and_state(client, paula, ada, otto):
    porto = factories.site("Porto", "Europe/Lisbon", "PT")
    factories.person("Pia Pinto", site=porto)
    factories.person("Gone Gray", is_active=False)
    uninvited = Person.objects.create_user("new@example.org", "Nell New")
    client.force_login(paula)

    def found(**wanted):
        return names(client.get(reverse("people:person-list"), wanted))

    assert found(team=otto.team_id) == ["Otto Okafor"]
    assert found(site=porto.pk) == ["Pia Pinto"]
    assert found(role="administrator") == ["Ada Amari"]
    assert found(show="inactive") == ["Gone Gray"]
    assert found(show="uninvited") == [uninvited.name]
    assert "Gone Gray" not in found()


def test_a_wrong_filter_is_left_out(client, paula):
    client.force_login(paula)
    response = client.get(
        reverse("people:person-list"), {"team": "9999", "role": "king", "page": "x"}
    )
    assert names(response) == ["Paula Prieto"]


def test_the_list_takes_as_many_queries_for_many_as_for_one(
    client, paula, django_assert_max_num_queries, django_assert_num_queries
):
    client.force_login(paula)
    client.get(reverse("people:person-list"))
    with django_assert_max_num_queries(12) as few:
        client.get(reverse("people:person-list"))
    for number in range(60):
        factories.person(f"Person {number}", email=f"p{number}@example.org", is_manager=True)
    with django_assert_num_queries(len(few)):
        response = client.get(reverse("people:person-list"))
    assert len(names(response)) == 50
    assert "Page 1 of 2" in response.content.decode()


def test_the_next_page_keeps_the_filter(client, paula):
    for number in range(60):
        factories.person(f"Person {number}", email=f"p{number}@example.org")
    client.force_login(paula)
    response = client.get(reverse("people:person-list"), {"q": "person"})
    assert "?q=person&amp;page=2" in response.content.decode()


# Who may ---------------------------------------------------------------------


def test_staff_and_managers_see_no_directory(client, cole, mara):
    for person in (cole, mara):
        client.force_login(person)
        for url in (
            reverse("people:person-list"),
            reverse("people:person-detail", args=[person.pk]),
        ):
            assert client.get(url).status_code == 403


def test_organizers_see_the_directory_and_change_nothing(client, paula, cole):
    client.force_login(paula)
    page = client.get(reverse("people:person-detail", args=[cole.pk])).content.decode()
    assert cole.email in page
    assert reverse("people:person-edit", args=[cole.pk]) not in page
    for name in ("person-edit", "person-deactivate", "person-reactivate", "person-invite"):
        assert client.post(reverse(f"people:{name}", args=[cole.pk])).status_code == 403
    cole.refresh_from_db()
    assert cole.is_active


# Adding and changing ---------------------------------------------------------


def test_an_administrator_adds_a_person(client, ada):
    client.force_login(ada)
    response = client.post(reverse("people:person-new"), new_person(line_manager="Ada Amari"))
    person = Person.objects.get(email="anais@example.org")
    assert response.url == reverse("people:person-detail", args=[person.pk])
    assert person.line_manager == ada
    assert person not in Person.objects.who_can_sign_in()
    assert verbs(person) == [Verb.MADE]


def test_pressing_add_twice_makes_one_person(client, ada):
    client.force_login(ada)
    first, second = (client.post(reverse("people:person-new"), new_person()) for _ in range(2))
    assert second.status_code == 302
    assert second.url == first.url
    assert Person.objects.filter(email="anais@example.org").count() == 1
    assert Entry.objects.filter(verb=Verb.MADE).count() == 1


def test_an_address_that_is_taken_is_refused(client, ada, cole):
    client.force_login(ada)
    response = client.post(reverse("people:person-new"), new_person(email="COLE@example.org"))
    assert response.status_code == 422
    assert "Somebody in the directory has this address already." in response.content.decode()


def test_a_change_is_saved_with_its_history(client, ada, cole):
    client.force_login(ada)
    url = reverse("people:person-edit", args=[cole.pk])
    response = client.post(url, data_of(cole, name="Cole Carter-Ncube", is_organizer="on"))
    assert response.url == reverse("people:person-detail", args=[cole.pk])
    cole.refresh_from_db()
    assert (cole.name, cole.is_organizer) == ("Cole Carter-Ncube", True)
    assert Person.objects.matching("ncube").get() == cole
    page = client.get(response.url).content.decode()
    assert "Ada Amari changed person “Cole Carter-Ncube”" in page
    assert "<dt>Name</dt><dd><del>•••</del> → <ins>•••</ins></dd>" in page
    assert "<dt>Organizer</dt><dd><del>no</del> → <ins>yes</ins></dd>" in page


def test_sending_the_form_unchanged_writes_no_history(client, ada, cole):
    client.force_login(ada)
    client.post(reverse("people:person-edit", args=[cole.pk]), data_of(cole))
    assert verbs(cole) == []


def test_a_stale_save_shows_both_texts_and_saves_neither(client, ada, cole):
    client.force_login(ada)
    stale = data_of(cole, name="Cole C. Carter")
    other = factories.person("Bea Bell", is_administrator=True)
    Person.objects.get(pk=cole.pk).change({"name": "Cole Carter II"}, by=other)
    url = reverse("people:person-edit", args=[cole.pk])
    response = client.post(url, stale)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Bea Bell saved this while you were typing" in page
    assert "<td>Cole C. Carter</td>" in page
    assert "<td>Cole Carter II</td>" in page
    assert 'value="Cole C. Carter"' in page
    cole.refresh_from_db()
    assert cole.name == "Cole Carter II"
    again = stale | {"version": response.context["form"]["version"].value()}
    assert client.post(url, again).status_code == 302
    cole.refresh_from_db()
    assert cole.name == "Cole C. Carter"


def test_pressing_save_twice_is_no_conflict(client, ada, cole):
    client.force_login(ada)
    url, data = reverse("people:person-edit", args=[cole.pk]), data_of(cole, name="Cole C.")
    assert [client.post(url, data).status_code for _ in range(2)] == [302, 302]
    assert verbs(cole) == [Verb.CHANGED]


def test_nobody_is_their_own_line_manager(client, ada, cole):
    client.force_login(ada)
    url = reverse("people:person-edit", args=[cole.pk])
    response = client.post(url, data_of(cole, line_manager=cole.email))
    assert "Nobody is their own line manager." in response.content.decode()


def test_a_line_manager_whose_name_two_have_is_asked_for_by_address(client, ada, cole):
    for number in (1, 2):
        factories.person("Sam Smith", email=f"sam{number}@example.org")
    client.force_login(ada)
    url = reverse("people:person-edit", args=[cole.pk])
    page = client.post(url, data_of(cole, line_manager="sam smith")).content.decode()
    assert "2 people are called “sam smith”" in page
    assert "sam1@example.org, sam2@example.org" in page


def test_a_new_address_closes_the_old_ones(client, ada, cole):
    from allauth.account.models import EmailAddress

    EmailAddress.objects.create(user=cole, email=cole.email, verified=True, primary=True)
    cole.change({"email": "C.Carter@example.org"}, by=ada)
    assert cole.email == "c.carter@example.org"
    assert not EmailAddress.objects.filter(user=cole).exists()


# Roles and deactivating ------------------------------------------------------


def test_the_last_administrator_keeps_the_role(client, ada):
    client.force_login(ada)
    data = data_of(ada)
    del data["is_administrator"]
    response = client.post(reverse("people:person-edit", args=[ada.pk]), data)
    assert "Ada Amari is the only administrator who can sign in." in response.content.decode()
    ada.refresh_from_db()
    assert ada.is_administrator


def test_an_administrator_who_cannot_sign_in_does_not_count(client, ada):
    Person.objects.create_user("new@example.org", "Nell New", is_administrator=True)
    client.force_login(ada)
    data = data_of(ada)
    del data["is_administrator"]
    client.post(reverse("people:person-edit", args=[ada.pk]), data)
    ada.refresh_from_db()
    assert ada.is_administrator


def test_one_of_two_administrators_may_hand_the_role_back(client, ada):
    factories.person("Bea Bell", is_administrator=True)
    client.force_login(ada)
    data = data_of(ada)
    del data["is_administrator"]
    client.post(reverse("people:person-edit", args=[ada.pk]), data)
    ada.refresh_from_db()
    assert not ada.is_administrator


def test_the_last_administrator_is_not_deactivated(client, ada):
    other = factories.person("Bea Bell", is_administrator=True)
    ada.set_unusable_password()
    ada.save()
    client.force_login(ada)
    response = client.post(reverse("people:person-deactivate", args=[other.pk]), follow=True)
    assert "Bea Bell is the only administrator who can sign in." in response.content.decode()
    other.refresh_from_db()
    assert other.is_active


def test_nobody_deactivates_themselves(client, ada):
    factories.person("Bea Bell", is_administrator=True)
    client.force_login(ada)
    response = client.post(reverse("people:person-deactivate", args=[ada.pk]), follow=True)
    assert "You cannot deactivate yourself." in response.content.decode()


def test_a_person_is_deactivated_and_reactivated(client, ada, cole):
    client.force_login(ada)
    client.post(reverse("people:person-deactivate", args=[cole.pk]))
    cole.refresh_from_db()
    assert not cole.is_active
    assert client.post(reverse("people:person-invite", args=[cole.pk])).status_code == 404
    client.post(reverse("people:person-reactivate", args=[cole.pk]))
    cole.refresh_from_db()
    assert cole.is_active
    assert verbs(cole) == [Verb.DEACTIVATED, Verb.REINSTATED]
