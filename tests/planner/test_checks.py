"""Checks: what is wrong with a plan is found, said in words, and mended by doing what they say."""

from dataclasses import replace
from datetime import time

import pytest

from csweek.people.models import Organisation, Shift
from planner import checks
from planner.checks import WeekFacts, find_problems, register
from planner.models import Activity, Kind, Place, Week
from planner.rules.problems import Problem, Severity
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def full(week):
    """A week in which nothing is wrong: something at ten every day, awards on Friday."""
    for number in range(1, 6):
        kind = Kind.AWARDS if number == 5 else Kind.OTHER
        factories.activity(week, f"Day {number}", day=number, start="10:00", kind=kind)
    return week


def found(week, check):
    return [problem for problem in find_problems(week) if problem.check == check]


def place(name="Room 4", seats=None, site=None):
    return Place.objects.create(name=name, seats=seats, site=site)


def test_nothing_is_wrong_with_a_full_week(full):
    assert find_problems(full) == []


def test_a_place_taken_twice_blocks_and_both_cards_are_named(full):
    room = place()
    one = factories.activity(full, "Leaders on the line", 2, "11:00", 60, place=room)
    two = factories.activity(full, "Quiz", 2, "11:30", 60, place=room)
    assert found(full, "clash") == [
        Problem(
            "clash",
            Severity.BLOCKS,
            "Room 4 is taken 11:30–12:00 by both “Leaders on the line” and “Quiz”.",
            "Choose another place, or move one of the two.",
            (one.pk, two.pk),
            2,
        )
    ]
    two.move(two.day, time(12), by=None)
    assert find_problems(full) == []


def test_a_host_in_two_places_at_once_blocks(full, cole):
    factories.activity(full, "Tour", 3, "14:00", 60, host=cole)
    factories.activity(full, "Quiz", 3, "14:00", 30, host=cole)
    (problem,) = found(full, "clash")
    assert problem.what == "Cole Carter hosts both “Tour” and “Quiz” 14:00–14:30."
    assert problem.severity is Severity.BLOCKS


def test_the_same_wall_clock_at_two_sites_far_apart_is_no_clash(full, cole):
    sydney = factories.site("Sydney", "Australia/Sydney", "AU")
    factories.activity(full, "Here", 3, "14:00", 60, host=cole)
    there = factories.activity(full, "There", 3, "14:00", 60, host=cole, site=sydney)
    assert found(full, "clash") == []
    there.move(there.day, time(23, 59), by=None)
    assert [problem.what for problem in found(full, "clash")] == [
        "Cole Carter hosts both “There” and “Here” 14:00–14:59 (Leeds)."
    ]


def test_among_the_ideas_nothing_clashes(full, cole):
    room = place()
    for title in ("One", "Other"):
        factories.activity(full, title, None, place=room, host=cole)
    assert find_problems(full) == []


def test_a_place_or_host_needed_all_day_and_for_more_is_told_and_does_not_block(full, cole):
    room = place("Hall")
    talk = factories.activity(full, "Talk", 2, "11:00", place=room, host=cole)
    fair = factories.activity(full, "Fair", 2, None, None, place=room, host=cole)
    other = factories.activity(full, "Bazaar", 2, None, None, place=room)
    factories.activity(full, "Elsewhere", 3, None, None, place=room, host=cole)
    host, hall = find_problems(full)
    assert hall == Problem(
        "all-day",
        Severity.WARNS,
        "Hall is taken all day on Tuesday 6 October by “Bazaar”, and also by “Fair”, “Talk”.",
        "Choose another place, or see that there is room for all of it.",
        (other.pk, fair.pk, talk.pk),
        2,
    )
    assert host.what == ("Cole Carter hosts “Fair” all day on Tuesday 6 October, and also “Talk”.")
    fair.cancel(by=None)
    other.move(other.day, time(15), by=None)
    assert find_problems(full) == []


def test_what_is_cancelled_or_deleted_is_no_problem_and_mends_none(full, cole):
    room = place(seats=2)
    factories.activity(full, "Tour", 3, "14:00", 60, host=cole, place=room, places=9)
    twin = factories.activity(full, "Quiz", 3, "14:00", 60, host=cole, place=room, places=9)
    awards = Activity.objects.get(title="Day 5")
    before = len(find_problems(full))
    twin.cancel(by=None)
    assert [each.check for each in find_problems(full)] == ["seats"]
    awards.discard(by=None)
    assert before == 4
    assert [each.check for each in find_problems(full)] == ["seats", "no-ceremony", "empty-day"]


