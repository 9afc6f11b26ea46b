"""Pairs while others act on them, or on those who are in them."""

import uuid
from datetime import UTC, datetime, time

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains

from csweek.notices.models import Notice
from csweek.people.models import Shift
from planner.checks import WeekFacts, find_problems
from planner.models import Half, Kind, Offer, Pair, Signup
from planner.problems.pairs import _instants
from planner.trading import published_trades
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def before_the_week():
    with time_machine.travel(datetime(2026, 9, 20, 9, tzinfo=UTC), tick=False) as clock:
        yield clock


@pytest.fixture
def day(paula):
    return Shift.objects.add(by=paula, name="Day", starts=time(9), ends=time(17))


@pytest.fixture
def lea(day):
    return factories.person("Lea Leader", team=factories.team("Claims"), shift=day)


@pytest.fixture
def rory(day):
    return factories.person("Rory Returns", team=factories.team("Returns desk"), shift=day)


@pytest.fixture
def trade(week, paula):
    kind = {"kind": Kind.TRADE_PLACES}
    return factories.activity(week, "Leaders on the line", 3, "11:00", 120, by=paula, **kind)


@pytest.fixture
def lunch(week, trade, paula):
    """Wednesday, 11:30, while places are traded; it has one place, and both are published."""
    made = factories.activity(week, "Lunch", 3, "11:30", 30, by=paula, needs_sign_up=True, places=1)
    factories.publication(week, by=paula)
    return made


@pytest.fixture
def pair(lunch, trade, lea, cole, paula):
    both = offer(trade, lea, Half.LEADER, paula), offer(trade, cole, Half.BUDDY)
    values = {"start": time(11), "minutes": 60}
    return Pair.objects.make(*both, by=paula, key=uuid.uuid4(), **values)


def offer(trade, person, half, by=None):
    return Offer.objects.offer(trade, person, half, time(11), 120, by=by or person)


def join(activity, person):
    return Signup.objects.join(activity.pk, person, by=person)


def place_of(person) -> str:
    return Signup.objects.get(person=person).state


def to(name, row):
    return reverse(f"planner:{name}", args=[2026, row.key])


def told(name) -> list[str]:
    return sorted(Notice.objects.filter(name=name).values_list("person__name", flat=True))


# A proposal vanishes. ----------------------------------------------------------------------------


@pytest.fixture
def proposal(lunch, trade, lea, cole, paula):
    offer(trade, lea, Half.LEADER, paula)
    offer(trade, cole, Half.BUDDY)
    Pair.objects.propose(trade, [(lea, cole, time(11))], 60, by=paula)
    return Pair.objects.get()


def test_a_proposal_that_another_organizer_drops_is_not_settled_and_not_ticked(proposal, paula):
    Pair.objects.get().drop(by=paula)
    assert proposal.settle(by=paula) is False
    proposal.tick("has_login", True, by=paula)
    assert not Pair.objects.exists()


def test_all_are_settled_as_they_stand_once_it_is_ones_turn(
    client, proposal, trade, paula, monkeypatch
):
    """Another organizer proposes anew while this one waits for their turn."""
    hold = type(trade.week)._default_manager.__class__.hold

    def after_another(self, pk):
        hold(self, pk)
        if Pair.objects.filter(pk=proposal.pk).exists():
            Pair.objects.all().delete()

    monkeypatch.setattr(type(trade.week)._default_manager.__class__, "hold", after_another)
    client.force_login(paula)
    page = client.post(to("pair-settle-all", trade), follow=True)
    assertContains(page, "Nothing is proposed any more that could be settled.")


# A broken pair, and whoever stays of it. ---------------------------------------------------------


def can_take(client, person, pair) -> list[bool]:
    """As the page says, and as the act does."""
    client.force_login(person)
    page = client.get(reverse("planner:offer-list", args=[2026])).content.decode()
    pair = Pair.objects.get(pk=pair.pk)
    return ["Take the place" in page, pair.can_be_taken_by(person)]


def withdraw(trade, person):
    Offer.objects.get(activity=trade, person=person).withdraw(by=person)


def test_whoever_stays_of_a_pair_is_kept_free_until_they_withdraw_too(
    lunch, trade, pair, lea, cole, paula
):
    held = join(lunch, factories.person("Ann Other"))
    assert join(lunch, lea).is_waiting
    held.leave(by=held.person)
    assert place_of(lea) == "waiting"
    withdraw(trade, cole)
    assert place_of(lea) == "waiting"
    withdraw(trade, lea)
    assert place_of(lea) == "confirmed"


@pytest.mark.parametrize("how", ["place", "left"])
def test_nobody_takes_the_place_beside_somebody_who_is_bound_or_gone(
    client, lunch, trade, pair, lea, cole, otto, day, how
):
    type(otto).objects.filter(pk=otto.pk).update(shift=day)
    offer(trade, otto, Half.BUDDY)
    withdraw(trade, cole)
    assert can_take(client, otto, pair) == [True, True]
    if how == "place":
        assert join(lunch, lea).has_place
    else:
        type(lea).objects.filter(pk=lea.pk).update(is_active=False)
    assert can_take(client, otto, pair) == [False, False]
    with pytest.raises(ValidationError, match="That place is no longer free"):
        Pair.objects.get(pk=pair.pk).take(by=otto)
    assert not Pair.objects.settled().exists()


