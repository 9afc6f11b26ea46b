"""Managers who decide one award at one instant, in real processes, on either database: one of them
decides, the others are told so."""

import json
import uuid

import pytest

from recognition.standings import standing
from tests import factories as people
from tests.processes import Lent
from tests.recognition import factories

pytestmark = pytest.mark.django_db(transaction=True)

BEGIN = """
import json, time, uuid
from django.db import IntegrityError, OperationalError, connections
from django.db.models import QuerySet
from csweek.history.models import Entry
from csweek.lib.versions import StaleSave
from csweek.people.models import Person
from recognition import deciding
from recognition.models import Award, Decision

standing = deciding.standing
def standing_slowly(award, reader=None):
    found = standing(award, reader)
    time.sleep(0.4)
    return found
deciding.standing = standing_slowly

def decide(email, key, seen, winner):
    award, by = Award.objects.get(), Person.objects.get(email=email)
    wait_for_the_others()
    try:
        made = deciding.decide(award, [winner], by=by, key=uuid.UUID(key), reason="So", seen=seen)
        said = f"decided {made.number}"
    except StaleSave:
        said = "stale"
    except (IntegrityError, OperationalError) as error:
        said = type(error).__name__
    print(json.dumps(said))
"""
KEPT = """
import json
from csweek.history.models import Entry
from recognition.models import Decision
print(json.dumps([Decision.objects.count(), Entry.objects.filter(verb="decided").count()]))
"""
# Control: each statement on its own, and nobody waits.
HOLDS_NOTHING = """
deciding.decide = deciding.decide.__wrapped__
QuerySet.select_for_update = lambda self, *args, **options: self
"""


@pytest.fixture
def office(week, tmp_path, mara, otto):
    people.person("Max Manager", is_manager=True)
    award = factories.award(week, by=mara, window=(-9, -2))
    judges = [people.person(f"{name} Judge", team=people.team("Training")) for name in "ABC"]
    factories.panel(award, judges, by=mara)
    nominee = people.person("Nell Nominee", team=people.team("Chat crew"))
    file = factories.accepted(award, nominee, by=otto, manager=mara).file
    for judge in judges:
        factories.review(file, judge, 5, 4)
    lent = Lent(tmp_path)

    def press(*who: tuple[str, uuid.UUID], built: str = "") -> tuple[list[str], list[int]]:
        """What each is told who decides at one instant, and how many decisions and entries are
        kept."""
        seen = standing(award).seen
        codes = [
            f"{BEGIN}{built}\ndecide({email!r}, {str(key)!r}, {seen!r}, {str(file.key)!r})"
            for email, key in who
        ]
        told = sorted(json.loads(each.splitlines()[-1]) for each in lent.run_at_once(*codes))
        return told, json.loads(lent.run(KEPT))

    return press


def test_of_two_managers_one_decides(office):
    told, kept = office(("mara@example.org", uuid.uuid4()), ("max@example.org", uuid.uuid4()))
    assert told == ["decided 1", "stale"]
    assert kept == [1, 1]


def test_one_press_that_arrives_twice_decides_once(office):
    key = uuid.uuid4()
    told, kept = office(("mara@example.org", key), ("mara@example.org", key))
    assert told == ["decided 1", "decided 1"]
    assert kept == [1, 1]


def test_without_the_lock_it_goes_wrong(office):
    key = uuid.uuid4()
    told, _kept = office(("mara@example.org", key), ("mara@example.org", key), built=HOLDS_NOTHING)
    assert told != ["decided 1", "decided 1"]
