"""Erasing: who may be, what is struck out of what others wrote, and what keeps copies."""

import json
import sqlite3
import uuid

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from csweek.history.models import Entry, Verb
from csweek.history.words import in_words
from csweek.lib import pdf
from csweek.people import erasing, holdings
from csweek.people.erasing import erase
from csweek.people.imports import take
from csweek.people.models import Person, StaffList
from csweek.people.rules.callings import excerpt, pattern_of, struck
from csweek.people.traces import Calling, namesakes, shown_to
from planner.models import Activity, Calendar, Publication, Rendering
from tests import factories
from tests.people.test_privacy import dump, traces_of

pytestmark = pytest.mark.django_db

ASKED = "They have asked us to"


def again(client: Client, person) -> Client:
    """Signed in, and just asked again who one is."""
    login = {"login": person.email, "password": factories.PASSWORD}
    assert client.post("/account/login/", login).status_code == 302
    assert client.post("/account/reauthenticate/", login).status_code == 302
    return client


# Who may be erased. ------------------------------------------------------------------------------


def test_nobody_erases_themselves(ada):
    factories.person("Ann Admin", is_administrator=True)
    with pytest.raises(ValidationError, match="cannot erase yourself"):
        erase(ada, by=ada, reason=ASKED)


def test_the_only_administrator_who_can_sign_in_is_not_erased(ada, paula):
    with pytest.raises(ValidationError, match="only administrator"):
        erase(ada, by=paula, reason=ASKED)
    ada.refresh_from_db()
    assert (ada.name, ada.is_erased) == ("Ada Amari", False)


def test_erased_twice_is_erased_once_and_told_once(ada, cole):
    erase(cole, by=ada, reason=ASKED)
    erase(Person.objects.get(pk=cole.pk), by=ada, reason=ASKED)
    assert Entry.objects.filter(verb=Verb.ERASED).count() == 1


def test_the_page_asks_for_a_reason_and_that_it_is_meant(organisation, ada, cole):
    client = again(Client(), ada)
    answer = client.post(f"/people/{cole.pk}/erase/", {"reason": ""})
    assert answer.status_code == 422
    assert Person.objects.get(pk=cole.pk).name == "Cole Carter"


def test_the_page_asks_once_more_who_one_is(organisation, ada, cole):
    client = again(Client(), ada)
    with time_machine.travel(timezone.now() + timezone.timedelta(minutes=10)):
        for path in ("erase", "data"):
            answer = client.get(f"/people/{cole.pk}/{path}/")
            assert answer.status_code == 302 and "/reauthenticate/" in answer["Location"]


def test_a_press_erases_and_what_comes_after_names_nobody(organisation, ada, cole):
    client = again(Client(), ada)
    form = {"reason": "Cole Carter has asked us to", "by_name": "on", "is_meant": "on"}
    answer = client.post(f"/people/{cole.pk}/erase/", form, follow=True)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "Cole" not in page and "(erased)" in page
    (line,) = in_words(Entry.objects.filter(verb=Verb.ERASED))
    assert line.sentence == "Ada Amari erased person “(erased)”"
    assert line.reason == "(erased) has asked us to"


def test_a_shell_is_in_no_list_and_comes_back_by_no_page(organisation, ada, cole):
    client = again(Client(), ada)
    erase(cole, by=ada, reason=ASKED)
    for query in ("", "?show=inactive", "?q=erased&show=inactive"):
        assert "(erased)" not in client.get(f"/people/{query}").content.decode()
    client.post(f"/people/{cole.pk}/reactivate/")
    assert not Person.objects.get(pk=cole.pk).is_active


def test_their_sessions_end_and_their_password_opens_nothing(organisation, ada, cole):
    theirs = again(Client(), cole)
    erase(cole, by=ada, reason=ASKED)
    assert theirs.get("/about/").status_code == 302
    login = {"login": "cole@example.org", "password": factories.PASSWORD}
    Client().post("/account/login/", login)
    shell = Person.objects.get(pk=cole.pk)
    assert not shell.has_usable_password() and not EmailAddress.objects.filter(user=shell).exists()
    assert not any("cole@" in json.dumps(each.get_decoded()) for each in Session.objects.all())


def half_way(person) -> None:
    """A session of somebody who has begun to sign in: only their address says so."""
    session = SessionStore()
    session["signing in"] = {"email": person.email}
    session.save()


