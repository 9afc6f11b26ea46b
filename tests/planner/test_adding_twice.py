"""The same form sent twice adds once; with other words in it nothing is dropped: one is asked."""

import uuid
from datetime import time

import pytest
import time_machine
from django.urls import reverse
from pytest_django.asserts import assertContains

from csweek.history.models import Entry
from planner.models import Activity, Closing, CoverCall, Half, Kind, Need, Offer, Pair, Place
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def crew(client, paula):
    """A browser in which Paula is signed in."""
    client.force_login(paula)
    return client


def to(name, *args):
    return reverse(f"planner:{name}", args=[2026, *args])


def titles():
    return list(Activity.objects.order_by("pk").values_list("title", flat=True))


def test_other_words_under_the_same_key_are_asked_about_and_not_dropped(crew, week):
    sent = {"title": "One", "kind": "other", "key": uuid.uuid4()}
    crew.post(to("activity-new"), sent)
    late = sent | {"title": "Two, quite other words", "place": "Boathouse"}

    page = crew.post(to("activity-new"), late)

    assertContains(page, "This was added before as “One”. Add this one too?", status_code=422)
    assertContains(page, "Two, quite other words", status_code=422)
    assert titles() == ["One"]
    assert not Place.objects.exists()
    again = late | {"key": page.context["form"]["key"].value()}
    for _press in range(2):
        assert crew.post(to("activity-new"), again).status_code == 302
    assert titles() == ["One", "Two, quite other words"]


def test_what_was_deleted_since_is_not_said_to_be_added(crew, week, paula):
    sent = {"title": "One", "kind": "other", "key": uuid.uuid4()}
    crew.post(to("activity-new"), sent)
    Activity.objects.get().discard(by=paula)
    page = crew.post(to("activity-new"), sent)
    assertContains(page, "added before as “One”, and deleted. Add this one", status_code=422)
    crew.post(to("activity-new"), sent | {"key": page.context["form"]["key"].value()})
    assert [each.title for each in Activity.objects.kept()] == ["One"]


def test_a_key_of_another_week_is_asked_about(crew, week, paula):
    factories.week(2027, by=paula)
    sent = {"title": "One", "kind": "other", "key": uuid.uuid4()}
    crew.post(reverse("planner:activity-new", args=[2027]), sent)
    assert crew.post(to("activity-new"), sent).status_code == 422
    assert not week.activities.exists()


def test_a_wave_at_another_time_under_the_same_key_is_asked_about(crew, week, paula):
    lunch = factories.activity(week, "Lunch", 3, "12:00", by=paula)
    sent = {"day": lunch.day_id, "start": "13:00", "key": uuid.uuid4()}
    for _press in range(2):
        assert crew.post(to("activity-wave", lunch.pk), sent).status_code == 302
    page = crew.post(to("activity-wave", lunch.pk), sent | {"start": "14:00"})
    assertContains(page, "Add this one too?", status_code=422)
    assert lunch.waves().count() == 2
    again = {"day": lunch.day_id, "start": "14:00", "key": page.context["form"]["key"].value()}
    crew.post(to("activity-wave", lunch.pk), again)
    assert [wave.start for wave in lunch.waves()] == [time(12), time(13), time(14)]


def test_a_copy_that_was_deleted_can_be_made_again_from_the_same_page(crew, week, paula):
    quiz = factories.activity(week, "Quiz", by=paula)
    once = {"key": uuid.uuid4()}
    crew.post(to("activity-copy", quiz.pk), once)
    Activity.objects.latest("pk").discard(by=paula)
    crew.post(to("activity-copy", quiz.pk), once)
    assert Activity.objects.kept().count() == 2


def test_an_idea_is_added_once_a_day_and_again_when_it_was_deleted(crew, week, paula):
    once = uuid.uuid4()
    address = to("idea-add", "workshop-listening")
    for number in (2, 2, 3):
        crew.post(address, {"day": week.days.get(number=number).pk, "once": once})
    assert [each.day.number for each in Activity.objects.order_by("pk")] == [2, 3]
    Activity.objects.get(day__number=3).discard(by=paula)
    crew.post(address, {"day": week.days.get(number=3).pk, "once": once})
    assert [each.day.number for each in Activity.objects.kept().in_order()] == [2, 3]
    assert Entry.objects.filter(subject_type="planner.activity", verb="made").count() == 3


# What the phones need, cover, closings, and pairs made by hand. ---------------------------------


@pytest.fixture
def september():
    with time_machine.travel("2026-09-14 10:00Z", tick=False):
        yield


@pytest.fixture
def noon(week, september, paula):
    """What is typed of an hour on Wednesday."""
    factories.publication(week, by=paula)
    return {"day": week.days.get(number=3).pk, "starts": "12:00", "ends": "13:00"}


def refused(page, title: str) -> str:
    """The key of the form, which asks about what it made before."""
    said = f"This was added before as “{title}”. Add this one too?"
    assertContains(page, said, status_code=422)
    return page.context["form"]["key"].value()