def test_more_places_than_seats_are_told_also_of_an_idea(full):
    room = place(seats=1200)
    dinner = factories.activity(full, "Dinner", 4, "18:00", 60, place=room, places=1500)
    factories.activity(full, "Tea", 4, "15:00", 60, place=room, places=1200)
    idea = factories.activity(full, "Ball", None, place=room, places=1201)
    assert [(problem.activities, problem.day) for problem in found(full, "seats")] == [
        ((idea.pk,), None),
        ((dinner.pk,), 4),
    ]
    what = found(full, "seats")[1].what
    assert what.replace(",500", "500").replace(",200", "200") == (
        "“Dinner” has 1500 places, but Room 4 seats 1200."
    )


def test_a_place_whose_seats_nobody_counted_is_never_too_small(full):
    factories.activity(full, "Dinner", 4, "18:00", 60, place=place(), places=1500)
    assert find_problems(full) == []


def test_outside_a_sites_hours_is_told_and_all_sites_have_none(full):
    leeds = factories.site()
    leeds.opens, leeds.closes = time(8), time(18)
    leeds.save()
    late = factories.activity(full, "Stars", 2, "17:30", 60, site=leeds)
    factories.activity(full, "Everywhere", 2, "22:00", 60)
    factories.activity(full, "Early", 2, "08:00", 600, site=leeds)
    assert found(full, "hours") == [
        Problem(
            "hours",
            Severity.WARNS,
            "“Stars” is at 17:30–18:30, but Leeds is open 08:00–18:00.",
            "Move it into opening hours, or see that somebody opens the site.",
            (late.pk,),
            2,
        )
    ]


def test_a_public_holiday_is_told_once_a_site_with_what_is_planned_there(full):
    sydney = factories.site("Sydney", "Australia/Sydney", "AU", region="NSW")
    lunch = factories.activity(full, "Lunch", 1, "12:00", 60, site=sydney)
    (problem,) = found(full, "holiday")
    assert problem.what == "Monday 5 October is a public holiday in Sydney: Labour Day."
    assert problem.mend == "Give Sydney its own wave on another day."
    assert (problem.activities, problem.day) == ((lunch.pk,), 1)


def test_a_holiday_in_another_region_is_none_here(full):
    factories.site("Melbourne", "Australia/Melbourne", "AU", region="VIC")
    assert found(full, "holiday") == []


def test_a_week_that_was_moved_meets_the_holidays_of_its_new_dates(full):
    factories.site("Sydney", "Australia/Sydney", "AU", region="NSW")
    values = {"first_day": full.first_day.replace(day=12), "moved_because": "Labour Day"}
    full.change(values, by=None)
    assert found(full, "holiday") == []


def test_a_week_that_runs_into_the_new_year_meets_the_holidays_of_both(full):
    values = {"first_day": full.first_day.replace(month=12, day=28), "moved_because": "The move"}
    full.change(values, by=None)
    assert [problem.what for problem in found(full, "holiday")] == [
        "Monday 28 December is a public holiday in Leeds: Boxing Day (observed).",
        "Friday 1 January is a public holiday in Leeds: New Year's Day.",
    ]


def test_a_day_with_nothing_is_told_and_an_all_day_activity_fills_it(full):
    Activity.objects.get(title="Day 2").move(None, None, by=None)
    (problem,) = found(full, "empty-day")
    assert (problem.what, problem.day) == ("Tuesday 6 October has nothing yet.", 2)
    factories.activity(full, "Hats", 2, None, None)
    assert found(full, "empty-day") == []


def night_shift(people=9):
    night = Shift.objects.create(name="Night", starts=time(22), ends=time(6))
    for number in range(people):
        factories.person(f"Nina {number}", email=f"nina{number}@example.org", shift=night)
    return night


def test_a_shift_that_can_attend_nothing_is_told_with_how_many_they_are(full):
    night_shift()
    assert [each.what for each in found(full, "left-out")] == [
        "Night in Leeds (9 people, 22:00–06:00): nothing with a set time lies in their hours."
    ]
    factories.activity(full, "Night breakfast", 2, "05:00", 45)
    assert found(full, "left-out") == []


def test_a_shift_without_hours_is_told_once_and_not_vouched_for(full):
    night = night_shift()
    night.change({"starts": None, "ends": None}, by=None)
    porto = factories.site("Porto", "Europe/Lisbon", "PT")
    factories.person("Pia Pinto", site=porto, shift=night)
    assert [each.what for each in found(full, "shift-hours")] == [
        "Nobody has said when Night works."
    ]
    assert found(full, "left-out") == []
    Activity.objects.filter(week=full).update(site=porto)
    assert "Night in Leeds (9 people): nothing with a set time lies in their hours." in [
        each.what for each in found(full, "left-out")
    ]
    night.change({"starts": time(9), "ends": time(17)}, by=None)
    assert found(full, "shift-hours") == []


def test_a_shift_without_hours_that_nobody_works_is_no_problem(full):
    Shift.objects.create(name="Relief")
    assert found(full, "shift-hours") == []


