"""Many organizers at once, over HTTP and in real processes, on either database.

A plan is published once, however often and by however many the button is pressed; of eight who
save one activity all the time, nobody saves over what they have not seen.
"""

import json
import uuid

import pytest

from tests import factories
from tests.processes import Lent

pytestmark = pytest.mark.django_db(transaction=True)

BEGIN = """
import json, random, re, sys, threading, uuid
from django.conf import settings
from django.db import connections
from django.db.models import QuerySet
from django.test import Client
from csweek.history.models import Entry
from csweek.people.models import Person
from planner.models import Activity
from planner.models.publications import PublicationManager

SIMPLE = "django.contrib.staticfiles.storage.StaticFilesStorage"
settings.STORAGES["staticfiles"] = {"BACKEND": SIMPLE}

def browser(number):
    client = Client(SERVER_NAME="localhost", raise_request_exception=False)
    client.force_login(Person.objects.get(email=f"p{number}@example.org"))
    return client

def value(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', page.content.decode())[1]
"""

PUBLISH = """
propose = PublicationManager.propose
def propose_slowly(self, week, draft=None):
    found = propose(self, week, draft)
    time.sleep(0.4)
    return found
PublicationManager.propose = propose_slowly

def publish(number, key):
    client = browser(number)
    seen = value(client.get("/2090/publish/"), "seen")
    wait_for_the_others()
    answer = client.post("/2090/publish/", {"note": "Come", "key": key, "seen": seen})
    where = answer.headers.get("Location", "")
    page = client.get(where).content.decode() if where else ""
    words = ["Published. 10 people are told", "Nothing has changed since", "changed while you"]
    said = [each for each in words if each in page + answer.content.decode()]
    print(json.dumps([answer.status_code, where, said]))
"""
KEPT = """
import json
from csweek.history.models import Entry
from csweek.notices.models import Mail, Notice
from planner.models import Publication
told = list(Notice.objects.order_by("person").values_list("person__email", flat=True))
mails = Mail.objects.order_by("notice__person")
print(json.dumps({
    "publications": list(Publication.objects.values_list("number", flat=True)),
    "each told once": len(told) == len(set(told)) == 10,
    "each mailed once": list(mails.values_list("notice__person__email", flat=True)) == told,
    "entries": Entry.objects.filter(verb="published").count(),
}))
"""

# Controls: publishing built wrong.
HOLDS_NOTHING = """
PublicationManager.publish = PublicationManager.publish.__wrapped__  # each statement on its own
QuerySet.select_for_update = lambda self, *args, **options: self  # and nobody waits
"""
KNOWS_NO_KEY = """
from planner.forms.publications import PublishForm
clean = PublishForm.clean
PublishForm.clean = lambda self: clean(self) | {"key": uuid.uuid4()}
"""

SAVE = """
def saves(number, pk, count, told):
    lot, client = random.Random(number), browser(number)
    for turn in range(count):
        page = client.get(f"/2090/activities/{pk}/")
        seen, version = value(page, "title"), value(page, "version")
        time.sleep(lot.random() * 0.03)
        typed = f"{number}.{turn}"
        answer = client.post(f"/2090/activities/{pk}/", {
            "title": typed, "kind": "other", "version": version})
        told.append((answer.status_code, seen, typed))
    connections.close_all()

def save_all(pk, count):
    told = []
    threads = [threading.Thread(target=saves, args=(n, pk, count, told)) for n in range(8)]
    for each in threads: each.start()
    for each in threads: each.join(120)
    accepted = {typed: seen for status, seen, typed in told if status == 302}
    changed = [change for entry in Entry.objects.filter(subject_type="planner.activity")
               for change in entry.changes if change["field"] == "title"]
    print(json.dumps({
        "asked": len(told),
        "answers": sorted({status for status, seen, typed in told}),
        "accepted": len(accepted),
        "steps": Activity.objects.get(pk=pk).version - 1,
        "entries": len(changed),
        "lost": sum(accepted[each["after"]] != each["before"] for each in changed),
        "last": Activity.objects.get(pk=pk).title in accepted,
    }))
"""
CHECKS_NO_VERSION = """
Activity._at_my_version = lambda self: Activity.objects.filter(pk=self.pk)
"""


@pytest.fixture
def office(tmp_path):
    return Office(tmp_path)


class Office:
    """An organisation with eight organizers and three others, and its processes."""

    def __init__(self, home):
        factories.organisation()
        crew = [factories.person(f"P{n} Planner", is_organizer=True) for n in range(8)]
        for name in ("Cole Carter", "Otto Okafor", "Jun Jang"):
            factories.person(name)
        week = factories.week(2090, by=crew[0])  # ahead: of what is over nobody is told
        self.activity = factories.activity(week, "0", by=crew[0]).pk
        self.lent = Lent(home)

    def publish(self, *who: tuple[int, str], built: str = "") -> tuple[list, dict]:
        """What each organizer (number, key) is answered who presses the button at one instant."""
        codes = [f"{BEGIN}{PUBLISH}{built}\npublish({n}, {key!r})" for n, key in who]
        answers = [json.loads(said) for said in self.lent.run_at_once(*codes)]
        return sorted(answers), json.loads(self.lent.run(KEPT))

    def save_all(self, built: str = "") -> dict:
        code = f"{BEGIN}{SAVE}{built}\nsave_all({self.activity}, {TURNS})"
        return json.loads(self.lent.run(code))


TURNS = 8  # so often each of eight saves: the control below loses saves within as many
ONCE = {"publications": [1], "each told once": True, "each mailed once": True, "entries": 1}
DONE = [302, "/2090/publications/1/", ["Published. 10 people are told"]]
NOTHING = [302, "/2090/publications/", ["Nothing has changed since"]]


def test_a_form_sent_twice_at_once_publishes_once_and_both_answers_lead_to_it(office):
    key = str(uuid.uuid4())
    assert office.publish((0, key), (0, key)) == ([DONE, DONE], ONCE)


def test_of_two_organizers_who_publish_at_once_one_does_and_the_other_is_told(office):
    answers = office.publish((0, str(uuid.uuid4())), (1, str(uuid.uuid4())))
    assert answers == (sorted([DONE, NOTHING]), ONCE)


@pytest.mark.parametrize("built", [HOLDS_NOTHING, KNOWS_NO_KEY], ids=["no lock", "no key"])
def test_control_publishing_without_a_lock_or_a_key_does_not_pass(office, built):
    key = str(uuid.uuid4())
    assert office.publish((0, key), (0, key), built=built) != ([DONE, DONE], ONCE)


def test_eight_who_save_one_activity_all_the_time_lose_nothing(office):
    found = office.save_all()
    assert found["asked"] == 8 * TURNS
    assert found["answers"] == [302, 409]
    assert found["accepted"] == found["steps"] == found["entries"] > 8
    assert (found["lost"], found["last"]) == (0, True)


def test_control_without_the_check_of_versions_saves_are_lost(office):
    found = office.save_all(CHECKS_NO_VERSION)
    assert found["answers"] == [302]
    assert found["lost"] > 0