def test_another_call_for_cover_under_the_same_key_is_asked_about(crew, week, noon):
    sent = noon | {"team": factories.team().pk, "people": 1, "key": uuid.uuid4()}
    for _press in range(2):
        assert crew.post(to("cover-new"), sent).status_code == 302
    other = sent | {"day": week.days.get(number=4).pk, "people": 4}
    key = refused(crew.post(to("cover-new"), other), "Billing: Wednesday 7 October, 12:00–13:00")
    assert CoverCall.objects.get().day.number == 3
    crew.post(to("cover-new"), other | {"key": key})
    assert list(CoverCall.objects.values_list("day__number", "people")) == [(3, 1), (4, 4)]


def test_a_call_that_was_closed_since_is_not_said_to_be_asked(crew, noon, paula):
    sent = noon | {"team": factories.team().pk, "people": 1, "key": uuid.uuid4()}
    crew.post(to("cover-new"), sent)
    CoverCall.objects.get().close(by=paula)
    page = crew.post(to("cover-new"), sent)
    assertContains(page, "12:00–13:00”, and closed. Add this one too?", status_code=422)


def test_another_line_of_need_under_the_same_key_is_asked_about(crew, week):
    address = to("need-new", factories.team().pk)
    sent = {"starts": "09:00", "ends": "12:00", "people": 3, "key": uuid.uuid4()}
    for _press in range(2):
        assert crew.post(address, sent).status_code == 302
    other = sent | {"starts": "12:00", "ends": "17:00", "people": 5}
    key = refused(crew.post(address, other), "Billing: 09:00–12:00")
    crew.post(address, other | {"key": key})
    assert list(Need.objects.values_list("starts", "people")) == [(time(9), 3), (time(12), 5)]


def test_another_closing_under_the_same_key_is_asked_about(crew, week, noon, paula):
    sent = noon | {"service": "Phones", "language": "en-gb", "key": uuid.uuid4()}
    for _press in range(2):
        assert crew.post(to("closing-new"), sent).status_code == 302
    wednesday = "Phones: Wednesday 7 October, 12:00–13:00"
    of_teams = sent | {"teams": [factories.team().pk]}
    refused(crew.post(to("closing-new"), of_teams), wednesday)
    other = sent | {"day": week.days.get(number=4).pk}
    key = refused(crew.post(to("closing-new"), other), wednesday)
    crew.post(to("closing-new"), other | {"key": key})
    assert list(Closing.objects.values_list("day__number", flat=True)) == [3, 4]


def test_a_closing_that_was_given_up_since_is_not_said_to_stand(crew, noon, paula):
    sent = noon | {"service": "Phones", "language": "en-gb", "key": uuid.uuid4()}
    crew.post(to("closing-new"), sent)
    Closing.objects.get().discard(by=paula)
    page = crew.post(to("closing-new"), sent)
    assertContains(page, "12:00–13:00”, and deleted. Add this one too?", status_code=422)


@pytest.fixture
def offers(week, september, paula):
    """{name: their offer}, to trade places on Tuesday."""
    trade = {"kind": Kind.TRADE_PLACES}
    activity = factories.activity(week, "Leaders", 2, "10:00", 120, by=paula, **trade)
    factories.publication(week, by=paula)
    halves = {"Lea": Half.LEADER, "Lou": Half.LEADER, "Bo": Half.BUDDY, "Bea": Half.BUDDY}
    return {
        name: Offer.objects.offer(activity, factories.person(name), half, time(10), 120, by=paula)
        for name, half in halves.items()
    }


def by_hand(offers, leader: str, buddy: str) -> dict:
    sent = {"leader": offers[leader].pk, "buddy": offers[buddy].pk, "because": "They asked"}
    return sent | {"start": "10:00", "end": "11:00"}


def test_two_others_under_the_same_key_are_asked_about(crew, offers):
    address = to("pair-new", offers["Lea"].activity.key)
    key = {"key": uuid.uuid4()}
    for _press in range(2):
        assert crew.post(address, by_hand(offers, "Lea", "Bo") | key).status_code == 302
    other = by_hand(offers, "Lou", "Bea")
    key = refused(crew.post(address, other | key), "Lea, Bo: 10:00–11:00")
    crew.post(address, other | {"key": key})
    paired = Pair.objects.order_by("pk").values_list("leader__name", "buddy__name")
    assert list(paired) == [("Lea", "Bo"), ("Lou", "Bea")]


def test_a_pair_that_was_broken_since_is_not_said_to_be_settled(crew, offers, paula):
    address = to("pair-new", offers["Lea"].activity.key)
    sent = by_hand(offers, "Lea", "Bo") | {"key": uuid.uuid4()}
    crew.post(address, sent)
    Pair.objects.get().break_off(by=paula, reason="Another time")
    page = crew.post(address, sent)
    assertContains(page, "10:00–11:00”, and broken. Add this one too?", status_code=422)


def test_a_key_of_another_activity_is_asked_about(crew, offers, week, paula):
    sent = by_hand(offers, "Lea", "Bo") | {"key": uuid.uuid4()}
    crew.post(to("pair-new", offers["Lea"].activity.key), sent)
    trade = {"kind": Kind.TRADE_PLACES}
    other = factories.activity(week, "Leaders again", 4, "10:00", 120, by=paula, **trade)
    factories.publication(week, by=paula)
    there = {
        name: Offer.objects.offer(other, each.person, each.half, time(10), 120, by=paula)
        for name, each in offers.items()
    }
    page = crew.post(to("pair-new", other.key), sent | by_hand(there, "Lea", "Bo"))
    refused(page, "Lea, Bo: 10:00–11:00")
