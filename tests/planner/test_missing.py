"""Who is missing out: a place in no wave, and nothing to attend."""

from datetime import time

import pytest
import time_machine

from csweek.people.models import Person, Shift
from planner.checks import WeekFacts
from planner.missing import LeftOut, Missing, TeamCount, left_out_by_team
from planner.models import Signup, SignupList, SignupState
from tests import factories
from tests.planner.test_phones import signed_up

pytestmark = pytest.mark.django_db


@pytest.fixture
def lunch(week, paula, cole, otto):
    """Two waves in Leeds, published; Cole has a place in the second, Otto waits for the first."""
    first = factories.activity(
        week, "Lunch", 3, "12:00", 60, by=paula, site=factories.site(), needs_sign_up=True
    )
    second = first.add_wave(first.day, time(13), by=paula)
    factories.publication(week, by=paula)
    for each, person, state in (
        (second, cole, SignupState.CONFIRMED),
        (first, otto, SignupState.WAITING),
    ):
        signed_up(each, person, state=state)
        person.signups.update(first=first.pk)
    return first


def test_of_all_waves_together_who_has_no_place_is_counted_by_team(week, lunch, paula, jun):
    porto = factories.site("Porto", "Europe/Lisbon", "PT")
    factories.person("Pat Porto", site=porto)  # not at the site of it
    found = Missing(week, None)
    assert [(each.title, each.waves) for each in found.choices] == [("Lunch", 2)]
    billing, desk = factories.team("Billing").pk, factories.team("Returns desk").pk
    assert found.teams() == [
        TeamCount(billing, "Billing", placed=1, waiting=0, missing=2),
        TeamCount(desk, "Returns desk", placed=0, waiting=1, missing=0),
    ]
    assert {each.name for each in found.people()} == {"Paula Prieto", "Jun Jang"}
    assert list(found.people(team=desk)) == []


def test_only_who_is_invited_can_be_missing(week, lunch, paula):
    lunch.invited_teams.add(factories.team("Returns desk"))
    for wave in lunch.later_waves.all():
        wave.invited_teams.add(factories.team("Returns desk"))
    factories.publication(week, by=paula)
    assert list(Missing(week, lunch.pk).people()) == []


def test_whoever_may_join_and_has_not_is_missing_and_nobody_else(week, paula, cole, otto):
    porto = factories.site("Porto", "Europe/Lisbon", "PT")
    rita = factories.person("Rita Reis", team=otto.team, site=porto)
    factories.person("Bea Billing", site=porto)
    talk = factories.activity(week, "Talk", 4, "12:00", 60, by=paula, needs_sign_up=True)
    talk.invited_teams.set([factories.team("Billing")])
    talk.invited_sites.set([porto])
    factories.publication(week, by=paula)
    found, door = Missing(week, talk.pk), SignupList.objects.get(pk=talk.pk)
    assert {each.name for each in found.people()} == {
        each.name for each in Person.objects.all() if door.invites(each)
    }
    with time_machine.travel("2026-09-14 10:00Z"):
        Signup.objects.join(door, cole, by=cole)
    assert {each.name for each in found.people()} == {"Paula Prieto", "Rita Reis", "Bea Billing"}
    assert [(each.name, each.placed, each.missing) for each in found.teams()] == [
        ("Billing", 1, 2),
        ("Returns desk", 0, 1),
    ]
    assert door.invites(rita) and not door.invites(otto)


def test_who_can_attend_nothing_is_told_by_team_site_and_shift(week, lunch, paula, otto):
    night = Shift.objects.add(by=paula, name="Night", starts=time(22), ends=time(6))
    Person.objects.filter(pk=otto.pk).update(shift=night)
    facts = WeekFacts.gather(week)
    names = {otto.team_id: "Returns desk"}
    assert left_out_by_team(facts, names) == [LeftOut("Returns desk", "Leeds", "Night", 1)]


def test_the_page_shows_counts_and_names(week, lunch, paula, cole, client):
    client.force_login(paula)
    page = client.get(f"/2026/missing/?activity={lunch.pk}&team={cole.team_id}").content.decode()
    assert "Billing: 1 without a place" in page and "<li>Paula Prieto</li>" in page
    assert client.get("/2026/missing/?activity=999&team=x&page=99").status_code == 200


def test_of_one_team_no_more_get_a_place_than_its_share(week, paula, cole, jun, otto):
    values = {"needs_sign_up": True, "places": 5, "places_per_team": 1}
    quiz = factories.activity(week, "Quiz", 3, "15:00", 60, by=paula, **values)
    with time_machine.travel("2026-09-14 10:00Z"):
        factories.publication(week, by=paula)
        join = [Signup.objects.join(quiz.signup_list, each, by=each) for each in (cole, jun, otto)]
        assert [each.state for each in join] == ["confirmed", "waiting", "confirmed"]
        Signup.objects.get(person=cole).leave(by=cole)
        assert Signup.objects.get(person=jun).state == "confirmed"
