"""The demo: its sample organisation, its two weeks, and their history."""

import time
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.apps import apps
from django.contrib.auth.hashers import check_password
from django.core import serializers
from django.core.management import CommandError, call_command
from django.utils import timezone

from csweek.history.models import Entry
from csweek.people.demo import ACCOUNTS, PASSWORD
from csweek.people.models import Organisation, Person, Site, Team
from planner.checks import find_problems
from planner.demo import furnishing
from planner.demo.clock import working_moments
from planner.demo.furnishing import demo_year, furnish
from planner.demo.organisation import address, in_line
from planner.models import Activity, Idea, Publication, Week
from tests.access.world import rolled_back

TODAY = date(2026, 11, 22)
MODELS = apps.get_models(include_auto_created=True)
ALIKE_EVERY_YEAR = ["clash", "clash", "hours", "left-out", "seats"]


@pytest.fixture(scope="module")
def furnished_once(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), rolled_back():
        with time_machine.travel(TODAY, tick=False):
            furnish(TODAY)
        yield


@pytest.fixture
def furnished(furnished_once):
    with rolled_back():
        yield


@pytest.fixture
def bare(db, monkeypatch):
    """The planner's part of the demo alone."""
    monkeypatch.setattr(furnishing, "_chapters", [])


def everything() -> list[str]:
    """Every row of every table, in a line each."""
    rows = (row for model in MODELS for row in model._base_manager.order_by("pk"))
    return [serializers.serialize("json", [row]) for row in rows]


def test_the_demo_has_240_people_twelve_teams_four_sites_and_two_weeks(furnished):
    assert Organisation.objects.current().name == "Merrowdale Mutual"
    assert Organisation.objects.current().head_site.name == "Leeds"
    assert Person.objects.count() == 240
    assert Team.objects.count() == 12
    assert sorted(Site.objects.values_list("name", flat=True)) == [
        "Cape Town",
        "Leeds",
        "Porto",
        "Sydney",
    ]
    assert [week.year for week in Week.objects.all()] == [2027, 2026]
    assert Idea.objects.count() == 3


def test_one_team_works_at_night(furnished):
    at_night = Person.objects.filter(shift__name="Night")
    assert {person.team.name for person in at_night} == {"Night Line"}
    assert Counter(person.site.name for person in at_night) == {"Leeds": 11, "Porto": 5}


def test_nobody_works_when_their_site_is_closed(furnished):
    for person in Person.objects.select_related("site", "shift"):
        site, shift = person.site, person.shift
        assert site.is_open_all_hours or (site.opens <= shift.starts < shift.ends <= site.closes)


def test_everyone_but_the_chief_has_a_line_manager_up_to_her(furnished):
    above = dict(Person.objects.values_list("pk", "line_manager"))
    chief = Person.objects.get(name="Helen Ashworth")
    assert [pk for pk, manager in above.items() if manager is None] == [chief.pk]
    for person in above:
        steps = 0
        while above[person] is not None:
            person, steps = above[person], steps + 1
            assert steps <= 4


def test_names_are_of_many_kinds(furnished):
    names = list(Person.objects.values_list("name", flat=True))
    assert len(set(names)) == 240
    assert max(sum(letter.isalpha() for letter in name) for name in names) == 45
    assert [name for name in names if " " not in name] == ["Wulandari"]
    assert Person.objects.exclude(alias="").count() >= 5
    assert Person.objects.exclude(said_as="").count() >= 5
    assert sum(not name.isascii() for name in names) >= 25


def test_everything_in_the_demo_could_have_been_typed_in(furnished):
    for person in Person.objects.all():
        person.full_clean()
        assert person.email.endswith("@example.org")
    for model in (Site, Team, Week, Idea):
        for row in model.objects.all():
            row.full_clean()
    for activity in Activity.objects.all():
        activity.full_clean()
        assert activity.start is None or activity.start.minute % 5 == 0
        assert activity.place is None or activity.place.site == activity.site


def test_everybody_can_sign_in_with_the_password_and_those_offered_have_their_roles(furnished):
    everybody = Person.objects.all()
    assert all(check_password(PASSWORD, each) for each in {row.password for row in everybody})
    offered = Person.objects.filter(email__in=[email for _role, email in ACCOUNTS])
    assert {
        person.email: [
            role
            for role in ("organizer", "manager", "administrator")
            if getattr(person, "is_" + role)
        ]
        for person in offered
    } == {
        "organizer@example.org": ["organizer", "administrator"],
        "manager@example.org": ["manager"],
        "judge@example.org": [],
        "staff@example.org": [],
        "ines.carvalho@example.org": ["organizer", "administrator"],
    }


# The faults that this year's draft is given in its text; others come with taking part.
MEANT = [
    ("clash", 3, ["Cake sale for the food bank", "Team lunch"]),
    ("clash", 4, ["Jigsaw race", "Warm words, typed"]),
    ("holiday", 1, ["Opening stand-up"]),
    ("hours", 3, ["Braai on the roof"]),
    ("left-out", None, []),
    ("seats", 2, ["Listening well"]),
]


def test_this_years_week_is_a_draft_with_every_fault(furnished):
    week = Week.objects.get(year=2027)
    kept = week.activities.kept()
    assert (week.theme, week.crew.count()) == ("Every piece matters", 5)
    assert all(day.name and day.note for day in week.days.all())
    assert kept.exclude(day=None).filter(is_cancelled=False).count() == 23
    assert kept.filter(is_cancelled=True).count() == 1
    assert kept.filter(day=None).count() == 5
    titles = dict(week.activities.values_list("pk", "title"))
    found = sorted(
        (problem.check, problem.day, sorted(titles[pk] for pk in problem.activities))
        for problem in find_problems(week)
        if "Porto" not in problem.what or problem.check == "left-out"
        if problem.check in {check for check, _day, _titles in MEANT}
    )
    assert found == MEANT


