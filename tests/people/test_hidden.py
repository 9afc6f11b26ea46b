"""The history keeps that somebody's name or address changed, never what it was or became."""

import pytest
from django.db import connection
from django.urls import reverse

from csweek.history.models import Entry
from csweek.history.tracked import Tracked
from csweek.people.models import Person
from tests import factories
from tests.people.test_people import data_of

pytestmark = pytest.mark.django_db

BEFORE = {
    "name": "Cole Carter",
    "email": "cole@example.org",
    "alias": "Coley",
    "said_as": "KOHL",
    "external_id": "E-4711",
}
AFTER = {
    "name": "Nicola Ncube",
    "email": "ncube@example.org",
    "alias": "Nico",
    "said_as": "NEE-ko",
    "external_id": "E-4712",
}
HIDDEN = ("•••", "•••")


@pytest.fixture
def colleague(organisation):
    return factories.person(**BEFORE)


def kept_of(*texts: str) -> list[str]:
    """Those that stand anywhere in the table of entries."""
    columns = ["origin", "subject_type", "subject_name", "within", "CAST(changes AS text)"]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join([*columns, 'reason'])} FROM history_entry")
        rows = "\n".join(" ".join(row) for row in cursor.fetchall())
    return [text for text in texts if text in rows]


def rewritten(client, ada, person) -> None:
    """By an administrator, then, back again, by the one whose name it is."""
    client.force_login(ada)
    url = reverse("people:person-edit", args=[person.pk])
    assert client.post(url, data_of(person, **AFTER)).status_code == 302
    client.force_login(Person.objects.get(pk=person.pk))
    own = {field: BEFORE[field] for field in ("name", "said_as", "alias")}
    assert client.post(reverse("people:me"), own | {"version": 2}).status_code == 302


def test_no_name_and_no_address_that_changed_is_kept(client, ada, colleague):
    rewritten(client, ada, colleague)
    mine, theirs = Entry.objects.of(colleague)
    assert [each["field"] for each in theirs.changes] == [
        *("email", "name", "alias", "said_as", "external_id")
    ]
    of_names = [each for each in [*mine.changes, *theirs.changes] if each["field"] in BEFORE]
    assert len(of_names) == 8
    assert {(each["before"], each["after"]) for each in of_names} == {HIDDEN}
    assert kept_of(*BEFORE.values(), *AFTER.values()) == []


def test_a_history_that_kept_them_would_be_seen(client, ada, colleague, monkeypatch):
    """Control: people whose changes are told as any row's are."""
    monkeypatch.setattr(Person, "apply", Tracked.apply)
    monkeypatch.setattr(Person, "untold", ("folded",))
    rewritten(client, ada, colleague)
    assert set(kept_of(*BEFORE.values(), *AFTER.values())) == {*BEFORE.values(), *AFTER.values()}


def test_what_is_not_personal_is_still_told(client, ada, colleague):
    colleague.change({"name": "Nicola Ncube", "is_organizer": True}, by=ada)
    changes = {each["field"]: (each["before"], each["after"]) for each in told(colleague)}
    assert changes == {"is_organizer": (False, True), "name": HIDDEN}


def test_a_name_typed_as_it_was_is_not_told(ada, colleague):
    colleague.change(BEFORE | {"is_organizer": True}, by=ada)
    assert [each["field"] for each in told(colleague)] == ["is_organizer"]
    colleague.change(BEFORE, by=ada)
    assert Entry.objects.of(colleague).count() == 1


def told(person) -> list[dict]:
    return Entry.objects.of(person).get().changes
