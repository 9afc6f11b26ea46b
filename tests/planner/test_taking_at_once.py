"""Two who take the same place beside a leader at one instant, in real processes, on either
database: one of them has it, the other is told so."""

import json
import uuid
from datetime import time

import pytest

from planner.models import Half, Kind, Offer, Pair
from tests import factories
from tests.processes import Lent

pytestmark = pytest.mark.django_db(transaction=True)

BEGIN = """
import json, time
from django.core.exceptions import ValidationError
from django.db import IntegrityError, OperationalError
from csweek.people.models import Person
from planner.models import Pair
from planner.models.offeredon import OfferedOn

can_be_taken_by = OfferedOn.can_be_taken_by
def slowly(self, person, is_above=None):
    found = can_be_taken_by(self, person, is_above)
    time.sleep(0.4)
    return found
OfferedOn.can_be_taken_by = slowly

def take(email):
    pair, by = Pair.objects.open().get(), Person.objects.get(email=email)
    wait_for_the_others()
    try:
        pair.take(by=by)
        said = "taken"
    except ValidationError:
        said = "too late"
    except (IntegrityError, OperationalError) as error:
        said = type(error).__name__
    print(json.dumps(said))
"""
KEPT = """
import json
from planner.models import Pair
print(json.dumps(Pair.objects.settled().count()))
"""
# Control: each statement on its own, and nobody waits: only the constraint stands in the way.
HOLDS_NOTHING = """
from planner.models import offeredon
offeredon.hold = lambda activity: None
OfferedOn.take = OfferedOn.take.__wrapped__
"""


@pytest.fixture
def office(tmp_path, paula, cole, otto, jun):
    week = factories.week(2090, by=paula)  # ahead, also by the clock of the processes
    activity = factories.activity(
        week, "Leaders on the line", 2, "11:00", 60, by=paula, kind=Kind.TRADE_PLACES
    )
    factories.publication(week, by=paula)
    lea = factories.person("Lea Leader", team=factories.team("Claims"))
    halves = {lea: Half.LEADER, jun: Half.BUDDY, cole: Half.BUDDY, otto: Half.BUDDY}
    offers = {
        person: Offer.objects.offer(activity, person, half, time(11), 60, by=paula)
        for person, half in halves.items()
    }
    both = (offers[lea], offers[jun])
    Pair.objects.make(*both, by=paula, key=uuid.uuid4(), start=time(11), minutes=60)
    offers[jun].withdraw(by=jun)
    lent = Lent(tmp_path)

    def press(*emails: str, built: str = "") -> tuple[list[str], int]:
        codes = [f"{BEGIN}{built}\ntake({email!r})" for email in emails]
        told = sorted(json.loads(each.splitlines()[-1]) for each in lent.run_at_once(*codes))
        return told, json.loads(lent.run(KEPT))

    return press


def test_of_two_who_take_a_place_the_first_has_it(office):
    assert office("cole@example.org", "otto@example.org") == (["taken", "too late"], 1)


def test_one_tap_that_arrives_twice_takes_it_once(office):
    assert office("cole@example.org", "cole@example.org") == (["taken", "taken"], 1)


def test_where_nobody_waits_both_go_for_it(office):
    """Control: the second one is stopped by the database alone, and not told why."""
    told, kept = office("cole@example.org", "otto@example.org", built=HOLDS_NOTHING)
    assert "too late" not in told and kept == 1
