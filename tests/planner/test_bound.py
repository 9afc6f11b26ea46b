"""Bound at a time: whoever has a place, a pair or cover is given nothing else for it."""

import uuid
from datetime import UTC, datetime, time

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from csweek.people.models import Person, Shift
from planner.covering import who_may, why_not
from planner.models import CoverCall, Half, Kind, Need, Offer, Pair, Signup, SignupList
from planner.models.bound import COVER, PAIR, PLACE, STAND_IN, bonds
from planner.models.pairlists import PairState
from planner.rules.places import Span
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def september():
    with time_machine.travel("2026-09-14 10:00Z", tick=False) as clock:
        yield clock


@pytest.fixture
def day(paula):
    return Shift.objects.add(by=paula, name="Day", starts=time(9), ends=time(17))


@pytest.fixture
def rory(day):
    """Of another team, at work on the day shift."""
    return factories.person("Rory Returns", team=factories.team("Returns desk"), shift=day)


@pytest.fixture
def lea(db, day):
    return factories.person("Lea Leader", team=factories.team("Claims"), shift=day)


@pytest.fixture
def trade(week, paula):
    kind = {"kind": Kind.TRADE_PLACES}
    return factories.activity(week, "Leaders on the line", 3, "11:00", 120, by=paula, **kind)


@pytest.fixture
def lunch(week, trade, paula):
    """Wednesday, 11:30, while places are traded; published."""
    made = factories.activity(week, "Lunch", 3, "11:30", 30, by=paula, needs_sign_up=True, places=1)
    factories.publication(week, by=paula)
    return made


def paula_of_the_crew():
    return Person.objects.get(name="Paula Prieto")


def call_for(week, paula, starts="11:30", ends="12:30") -> CoverCall:
    return CoverCall.objects.ask(
        by=paula,
        told=who_may,
        team=factories.team(),
        people=1,
        day=week.days.get(number=3),
        starts=time.fromisoformat(starts),
        ends=time.fromisoformat(ends),
    )


def help_out(call, person):
    return call.answer(by=person, why_not=lambda row: why_not(row, person))


def offer(trade, person, half, start="11:00", minutes=120):
    return Offer.objects.offer(
        trade,
        person,
        half,
        time.fromisoformat(start),
        minutes,
        by=paula_of_the_crew(),
    )


def pair_of(trade, leader, buddy, start="11:30", minutes=60, **values) -> Pair:
    both = offer(trade, leader, Half.LEADER), offer(trade, buddy, Half.BUDDY)
    values |= {"start": time.fromisoformat(start), "minutes": minutes}
    return Pair.objects.make(*both, by=paula_of_the_crew(), key=uuid.uuid4(), **values)


def join(activity, person, by=None, **how):
    return Signup.objects.join(activity.pk, person, by=by or person, **how)


def at(begins: str, ends: str) -> Span:
    return Span(*(datetime.fromisoformat(f"2026-10-07T{each}Z") for each in (begins, ends)))


def kinds(person, begins="10:30", ends="11:00") -> list[str]:
    """By the clock of UTC, an hour behind that of the site."""
    return [each.kind for each in bonds([person.pk], at(begins, ends)).get(person.pk, ())]


def test_places_pairs_stand_ins_and_cover_are_what_binds(
    week, lunch, trade, paula, rory, lea, cole, otto, mara
):
    join(lunch, mara)
    pair = pair_of(trade, lea, cole)
    pair.change({"stand_in": otto}, by=paula)
    help_out(call_for(week, paula), rory)
    found = {each: kinds(each) for each in (mara, lea, cole, otto, rory, paula)}
    bound = {mara: [PLACE], lea: [PAIR], cole: [PAIR], otto: [STAND_IN], rory: [COVER], paula: []}
    assert found == bound
    assert kinds(lea, "11:30", "12:00") == kinds(rory, "10:00", "10:30") == []
    assert bonds(None, Span(None, datetime(2026, 10, 7, tzinfo=UTC))) == {}


