"""Whoever steps in, when the hours of the call change or they leave."""

import uuid
from datetime import time

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains

from csweek.history.models import Entry
from csweek.notices.models import Notice
from csweek.notices.words import in_words
from planner.jobs.places import call_in_the_line, give_back_cover
from planner.models import CoverCall, Need, Signup
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def september():
    with time_machine.travel("2026-09-14 10:00Z", tick=False) as clock:
        yield clock


@pytest.fixture
def helpers(db):
    desk = factories.team("Returns desk")
    return [factories.person(f"R{n} Returns", team=desk) for n in range(3)]


@pytest.fixture
def lunch(week, paula):
    """Wednesday, 12:00; it has one place."""
    made = factories.activity(week, "Lunch", 3, "12:00", 60, by=paula, needs_sign_up=True, places=1)
    factories.publication(week, by=paula)
    return made


@pytest.fixture
def quiz(week, lunch, paula):
    made = factories.activity(week, "Quiz", 3, "14:00", 60, by=paula, needs_sign_up=True)
    factories.publication(week, by=paula)
    return made


def ask(week, paula, people=1) -> CoverCall:
    hours = {"starts": time(12), "ends": time(13), "day": week.days.get(number=3)}
    values = {"team": factories.team(), "people": people, "key": uuid.uuid4()} | hours
    return CoverCall.objects.ask(by=paula, told=lambda call: [], **values)


def answer(call, *people):
    for each in people:
        call.answer(by=each, why_not=lambda row: "")


def join(activity, person):
    return Signup.objects.join(activity.pk, person, by=person)


def states(call) -> list:
    return list(call.cover.order_by("pk").values_list("state", flat=True))


def subjects(name) -> list[str]:
    return [message.subject for _each, message in in_words(Notice.objects.filter(name=name))]


LATER = {"starts": time(14), "ends": time(15)}


def test_another_time_of_a_call_frees_who_steps_in_for_what_they_wait_for(
    week, lunch, paula, helpers
):
    held = join(lunch, paula)
    call = ask(week, paula)
    join(lunch, helpers[0])
    answer(call, helpers[0])
    held.leave(by=paula)
    assert Signup.objects.get(person=helpers[0]).is_waiting
    CoverCall.objects.get().change(LATER, by=paula)
    assert Signup.objects.get(person=helpers[0]).has_place
    assert states(call) == ["given"]


def test_who_is_bound_at_the_new_time_goes_back_in_line_and_the_next_steps_in(
    week, lunch, quiz, paula, helpers
):
    call = ask(week, paula)
    answer(call, *helpers[:2])
    join(quiz, helpers[0])
    CoverCall.objects.get().change(LATER, by=paula)
    assert states(call) == ["waiting", "given"]
    assert CoverCall.objects.get().taken == 1
    assert subjects("cover-waits") == ["You do not help Billing out after all"]
    assert subjects("cover-moved") == ["Cover for Billing is at another time"]
    assert subjects("cover-wanted") == ["You are wanted after all: you help Billing out"]


def test_whoever_leaves_gives_their_cover_to_the_first_in_line(week, lunch, paula, helpers):
    call = ask(week, paula)
    answer(call, *helpers)
    gone = type(paula).objects.filter(pk__in=[helpers[0].pk, helpers[1].pk])
    gone.update(is_active=False)
    for _minute in range(2):
        give_back_cover(lambda: False)
    assert states(call) == ["withdrawn", "withdrawn", "given"]
    assert Entry.objects.filter(subject_type="planner.cover", verb="withdrawn").count() == 2


def test_cover_that_was_given_stays_given_once_it_is_over(week, lunch, paula, helpers, september):
    call = ask(week, paula)
    answer(call, helpers[0])
    type(paula).objects.filter(pk=helpers[0].pk).update(is_active=False)
    september.move_to("2026-10-07 12:00Z")  # 13:00 in Leeds
    give_back_cover(lambda: False)
    assert states(call) == ["given"]


def test_whoever_stands_in_line_steps_in_once_they_are_free(client, week, lunch, paula, helpers):
    first, second, _third = helpers
    call = ask(week, paula)
    answer(call, first, second)
    place = join(lunch, second)
    call.withdraw(by=first)
    assert states(call) == ["withdrawn", "waiting"]
    assert subjects("cover-lost") == ["Billing is short of cover again"]
    client.force_login(second)
    page = reverse("planner:cover-detail", args=[2026, call.key])
    assertContains(client.get(page), "In line: you step in as soon as nothing else keeps you.")
    assertContains(client.get(page), "You have a place in “Lunch” then.")
    call_in_the_line(lambda: False)
    assert states(call) == ["withdrawn", "waiting"]
    place.leave(by=second)
    for _minute in range(2):
        call_in_the_line(lambda: False)
    assert states(call) == ["withdrawn", "given"]
    assert CoverCall.objects.get().taken == 1
    assert subjects("cover-wanted") == ["You are wanted after all: you help Billing out"]
    assert subjects("cover-found") == ["There is cover for Billing"] * 2  # once for the first


def test_nobody_is_called_in_from_the_line_who_is_needed_by_their_own_team(
    week, lunch, paula, helpers
):
    call = ask(week, paula)
    answer(call, *helpers[:2])
    place = join(lunch, helpers[1])
    call.withdraw(by=helpers[0])
    place.leave(by=helpers[1])
    team = helpers[0].team
    Need.objects.add(by=paula, team=team, starts=time(11), ends=time(15), people=3)
    call_in_the_line(lambda: False)
    assert states(call) == ["withdrawn", "waiting"]


def test_nothing_is_written_each_minute_of_calls_whose_line_is_kept_by_their_own_team(
    week, lunch, paula, helpers
):
    def minute() -> list[str]:
        with CaptureQueriesContext(connection) as asked:
            call_in_the_line(lambda: False)
        return [each["sql"] for each in asked]

    Need.objects.add(by=paula, team=helpers[0].team, starts=time(11), ends=time(15), people=3)
    queries = []
    for helper in helpers[1:]:
        call = ask(week, paula)
        answer(call, helpers[0], helper)
        call.withdraw(by=helpers[0])
        type(call).objects.filter(pk=call.pk).update(taken=0)
        queries.append(minute())
    assert not [sql for sql in queries[-1] if sql.startswith(("UPDATE", "INSERT", "SAVEPOINT"))]
    assert len(queries[0]) == len(queries[1])
