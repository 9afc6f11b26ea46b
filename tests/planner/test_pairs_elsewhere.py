"""Pairs of which somebody is elsewhere then, as the draft has it: told before it is published."""

import uuid
from datetime import UTC, datetime, time

import pytest
import time_machine

from csweek.people.models import Shift
from planner.checks import find_problems
from planner.covering import who_may, why_not
from planner.models import CoverCall, Half, Kind, Offer, Pair, Signup, Week
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def before_the_week():
    with time_machine.travel(datetime(2026, 9, 20, 9, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def day_shift(week, paula):
    return Shift.objects.add(by=paula, name="Day", starts=time(9), ends=time(17))


@pytest.fixture
def lea(day_shift):
    return factories.person("Lea Leader", team=factories.team("Claims"), shift=day_shift)


@pytest.fixture
def bea(day_shift):
    return factories.person("Bea Buddy", team=factories.team("Returns desk"), shift=day_shift)


@pytest.fixture
def stan(day_shift):
    return factories.person("Stan Steps-In", team=factories.team("Returns desk"), shift=day_shift)


@pytest.fixture
def trade(week, paula):
    return factories.activity(
        week, "Leaders on the line", 2, "09:00", 120, by=paula, kind=Kind.TRADE_PLACES
    )


@pytest.fixture
def lunch(week, paula):
    return factories.activity(week, "Lunch", 2, "13:00", 60, by=paula, needs_sign_up=True)


@pytest.fixture
def pair(week, trade, lunch, lea, bea, stan, paula):
    """From nine to ten."""
    factories.publication(week, by=paula)

    def offer(person, half):
        return Offer.objects.offer(trade, person, half, time(9), 120, by=paula)

    both = offer(lea, Half.LEADER), offer(bea, Half.BUDDY)
    values = {"start": time(9), "minutes": 60, "stand_in": stan}
    return Pair.objects.make(*both, by=paula, key=uuid.uuid4(), **values)


def problems(week) -> list[tuple[str, str]]:
    found = find_problems(Week.objects.get(pk=week.pk))
    return [(each.what, each.mend) for each in found if each.check == "pair-elsewhere"]


def move(activity, day: int, start: str, by) -> None:
    activity.refresh_from_db()
    activity.move(activity.week.days.get(number=day), time.fromisoformat(start), by=by)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "Bea",
            "Lea Leader and Bea Buddy are a pair, and one of them has a place in “Lunch” then.",
        ),
        (
            "Stan",
            "Stan Steps-In is the stand-in for Lea Leader and Bea Buddy, and has a place in "
            "“Lunch” then.",
        ),
    ],
)
def test_a_place_that_the_draft_moves_onto_a_pair_is_told_until_the_draft_is_mended(
    week, pair, lunch, bea, stan, paula, name, said
):
    person = {"Bea": bea, "Stan": stan}[name]
    Signup.objects.join(lunch.pk, person, by=person)
    assert problems(week) == []
    move(lunch, 2, "09:15", paula)
    mend = "Give the pair another time, or let them leave the other one."
    assert problems(week) == [(said, mend)]
    factories.publication(week, by=paula)
    assert problems(week) == [(said, mend)]
    move(lunch, 2, "13:00", paula)
    assert problems(week) == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "Bea",
            "Lea Leader and Bea Buddy are a pair, and one of them helps Billing out then.",
        ),
        (
            "Stan",
            "Stan Steps-In is the stand-in for Lea Leader and Bea Buddy, and helps Billing out "
            "then.",
        ),
    ],
)
def test_a_pair_that_the_draft_moves_onto_cover_is_told_before_it_is_published(
    week, pair, trade, bea, stan, paula, name, said
):
    person = {"Bea": bea, "Stan": stan}[name]
    call = CoverCall.objects.ask(
        by=paula,
        told=who_may,
        team=factories.team("Billing"),
        people=1,
        day=week.days.get(number=3),
        starts=time(9),
        ends=time(10),
    )
    call.answer(by=person, why_not=lambda row: why_not(row, person))
    assert problems(week) == []
    move(trade, 3, "09:00", paula)
    mend = "Move the activity, or ask somebody else to help out then."
    assert problems(week) == [(said, mend)]
    move(trade, 2, "09:00", paula)
    assert problems(week) == []