def test_whoever_covers_gets_no_place_at_that_time(week, lunch, paula, rory):
    call = call_for(week, paula)
    help_out(call, rory)
    with pytest.raises(ValidationError, match=r"You help Billing out then. To join “Lunch”, say"):
        join(lunch, rory)
    with pytest.raises(ValidationError, match=r"Rory Returns helps Billing out then. That comes"):
        join(lunch, rory, by=paula)
    call.withdraw(by=rory)
    assert join(lunch, rory).has_place


def test_whoever_is_in_a_pair_gets_no_place_at_that_time(lunch, trade, paula, rory, lea):
    pair_of(trade, lea, rory)
    for person in (rory, lea):
        with pytest.raises(ValidationError, match="You are in a pair of “Leaders on the line”"):
            join(lunch, person, instead=True)


def test_whoever_covers_is_passed_over_in_line_until_they_do_not(week, lunch, paula, rory, cole):
    held = join(lunch, cole)
    assert join(lunch, rory).is_waiting
    call = call_for(week, paula)
    help_out(call, rory)
    held.leave(by=cole)
    assert Signup.objects.get(person=rory).is_waiting
    call.withdraw(by=rory)
    assert Signup.objects.get(person=rory).has_place


def test_a_broken_pair_frees_both_for_what_they_wait_for(lunch, trade, paula, rory, lea, cole):
    held = join(lunch, cole)
    join(lunch, rory)
    pair = pair_of(trade, lea, rory)
    held.leave(by=cole)
    assert Signup.objects.get(person=rory).is_waiting
    pair.break_off(by=paula, reason="Ill")
    assert Signup.objects.get(person=rory).has_place


def test_pairs_and_cover_know_of_each_other(week, lunch, trade, paula, rory, lea, day):
    call = call_for(week, paula)
    help_out(call, rory)
    with pytest.raises(ValidationError, match=r"Rory Returns helps Billing out then. Choose"):
        pair_of(trade, lea, rory)
    pair_of(trade, lea, factories.person("Ann Other", shift=day))
    second = call_for(week, paula, "12:00", "13:00")
    assert why_not(second, lea) == "You are in a pair of “Leaders on the line” then."
    assert lea not in who_may(second)


def test_who_waits_to_help_is_passed_over_while_they_are_in_a_pair(
    week, lunch, trade, paula, rory, lea, day
):
    second = factories.person("Sam Second", team=rory.team, shift=day)
    call = call_for(week, paula)
    help_out(call, rory)
    help_out(call, second)
    pair_of(trade, lea, second)
    call.withdraw(by=rory)
    assert CoverCall.objects.get().taken == 0


def test_a_proposal_is_dropped_once_one_of_the_two_is_bound(
    client, week, lunch, trade, paula, rory, lea
):
    offer(trade, lea, Half.LEADER, "11:30", 60)
    offer(trade, rory, Half.BUDDY)
    Pair.objects.propose(trade, [(lea, rory, time(11, 30))], 60, by=paula)
    join(lunch, rory)
    client.force_login(paula)
    pair = Pair.objects.get()
    response = client.post(reverse("planner:pair-settle", args=[2026, pair.key]), follow=True)
    assertContains(response, "one of the two has something else then by now")
    assertContains(response, "have something else then: a place, another pair, or cover", count=2)
    assert not Pair.objects.exists()


def test_pairs_are_proposed_beside_what_people_are_bound_to(client, lunch, trade, paula, rory, lea):
    join(lunch, rory)
    offer(trade, lea, Half.LEADER)
    offer(trade, rory, Half.BUDDY)
    client.force_login(paula)
    client.post(reverse("planner:pair-propose", args=[2026, trade.key]), {"minutes": 60})
    assert Pair.objects.get().start == time(12)


def test_another_time_or_stand_in_must_be_free(client, lunch, trade, paula, rory, lea, otto):
    pair = pair_of(trade, lea, rory, "12:00")
    join(lunch, rory)
    with pytest.raises(ValidationError, match=r"Rory Returns has a place in “Lunch” then. Choose"):
        pair.change({"start": time(11, 15), "minutes": 60, "stand_in": otto}, by=paula)
    client.force_login(paula)
    values = {"start": "11:15", "end": "12:15", "version": Pair.objects.get().version}
    response = client.post(reverse("planner:pair-edit", args=[2026, pair.key]), values)
    assert response.status_code == 422
    assertContains(response, "has a place in “Lunch” then.", status_code=422)


