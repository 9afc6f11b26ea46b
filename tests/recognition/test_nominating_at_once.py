"""A nomination sent by two presses in the same moment, in real processes, is sent once."""

import json

import pytest

from tests import factories as people
from tests.processes import Lent
from tests.recognition import factories

pytestmark = pytest.mark.django_db(transaction=True)

ONE, OTHER = (f"{n}e5f6a7b-0000-4000-8000-000000000001" for n in (1, 2))
SEND = """
import time
from django.conf import settings
from django.db.models import QuerySet
from django.test import Client
from csweek.people.models import Person
from recognition import drafts
from recognition.models import Award, Nomination, nominations

SIMPLE = "django.contrib.staticfiles.storage.StaticFilesStorage"
settings.STORAGES["staticfiles"] = {"BACKEND": SIMPLE}
refuse = nominations.refuse_unfinished
def slowly(*given):
    time.sleep(0.3)
    refuse(*given)
nominations.refuse_unfinished = slowly

def send(key):
    client = Client(SERVER_NAME="localhost", raise_request_exception=False)
    client.force_login(Person.objects.get(email="cole@example.org"))
    otto = Person.objects.get(email="otto@example.org")
    form = {"key": key, "version": 0, "award": Award.objects.get().key, "nominee": f"p{otto.pk}",
            "words": "She stayed.", "act": "send"}
    wait_for_the_others()
    print(client.post("/2026/nominate/", form).status_code)
"""
HOLDS_NOTHING = """
drafts._send = drafts._send.__wrapped__  # each statement on its own
Nomination.send = Nomination.send.__wrapped__
QuerySet.select_for_update = lambda self, *args, **options: self  # and nobody waits
def meeting(*given):  # past what a hold would have let one alone through
    here = Path(os.environ["GO"]).parent
    (here / f"here-{os.getpid()}").touch()
    end = time.monotonic() + 30
    while len(list(here.glob("here-*"))) < 2 and time.monotonic() < end:
        time.sleep(0.01)
    refuse(*given)
nominations.refuse_unfinished = meeting
"""
KEPT = """
import json
from csweek.history.models import Entry
from recognition.models import Nomination
counted = Nomination.objects.counted().count()
entries = Entry.objects.filter(verb="sent", subject_type="recognition.nomination").count()
print(json.dumps([counted, Nomination.objects.drafts().count(), entries]))
"""


@pytest.fixture
def lent(tmp_path):
    people.organisation()
    manager = people.person("Mara Mendes", is_manager=True)
    factories.award(people.week(by=manager), by=manager)
    people.person("Cole Carter")
    people.person("Otto Okafor")
    return Lent(tmp_path)


def sent_at_once(lent, *keys: str, built: str = "") -> tuple[list[int], list[int]]:
    """The answers, and how many are counted, are drafts and are told in history."""
    said = lent.run_at_once(*[f"{SEND}{built}\nsend({key!r})" for key in keys])
    return sorted(int(each) for each in said), json.loads(lent.run(KEPT))


def test_pressed_twice_at_once_it_is_sent_once_and_thanked_for_twice(lent):
    assert sent_at_once(lent, ONE, ONE) == ([302, 302], [1, 0, 1])


def test_from_two_windows_at_once_one_is_sent_and_the_other_kept_as_a_draft(lent):
    assert sent_at_once(lent, ONE, OTHER) == ([302, 422], [1, 1, 1])


def test_control_without_a_hold_one_press_is_told_otherwise(lent):
    assert sent_at_once(lent, ONE, ONE, built=HOLDS_NOTHING) != ([302, 302], [1, 0, 1])
