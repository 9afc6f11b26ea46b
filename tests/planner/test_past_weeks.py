"""A week that is over invites to nothing any more: it tells what was."""

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from planner.models import CoverCall, Kind, Signup
from tests import factories

pytestmark = pytest.mark.django_db

INVITING = ["Sit beside a leader", "Can you help out?", "my calendar", ">Join<", "Take part"]
INVITING += ["Wait for a place", "Nobody needs to sign up", "Today"]
BEFORE, AFTER = "2026-10-01 12:00Z", "2026-10-20 12:00Z"


@pytest.fixture
def lunch(week, paula, cole):
    with time_machine.travel("2026-09-25 12:00Z"):
        trade = factories.activity(week, "Leaders on the line", 2, "09:00", 240, by=paula)
        trade.change({"kind": Kind.TRADE_PLACES}, by=paula)
        lunch = factories.activity(week, "Lunch", 3, "12:00", 60, by=paula)
        lunch.change({"needs_sign_up": True, "places": 20}, by=paula)
        factories.activity(week, "Stand-up", 1, "09:00", by=paula)
        factories.publication(week, by=paula)
    return lunch


def read(person, at: str, *paths: str) -> str:
    client = Client()
    with time_machine.travel(at, tick=False):
        client.force_login(person)
        pages = [client.get(path).text for path in paths]
    return "".join(page[page.index("<main") : page.index("</main>")] for page in pages)


def pages_of(lunch) -> list[str]:
    pages = ["/2026/", "/2026/mine/", "/2026/cover/", "/2026/trade-places/"]
    return [*pages, *(f"/2026/activities/{each.key}/" for each in lunch.week.activities.all())]


def invitations(page: str) -> list[str]:
    words = page.replace("\n", "")
    return [each for each in INVITING if each in words]


def test_nothing_of_a_past_week_invites(lunch, cole):
    pages = pages_of(lunch)
    assert "Sit beside a leader" in invitations(read(cole, BEFORE, *pages))
    assert invitations(read(cole, AFTER, *pages)) == []


def test_what_one_had_is_told_in_the_past_tense(lunch, cole, otto):
    Signup.objects.create(
        activity=lunch,
        first=lunch.pk,
        person=cole,
        state="confirmed",
        line=1,
        joined_at=timezone.now(),
    )
    assert "You have a place." in read(cole, BEFORE, "/2026/mine/")
    past = read(cole, AFTER, "/2026/mine/", f"/2026/activities/{lunch.key}/")
    assert "You had said yes to" in past and "You had a place." in past
    assert "You have a place." not in past
    assert "It is over." in read(otto, AFTER, f"/2026/activities/{lunch.key}/")
    Signup.objects.update(checked_in_at=timezone.now())
    assert "You were there." in read(cole, AFTER, "/2026/mine/")


def test_an_old_call_for_cover_thanks(lunch, paula, cole):
    hours = {"starts": "12:00", "ends": "13:00"}
    day = lunch.day
    CoverCall.objects.ask(
        by=paula, told=lambda call: [], team=factories.team(), day=day, people=2, **hours
    )
    assert "The week is over. Thank you" in read(cole, AFTER, "/2026/cover/")
