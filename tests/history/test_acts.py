"""Every act leaves exactly one entry, with it or not at all; driven from the table of access."""

import logging
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from csweek.history.models import Entry, Verb, record
from csweek.history.words import in_words
from csweek.people.invitations import password_link
from csweek.people.models import Person
from planner.models import Activity
from tests import factories
from tests.access import nouns
from tests.access.asking import ask, sent
from tests.access.records import difference, everything
from tests.access.sent import SECRET
from tests.access.table import ROWS, is_refused
from tests.access.world import made_world, rolled_back

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parent.parent.parent
HISTORY = "history_entry"
# What the library for accounts keeps for itself: a copy of the address, and the last sign-in.
NO_ACT = {"account_emailaddress"}
SIGNING_IN = {"account_login": {"people_person"}}
# When it was first read stands in the message itself, and is all there is to tell.
READING = {name: {"notices_notice"} for name in ("notices:notice-open", "notices:notice-see-all")}
# What is being typed is nobody's business yet: it is told once it is sent.
DRAFTING = nouns.UNTOLD
# One press sends, or accepts, several things: each has its own entry, all of one kind.
SEVERAL = {"recognition:scores-send", "recognition:nominations-accept", "planner:pair-settle-all"}
# Acts that are kept nowhere but in their entry: a link is shown once, and made from the password;
# a file of data is taken away.
TOLD_ONLY = {"people:person-invite", "people:person-data-file"}

ACTS = [
    (row.name, role)
    for row in ROWS.values()
    if row.method == "POST"
    for role, answer in row.answers.items()
    if not is_refused(answer)
]


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    logging.disable(logging.CRITICAL)
    with made_world(django_db_blocker) as made:
        yield made
    logging.disable(logging.NOTSET)


def newest() -> int:
    return Entry.objects.values_list("pk", flat=True).first() or 0


def done(world, name: str, role: str):
    """What an act has written: the tables of what is kept, and its entries."""
    before = newest()
    _answer, written = ask(world, role, "POST", name)
    kept = written - {HISTORY} - NO_ACT - (SIGNING_IN | READING | DRAFTING).get(name, set())
    return kept, list(Entry.objects.filter(pk__gt=before))


def acts_that_write(world) -> list[tuple[str, str]]:
    """One role for each address by which something that is kept is changed."""
    found = {}
    for name, role in ACTS:
        if name not in found:
            with rolled_back():
                kept, _entries = done(world, name, role)
                if kept or name in TOLD_ONLY:
                    found[name] = role
    return list(found.items())


@pytest.fixture(scope="module")
def acts(world):
    return acts_that_write(world)


@pytest.mark.parametrize(("name", "role"), ACTS)
def test_an_act_writes_one_entry_and_what_changes_nothing_writes_none(world, name, role):
    with rolled_back():
        kept, entries = done(world, name, role)
        entries = of_the_act(name, entries)
        assert len(entries) == (1 if kept or name in TOLD_ONLY else 0), sorted(kept)


def of_the_act(name: str, entries: list) -> list:
    """A staff list tells of itself once, and besides of each person it has touched; so does a
    publication that is copied back, of each activity. Of several things done at once: the first."""
    touched = nouns.TOUCHED | {
        "people:import-apply": {"people.person"},
        "planner:publication-copy-back": {"planner.activity"},
        # What lies ahead of whoever is erased they give up, each by its own verb.
        "people:person-erase": {"planner.signup", "planner.task", "planner.cover", "planner.pair"},
    }
    own = [entry for entry in entries if entry.subject_type not in touched.get(name, ())]
    if name in SEVERAL:
        assert len({(entry.subject_type, entry.verb) for entry in own}) == 1, name
        assert len({entry.subject_id for entry in own}) == len(own), name
        return own[:1]
    return own


def test_there_are_many_acts_and_they_say_who_when_what_and_from_where(world, acts):
    assert len(acts) >= 35
    for name, role in acts:
        with rolled_back():
            with world.moment_of(name):
                began = timezone.now()
            _kept, entries = done(world, name, role)
            (entry,) = of_the_act(name, entries)
            person = world.people.get(role)
            assert entry.by == person or (entry.by and person is None), name
            assert timedelta(0) <= entry.at - began < timedelta(minutes=1), name
            assert entry.at.utcoffset() == timedelta(0)
            assert entry.verb in Verb.values, name
            assert apps.get_model(entry.subject_type), name
            assert entry.origin == "127.0.0.0/24", name
            assert re.fullmatch(r"[a-z]+\.[a-z]+:\d+", entry.within), name


def not_undone(world, name: str, role: str) -> list[str]:
    """What an act leaves behind although its entry could not be written."""
    with rolled_back():
        data = sent(world, name)
        before = everything()
        answer = world.ask(role, "POST", name, data)
        assert answer.status_code == 500, name
        told = difference(before, everything())
    return [line for line in told if line.split(":")[0] not in NO_ACT]