def test_nobody_offers_what_they_are_bound_in_the_whole_of(lunch, trade, rory):
    join(lunch, rory)
    with pytest.raises(ValidationError, match=r"Rory Returns has a place in “Lunch” then."):
        offer(trade, rory, Half.BUDDY, "11:30", 30)
    assert offer(trade, rory, Half.BUDDY, "11:15", 45)


def test_nobody_offers_to_be_at_two_sites_at_one_hour(week, lunch, trade, paula, rory):
    porto = factories.site("Porto", "Europe/Lisbon")
    wave = trade.add_wave(trade.day, trade.start, by=paula)
    wave.change({"site": porto}, by=paula)
    factories.publication(week, by=paula)
    made = offer(trade, rory, Half.BUDDY, "11:00", 60)
    with pytest.raises(ValidationError, match="has offered to be in “Leaders on the line” then"):
        offer(wave, rory, Half.BUDDY, "11:30", 60)
    second = offer(wave, rory, Half.BUDDY, "12:00", 60)
    with pytest.raises(ValidationError, match="Change or withdraw that offer first"):
        made.change({"minutes": 90}, by=rory)
    made.withdraw(by=rory)
    second.change({"start": time(11)}, by=rory)


def test_buddies_who_are_not_at_work_are_not_proposed_and_the_desk_says_so(
    client, lunch, trade, paula, lea, rory
):
    night = Shift.objects.add(by=paula, name="Night", starts=time(22), ends=time(6))
    nina = factories.person("Nina Night", team=rory.team, shift=night)
    offer(trade, lea, Half.LEADER)
    offer(trade, nina, Half.BUDDY)
    client.force_login(paula)
    client.post(reverse("planner:pair-propose", args=[2026, trade.key]), {"minutes": 60})
    assert not Pair.objects.exists()
    desk = client.get(reverse("planner:pair-desk", args=[2026, trade.key]))
    assertContains(desk, "They are not at work when a leader is free.")
    assertContains(desk, "Those who are free at the same time are not at work then.")


def test_a_place_is_not_offered_on_to_a_buddy_who_is_not_at_work(
    client, lunch, trade, paula, lea, rory
):
    night = Shift.objects.add(by=paula, name="Night", starts=time(22), ends=time(6))
    nina = factories.person("Nina Night", team=rory.team, shift=night)
    offer(trade, nina, Half.BUDDY)
    pair = pair_of(trade, lea, rory)
    pair.break_off(by=paula, reason="Ill", cannot=Half.BUDDY)
    assert pair.activity.pairs.get().who_can_take() == set()
    client.force_login(nina)
    assertNotContains(client.get(reverse("planner:offer-list", args=[2026])), "Take the place")
    client.force_login(paula)
    desk = client.get(reverse("planner:pair-desk", args=[2026, trade.key]))
    assertContains(desk, "Nobody who has offered fits, or is free.")


def test_the_desk_says_who_fits_but_was_not_proposed_yet(client, lunch, trade, paula, lea, rory):
    offer(trade, lea, Half.LEADER)
    offer(trade, rory, Half.BUDDY)
    client.force_login(paula)
    desk = reverse("planner:pair-desk", args=[2026, trade.key])
    assertContains(client.get(desk), "A buddy who is free fits. Propose pairs.")


def test_offers_of_those_who_sit_in_another_wave_stay_on_the_desk(
    client, week, lunch, trade, paula, lea, rory
):
    wave = trade.add_wave(trade.day, time(14), by=paula)
    factories.publication(week, by=paula)
    pair_of(trade, lea, rory)
    offer(wave, lea, Half.LEADER, "14:00")
    client.force_login(paula)
    desk = client.get(reverse("planner:pair-desk", args=[2026, wave.key]))
    assertContains(desk, "In a pair of another run of this already, and nobody sits in two.")


def test_pair_by_hand_offers_nobody_who_is_paired_and_marks_who_is_proposed(
    client, lunch, trade, paula, lea, rory, cole, otto, jun
):
    pair_of(trade, lea, rory)
    offer(trade, cole, Half.LEADER)
    offer(trade, otto, Half.BUDDY)
    Pair.objects.propose(trade, [(cole, otto, time(11))], 60, by=paula)
    client.force_login(paula)
    page = client.get(reverse("planner:pair-new", args=[2026, trade.key]))
    assertNotContains(page, "Lea Leader")
    assertContains(page, "11:00–13:00 · proposed", count=2)