def test_a_session_that_only_holds_their_address_ends_too(ada, cole):
    half_way(cole)
    half_way(ada)
    erase(cole, by=ada, reason=ASKED)
    (left,) = Session.objects.all()
    assert left.get_decoded() == {"signing in": {"email": ada.email}}


# What others wrote. ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("Cole Carter hosts", "(erased) hosts"),
        ("cole  CARTER\nhosts", "(erased)\nhosts"),
        ("Ask Cole Carter's team, or cole@example.org.", "Ask (erased)'s team, or (erased)."),
        ("Nicole Carterson stays, and so does Cole", "Nicole Carterson stays, and so does Cole"),
    ],
)
def test_a_name_is_struck_out_whole_and_nothing_else(text, after):
    pattern = pattern_of(["Cole Carter", "cole@example.org"])
    assert struck(text, pattern) == after


def test_a_name_with_accents_is_found_however_they_are_written():
    pattern = pattern_of(["José Núñez"])
    assert struck("José Núñez und Jose\u0301 Nu\u0301n\u0303ez", pattern) == "(erased) und (erased)"


def test_nothing_to_find_finds_nothing():
    assert pattern_of(["", " "]) is None
    assert struck("All stays", None) == "All stays"


def test_an_excerpt_is_one_line_around_the_name():
    text = "x" * 60 + "\nwith Cole Carter\n" + "y" * 60
    told = excerpt(text, pattern_of(["Cole Carter"]))
    assert told.startswith("…") and told.endswith("…") and "with Cole Carter" in told


@pytest.fixture
def named(week, paula, cole):
    """Cole stands in a description that was published, and in the history of it."""
    activity = factories.activity(
        week, "Thanks", 2, "11:00", 30, by=paula, host=cole, description="Ask Cole Carter"
    )
    publication = factories.publication(week, by=paula, note="With Cole Carter")
    activity.change({"description": "Ask  cole carter, or cole@example.org"}, by=paula)
    Rendering.objects.prepare(publication)
    return activity


def test_words_of_others_are_struck_in_the_draft_the_publications_and_the_history(named, ada, cole):
    assert len(traces_of(["Cole Carter", "cole@example.org"], dump())) > 5
    erase(cole, by=ada, reason=ASKED)
    assert traces_of(["Cole Carter", "cole@example.org"], dump()) == []
    named.refresh_from_db()
    assert named.description == "Ask  (erased), or (erased)"
    (publication,) = Publication.objects.all()
    assert publication.note == "With (erased)"
    assert [item.description for item in publication.frozen.items] == ["Ask (erased)"]
    assert not Rendering.objects.exists()
    assert publication.names_of_hosts() == {}


def test_the_history_keeps_that_and_when_and_by_whom_it_was(named, ada, cole):
    facts = ("pk", "at", "by", "verb", "subject_type", "subject_id", "within", "origin")
    before = list(Entry.objects.values_list(*facts))
    erase(cole, by=ada, reason=ASKED)
    assert list(Entry.objects.exclude(verb=Verb.ERASED).values_list(*facts)) == before


def test_of_themselves_the_history_forgets_what_was_before_and_after(ada, cole):
    cole.change({"start_date": timezone.localdate(), "team": factories.team("Night")}, by=ada)
    erase(cole, by=ada, reason=ASKED)
    (entry,) = Entry.objects.of(cole).filter(verb=Verb.CHANGED)
    assert {each["field"] for each in entry.changes} == {"start_date", "team"}
    assert {each[side] for each in entry.changes for side in ("before", "after")} == {"•••"}


def test_without_striking_names_the_address_goes_all_the_same(named, ada, cole):
    erase(cole, by=ada, reason=ASKED, by_name=False)
    named.refresh_from_db()
    assert named.description == "Ask  cole carter, or (erased)"


def test_a_namesake_is_seen_before_anything_is_struck(organisation, ada, cole):
    other = factories.person("Cole Carter", email="other@example.org")
    factories.person("Cole Carterson", email="third@example.org")
    assert list(namesakes(cole)) == [other]
    page = again(Client(), ada).get(f"/people/{cole.pk}/erase/")
    assert "1 colleague has the same name" in page.content.decode()
    assert page.context["form"]["by_name"].initial is False


def test_texts_are_listed_to_whom_they_are_readable(named, ada, cole, paula):
    assert shown_to(ada, cole) == []  # the draft is not hers to read
    ada.is_organizer = True
    told = {(trace.kind, trace.words) for trace in shown_to(ada, cole)}
    assert ("activity", "Ask cole carter, or cole@example.org") in told
    assert ("publication", "With Cole Carter") in told