def test_without_its_entry_an_act_is_not_done_either(world, acts, monkeypatch):

    def disk_full(*args, **kwargs):
        raise DatabaseError("disk full")

    monkeypatch.setattr(Entry, "save", disk_full)
    monkeypatch.setattr(Entry.objects, "bulk_create", disk_full)
    left = [line for name, role in acts for line in not_undone(world, name, role)]
    assert left == []


def test_an_act_outside_of_its_entrys_transaction_is_seen(world, monkeypatch):
    """Control: a copy that is saved first and told afterwards."""

    def copy_without_care(self, *, by, key=None):
        twin = Activity.objects.create(week=self.week, title=self.title)
        record(twin, Verb.COPIED, by=by)

    def disk_full(*args, **kwargs):
        raise DatabaseError("disk full")

    monkeypatch.setattr(Activity, "copy", copy_without_care)
    monkeypatch.setattr(Entry, "save", disk_full)
    assert not_undone(world, "planner:activity-copy", "organizer") != []


def test_an_act_without_an_entry_is_seen(world, monkeypatch):
    """Control: a discarding that tells nobody."""

    def discard_silently(self, *, by):
        Activity.objects.filter(pk=self.pk).update(discarded_at=timezone.now())

    monkeypatch.setattr(Activity, "discard", discard_silently)
    kept, entries = done(world, "planner:activity-delete", "organizer")
    assert (kept, entries) == ({"planner_activity"}, [])


# What stands in an entry. ------------------------------------------------------------------------

BROKEN = "Up\r\nX-Evil: 1\x0b\x0c\x1e\x85\u2028\u2029over"
TEXTS = {"name", "title", "theme", "tagline", "note", "reason", "description", "alias", "said_as"}
LINE_ENDS = re.compile(r"[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def raw_entries(after: int) -> list[dict]:
    """Entries as they lie in the database, their changes as the text that is stored."""
    columns = ["verb", "origin", "subject_type", "subject_name", "within", "reason"]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(columns)}, CAST(changes AS text) FROM {HISTORY} WHERE id > %s",
            [after],
        )
        return [dict(zip([*columns, "changes"], row, strict=True)) for row in cursor.fetchall()]


def test_no_entry_can_be_broken_into_two_lines(world, acts):
    told = 0
    for name, role in acts:
        data = sent(world, name)
        data |= {field: BROKEN for field in data if field in TEXTS}
        with rolled_back():
            before = newest()
            world.ask(role, "POST", name, data)
            for entry in raw_entries(before):
                told += BROKEN in data.values()
                broken = [key for key, value in entry.items() if re.search(r"[\r\n]", value)]
                spread = [
                    key
                    for key, value in entry.items()
                    if key != "changes"
                    if LINE_ENDS.search(value)
                ]
                assert (broken, spread) == ([], []), name
    assert told >= 10


def test_a_name_of_many_lines_would_be_seen():
    assert LINE_ENDS.search(BROKEN) and re.search(r"[\r\n]", BROKEN)


def test_no_entry_holds_a_secret(world, acts):
    secrets = {
        factories.PASSWORD,
        SECRET,
        world.first_token,
        world.reset_key,
        *(client.cookies["csweek-session"].value for client in list(world.clients.values())[1:]),
        *Person.objects.exclude(password="").values_list("password", flat=True),
    }
    before = newest()
    with rolled_back():
        for name, role in acts:
            with transaction.atomic():
                world.ask(role, "POST", name, sent(world, name))
        secrets |= set(Person.objects.exclude(password="").values_list("password", flat=True))
        entries = [*raw_entries(0)]
        assert len(raw_entries(before)) >= 20
    found = [each for each in secrets for entry in entries if each in "\n".join(entry.values())]
    assert found == []


def test_a_password_set_by_a_link_leaves_one_entry_of_whose_it_is(client, world):
    nell = Person.objects.add(by=None, name="Nell New", email="nell.new@example.org")
    before = newest()
    path = password_link(nell).removeprefix("http://localhost:8000")
    form = client.get(path, follow=True).redirect_chain[-1][0]
    typed = {"password1": SECRET, "password2": SECRET}
    assert client.post(form, typed).status_code == 302
    (entry,) = Entry.objects.filter(pk__gt=before)
    assert (entry.by, entry.subject_id, entry.verb) == (nell, nell.pk, Verb.CHANGED)
    (line,) = in_words([entry])
    assert [(each.label, each.before, each.after) for each in line.changes] == [
        ("Password", "•••", "•••")
    ]


def test_a_key_taken_away_is_told_without_what_it_was(world):
    _kept, entries = done(world, "mfa_remove_webauthn", "owner")
    (change,) = in_words(entries)[0].changes
    assert change.label == "Passkeys, codes and single sign-on"
    assert (change.before, change.after) == ("•••", "•••")