def test_one_person_left_out_is_one_person(full):
    night_shift(people=1)
    assert "(1 person, 22:00–06:00)" in found(full, "left-out")[0].what


def test_an_all_day_activity_leaves_the_night_shift_where_it_is(full):
    night_shift()
    factories.activity(full, "Hats", 2, None, None)
    assert len(found(full, "left-out")) == 1


def test_a_site_at_which_nothing_takes_place_is_told(full):
    porto = factories.site("Porto", "Europe/Lisbon", "PT")
    factories.person("Pia Pinto", site=porto)
    assert found(full, "left-out") == []  # everything so far is at all sites
    Activity.objects.filter(week=full).update(site=factories.site())
    assert [each.what for each in found(full, "left-out")] == [
        "Porto (1 person): nothing with a set time lies in their hours."
    ]


def test_a_week_without_any_time_says_nothing_of_shifts(week):
    night_shift()
    assert found(week, "left-out") == []


def test_people_who_have_left_are_of_no_crowd(full):
    night = night_shift(people=1)
    factories.person("Gone Girl", email="gone@example.org", shift=night, is_active=False)
    assert "(1 person," in found(full, "left-out")[0].what


def test_people_without_a_site_are_counted_at_the_head_site(full):
    night = night_shift(people=0)
    factories.person("Rae Remote", shift=night, site=None)
    (problem,) = found(full, "left-out")
    assert problem.what.startswith("Night in Leeds (1 person, 22:00–06:00)")
    factories.person("Nina", shift=night)
    (problem,) = found(full, "left-out")
    assert problem.what.startswith("Night in Leeds (2 people, 22:00–06:00)")


def test_without_an_organisation_nobody_without_a_site_is_counted(full):
    factories.person("Rae Remote", shift=night_shift(people=0), site=None)
    Organisation.objects.all().delete()
    assert found(full, "left-out") == []


def test_the_worst_comes_first_and_then_the_days_in_order(full, cole):
    factories.activity(full, "Tour", 3, "14:00", 60, host=cole)
    factories.activity(full, "Quiz", 3, "14:00", 60, host=cole)
    Activity.objects.filter(title__in=["Day 1", "Day 4"]).delete()
    problems = find_problems(full)
    assert [(each.check, each.day) for each in problems] == [
        ("clash", 3),
        ("empty-day", 1),
        ("empty-day", 4),
    ]


def test_an_upper_floor_registers_its_own_check_and_only_once(full, monkeypatch):
    monkeypatch.setattr(checks, "_checks", list(checks._checks))
    told = Problem("moon", Severity.WARNS, "The moon is full.", "Look up.", (), 1)

    @register
    def full_moon(facts):
        assert facts.week == full
        return [told]

    register(full_moon)
    assert find_problems(full) == [told]


def test_every_problem_of_every_check_says_what_and_how_to_mend_it(full, cole, organisation):
    night = night_shift()
    night.change({"starts": None, "ends": None}, by=None)
    factories.person(
        "Lena Late",
        shift=Shift.objects.create(name="Late", starts=time(21), ends=time(2)),
    )
    factories.site("Sydney", "Australia/Sydney", "AU", region="NSW")
    room = place(seats=1)
    leeds = factories.site()
    leeds.opens, leeds.closes = time(9), time(17)
    leeds.save()
    for title in ("Tour", "Quiz"):
        factories.activity(full, title, 3, "20:00", 60, host=cole, place=room, places=2, site=leeds)
    Activity.objects.filter(title__in=["Day 1", "Day 5"]).delete()
    problems = find_problems(full)
    assert {each.check for each in problems} == {
        *(
            "clash",
            "seats",
            "hours",
            "holiday",
            "empty-day",
            "left-out",
            "shift-hours",
            "no-ceremony",
        )
    }
    for problem in problems:
        assert problem.what.endswith(".") and problem.mend.endswith(".")
        assert "%(" not in problem.what + problem.mend
        assert replace(problem) == problem  # plain data


def test_as_many_queries_for_fifty_activities_as_for_one(full, cole, django_assert_num_queries):
    room = place(seats=3)
    night_shift()

    def fill(count, at):
        for number in range(count):
            factories.activity(
                full, f"{at} {number}", 2, "12:00", 30, place=room, host=cole, places=4
            )

    found = []
    for count, at in ((1, "One"), (50, "Many")):
        fill(count, at)
        afresh = Week.objects.get(pk=full.pk)
        with django_assert_num_queries(5):
            found.append(len(find_problems(afresh)))
    assert found[0] < found[1]


def test_facts_are_taken_from_the_boards_own_list_without_asking_again(
    full, django_assert_num_queries
):
    activities = Activity.objects.of_week(full)
    with django_assert_num_queries(1):  # the sites
        facts = WeekFacts.gather(full, activities)
    assert facts.activities == activities
