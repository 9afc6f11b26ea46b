"""A call that many answer at one instant, over HTTP and in real processes, on either database."""

import json
from datetime import time

import pytest

from planner.models import CoverCall
from tests import factories
from tests.processes import Lent

pytestmark = pytest.mark.django_db(transaction=True)

MANY, WANTED = 10, 3
BEGIN = """
import json, threading
from django.conf import settings
from django.db import connection, connections
from django.db.models import QuerySet
from django.test import Client
from csweek.people.models import Person
from planner.models import Cover, CoverCall

SIMPLE = "django.contrib.staticfiles.storage.StaticFilesStorage"
settings.STORAGES["staticfiles"] = {"BACKEND": SIMPLE}

def answers(numbers, path):
    clients = []
    for number in numbers:
        client = Client(SERVER_NAME="localhost", raise_request_exception=False)
        client.force_login(Person.objects.get(email=f"h{number}@example.org"))
        clients.append(client)
    told = []
    def tap(client):
        told.append(client.post(path).status_code)
        told.append(client.post(path).status_code)  # a double tap
        connections.close_all()
    threads = [threading.Thread(target=tap, args=[each]) for each in clients]
    connections.close_all()
    wait_for_the_others()
    for each in threads: each.start()
    for each in threads: each.join(60)
    print(json.dumps(sorted(told)))
"""
KEPT = """
import json
from csweek.history.models import Entry
from csweek.notices.models import Notice
from planner.models import Cover, CoverCall
call = CoverCall.objects.get()
states = list(Cover.objects.values_list("state", flat=True))
print(json.dumps({
    "taken": call.taken,
    "given": states.count("given"),
    "waiting": states.count("waiting"),
    "entries": Entry.objects.filter(subject_type="planner.cover").count(),
    "told": Notice.objects.filter(name="cover-found").count(),
}))
"""
# The control: each statement on its own, nobody waits, and everybody looks before they leap.
HOLDS_NOTHING = """
CoverCall.answer = CoverCall.answer.__wrapped__
QuerySet.select_for_update = lambda self, *args, **options: self
held = CoverCall.held
def held_slowly(self):
    found = held(self)
    time.sleep(0.3)
    return found
CoverCall.held = held_slowly
"""
RIGHT = {"taken": WANTED, "given": WANTED, "waiting": MANY - WANTED, "entries": MANY, "told": 1}


@pytest.fixture
def lent(tmp_path):
    factories.organisation()
    paula = factories.person("Paula Prieto", is_organizer=True)
    week = factories.week(2090, by=paula)
    for n in range(MANY):
        factories.person(f"H{n} Helper", team=factories.team("Returns desk"))
    factories.publication(week, by=paula)
    CoverCall.objects.ask(
        by=paula,
        told=lambda call: [],
        team=factories.team("Billing"),
        day=week.days.get(number=3),
        starts=time(12),
        ends=time(13),
        people=WANTED,
    )
    return Lent(tmp_path)


def all_answer(lent: Lent, built: str = "") -> tuple[set, dict]:
    """What is answered to many who tap twice at one instant, in two processes; what is kept."""
    path = f"/2090/cover/{CoverCall.objects.get().key}/answer/"
    halves = [list(range(0, MANY, 2)), list(range(1, MANY, 2))]
    codes = [f"{BEGIN}{built}\nanswers({half}, {path!r})" for half in halves]
    answers = [json.loads(said) for said in lent.run_at_once(*codes)]
    return {status for said in answers for status in said}, json.loads(lent.run(KEPT))


def test_never_more_step_in_than_are_wanted_however_many_answer_at_once(lent):
    assert all_answer(lent) == ({302}, RIGHT)


def test_control_without_turns_too_many_step_in_or_an_answer_fails(lent):
    answers, kept = all_answer(lent, HOLDS_NOTHING)
    assert (answers, kept) != ({302}, RIGHT)
    assert kept["given"] > WANTED