@pytest.mark.parametrize("today", ["2027-03-01", "2028-10-04", "2029-10-02", "2031-12-31"])
def test_the_faults_are_there_whenever_the_demo_is_made(bare, today):
    """Among them 2029, when Sydney's clocks change at the end of the week and not before it."""
    with time_machine.travel(today, tick=False):
        furnish(date.fromisoformat(today))
        problems = find_problems(Week.objects.first())
    checks = sorted(problem.check for problem in problems if problem.check != "holiday")
    assert checks == ALIKE_EVERY_YEAR
    holidays = [problem.what for problem in problems if problem.check == "holiday"]
    assert any("Sydney" in what and what.startswith("Monday") for what in holidays)


def test_last_years_week_is_full_and_without_a_fault(furnished):
    week = Week.objects.get(year=2026)
    assert 25 <= week.activities.kept().exclude(day=None).count() <= 30
    assert {day.number for day in week.days.all() if day.activities.count() >= 5} == {1, 2, 3, 4, 5}
    assert all(each.host_id for each in week.activities.all())
    # The phones were thin at times, as the needs of this year count them.
    assert {problem.check for problem in find_problems(week)} == {"holiday", "thin"}


@pytest.mark.parametrize(
    ("today", "year"),
    [("2026-10-04", 2026), ("2026-10-09", 2026), ("2026-10-10", 2027), ("2100-12-31", 2100)],
)
def test_the_demo_shows_the_week_that_is_not_over(today, year, db):
    assert demo_year(date.fromisoformat(today)) == year


# What the story of a week plays in its order; what follows from it is told beside it.
PLANNED = ["planner.week", "planner.day", "planner.activity", "planner.publication"]


def test_the_history_is_of_many_hands_over_many_weeks(furnished):
    for week in Week.objects.all():
        planned = Entry.objects.within(week).filter(subject_type__in=PLANNED)
        # What follows from the story is told after it, each at its own moment.
        entries = list(planned.order_by("at", "pk"))
        moments = [entry.at for entry in entries]
        assert moments[-1] - moments[0] > timedelta(days=30)
        assert moments[-1].date() <= TODAY
        assert len({entry.by_id for entry in entries}) == 5
        assert {entry.by for entry in entries} <= set(Person.objects.organizers())
    verbs = Counter(
        Entry.objects.within(Week.objects.get(year=2027)).values_list("verb", flat=True)
    )
    assert verbs.keys() >= {"made", "changed", "moved", "cancelled", "deleted"}


def test_a_message_is_as_old_as_the_publication_it_tells_of(furnished):
    for publication in Publication.objects.all():
        assert set(publication.told().values_list("made_at", flat=True)) == {publication.at}


def test_the_clock_goes_on_after_furnishing(furnished):
    assert abs(timezone.now().timestamp() - time.time()) < 60


def test_furnishing_twice_changes_nothing(furnished):
    before = everything()
    assert furnish(TODAY) is False
    assert everything() == before


def test_the_comparison_of_everything_would_notice_one_change(furnished):
    before = everything()
    Team.objects.filter(name="Night Line").update(name="Night Owls")
    assert everything() != before


def test_a_furnishing_that_fails_leaves_nothing_behind(db, monkeypatch):
    def fail(*args):
        raise RuntimeError

    monkeypatch.setattr("planner.demo.story.Stage.do_cancel", fail)
    with pytest.raises(TypeError):
        furnish(TODAY)
    assert Organisation.objects.count() == Person.objects.count() == Entry.objects.count() == 0


def test_it_says_what_it_is_doing(bare):
    lines = []
    furnish(TODAY, say=lines.append)
    assert len(lines) == 3


def test_an_upper_floor_adds_its_chapter_and_says_so(bare):
    told, lines = [], []
    furnishing.chapter("And more …")(lambda *given: told.append(given))
    furnish(TODAY, say=lines.append)
    ((people, last, this, today),) = told
    assert (len(people), last.year, this.year, today) == (240, 2026, 2027, TODAY)
    assert lines[-1] == "And more …"


def test_the_demo_refuses_any_database_but_its_own(db):
    with pytest.raises(CommandError, match="database of its own"):
        call_command("demo")
    assert Organisation.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Siobhán Ní Bhriain", "siobhan.bhriain@example.org"),
        ("Liam O’Rourke", "liam.orourke@example.org"),
        ("Paweł Kamiński", "pawel.kaminski@example.org"),
        ("Leigh-Anne Williams", "leigh-anne.williams@example.org"),
        ("Wulandari", "wulandari@example.org"),
    ],
)
def test_addresses_are_made_of_first_and_last_name(name, expected):
    assert address(name) == expected


def test_line_managers_come_first_and_a_missing_one_is_told():
    rows = [{"name": "Cole", "line_manager": "Mara"}, {"name": "Mara", "line_manager": ""}]
    assert [row["name"] for row in in_line(rows)] == ["Mara", "Cole"]
    with pytest.raises(ValueError, match="Cole"):
        in_line(rows[:1])


def test_moments_are_working_hours_in_order():
    moments = working_moments(date(2026, 10, 10), date(2026, 11, 22), 70)
    assert len(moments) == 70
    assert moments == sorted(moments)
    assert all(moment.weekday() < 5 and 8 <= moment.hour < 17 for moment in moments)
    assert moments[0].date() == date(2026, 10, 9)
    assert moments[-1] < datetime(2026, 11, 22, tzinfo=UTC)
