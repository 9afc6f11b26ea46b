"""Scores sent by two windows in the same moment, in real processes, are sent once."""

import json
import uuid

import pytest

from tests import factories as people
from tests.processes import Lent
from tests.recognition import factories
from tests.recognition.judging import CLOSED, file_of, person

pytestmark = pytest.mark.django_db(transaction=True)

SEND = """
import time, uuid
from django.conf import settings
from django.db.models import QuerySet
from django.test import Client
from csweek.people.models import Person
from recognition.models import Award, Review
from recognition.models.reviews import ReviewManager

SIMPLE = "django.contrib.staticfiles.storage.StaticFilesStorage"
settings.STORAGES["staticfiles"] = {"BACKEND": SIMPLE}
missing = Review.missing
def slowly(self, criteria):
    time.sleep(0.3)
    return missing(self, criteria)
Review.missing = slowly

def send():
    client = Client(SERVER_NAME="localhost", raise_request_exception=False)
    client.force_login(Person.objects.get(email="jun@example.org"))
    award = Award.objects.get()
    versions = " ".join(f"{each.file_id}:{each.version}" for each in Review.objects.all())
    wait_for_the_others()
    answer = client.post(f"/2026/judging/{award.key}/send/", {"versions": versions})
    print(answer.status_code)
"""
HOLDS_NOTHING = """
ReviewManager.send_all = ReviewManager.send_all.__wrapped__  # each statement on its own
QuerySet.select_for_update = lambda self, *args, **options: self  # and nobody waits
"""
KEPT = """
import json
from csweek.history.models import Entry
from recognition.models import Review
sent = Entry.objects.filter(verb="sent", subject_type="recognition.review")
print(json.dumps([Review.objects.sent().count(), sent.count()]))
"""


@pytest.fixture
def lent(tmp_path):
    """Jun has scored two files, and sent none."""
    people.organisation()
    manager = people.person("Mara Mendes", is_manager=True)
    award = factories.award(people.week(by=manager), by=manager, key=uuid.uuid4(), window=CLOSED)
    jun = person("Jun Jang")
    factories.panel(award, [jun], by=manager)
    writer = person("Wim Writer", "Night crew")
    for name in ("Nell Nominee", "Abe Nominee"):
        file = file_of(person(name, "Chat crew"), award, manager, writer)
        factories.review(file, jun, 3, 4, is_sent=False)
    return Lent(tmp_path)


def sent_at_once(lent, built: str = "") -> tuple[list, list]:
    """What both windows are answered, and how many reviews are sent and entries written."""
    said = lent.run_at_once(*[f"{SEND}{built}\nsend()"] * 2)
    return [int(each) for each in said], json.loads(lent.run(KEPT))


def test_all_scores_sent_twice_at_once_are_sent_once(lent):
    assert sent_at_once(lent) == ([302, 302], [2, 2])


def test_control_without_a_hold_they_are_sent_twice(lent):
    assert sent_at_once(lent, HOLDS_NOTHING) != ([302, 302], [2, 2])
