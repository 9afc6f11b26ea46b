"""What one person has said yes to, on their week's page, on paper and in their calendar."""

import uuid
from datetime import time

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from csweek.people.models import Shift
from planner.models import CoverCall, Half, Kind, Offer, Pair, Publication
from planner.ownweek import own_parts
from tests import factories
from tests.planner.documents.feeds import events
from tests.planner.test_calendars import address, browser
from tests.planner.test_signups import join

pytestmark = pytest.mark.django_db

HALVES = {"leader": Half.LEADER, "buddy": Half.BUDDY}


@pytest.fixture(autouse=True)
def september():
    with time_machine.travel("2026-09-14 10:00Z", tick=False) as clock:
        yield clock


@pytest.fixture
def cast(week, paula):
    """Lea leads, Ben is her buddy, Stan stands in; Ben covers on Wednesday and eats on Tuesday."""
    day = Shift.objects.add(by=paula, name="Day", starts=time(8), ends=time(18))
    team = factories.team("Returns desk")
    names = ("Lea Leader", "Ben Buddy", "Stan Stand-in")
    lea, ben, stan = (factories.person(name, team=team, shift=day) for name in names)
    trade = factories.activity(
        week, "Leaders on the line", 2, "11:00", 120, by=paula, kind=Kind.TRADE_PLACES
    )
    lunch = factories.activity(week, "Lunch", 2, "13:30", 60, by=paula, needs_sign_up=True)
    factories.publication(week, by=paula)
    offers = [
        Offer.objects.offer(trade, person, half, time(11), 120, by=paula)
        for person, half in ((lea, Half.LEADER), (ben, Half.BUDDY))
    ]
    Pair.objects.make(
        *offers, by=paula, key=uuid.uuid4(), start=time(11), minutes=60, stand_in=stan
    )
    join(lunch, ben)
    call = CoverCall.objects.ask(
        by=paula,
        told=lambda call: [],
        team=factories.team("Claims"),
        people=1,
        day=week.days.get(number=3),
        starts=time(12),
        ends=time(13),
    )
    call.answer(by=ben, why_not=lambda call: "")
    return {"lea": lea, "ben": ben, "stan": stan, "call": call}


def headings(person) -> list[str]:
    publication = Publication.objects.latest_of(2026)
    return [each.heading for each in own_parts(publication, person.pk)]


def test_pairs_and_cover_are_told_to_each_as_what_they_are(cast):
    assert headings(cast["lea"]) == ["Leaders on the line · with Ben Buddy"]
    assert headings(cast["ben"]) == [
        "Leaders on the line · with Lea Leader",
        "Cover for Claims",
    ]
    assert headings(cast["stan"]) == ["Leaders on the line · stand-in for Lea Leader and Ben Buddy"]
    assert headings(factories.person("Otto Okafor")) == []


def test_my_week_lists_places_pairs_and_cover_by_the_clock(cast):
    page = browser(cast["ben"]).get(reverse("planner:my-week", args=[2026]))
    found = [(part.title, part.words, part.when) for part in page.context["held"]]
    assert found == [
        ("Leaders on the line", "with Lea Leader", "Tuesday 6 October, 11:00–12:00"),
        ("Lunch", "", "Tuesday 6 October, 13:30–14:30"),
        ("Cover for Claims", "", "Wednesday 7 October, 12:00–13:00"),
    ]
    assert "You have said yes to" in page.text


def test_the_printed_week_holds_them_between_what_begins_then(cast):
    page = browser(cast["ben"]).get(reverse("planner:my-list", args=[2026]))
    days = [[(r.entry.time, r.entry.card.title) for r in day.rows] for day in page.context["days"]]
    assert days[1:3] == [
        [
            ("11:00–13:00", "Leaders on the line"),
            ("11:00–12:00", "Leaders on the line · with Lea Leader"),
            ("13:30–14:30", "Lunch"),
        ],
        [("12:00–13:00", "Cover for Claims")],
    ]
    assert "you have a place" in page.context["days"][1].rows[2].marks


def test_the_calendar_holds_them_and_says_what_was_called_off(cast, paula):
    path = address(cast["ben"])
    assert in_calendar(path) == [
        ("Leaders on the line · with Lea Leader", "CONFIRMED", 60),
        ("Cover for Claims", "CONFIRMED", 60),
    ]
    cast["call"].refresh_from_db()
    cast["call"].close(by=paula)
    assert in_calendar(path)[1] == ("Cover for Claims", "CANCELLED", 60)
    Pair.objects.get().break_off(by=paula, reason="Ill")
    assert [summary for summary, *_rest in in_calendar(path)] == ["Cover for Claims"]


def in_calendar(path: str) -> list[tuple]:
    found = [
        (
            each.summary.value,
            each.status.value,
            (each.dtend.value - each.dtstart.value).total_seconds() // 60,
        )
        for each in events(Client().get(path).text)
    ]
    return [each for each in found if each[0] not in ("Leaders on the line", "Lunch")]