# What keeps copies. ------------------------------------------------------------------------------


def test_their_calendars_stop(week, ada, cole):
    factories.publication(week, by=ada, note="First")
    token = Calendar.objects.make(week, whole=True, key=uuid.uuid4(), by=cole)
    assert Client().get(f"/calendars/{token}/").status_code in {200, 404}
    assert Calendar.objects.behind(token)
    erase(cole, by=ada, reason=ASKED)
    assert Calendar.objects.behind(token) is None


def test_a_staff_list_that_waits_is_dropped_for_it_may_hold_them(ada, cole):
    rows = b"Name,E-mail\nCole Carter,cole@example.org\n"
    take("Cole Carter.csv", rows, is_everyone=False, key=uuid.uuid4(), by=ada)
    erase(cole, by=ada, reason=ASKED)
    assert not StaffList.objects.exists()
    assert traces_of(["Cole Carter"], dump()) == []


def test_what_this_process_keeps_in_memory_is_dropped(ada, cole, monkeypatch):
    monkeypatch.setattr(pdf, "to_pdf", lambda html: html.encode())
    pdf.to_pdf_once("With Cole Carter")
    assert pdf._kept.cache_info().currsize
    erase(cole, by=ada, reason=ASKED)
    assert not pdf._kept.cache_info().currsize


def test_nothing_is_written_to_the_log(organisation, ada, cole, caplog):
    caplog.set_level("DEBUG")
    client = again(Client(), ada)
    form = {"reason": "Cole Carter has asked us to", "by_name": "on", "is_meant": "on"}
    client.get(f"/people/{cole.pk}/erase/")
    client.post(f"/people/{cole.pk}/data.zip")
    client.post(f"/people/{cole.pk}/erase/", form)
    logged = "\n".join(
        each.getMessage() for each in caplog.records if not each.name.startswith("django.db")
    )
    assert traces_of(["Cole Carter", "cole@example.org"], logged) == []


def test_the_database_lets_the_history_be_struck_by_erasing_alone(ada, cole):
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL guards it")
    erase(cole, by=ada, reason=ASKED)
    table = Entry._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL csweek.erasing = 'yes'")
        for statement in (f"UPDATE {table} SET verb = 'made'", f"DELETE FROM {table}"):
            with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
                cursor.execute(statement)
        cursor.execute("SET LOCAL csweek.erasing = 'no'")
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            cursor.execute(f"UPDATE {table} SET reason = 'other'")


# Controls: what is left undone is seen. ----------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "name"),
    [
        (erasing, "make_shell"),
        (erasing, "strike"),
        (erasing, "_end_all_sessions"),
    ],
)
def test_a_step_that_is_left_out_is_seen(named, ada, cole, monkeypatch, place, name):
    half_way(cole)
    monkeypatch.setattr(place, name, lambda *args, **kwargs: 0)
    erase(Person.objects.get(pk=cole.pk), by=ada, reason=ASKED)
    assert traces_of(["Cole Carter", "cole@example.org"], dump())


def test_a_table_that_does_nothing_when_somebody_is_erased_is_seen(named, ada, cole, monkeypatch):
    kept = [each for each in holdings.holdings() if each.model is not EmailAddress]
    monkeypatch.setattr(erasing, "holdings", lambda: kept)
    EmailAddress.objects.get_or_create(user=cole, email=cole.email)
    erase(cole, by=ada, reason=ASKED)
    assert [each.split(":")[0] for each in traces_of(["cole@example.org"], dump())] == [
        "account_emailaddress"
    ]


def test_sqlite_overwrites_what_was_deleted(tmp_path):
    """Why erasing tells it to: else the text stays in the file until the room is needed."""
    for is_told, is_left in ((False, True), (True, False)):
        path = tmp_path / f"{is_told}.sqlite3"
        with sqlite3.connect(path) as file:
            file.execute("CREATE TABLE told (words TEXT)")
            file.executemany("INSERT INTO told VALUES (?)", [("Cole Carter",), ("Mara",)])
        with sqlite3.connect(path) as file:
            file.execute(f"PRAGMA secure_delete = {'ON' if is_told else 'OFF'}")
            file.execute("DELETE FROM told WHERE words = 'Cole Carter'")
        file.close()
        assert (b"Cole Carter" in path.read_bytes()) is is_left


def test_calling_strikes_what_is_folded_too(cole):
    assert Calling.of(cole).strike("ask cole carter") == "ask (erased)"
    assert Activity._meta.label  # the tables are there
