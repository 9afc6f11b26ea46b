"""Two worlds that differ only in who nominated are one to everyone but managers."""

import logging
import uuid

import pytest
import time_machine
from django.utils import timezone

from recognition.models import Award, File, Nomination
from tests import factories as people
from tests.access.table import ROLES, ROWS
from tests.access.twins import seen_by
from tests.access.world import made_world, rolled_back
from tests.recognition import factories

pytestmark = pytest.mark.django_db

NOW = "2026-09-10 09:00Z"
KEY = uuid.UUID(int=11)
# Managers may know; the manager's pages are no proof of anything here.
READERS = [role for role in ROLES if role not in ("manager", "deactivated")]
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
        made.writers = [
            people.person(name, team=team, email=f"{name[0].lower()}@writers.example")
            for name in ("Ann Author", "Bob Writer")
        ]
        made.file = File.objects.create(award=made.judged_award, person=made.owner, key=KEY)
        yield made
    logging.disable(logging.NOTSET)


def answers(world, writer, *, is_unnamed: bool, is_presented: bool) -> dict:
    """Everything that everybody sees when that one has nominated the owner of the world."""
    with rolled_back():
        made = factories.sent(
            world.judged_award, world.owner, by=writer, words="Warm.", is_unnamed=is_unnamed
        )
        Nomination.objects.filter(pk=made.pk).update(key=KEY)
        Nomination.objects.get(pk=made.pk).accept(by=world.people["manager"])
        if is_presented:
            Award.objects.filter(pk=world.judged_award.pk).update(presented_at=timezone.now())
        return {
            (role, name): seen_by(world, role, "GET", name, **ours(world, name))
            for name in NAMES
            for role in READERS
        }


def ours(world, name: str) -> dict:
    """The file itself, where an address is about a file."""
    parameters = world.routes[name].parameters
    values = {"award": world.judged_award.key, "file": KEY}
    is_of_file = "file" in parameters
    return {each: values[each] for each in parameters if is_of_file and each in values}


def told_apart(world, **how) -> list[tuple[str, str]]:
    one, other = (answers(world, writer, **how) for writer in world.writers)
    return [asked for asked, answer in one.items() if answer != other[asked]]


@pytest.mark.parametrize("is_presented", [False, True], ids=["before", "after"])
def test_nobody_but_managers_learns_who_nominated_unnamed(world, is_presented):
    assert told_apart(world, is_unnamed=True, is_presented=is_presented) == []


def test_a_name_that_may_be_told_is_seen(world):
    """Control: the judge reads it, so the two worlds differ."""
    found = told_apart(world, is_unnamed=False, is_presented=False)
    assert ("judge", "recognition:review-edit") in found


def test_before_the_ceremony_the_nominee_learns_of_no_nomination(world):
    """The same, against a world in which nobody has nominated them."""
    with rolled_back():
        none = {name: seen_by(world, "owner", "GET", name, **ours(world, name)) for name in NAMES}
    nominated = answers(world, world.writers[0], is_unnamed=False, is_presented=False)
    assert [name for name, answer in none.items() if nominated["owner", name] != answer] == []
