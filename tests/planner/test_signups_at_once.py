"""Two hundred people at twenty-five places, in real processes, on either database; some are killed.

Whatever happens at once: never more confirmed than places, `taken` is what the sign-ups add up to
at every moment, and whoever was told that they have joined has a place or waits for one.
"""

import json
import signal
import time

import pytest

from tests import factories
from tests.processes import Lent, finish

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE, PLACES, PROCESSES = 200, 25, 4

BEGIN = """
import json, sys
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Count, F, IntegerField, OuterRef, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.test import Client
from csweek.people.models import Person
from planner.models import Signup, SignupList
from planner.models.joining import SignupManager
from planner.models.weeks import WeekManager

SIMPLE = "django.contrib.staticfiles.storage.StaticFilesStorage"
settings.STORAGES["staticfiles"] = {"BACKEND": SIMPLE}
PK = int(os.environ["PK"])
"""

# Everybody joins and presses twice; each fifth leaves again and comes back.
COME = """
def come(first, last):
    door = SignupList.objects.select_related("week").get(pk=PK)
    path = f"/{door.week.year}/activities/{door.key}/"
    clients = {}
    for number in range(first, last):
        client = Client(SERVER_NAME="localhost", raise_request_exception=False)
        client.force_login(Person.objects.get(email=f"p{number}@example.org"))
        clients[number] = client
    wait_for_the_others()
    for number, client in clients.items():
        verbs = ["join", "join", *(["leave", "leave", "join"] if number % 5 == 0 else [])]
        for verb in verbs:
            status = client.post(path + verb + "/").status_code
            print(json.dumps([number, verb, status]), flush=True)
"""

# What every reader sees, in one statement: `taken`, and what the confirmed add up to.
READ = """
def read():
    sizes = Signup.objects.confirmed().filter(activity=OuterRef("pk")).order_by()
    sizes = sizes.values("activity").annotate(sum=Sum(F("guests") + 1)).values("sum")
    door = SignupList.objects.filter(pk=PK).annotate(
        sum=Coalesce(Subquery(sizes, output_field=IntegerField()), 0))
    return door.values_list("taken", "sum", "places").get()

def watch():
    wait_for_the_others()
    seen, end = [], time.monotonic() + 240
    while time.monotonic() < end and not os.path.exists(os.environ["GO"] + ".over"):
        seen.append(read())
        time.sleep(0.01)
    wrong = [each for each in seen if each[0] != each[1] or each[0] > each[2]]
    print(json.dumps({"reads": len(seen), "wrong": wrong[:3]}))
"""

KEPT = """
kept = Signup.objects.filter(activity=PK)
line = list(kept.waiting().values_list("line", flat=True))
print(json.dumps({
    "read": read(),
    "confirmed": kept.confirmed().count(),
    "waiting": len(line),
    "stored": sorted(int(e[1:].split("@")[0])
                     for e in kept.kept().values_list("person__email", flat=True)),
    "once in line": len(line) == len(set(line)),
}))
"""

# Controls: places given out wrongly. Each reads first and writes a while after it.
SLOWLY = """
enter = SignupManager._enter
def enter_slowly(self, *args, **options):
    time.sleep(0.2)
    return enter(self, *args, **options)
SignupManager._enter = enter_slowly
"""
NO_TURNSTILE = (
    SLOWLY
    + """
WeekManager.hold = lambda self, pk: None
SignupManager.join = SignupManager.join.__wrapped__
"""
)
NO_CONSTRAINT = """
taken = lambda self: Signup.objects.confirmed().filter(activity=self.pk).count()
SignupList.left = property(lambda self: self.places - taken(self))
SignupList.take_places = staticmethod(lambda pk, count: None)
"""


@pytest.fixture
def door(tmp_path):
    return Crowd(tmp_path)


class Crowd:
    """Two hundred people before one door with twenty-five places."""

    def __init__(self, home):
        factories.organisation()
        paula = factories.person("Paula Prieto", is_organizer=True)
        week = factories.week(2090, by=paula)
        self.activity = factories.activity(
            week, "Lunch", 3, "12:00", 60, by=paula, needs_sign_up=True, places=PLACES
        )
        factories.publication(week, by=paula)
        for number in range(PEOPLE):
            factories.person(f"P{number} Person")
        self.home, self.lent = home, Lent(home)
        self.more = {"PK": str(self.activity.pk), "GO": str(home / "go")}

    def begin(self, code: str):
        return self.lent.begin(BEGIN + COME + READ + code, **self.more)

    def come(self, *, built: str = "", killed: int = 0, people: int = PEOPLE) -> dict:
        """All come at once, in several processes, of which some are killed on the way."""
        share = people // PROCESSES
        starts = range(0, people, share)
        workers = [self.begin(f"{built}\ncome({n}, {n + share})") for n in starts]
        reader = self.begin("watch()")
        for each in (*workers, reader):
            assert each.stdout.readline() == "ready\n"
        (self.home / "go").touch()
        cut = [self._kill(each) for each in workers[:killed]]
        said = [finish(each) for each in workers[killed:]] + cut
        (self.home / "go.over").touch()
        watched = json.loads(finish(reader))
        answers = [json.loads(line) for text in said for line in text.splitlines() if "]" in line]
        kept = json.loads(finish(self.begin(KEPT)))
        return {"answers": answers, "watched": watched, **kept}

    def _kill(self, worker) -> str:
        """After some of its people were answered."""
        said = "".join(worker.stdout.readline() for _line in range(9))
        time.sleep(0.01)
        worker.send_signal(signal.SIGKILL)
        lines = (said + worker.communicate()[0]).splitlines()
        asking = lines[-1].split(",")[0]  # whether their last wish was done nobody can know
        return "\n".join(line for line in lines if line.split(",")[0] != asking)


def acknowledged(answers) -> set[int]:
    """Who was told last that they have joined, and has asked for nothing since."""
    last = {number: verb for number, verb, status in answers if status == 302}
    return {number for number, verb in last.items() if verb == "join"}


def test_two_hundred_people_share_twenty_five_places(door):
    found = door.come()
    assert {status for _number, _verb, status in found["answers"]} == {302}
    assert found["read"] == [PLACES, PLACES, PLACES]
    assert (found["confirmed"], found["waiting"]) == (PLACES, PEOPLE - PLACES)
    assert found["once in line"]
    assert set(found["stored"]) == acknowledged(found["answers"]) == set(range(PEOPLE))
    assert found["watched"]["reads"] > 20 and found["watched"]["wrong"] == []


def test_killed_in_the_middle_nothing_that_was_said_is_lost_and_all_adds_up(door):
    found = door.come(killed=2)
    assert found["read"] == [PLACES, PLACES, PLACES]
    assert found["watched"]["wrong"] == []
    assert acknowledged(found["answers"]) <= set(found["stored"]) <= set(range(PEOPLE))
    assert found["confirmed"] + found["waiting"] == len(found["stored"])


def test_control_without_the_turnstile_and_the_constraint_there_are_too_many(door):
    found = door.come(built=NO_TURNSTILE + NO_CONSTRAINT, people=80)
    assert found["confirmed"] > PLACES
    assert found["watched"]["wrong"] != []


def test_control_without_the_turnstile_alone_the_constraint_refuses(door):
    """Nobody has a place too many, but somebody is told that something went wrong."""
    found = door.come(built=NO_TURNSTILE, people=80)
    assert found["read"][0] <= PLACES
    assert 500 in {status for _number, _verb, status in found["answers"]} or (
        found["watched"]["wrong"] != []
    )