def test_by_hand_a_buddy_not_at_work_needs_a_reason(client, lunch, trade, paula, lea, rory):
    night = Shift.objects.add(by=paula, name="Night", starts=time(22), ends=time(6))
    nina = factories.person("Nina Night", team=rory.team, shift=night)
    both = {
        "leader": offer(trade, lea, Half.LEADER).pk,
        "buddy": offer(trade, nina, Half.BUDDY).pk,
    }
    client.force_login(paula)
    url = reverse("planner:pair-new", args=[2026, trade.key])
    values = both | {"start": "11:00", "end": "12:00", "key": str(uuid.uuid4())}
    refused = client.post(url, values)
    assertContains(refused, "Nina Night is not at work then.", status_code=422)
    client.post(url, values | {"because": "She stays on for it"})
    assert Pair.objects.get().state == PairState.SETTLED
    assert SignupList.objects.get(pk=trade.pk).title == "Leaders on the line"


def test_nobody_is_asked_away_from_a_team_that_needs_them(client, week, lunch, paula, rory, day):
    second = factories.person("Sam Second", team=rory.team, shift=day)
    hours = {"starts": time(9), "ends": time(17)}
    Need.objects.add(by=paula, team=rory.team, people=1, **hours)
    call = call_for(week, paula)
    assert {rory, second} <= set(who_may(call))
    help_out(call, rory)
    assert second not in who_may(call)
    with pytest.raises(ValidationError, match="Your own team needs you on its phones then"):
        help_out(call_for(week, paula, "12:00", "13:00"), second)
    assert why_not(call_for(week, paula, "12:30", "13:30"), second) == ""
    client.force_login(second)
    page = client.get(reverse("planner:cover-detail", args=[2026, call.key]))
    assertContains(page, "Your own team needs you on its phones then.")


def test_a_call_that_nobody_can_answer_says_so(client, week, lunch, paula, rory):
    Need.objects.add(by=paula, team=rory.team, people=1, starts=time(9), ends=time(17))
    client.force_login(paula)
    values = {"team": factories.team().pk, "people": 1, "starts": "12:00", "ends": "13:00"}
    values |= {"day": week.days.get(number=3).pk, "key": str(uuid.uuid4())}
    page = client.post(reverse("planner:cover-new", args=[2026]), values, follow=True)
    assertContains(page, "Nobody could be asked")


@pytest.mark.parametrize("minutes", [5, 10])
def test_what_is_too_short_for_a_pair_cannot_be_offered(client, week, lunch, paula, rory, minutes):
    kind = {"kind": Kind.TRADE_PLACES}
    hello = factories.activity(week, "Say hello", 3, "11:30", minutes, by=paula, **kind)
    factories.publication(week, by=paula)
    client.force_login(rory)
    tap = reverse("planner:offer-new", args=[2026, hello.key]), {"half": "buddy"}
    for _is_bound in (False, True):
        page = client.post(*tap, follow=True)
        assertContains(page, "a pair sits together for at least 15 minutes.")
        join(lunch, rory)
    assert not Offer.objects.exists()


@pytest.mark.parametrize("name", ["week-detail", "my-week", "activity-detail", "offer-list"])
def test_what_its_reader_is_bound_to_a_page_asks_for_once(
    lunch, week, paula, rory, client, name, django_assert_max_num_queries
):
    """They have a place, and help out at another time. Asked for twice, it was up to 21 queries."""
    Signup.objects.join(lunch.pk, rory, by=rory)
    factories.activity(week, "Quiz", 4, "11:00", 60, by=paula, needs_sign_up=True)
    factories.publication(week, by=paula)
    help_out(call_for(week, paula, "13:00", "14:00"), rory)
    client.force_login(rory)
    args = [2026, lunch.key] if name == "activity-detail" else [2026]
    client.get(reverse(f"planner:{name}", args=args))
    with django_assert_max_num_queries(17):
        client.get(reverse(f"planner:{name}", args=args))
