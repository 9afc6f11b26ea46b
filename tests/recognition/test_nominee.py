"""A nominee learns of no nomination of theirs before the ceremony, from no page and no message."""

import logging
import uuid

import pytest
import time_machine
from django.utils import timezone

from recognition.models import Award, File, Nomination
from tests import factories as people
from tests.access.table import ROWS
from tests.access.twins import seen_by
from tests.access.world import made_world, rolled_back
from tests.recognition import factories

pytestmark = pytest.mark.django_db

NOW = "2026-09-10 09:00Z"
KEY = uuid.UUID(int=11)
NAMES = sorted(
    name
    for (name, method) in ROWS
    if method == "GET" and name.startswith(("recognition:", "planner:", "notices:", "people:"))
)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    logging.disable(logging.CRITICAL)
    with time_machine.travel(NOW, tick=False), made_world(django_db_blocker) as made:
        team = people.team("Mail room")
        made.writer = people.person("Ann Author", team=team, email="ann@writers.example")
        made.file = File.objects.create(award=made.judged_award, person=made.owner, key=KEY)
        yield made
    logging.disable(logging.NOTSET)


def seen_by_nominee(world) -> dict:
    return {name: seen_by(world, "owner", "GET", name, **ours(world, name)) for name in NAMES}


def nominated(world, *, is_presented: bool) -> dict:
    """Everything that the owner of the world sees when somebody has nominated them."""
    with rolled_back():
        made = factories.sent(world.judged_award, world.owner, by=world.writer, words="Warm.")
        Nomination.objects.filter(pk=made.pk).update(key=KEY)
        Nomination.objects.get(pk=made.pk).accept(by=world.people["manager"])
        if is_presented:
            Award.objects.filter(pk=world.judged_award.pk).update(presented_at=timezone.now())
        return seen_by_nominee(world)


def ours(world, name: str) -> dict:
    """The file itself, where an address is about a file."""
    parameters = world.routes[name].parameters
    values = {"award": world.judged_award.key, "file": KEY}
    is_of_file = "file" in parameters
    return {each: values[each] for each in parameters if is_of_file and each in values}


def told(world, *, is_presented: bool) -> list[str]:
    """Where they see another world than the one in which nobody has nominated them."""
    with rolled_back():
        none = seen_by_nominee(world)
    some = nominated(world, is_presented=is_presented)
    return [name for name, answer in none.items() if some[name] != answer]


def test_before_the_ceremony_the_nominee_learns_of_no_nomination(world):
    assert told(world, is_presented=False) == []


def test_control_once_it_is_presented_they_read_what_was_said(world):
    assert "recognition:said-of-me" in told(world, is_presented=True)
