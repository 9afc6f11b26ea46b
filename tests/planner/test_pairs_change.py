"""Pairs when what they stand on changes: who is told, what is wrong, who steps in."""

import uuid
from datetime import UTC, datetime, time

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from csweek.history.models import Entry, Verb
from csweek.notices.models import Notice
from csweek.notices.words import in_words
from csweek.people.models import Shift
from planner.checks import find_problems
from planner.models import Half, Kind, Need, Offer, Pair, Signup, Week
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def before_the_week():
    with time_machine.travel(datetime(2026, 9, 20, 9, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def leeds(organisation):
    return organisation.head_site


@pytest.fixture
def lea(organisation):
    """Lea leads, far from where places are traded."""
    return factories.person("Lea Leader", site=factories.site("Porto", "Europe/Lisbon", "PT"))


@pytest.fixture
def stan(lea):
    return factories.person("Stan Steps-In", site=lea.site)


@pytest.fixture
def trade(week, paula, leeds):
    kind = {"kind": Kind.TRADE_PLACES, "site": leeds}
    made = factories.activity(week, "Leaders on the line", 2, "10:00", 120, by=paula, **kind)
    factories.publication(week, by=paula)
    return made


def offer(trade, person, half, by=None):
    return Offer.objects.offer(trade, person, half, trade.start, trade.minutes, by=by or person)


@pytest.fixture
def pair(trade, lea, cole, stan, paula):
    both = offer(trade, lea, Half.LEADER, by=paula), offer(trade, cole, Half.BUDDY)
    values = {"start": time(10), "minutes": 60, "stand_in": stan}
    made = Pair.objects.make(*both, by=paula, key=uuid.uuid4(), **values)
    Notice.objects.all().delete()
    return made


def told(person, *names) -> list[str]:
    """What somebody reads of the messages of that name, or of all."""
    notices = Notice.objects.of(person)
    notices = notices.filter(name__in=names) if names else notices
    return [message.subject for _notice, message in in_words(notices) if message]


def problems(week, check: str) -> list[tuple[str, str]]:
    found = find_problems(Week.objects.get(pk=week.pk))
    return [(each.what, each.mend) for each in found if each.check == check]


# Its activity moves, or does not take place. -----------------------------------------------------


@pytest.mark.parametrize("needs_sign_up", [False, True])
def test_all_in_a_pair_are_told_once_that_its_activity_moved_wherever_they_are(
    needs_sign_up, week, pair, trade, lea, cole, stan, otto, paula
):
    trade.refresh_from_db()
    if needs_sign_up:
        trade.change({"needs_sign_up": True}, by=paula)
        factories.publication(week, by=paula)
    offer(trade, otto, Half.BUDDY)  # in no pair yet
    elsewhere = factories.person("Ella Elsewhere", site=lea.site)
    Notice.objects.all().delete()
    trade.move(trade.day, time(14), by=paula)
    factories.publication(week, by=paula)
    for person in (lea, cole, stan, otto):
        (subject,) = told(person)
        assert "Leaders on the line" in subject
    assert told(elsewhere) == []


def test_all_in_a_pair_are_told_that_its_activity_is_cancelled(week, pair, trade, lea, stan, paula):
    trade.refresh_from_db()
    trade.cancel(by=paula, reason="The line is down")
    factories.publication(week, by=paula)
    assert len(told(lea)) == len(told(stan)) == 1


def test_whoever_has_withdrawn_is_not_told(week, pair, trade, lea, stan, paula):
    lea.offers.get().withdraw(by=lea)
    Notice.objects.all().delete()
    trade.refresh_from_db()
    trade.move(trade.day, time(14), by=paula)
    factories.publication(week, by=paula)
    assert told(lea) == told(stan) == []


def test_a_pair_that_its_activity_has_moved_away_from_is_a_problem(
    client, week, pair, trade, lea, paula
):
    client.force_login(paula)
    desk = reverse("planner:pair-desk", args=[2026, trade.key])
    trade.refresh_from_db()
    for start, minutes, found in ((10, 60, 0), (10, 45, 1), (11, 120, 1), (14, 120, 1)):
        trade.change({"start": time(start), "minutes": minutes}, by=paula)
        assert problems(week, "pair-outside") == found * [
            (
                "1 pair of “Leaders on the line” is set for a time when it is not on.",
                "Give them another time at the desk, once the hours of the activity are published.",
            )
        ]
    assertNotContains(client.get(desk), "The activity is not on then")
    factories.publication(week, by=paula)
    assertContains(client.get(desk), "The activity is not on then: give them another time.")
    pair.refresh_from_db()
    pair.change({"start": time(14)}, by=paula)
    assert problems(week, "pair-outside") == []
    assertNotContains(client.get(desk), "The activity is not on then")


# It is broken, and there is a stand-in. ----------------------------------------------------------

NOT_NEEDED = ["You are no longer a stand-in: Tuesday 6 October, 10:00–11:00"]


def test_a_stand_in_is_told_that_the_pair_is_broken(pair, stan, lea, paula):
    pair.break_off(by=paula, reason="The queue is long")
    assert told(stan) == NOT_NEEDED
    assert told(lea) == ["Your pair is broken: Tuesday 6 October, 10:00–11:00"]


def test_a_stand_in_who_can_is_asked_to_step_in_and_told_nothing_else(pair, stan, cole):
    cole.offers.get().withdraw(by=cole)
    assert told(stan) == ["Can Lea Leader sit beside you?"]


def test_a_stand_in_who_is_in_another_pair_is_free_of_a_broken_one(pair, trade, stan, cole, paula):
    leader = factories.person("Lou Leads")
    both = offer(trade, leader, Half.LEADER, by=paula), offer(trade, stan, Half.BUDDY)
    Pair.objects.make(*both, by=paula, key=uuid.uuid4(), start=time(11), minutes=60)
    Notice.objects.all().delete()
    cole.offers.get().withdraw(by=cole)
    assert told(stan) == NOT_NEEDED


def test_the_desk_counts_a_stand_in_who_can_take_the_place(client, pair, trade, stan, cole, paula):
    desk = reverse("planner:pair-desk", args=[2026, trade.key])
    cole.offers.get().withdraw(by=cole)
    client.force_login(paula)
    assertContains(client.get(desk), "1 person fits, and can take the place.")
    client.force_login(stan)
    assertContains(client.get(reverse("planner:offer-list", args=[2026])), "Take the place")
    both = factories.person("Lou Leads"), stan
    halves = zip(both, (Half.LEADER, Half.BUDDY), strict=True)
    offers = [offer(trade, person, half, by=paula) for person, half in halves]
    Pair.objects.make(*offers, by=paula, key=uuid.uuid4(), start=time(11), minutes=60)
    assertNotContains(client.get(reverse("planner:offer-list", args=[2026])), "Take the place")
    client.force_login(paula)
    assertContains(client.get(desk), "Nobody who has offered fits, or is free.")


# By hand. ----------------------------------------------------------------------------------------


def test_by_hand_a_buddy_whose_team_has_nobody_to_spare_needs_a_reason(client, trade, lea, paula):
    day = Shift.objects.add(by=paula, name="Day", starts=time(9), ends=time(17))
    team = factories.team("Claims")
    rory, _second = (factories.person(f"{name} Claims", team=team, shift=day) for name in "RS")
    offers = {
        "leader": offer(trade, lea, Half.LEADER, by=paula),
        "buddy": offer(trade, rory, Half.BUDDY),
    }
    client.force_login(paula)
    url = reverse("planner:pair-new", args=[2026, trade.key])
    sent = {half: each.pk for half, each in offers.items()} | {"key": str(uuid.uuid4())}
    sent |= {"start": "10:30", "end": "11:30"}
    Need.objects.add(by=paula, team=team, people=2, starts=time(11), ends=time(15))
    said = "The team of R Claims has nobody to spare then. Change the time, or say why below."
    assertContains(client.post(url, sent), said, status_code=422)
    assertRedirects(
        client.post(url, sent | {"because": "The queue is short"}),
        reverse("planner:pair-desk", args=[2026, trade.key]),
    )
    Pair.objects.get().break_off(by=paula, reason="Another time")
    earlier = sent | {"start": "10:00", "end": "11:00", "key": str(uuid.uuid4())}
    client.post(url, earlier)
    pair = Pair.objects.settled().get()
    assert pair.start == time(10)
    edit = reverse("planner:pair-edit", args=[2026, pair.key])
    sent = {"start": "10:30", "end": "11:30", "stand_in": "", "version": pair.version}
    assertContains(client.post(edit, sent), said, status_code=422)
    assertRedirects(
        client.post(edit, sent | {"because": "The queue is short"}),
        reverse("planner:pair-desk", args=[2026, trade.key]) + f"#pair-{pair.key}",
    )
    (entry,) = Entry.objects.of(pair).filter(verb=Verb.CHANGED)
    assert entry.reason == "The queue is short"


# Many at once. -----------------------------------------------------------------------------------


def proposals(trade, count, paula) -> list:
    """So many more, all at ten."""
    number = Offer.objects.count()
    pairs = []
    for n in range(number, number + count):
        leader, buddy = (factories.person(f"{half}{n} Many") for half in ("Leader", "Buddy"))
        offer(trade, leader, Half.LEADER, by=paula)
        offer(trade, buddy, Half.BUDDY)
        pairs.append((leader, buddy, time(10)))
    Pair.objects.propose(trade, pairs, 60, by=paula)
    return [person for *both, _start in pairs for person in both]


def test_settling_many_asks_no_more_than_settling_two(trade, paula):
    asked = []
    for count in (2, 12):
        people = proposals(trade, count, paula)
        with CaptureQueriesContext(connection) as seen:
            assert Pair.objects.settle_all(trade, by=paula) == count
        asked.append(len(seen))
        for person in people:
            assert told(person, "pair-settled") == ["Your pair: Tuesday 6 October, 10:00–11:00"]
        told_by = Entry.objects.filter(verb=Verb.CHANGED, subject_type="planner.pair")
        assert told_by.count() == Pair.objects.settled().count()
    assert asked[0] == asked[1]


def test_of_many_those_are_dropped_of_whom_one_is_bound_by_now(trade, week, paula, stan):
    first, _buddy, second, _other, third, last = proposals(trade, 3, paula)
    lunch = factories.activity(week, "Lunch", 2, "10:30", 30, by=paula, needs_sign_up=True)
    factories.publication(week, by=paula)
    Signup.objects.join(lunch.pk, second, by=second)
    Pair.objects.get(leader=first).change({"stand_in": last}, by=paula)
    assert Pair.objects.settle_all(trade, by=paula) == 1
    assert {each.leader for each in Pair.objects.all()} == {first}
    assert told(second, "pair-settled") == told(third, "pair-settled") == []


def test_a_pair_by_hand_of_whoever_stayed_ends_the_looking(client, pair, trade, lea, cole, paula):
    cole.offers.get().withdraw(by=cole)
    both = lea.offers.get(), offer(trade, factories.person("Bea Buddy"), Half.BUDDY)
    Pair.objects.make(*both, by=paula, key=uuid.uuid4(), start=time(10), minutes=60)
    client.force_login(paula)
    desk = reverse("planner:pair-desk", args=[2026, trade.key])
    assertNotContains(client.get(desk), "Somebody is looked for")


# Who is bound then offers nothing. ---------------------------------------------------------------

TAP = "Sit beside a leader"
SHOWN = [("week-detail",), ("my-week",), ("activity-detail", "key"), ("offer-list",)]


@pytest.mark.parametrize("name", SHOWN)
def test_whoever_is_bound_all_that_time_reads_so_instead_of_the_tap(
    client, week, trade, cole, paula, name
):
    page = reverse(f"planner:{name[0]}", args=[2026, *([trade.key] if name[1:] else [])])
    client.force_login(cole)
    assertContains(client.get(page), TAP)
    short = factories.activity(week, "Chat", 2, "10:00", 30, by=paula, needs_sign_up=True)
    long = factories.activity(week, "Course", 2, "09:00", 240, by=paula, needs_sign_up=True)
    factories.publication(week, by=paula)
    chat = Signup.objects.join(short.pk, cole, by=cole)
    assertContains(client.get(page), TAP)  # there is time left for a pair
    chat.leave(by=cole)
    Signup.objects.join(long.pk, cole, by=cole)
    client.get(page)  # what is told once is told
    said = client.get(page)
    assertNotContains(said, TAP)
    assertContains(said, "You have a place in “Course” then.")


@pytest.mark.parametrize("name", SHOWN)
def test_whoever_has_offered_to_be_elsewhere_then_reads_so(client, week, trade, cole, paula, name):
    kind = {"kind": Kind.TRADE_PLACES}
    other = factories.activity(week, "Chat line", 2, "11:00", 60, by=paula, **kind)
    factories.publication(week, by=paula)
    offer(other, cole, Half.BUDDY)
    page = reverse(f"planner:{name[0]}", args=[2026, *([trade.key] if name[1:] else [])])
    client.force_login(cole)
    said = client.get(page)
    assertNotContains(said, TAP)
    assertContains(said, "You have offered to be in “Chat line” then.")


# Who has left. -----------------------------------------------------------------------------------


def leave(person) -> None:
    type(person).objects.filter(pk=person.pk).update(is_active=False)


@pytest.mark.parametrize("settle", ["pair-settle-all", "pair-settle"])
def test_a_pair_of_which_one_has_left_since_it_was_proposed_is_not_settled(
    client, trade, paula, settle
):
    _leader, buddy = proposals(trade, 1, paula)
    leave(buddy)
    row = trade if settle == "pair-settle-all" else Pair.objects.get()
    client.force_login(paula)
    page = client.post(reverse(f"planner:{settle}", args=[2026, row.key]), follow=True)
    assertContains(page, "Nothing is")
    assert not Pair.objects.exists()
    assert not Notice.objects.filter(name="pair-settled").exists()


def test_whoever_has_left_is_not_counted_among_those_who_offer(client, trade, lea, cole, paula):
    offer(trade, lea, Half.LEADER, by=paula)
    offer(trade, cole, Half.BUDDY)
    leave(lea)
    client.force_login(paula)
    desk = reverse("planner:pair-desk", args=[2026, trade.key])
    assertContains(client.get(desk), "1 leader still needed")
    client.force_login(factories.person("Bo Buddy"))
    assertContains(client.get(reverse("planner:offer-list", args=[2026])), "1 leader")


# Its activity becomes something else. ------------------------------------------------------------


def test_what_pairs_stand_of_keeps_its_kind_until_they_are_broken(client, pair, trade, paula):
    client.force_login(paula)
    edit = reverse("planner:activity-edit", args=[2026, trade.pk])

    def sent() -> dict:
        trade.refresh_from_db()
        values = {"title": trade.title, "day": trade.day_id, "start": "10:00", "end": "12:00"}
        return values | {"kind": Kind.TRAINING, "version": trade.version}

    said = "1 pair of it is settled. Break it at the desk first, or leave the kind as it is."
    assertContains(client.post(edit, sent()), said, status_code=422)
    assert client.post(edit, sent() | {"kind": trade.kind}).status_code == 302
    pair.break_off(by=paula, reason="Another plan")
    assert client.post(edit, sent()).status_code == 302
    trade.refresh_from_db()
    assert trade.kind == Kind.TRAINING


def test_what_the_draft_makes_something_else_of_settles_no_pairs(client, trade, paula):
    proposals(trade, 1, paula)
    trade.refresh_from_db()
    trade.change({"kind": Kind.TRAINING}, by=paula)
    client.force_login(paula)
    settle = reverse("planner:pair-settle-all", args=[2026, trade.key])
    said = "In the draft no places are traded there any more. Change its kind back first."
    assertContains(client.post(settle, follow=True), said)
    assert not Pair.objects.settled().exists()


def test_what_pairs_stand_of_keeps_its_kind_when_an_older_plan_is_copied_back(
    client, week, trade, lea, cole, paula
):
    trade.refresh_from_db()
    trade.change({"kind": Kind.TRAINING, "title": "Training"}, by=paula)
    older = factories.publication(week, by=paula)
    trade.change({"kind": Kind.TRADE_PLACES, "title": "Leaders on the line"}, by=paula)
    factories.publication(week, by=paula)
    both = offer(trade, lea, Half.LEADER, by=paula), offer(trade, cole, Half.BUDDY)
    values = {"start": time(10), "minutes": 60}
    pair = Pair.objects.make(*both, by=paula, key=uuid.uuid4(), **values)
    client.force_login(paula)
    page = reverse("planner:publication-copy-back", args=[2026, older.number])
    kept = "“Leaders on the line” keeps its kind: pairs of it are settled."
    assertContains(client.get(page), kept)
    assertNotContains(client.get(page), "Kind:")
    client.post(page)
    trade.refresh_from_db()
    assert (trade.title, trade.kind) == ("Training", Kind.TRADE_PLACES)
    pair.break_off(by=paula, reason="Another plan")
    assertNotContains(client.get(page), kept)
    client.post(page)
    trade.refresh_from_db()
    assert trade.kind == Kind.TRAINING
