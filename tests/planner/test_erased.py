"""What is left of somebody who was erased: nobody hosts, pairs break, cover is the next one's."""

from datetime import time

import pytest
import time_machine
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from csweek.people.erasing import erase
from planner.checks import find_problems
from planner.forms.costs import CostForm
from planner.models import CoverCall, CoverState, Half, Pair
from planner.titles import told_apart
from tests import factories
from tests.planner import test_bound
from tests.planner.test_bound import call_for, help_out, pair_of

pytestmark = pytest.mark.django_db
day, rory, lea, trade, lunch = (
    test_bound.day,
    test_bound.rory,
    test_bound.lea,
    test_bound.trade,
    test_bound.lunch,
)


@pytest.fixture(autouse=True)
def september():
    with time_machine.travel("2026-09-14 10:00Z", tick=False) as clock:
        yield clock


@pytest.fixture
def ada(db):
    return factories.person("Ada Amari", is_administrator=True)


def forget(person, by) -> None:
    erase(person, by=by, reason="Asked for it by letter")


def hosts_missing(week) -> list[str]:
    return [each.what for each in find_problems(week) if each.check == "no-host"]


def test_what_an_erased_person_hosted_has_no_host_and_that_is_a_problem(
    client, week, paula, cole, ada
):
    factories.activity(week, "Talk", 2, "11:00", 30, by=paula, host=cole)
    assert hosts_missing(week) == []
    forget(cole, ada)
    assert hosts_missing(week) == ["“Talk” has no host: the one it had was erased."]
    client.force_login(paula)
    board = client.get(reverse("planner:board", args=[2026]))
    assertContains(board, "no host")
    assertNotContains(board, "(erased)")
    assertNotContains(board, '<span class="avatar small" aria-hidden="true">(')


def test_a_host_who_has_left_is_a_problem_too(week, paula, cole):
    factories.activity(week, "Talk", 2, "11:00", 30, by=paula, host=cole)
    cole.is_active = False
    cole.save()
    assert hosts_missing(week) == ["“Talk” has no host: Cole Carter has left."]


def test_the_cover_of_an_erased_person_is_the_next_ones(week, lunch, paula, rory, lea, ada):
    call = call_for(week, paula)
    help_out(call, rory)
    help_out(call, lea)
    forget(rory, ada)
    assert CoverCall.objects.get().taken == 1
    states = dict(call.cover.values_list("person", "state"))
    assert states == {rory.pk: CoverState.WITHDRAWN, lea.pk: CoverState.GIVEN}


def test_the_pair_of_an_erased_person_breaks_and_the_place_is_offered_on(
    client, lunch, trade, paula, rory, lea, ada
):
    pair_of(trade, lea, rory)
    forget(rory, ada)
    pair = Pair.objects.get()
    assert pair.is_broken and pair.missing == Half.BUDDY
    client.force_login(paula)
    desk = client.get(reverse("planner:pair-desk", args=[2026, trade.key]))
    assertContains(desk, "Lea Leader")
    assertNotContains(desk, "Rory")


def test_activities_of_one_title_are_told_apart(week, trade, paula):
    porto = factories.site("Porto", "Europe/Lisbon")
    wave = trade.add_wave(trade.day, time(14), by=paula)
    wave.change({"site": porto}, by=paula)
    factories.activity(week, "Talk", 2, "11:00", 30, by=paula)
    labels = [
        str(label) for _key, label in CostForm(week=week, currency="EUR")["activity"].field.choices
    ]
    title = "Leaders on the line · Wednesday 7 October"
    assert labels[1:] == ["Talk", f"{title}, 11:00–13:00", f"{title}, 14:00–16:00 · Porto"]
    assert told_apart([]) == {}
