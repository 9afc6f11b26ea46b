"""Entries: what stands in one, and that nothing changes it or takes it away."""

import ast
from datetime import UTC
from pathlib import Path

import pytest
from django.core import mail
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from csweek.history import origin
from csweek.history.models import Entry, Verb, record
from csweek.people.invitations import first_link
from csweek.people.models import Organisation, Person

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parent.parent.parent
HISTORY = "history_entry"


def test_an_entry_about_a_person_does_not_keep_their_name_beside_them(ada, cole):
    record(cole, Verb.CHANGED, by=ada)
    assert Entry.objects.get().subject_name == ""


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:aaaa:bbcc:dddd::1", "2001:db8:aaaa:bb00::/56"),
        ("::1", "::/56"),
        ("", "unknown"),
        ("somewhere\nelse", "unknown"),
    ],
)
def test_from_where_is_told_only_as_a_network(address, network):
    assert origin.coarse(address) == network


def test_an_act_on_the_command_line_says_so(ada, cole):
    assert record(cole, Verb.CHANGED, by=ada).origin == "command line"


# Acts that the table's world cannot do. ----------------------------------------------------------


def test_the_first_administrator_leaves_one_entry_and_the_set_up_one_for_each_thing_made(client):
    typed = {
        "name": "Ada Amari",
        "email": "ada@example.org",
        "password": "ears-wide-open-2026",
        "again": "ears-wide-open-2026",
    }
    client.post(first_link(), typed)
    assert [entry.verb for entry in Entry.objects.all()] == [Verb.MADE]
    answers = {"organisation": "Northwind", "site": "Leeds", "time_zone": "Europe/London"}
    client.post(reverse("people:setup"), answers)
    assert Organisation.objects.count() == 1
    assert [entry.subject_type for entry in Entry.objects.all()] == [
        "people.organisation",
        "people.site",
        "people.person",
    ]


def test_inviting_many_leaves_one_entry_for_each_of_them(client, organisation, ada, settings):
    settings.MAIL_SERVER = "mail.example.org"
    for number in range(3):
        Person.objects.add(by=None, name=f"Nia {number}", email=f"nia{number}@example.org")
    before = Entry.objects.count()
    client.force_login(ada)
    client.post(reverse("people:invite-everyone"))
    assert len(mail.outbox) == 3
    told = list(Entry.objects.all())[: Entry.objects.count() - before]
    assert [entry.verb for entry in told] == [Verb.INVITED] * 3
    assert len({entry.subject_id for entry in told}) == 3


# Nothing takes it away. --------------------------------------------------------------------------


@pytest.fixture
def entry(ada, cole):
    return record(cole, Verb.CHANGED, by=ada, changes={"alias": ("", "Coley")})


@pytest.mark.parametrize(
    "act",
    [
        lambda entry: entry.save(),
        lambda entry: entry.delete(),
        lambda entry: Entry.objects.all().delete(),
        lambda entry: Entry.objects.update(reason="other"),
        lambda entry: Entry.objects.filter(pk=entry.pk).update(reason="other"),
        lambda entry: Entry.objects.of(entry.by).delete(),
        lambda entry: Entry.objects.bulk_update([entry], ["reason"]),
        lambda entry: Entry.objects.update_or_create(pk=entry.pk, defaults={"reason": "other"}),
    ],
)
def test_no_way_to_change_or_delete_an_entry_is_open(entry, act):
    before = list(Entry.objects.values())
    entry.reason = "other"
    with pytest.raises(TypeError, match="History is never"), transaction.atomic():
        act(entry)
    assert list(Entry.objects.values()) == before


def test_when_somebody_is_erased_their_entries_stay_without_them(entry, ada):
    Person.objects.filter(pk=ada.pk).delete()
    kept = Entry.objects.get(pk=entry.pk)
    assert (kept.by, kept.verb, kept.changes) == (None, entry.verb, entry.changes)


@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE {HISTORY} SET reason = 'other'",
        f"UPDATE {HISTORY} SET by_id = NULL, reason = 'other'",
        f"DELETE FROM {HISTORY}",
    ],
)
def test_not_even_plain_sql_changes_an_entry_where_the_database_can_refuse(entry, statement):
    triggers = "SELECT count(*) FROM pg_trigger WHERE tgname = 'history_entry_append_only'"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(triggers)
            assert cursor.fetchone() == (1,)
            with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
                cursor.execute(statement)
            assert Entry.objects.get().reason == ""
        else:
            # SQLite's file is its owner's anyway: here the models are the only door, and shut.
            with pytest.raises(TypeError):
                Entry.objects.update(reason="other")
            with pytest.raises(TypeError):
                Entry.objects.all().delete()
            assert around_the_models(ROOT) == []


# The one file that changes entries: whoever is erased is forgotten there.
ERASING = "csweek/history/erasing.py"
CHANGING = {"update", "delete", "bulk_update", "aupdate", "adelete", "_raw_delete", "raw"}


def around_the_models(root: Path) -> list[str]:
    """Calls that would change entries, or reach them past their own manager, or by their table."""
    found = []
    for package in ("csweek", "planner", "recognition"):
        for file in sorted((root / package).rglob("*.py")):
            if "migrations" in file.parts or file == root / ERASING:
                continue
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                    if node.func.attr in CHANGING and _is_about_entries(node.func.value):
                        found.append(f"{file.relative_to(root)}:{node.lineno}")
                elif isinstance(node, ast.Attribute) and node.attr == "_base_manager":
                    if _is_about_entries(node.value):
                        found.append(f"{file.relative_to(root)}:{node.lineno}")
                elif isinstance(node, ast.Constant) and HISTORY in str(node.value):
                    found.append(f"{file.relative_to(root)}:{node.lineno}")
    return found


def _is_about_entries(node: ast.AST) -> bool:
    names = {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
    attributes = {each.attr for each in ast.walk(node) if isinstance(each, ast.Attribute)}
    return "Entry" in names | attributes


def test_no_code_of_ours_changes_entries_or_goes_around_their_models():
    assert around_the_models(ROOT) == []


@pytest.mark.parametrize(
    "line",
    [
        "Entry.objects.filter(pk=1).update(reason='')",
        "models.Entry.objects.all().delete()",
        "Entry.objects.of(week)._raw_delete('default')",
        "Entry._base_manager.all()",
        "cursor.execute('DELETE FROM history_entry')",
        "Entry.objects.raw('SELECT 1')",
    ],
)
def test_code_that_would_is_seen(tmp_path, line):
    (tmp_path / "planner").mkdir()
    (tmp_path / "planner/tidy.py").write_text(f'"""Tidies."""\n{line}\n')
    assert around_the_models(tmp_path) == ["planner/tidy.py:2"]


def test_the_clock_is_utc(entry):
    assert Entry.objects.get().at.tzinfo is UTC
