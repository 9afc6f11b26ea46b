"""What is deleted on schedule: docs/install.md says for how long everything is kept."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from csweek.lib import ticks
from csweek.people.imports import take
from csweek.people.models import StaffList
from recognition.models import Nomination
from tests import factories as people
from tests.recognition import factories

pytestmark = pytest.mark.django_db


def after(**span):
    """What the tick does, that much later."""
    with time_machine.travel(timezone.now() + timedelta(**span)):
        assert ticks.run() == []


def test_a_staff_list_that_nobody_applies_is_forgotten_after_a_day(ada):
    take(
        "staff.csv",
        b"Name,E-mail\nNia,nia@example.org\n",
        is_everyone=False,
        key=uuid.uuid4(),
        by=ada,
    )
    after(hours=23)
    assert StaffList.objects.count() == 1
    after(hours=25)
    assert StaffList.objects.count() == 0


def test_sessions_that_have_ended_are_forgotten_and_live_ones_stay(cole):
    login = {"login": cole.email, "password": people.PASSWORD}
    assert Client().post("/account/login/", login).status_code == 302
    after(minutes=1)
    assert (Session.objects.count(), UserSession.objects.count()) == (1, 1)
    after(days=15)
    assert (Session.objects.count(), UserSession.objects.count()) == (0, 0)


def test_a_draft_is_forgotten_a_year_and_some_later_and_what_was_sent_is_not(
    week, mara, cole, otto
):
    award = factories.award(week, by=mara)
    factories.draft(award, cole, by=otto)
    sent = factories.sent(award, cole, by=mara)
    after(days=399)
    assert Nomination.objects.count() == 2
    after(days=401)
    assert list(Nomination.objects.all()) == [sent]


def test_control_without_the_tick_nothing_is_forgotten(ada):
    take("staff.csv", b"Name,E-mail\n", is_everyone=False, key=uuid.uuid4(), by=ada)
    with time_machine.travel(timezone.now() + timedelta(days=30)):
        assert StaffList.objects.count() == 1
