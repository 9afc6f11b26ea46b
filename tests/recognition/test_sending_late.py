"""Scores that are sent while the award is decided, in real processes, come too late."""

import json
import uuid

import pytest

from recognition.standings import standing
from tests import factories as people
from tests.processes import Lent
from tests.recognition import factories
from tests.recognition.judging import CLOSED, file_of, person

pytestmark = pytest.mark.django_db(transaction=True)

BEGIN = """
import time, uuid
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from csweek.people.models import Person
from recognition import deciding
from recognition.models import Award, Review
from recognition.models.reviews import ReviewManager

is_deciding = Path(os.environ["GO"]).parent / "is-deciding"
standing = deciding.standing
def standing_slowly(award, reader=None):
    found = standing(award, reader)
    is_deciding.touch()
    time.sleep(0.5)
    return found
deciding.standing = standing_slowly

def decide(seen, winner):
    by = Person.objects.get(email="mara@example.org")
    known = ["unsent", "quorum"]
    wait_for_the_others()
    deciding.decide(Award.objects.get(), [winner], by=by, key=uuid.uuid4(), reason="So", seen=seen,
                    known=known)
    print("decided")

def send():
    by, award = Person.objects.get(email="bo@example.org"), Award.objects.get()
    versions = {each.file_id: each.version for each in Review.objects.filter(judge=by)}
    wait_for_the_others()
    while not is_deciding.exists():
        time.sleep(0.01)
    try:
        print("sent", Review.objects.send_all(award, versions, by=by))
    except ValidationError as late:
        print(*late.messages)
"""
# Control: each statement on its own, and nobody waits.
HOLDS_NOTHING = """
deciding.decide = deciding.decide.__wrapped__
ReviewManager.send_all = ReviewManager.send_all.__wrapped__
QuerySet.select_for_update = lambda self, *args, **options: self
"""
KEPT = """
import json
from recognition.models import Decision, Review
print(json.dumps([Decision.objects.count(), Review.objects.sent().count()]))
"""


@pytest.fixture
def press(tmp_path):
    """Jun has sent scores, Bo has not: what both are told as Mara decides, and how many decisions
    and sent reviews are kept."""
    people.organisation()
    manager = people.person("Mara Mendes", is_manager=True)
    award = factories.award(people.week(by=manager), by=manager, key=uuid.uuid4(), window=CLOSED)
    judges = [person("Jun Jang"), person("Bo Bench")]
    factories.panel(award, judges, by=manager)
    nominee, writer = person("Nell Nominee", "Chat crew"), person("Wim Writer", "Night crew")
    file = file_of(nominee, award, manager, writer)
    for judge, is_sent in zip(judges, (True, False), strict=True):
        factories.review(file, judge, 3, 4, is_sent=is_sent)
    seen, lent = standing(award).seen, Lent(tmp_path)

    def at_once(built: str = "") -> tuple[list[str], list[int]]:
        acts = (f"decide({seen!r}, {str(file.key)!r})", "send()")
        said = lent.run_at_once(*[f"{BEGIN}{built}\n{act}" for act in acts])
        return [each.strip() for each in said], json.loads(lent.run(KEPT))

    return at_once


def test_scores_that_come_in_as_it_is_decided_are_not_sent(press):
    assert press() == (["decided", "The award is decided. Nothing was sent."], [1, 1])


def test_control_without_a_hold_they_are_sent_all_the_same(press):
    assert press(HOLDS_NOTHING) == (["decided", "sent 1"], [1, 2])