def test_a_place_stays_open_while_whoever_left_sits_in_another_pair(
    trade, pair, lea, cole, paula, jun
):
    withdraw(trade, cole)
    both = offer(trade, jun, Half.LEADER, paula), offer(trade, cole, Half.BUDDY)
    later = {"start": time(12), "minutes": 60}
    Pair.objects.make(*both, by=paula, key=uuid.uuid4(), **later).settle(by=paula)
    pairs = trade.pairs
    pairs.close_places_of(cole)
    assert pairs.open().get() == pair


def test_a_stand_in_who_is_bound_or_gone_is_neither_told_nor_taken_over(
    lunch, trade, pair, lea, cole, otto, rory, mara, paula
):
    pair.change({"stand_in": mara}, by=paula)
    join(lunch, rory).leave(by=rory)
    type(mara).objects.filter(pk=mara.pk).update(is_active=False)
    offer(trade, rory, Half.BUDDY)
    withdraw(trade, cole)
    assert told("pair-open") == ["Rory Returns"]
    assert Pair.objects.get(pk=pair.pk).take(by=rory).stand_in is None


def test_a_stand_in_who_has_a_place_by_now_is_not_taken_over(
    lunch, trade, pair, cole, rory, mara, paula
):
    offer(trade, rory, Half.BUDDY)
    pair.change({"stand_in": mara}, by=paula)
    withdraw(trade, cole)
    join(lunch, mara)
    assert Pair.objects.get(pk=pair.pk).take(by=rory).stand_in is None


# Another time. -----------------------------------------------------------------------------------


def test_another_time_frees_a_pair_and_another_stand_in_the_first(
    lunch, trade, pair, lea, mara, otto, paula
):
    pair.change({"stand_in": mara}, by=paula)
    held = join(lunch, factories.person("Ann Other"))
    assert join(lunch, mara).is_waiting and join(lunch, lea).is_waiting
    held.leave(by=held.person)
    pair.change({"stand_in": otto}, by=paula)
    assert told("pair-not-needed") == ["Mara Mendes"]
    assert (place_of(mara), place_of(lea)) == ("confirmed", "waiting")
    Signup.objects.get(person=mara).leave(by=mara)
    pair.change({"start": time(12), "minutes": 60}, by=paula)
    assert place_of(lea) == "confirmed"


def test_places_to_take_are_asked_for_once_however_many_there_are(
    client, lunch, trade, pair, cole, rory, paula
):
    client.force_login(rory)
    offer(trade, rory, Half.BUDDY)
    withdraw(trade, cole)
    asked = []
    for more in (0, 3):
        for number in range(more):
            leader = factories.person(f"L{number} Leads", team=factories.team("Claims"))
            both = offer(trade, leader, Half.LEADER, paula), offer(trade, cole, Half.BUDDY)
            values = {"start": time(11), "minutes": 60, "key": uuid.uuid4()}
            Pair.objects.make(*both, by=paula, **values)
            withdraw(trade, cole)
        client.get(reverse("planner:offer-list", args=[2026]))  # what one is told is told
        with CaptureQueriesContext(connection) as seen:
            page = client.get(reverse("planner:offer-list", args=[2026]))
        assertContains(page, "Take the place", count=1 + more)
        asked.append(len(seen))
    assert asked[0] == asked[1]


def test_a_place_in_the_day_of_trading_places_itself_is_no_problem(week, trade, paula, lea, cole):
    """One who has signed up for it may be in a pair of it."""
    trade.change({"needs_sign_up": True}, by=paula)
    factories.publication(week, by=paula)
    join(trade, lea)
    both = offer(trade, lea, Half.LEADER, paula), offer(trade, cole, Half.BUDDY)
    Pair.objects.make(*both, by=paula, key=uuid.uuid4(), start=time(11), minutes=60)
    checks = {each.check for each in find_problems(week)}
    assert "pair-elsewhere" not in checks


def test_all_who_ask_when_a_pair_is_agree_on_its_day(week, paula, lea, cole):
    """All day at a site that is open past midnight, and a pair at half past midnight."""
    night = factories.site("Nightly", opens=time(18), closes=time(2))
    kind = {"kind": Kind.TRADE_PLACES, "site": night}
    trade = factories.activity(week, "Night shift", 3, None, None, by=paula, **kind)
    publication = factories.publication(week, by=paula)
    pair = Pair(activity=trade, leader=lea, buddy=cole, start=time(0, 30), minutes=60)
    (shown,) = published_trades(publication)
    drafted = _instants(WeekFacts.gather(week), week.activities.get(pk=trade.pk), pair)
    assert shown.instants_of(pair) == drafted == (pair.moments.begins, pair.moments.ends)
    assert pair.moments.begins.isoformat() == "2026-10-07T23:30:00+00:00"
