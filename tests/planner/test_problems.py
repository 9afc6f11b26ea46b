"""The page of problems: the worst first, each with its mend and where to begin."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from csweek.people.models import Shift
from planner.models import Place
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def crew(client, paula):
    """A browser in which Paula is signed in."""
    client.force_login(paula)
    return client


ADDRESS = "/2026/problems/"


def test_problems_stand_worst_first_with_mend_and_links(crew, week, cole):
    for number in (1, 2, 3, 4):
        factories.activity(week, f"Number {number}", number)
    room = Place.objects.create(name="Room 4", site=factories.site(), seats=5)
    one = factories.activity(week, "Ceremony", 5, kind="awards", place=room, host=cole)
    two = factories.activity(week, "Jigsaw race", 5, "09:15", place=room, places=9)
    page = crew.get(ADDRESS)
    rows = [(row.severity, row.problem.check) for row in page.context["rows"]]
    assert rows[:2] == [("BLOCKS", "clash"), ("WARNS", "seats")]
    assertContains(page, "These block publishing")
    assertContains(page, "Room 4 is taken 09:15–09:30 by both")
    assertContains(page, "Choose another place, or move one of the two.")
    for activity in (one, two):
        assertContains(page, reverse("planner:activity-edit", args=[2026, activity.pk]))


def test_only_what_blocks_publishing_is_flagged_so_on_the_board(crew, week, cole):
    room = Place.objects.create(name="Room 4", site=factories.site(), seats=5)
    quiz = factories.activity(week, "Quiz", 1, place=room, places=9)
    page = crew.get(reverse("planner:board", args=[2026]))
    assertContains(page, '<p class="flag">')
    assertNotContains(page, '<p class="flag blocks')
    factories.activity(week, "Tour", 1, quiz.start.isoformat(), place=room)
    page = crew.get(reverse("planner:board", args=[2026]))
    assertContains(page, '<p class="flag blocks">', count=2)


def test_an_empty_day_links_to_that_day_of_the_board(crew, week):
    assertContains(crew.get(ADDRESS), "/2026/board/#day-1")
    assertContains(crew.get(reverse("planner:board", args=[2026])), 'id="day-1"')


def test_a_plan_without_fault_says_so(crew, week):
    for number, kind in enumerate(["kick-off", "other", "other", "other", "awards"], start=1):
        factories.activity(week, f"Number {number}", number, "10:00", kind=kind)
    page = crew.get(ADDRESS)
    assert page.context["rows"] == []
    assertContains(page, "<h1>Nothing is wrong with the plan</h1>")


def test_staff_may_not_see_the_problems_of_a_draft(client, cole, week):
    client.force_login(cole)
    assert client.get(ADDRESS).status_code == 403


def test_an_administrator_is_led_to_where_the_hours_of_a_shift_are_set(client, week, paula):
    night = Shift.objects.create(name="Night")
    factories.person("Nell New", shift=night)
    link = f'href="{reverse("people:shift-edit", args=[night.pk])}"'
    client.force_login(paula)
    page = client.get(ADDRESS)
    assertContains(page, "Nobody has said when Night works.")
    assertNotContains(page, link)
    paula.is_administrator = True
    paula.save()
    assertContains(client.get(ADDRESS), link)
    assert client.get(link[6:-1]).status_code == 200
