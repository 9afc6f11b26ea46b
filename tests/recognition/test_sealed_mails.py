"""Whoever administers kept mails cannot learn from them who nominated them, or how judging went.

Two worlds, in which one or the other colleague has nominated the administrator and is told of it,
look the same to the administrator.
"""

import logging

import pytest
import time_machine

from csweek.notices import words
from csweek.notices.models import Mail, Notice
from recognition.models import Nomination
from tests import factories as people
from tests.access.twins import told_apart
from tests.access.world import made_world
from tests.recognition import factories, stages

pytestmark = pytest.mark.django_db

DURING = "2026-10-09 15:00Z"  # the Friday of the week


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    logging.disable(logging.CRITICAL)  # every refusal would be told, with its traceback
    with time_machine.travel(DURING, tick=False), made_world(django_db_blocker) as made:
        prepare(made)
        yield made
    logging.disable(logging.NOTSET)


def prepare(world) -> None:
    """The administrator is nominated five times, and each time the writer is told something."""
    ada, by = world.people["administrator"], world.people["manager"]
    world.writers = [people.person("Wanda Writer"), people.person("Bo Other")]
    wanda = world.writers[0]
    awards = [
        factories.award(world.week, f"Award {number}", by=by, window=(-9, -2))
        for number in range(5)
    ]
    asked, withdrawn, moved, redirected = (
        factories.sent(each, ada, by=wanda, is_unnamed=True) for each in awards[:4]
    )
    asked.ask("When was that?", by=by)
    withdrawn.withdraw(by=by, reason="Sent twice")
    moved.move_to(awards[1], by=by)
    Nomination.objects.filter(pk=redirected.pk).update(person=people.person("Adam Amari"))
    redirected.refresh_from_db()
    redirected.redirect(ada, by=by)
    won = factories.accepted(awards[4], ada, by=wanda, manager=by, is_unnamed=True)
    stages.decided(awards[4], won.file, by=by)
    awards[4].present(by=by)


def another_writer(world) -> None:
    """It was the other, who is told the same."""
    wanda, other = world.writers
    Nomination.objects.filter(nominator=wanda).update(nominator=other)
    Notice.objects.filter(person=wanda).update(person=other)


def apart(world) -> list[str]:
    mails = Mail.objects.filter(notice__person=world.writers[0]).values_list("pk", flat=True)
    asked = [("administrator", "GET", "notices:mail-list", "", ())]
    asked += [("administrator", "GET", "notices:mail-detail", "", (("pk", pk),)) for pk in mails]
    return told_apart(world, asked, another_writer)


def test_the_writer_is_told_all_that_there_is_to_tell(world):
    told = Notice.objects.filter(person=world.writers[0]).order_by("pk")
    assert list(told.values_list("name", flat=True)) == [
        "nomination-returned",
        "nomination-withdrawn",
        "nomination-moved",
        "nomination-redirected",
        "award-outcome",
    ]


def test_kept_mails_do_not_tell_an_administrator_who_nominated_them(world):
    assert apart(world) == []


def test_control_without_the_seal_they_do(world, monkeypatch):
    monkeypatch.setattr("csweek.notices.views.mails.sealed", frozenset)
    told = apart(world)
    assert any("GET notices:mail-list" in each for each in told)
    assert any("GET notices:mail-detail" in each for each in told)


@pytest.mark.parametrize("name", ["nomination-returned", "award-outcome"])
def test_control_one_kind_without_its_seal_is_seen(world, monkeypatch, name):
    monkeypatch.setattr(words, "_sealed", words._sealed - {name})
    assert any("GET notices:mail-list" in each for each in apart(world))


def test_whatever_recognition_tells_is_for_its_receiver_alone():
    names = {name for name, say in words._words.items() if say.__module__.startswith("recognition")}
    assert len(names) > 10 and names - words.sealed() == set()
