"""Pairs while their activity is on, and once they are over."""

import uuid
from datetime import UTC, datetime, time

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from csweek.notices.models import Notice
from csweek.notices.words import in_words
from csweek.people.models import Person
from planner.checks import find_problems
from planner.models import Half, Kind, Offer, Pair, Week
from tests import factories

pytestmark = pytest.mark.django_db

AT_TEN = datetime(2026, 10, 6, 9, tzinfo=UTC)  # by the clock of Leeds
AT_HALF_PAST_THREE = datetime(2026, 10, 6, 14, 30, tzinfo=UTC)
NEXT_DAY = datetime(2026, 10, 7, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def before_the_week():
    with time_machine.travel(datetime(2026, 9, 20, 9, tzinfo=UTC), tick=False) as traveller:
        yield traveller


@pytest.fixture
def lea(db):
    return factories.person("Lea Leader", team=factories.team("Claims"))


@pytest.fixture
def lou(db):
    return factories.person("Lou Leads", team=factories.team("Claims"))


@pytest.fixture
def trade(week, paula):
    kind = {"kind": Kind.TRADE_PLACES}
    made = factories.activity(week, "Leaders on the line", 2, "09:00", 480, by=paula, **kind)
    factories.publication(week, by=paula)
    week.crew.add(paula)
    return made


def offer(trade, person, half, by=None):
    return Offer.objects.offer(trade, person, half, trade.start, trade.minutes, by=by or person)


@pytest.fixture
def pair(trade, lea, lou, cole, paula):
    """At three in the afternoon, of an activity that begins at nine; Lou waits for a pair."""
    both = offer(trade, lea, Half.LEADER, by=paula), offer(trade, cole, Half.BUDDY)
    values = {"start": time(15), "minutes": 60}
    made = Pair.objects.make(*both, by=paula, key=uuid.uuid4(), **values)
    offer(trade, lou, Half.LEADER, by=paula)
    Notice.objects.all().delete()
    return made


def to(name, row=None):
    return reverse(f"planner:{name}", args=[2026, *([row.key] if row else [])])


def told(person) -> list[str]:
    return [message.subject for _notice, message in in_words(Notice.objects.of(person)) if message]


def test_a_place_that_is_left_while_the_activity_is_on_is_offered_on_and_taken(
    client, before_the_week, pair, trade, lea, lou, cole, paula
):
    before_the_week.move_to(AT_TEN)
    client.force_login(lea)
    assertContains(client.get(to("offer-list")), to("offer-withdraw", lea.offers.get()))
    client.force_login(lou)
    assertContains(client.get(to("offer-list")), to("offer-withdraw", lou.offers.get()))
    client.force_login(paula)
    sent = {"cannot": "leader", "reason": "Ill", "version": pair.version}
    client.post(to("pair-break", pair), sent)
    assert told(lou) == ["Can you sit beside Cole Carter?"]
    assertContains(client.get(to("pair-desk", trade)), "1 person fits, and can take the place.")
    client.force_login(lou)
    assertContains(client.get(to("offer-list")), "Take the place")
    assertContains(client.post(to("pair-take", pair), follow=True), "It is yours")
    new = Pair.objects.settled().get()
    assert (new.leader, new.buddy, new.start) == (lou, cole, time(15))


def test_a_place_is_looked_for_until_its_pair_has_begun(
    client, before_the_week, pair, trade, lou, lea, cole, paula
):
    before_the_week.move_to(AT_TEN)
    lea.offers.get().withdraw(by=lea)
    before_the_week.move_to(AT_HALF_PAST_THREE)
    assert told(lou) == []
    client.force_login(lou)
    assertNotContains(client.get(to("offer-list")), "Take the place")
    said = "It has begun: nothing more can be taken."
    assertContains(client.post(to("pair-take", pair), follow=True), said)
    client.force_login(paula)
    assertNotContains(client.get(to("pair-desk", trade)), "Somebody is looked for")


def test_nobody_is_looked_for_when_a_pair_breaks_that_has_begun(
    client, before_the_week, pair, lea, lou, cole, paula
):
    before_the_week.move_to(AT_HALF_PAST_THREE)
    client.force_login(lea)
    assertNotContains(client.get(to("offer-list")), to("offer-withdraw", lea.offers.get()))
    client.force_login(paula)
    sent = {"cannot": "leader", "reason": "Ill", "version": pair.version}
    client.post(to("pair-break", pair), sent)
    (notice,) = Notice.objects.of(cole)
    (message,) = [message for _notice, message in in_words([notice])]
    assert message.subject == "Your pair is broken: Tuesday 6 October, 15:00–16:00"
    assert "asked to take the place" not in message.opening
    assert not Notice.objects.filter(name__in=("pair-open", "pair-lost")).exists()


def test_no_page_promises_a_place_of_a_pair_that_has_begun(
    client, before_the_week, pair, cole, paula
):
    pages = {
        to("offer-withdraw", cole.offers.get()): "the place is offered to nobody",
        to("pair-break", pair): "nobody else is asked",
    }
    for moment, has_begun in ((AT_TEN, False), (AT_HALF_PAST_THREE, True)):
        before_the_week.move_to(moment)
        client.force_login(paula)
        for page, words in pages.items():
            text = client.get(page).content.decode()
            assert (words in text) == has_begun
            assert ("offered to those who" in text or "offer the buddy" in text) != has_begun


def test_the_crew_is_not_told_late_that_nobody_fits(before_the_week, pair, lea, lou, paula):
    lou.offers.get().withdraw(by=lou)
    before_the_week.move_to(AT_TEN)
    lea.offers.get().withdraw(by=lea)
    assert told(paula) == ["Cole Carter needs a leader: Leaders on the line"]
    before_the_week.move_to(AT_HALF_PAST_THREE)
    assert told(paula) == []


# Over. -------------------------------------------------------------------------------------------

OVER = "It is over: nothing of it can be changed any more."


def test_what_has_been_stays_whoever_withdraws_afterwards(
    client, before_the_week, pair, trade, lea, cole, lou, paula
):
    before_the_week.move_to(NEXT_DAY)
    client.force_login(lea)
    page = to("offer-withdraw", lea.offers.get())
    assertContains(client.get(page), "It is over.")
    assertContains(client.post(page, {"reason": "Late"}, follow=True), OVER)
    client.force_login(paula)
    sent = {"start": "09:00", "end": "10:00", "note": "", "version": lou.offers.get().version}
    assertContains(client.post(to("offer-edit", lou.offers.get()), sent, follow=True), OVER)
    sent = {"cannot": "leader", "reason": "Ill", "version": pair.version}
    assertContains(client.post(to("pair-break", pair), sent, follow=True), OVER)
    sent = {"start": "16:00", "end": "17:00", "stand_in": "", "version": pair.version}
    assertContains(client.post(to("pair-edit", pair), sent, follow=True), OVER)
    assert Pair.objects.settled().get() == pair
    assert Offer.objects.standing().count() == 3
    assert not Notice.objects.exists()


def test_forms_about_what_is_over_say_so(client, before_the_week, pair, cole, paula):
    client.force_login(paula)
    pages = [to("pair-edit", pair), to("pair-break", pair), to("offer-edit", cole.offers.get())]
    for page in pages:
        assertContains(client.get(page), "novalidate")
    before_the_week.move_to(NEXT_DAY)
    client.force_login(paula)
    for page in pages:
        assertContains(client.get(page), "It is over.")
        assertNotContains(client.get(page), "novalidate")
        assertContains(client.post(page, {"version": 1}), "novalidate", status_code=422)


def test_the_desk_leads_to_no_act_on_what_is_over(client, before_the_week, pair, trade, lou, paula):
    acts = [to("pair-break", pair), to("pair-edit", pair), to("offer-withdraw", lou.offers.get())]
    client.force_login(paula)
    for act in acts:
        assertContains(client.get(to("pair-desk", trade)), act)
    before_the_week.move_to(NEXT_DAY)
    client.force_login(paula)
    for act in acts:
        assertNotContains(client.get(to("pair-desk", trade)), act)


def test_a_pair_that_has_been_stays_when_one_of_it_is_erased(
    before_the_week, pair, lea, cole, paula
):
    before_the_week.move_to(datetime(2026, 10, 6, 15, 30, tzinfo=UTC))  # its activity goes on
    lea.offers.get().withdraw(by=paula)
    assert Pair.objects.settled().get() == pair
    assert not Notice.objects.exists()


def test_what_has_been_keeps_no_activity_to_its_kind(before_the_week, pair, trade):
    with pytest.raises(ValidationError, match="1 pair of it is settled"):
        Pair.objects.refuse_another_kind(trade)
    before_the_week.move_to(NEXT_DAY)
    Pair.objects.refuse_another_kind(trade)


def test_nobody_is_asked_to_break_a_pair_that_has_been(before_the_week, pair, week, cole, paula):
    Person.objects.filter(pk=cole.pk).update(is_active=False)

    def checks() -> list[str]:
        return [each.check for each in find_problems(Week.objects.get(pk=week.pk))]

    assert "pair-left" in checks()
    before_the_week.move_to(NEXT_DAY)
    assert "pair-left" not in checks()


# Too late for a pair. ----------------------------------------------------------------------------


@pytest.fixture
def proposed(trade, lea, cole, paula):
    """For nine in the morning; nobody has settled it."""
    offer(trade, lea, Half.LEADER, by=paula), offer(trade, cole, Half.BUDDY)
    Pair.objects.propose(trade, [(lea, cole, time(9))], 60, by=paula)
    return Pair.objects.get()


def test_what_is_proposed_for_a_time_that_is_past_is_neither_shown_nor_settled(
    client, before_the_week, proposed, trade, paula
):
    before_the_week.move_to(AT_HALF_PAST_THREE)
    client.force_login(paula)
    assertNotContains(client.get(to("pair-desk", trade)), to("pair-settle", proposed))
    page = client.post(to("pair-settle", proposed), follow=True)
    assertContains(page, "Its time is past. Propose pairs anew.")
    client.post(to("pair-settle-all", trade))
    assert not Pair.objects.settled().exists()
    assert not Notice.objects.filter(name="pair-settled").exists()


def test_pairs_are_proposed_for_the_hours_that_are_left(
    client, before_the_week, proposed, trade, paula
):
    before_the_week.move_to(datetime(2026, 10, 6, 14, 7, tzinfo=UTC))
    client.force_login(paula)
    client.post(to("pair-propose", trade), {"minutes": 60})
    assert Pair.objects.proposed().get().start == time(15, 15)


def test_on_the_next_day_no_pair_is_proposed_settled_or_made_by_hand(
    client, before_the_week, proposed, trade, lea, cole, paula
):
    before_the_week.move_to(NEXT_DAY)
    client.force_login(paula)
    desk = client.get(to("pair-desk", trade))
    for act in (to("pair-propose", trade), to("pair-new", trade), to("offer-add", trade)):
        assertNotContains(desk, act)
    for act in (to("pair-propose", trade), to("pair-settle", proposed)):
        assertContains(client.post(act, {"minutes": 60}, follow=True), OVER)
    sent = {"leader": lea.offers.get().pk, "buddy": cole.offers.get().pk, "key": uuid.uuid4()}
    page = client.post(to("pair-new", trade), sent | {"start": "09:00", "end": "10:00"})
    assertContains(page, "That time is past. Choose a later one.", status_code=422)
    assert not Pair.objects.settled().exists()


def test_a_pair_is_not_moved_to_a_time_that_is_past(client, before_the_week, pair, paula):
    before_the_week.move_to(datetime(2026, 10, 6, 11, 30, tzinfo=UTC))
    client.force_login(paula)
    sent = {"start": "09:00", "end": "10:00", "stand_in": "", "version": pair.version}
    page = client.post(to("pair-edit", pair), sent | {"because": "They asked"})
    assertContains(page, "That time is past. Choose a later one.", status_code=422)
