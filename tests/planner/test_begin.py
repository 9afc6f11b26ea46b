"""How a week begins: from the plan, from an earlier week by weekday and wall clock, or empty."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from csweek.history.models import Entry, Verb
from planner.checks import find_problems
from planner.models import Activity, Place, Week, begin_week
from planner.models.activities import KEPT
from planner.starter import starter_days, starter_ideas
from tests import factories

pytestmark = pytest.mark.django_db

SYDNEY = ZoneInfo("Australia/Sydney")


def shape(week):
    """(title, weekday, start) of every activity."""
    week = Week.objects.get(pk=week.pk)
    return {
        (each.title, each.date and each.date.strftime("%A"), each.start)
        for each in Activity.objects.of_week(week)
    }


def from_last(year, by=None):
    return Week.objects.get(pk=begin_week(year, by=by, start_from="last").pk)


@pytest.fixture
def sydney(organisation):
    """The head site is in Sydney, where clocks go forward on the first Sunday of October."""
    organisation.head_site = factories.site("Sydney", "Australia/Sydney", "AU")
    organisation.save()


# From the plan, and empty ------------------------------------------------------------------------


def test_a_week_from_the_plan_has_its_days_their_activities_and_its_ideas(organisation, paula):
    week = begin_week(2026, by=paula, start_from="plan")
    assert [day.name for day in week.days.all()] == [str(day.name) for day in starter_days()]
    placed = {
        (str(each.title), date(2026, 10, 5 + number).strftime("%A"), each.start)
        for number, day in enumerate(starter_days())
        for each in day.activities
    }
    assert shape(week) == placed | {(str(each.title), None, None) for each in starter_ideas()}
    assert week.activities.exclude(wave_of=None).count() == sum(
        each.is_another_wave for day in starter_days() for each in day.activities
    )


def test_whoever_begins_a_week_is_in_its_crew_and_in_its_history_once(organisation, paula):
    week = begin_week(2026, by=paula, start_from="plan")
    assert list(week.crew.all()) == [paula]
    assert [(entry.verb, entry.by) for entry in Entry.objects.of(week)] == [(Verb.MADE, paula)]


def entries_of(thing):
    return [(each.verb, each.by, each.reason) for each in Entry.objects.of(thing)]


def test_what_begins_with_a_week_has_in_its_history_where_it_comes_from(organisation, paula):
    plan = begin_week(2026, by=paula, start_from="plan")
    copy = begin_week(2027, by=paula, start_from="last")
    for week, reason in ((plan, "from the plan"), (copy, "from the week of 2026")):
        made = [*week.days.all(), *week.activities.all(), *week.tasks.all()]
        assert len(made) > 45
        for each in made:
            assert entries_of(each) == [(Verb.MADE, paula, reason)]
        assert Entry.objects.within(week).count() == 1 + len(made)
    talk = copy.activities.exclude(start=None).first()
    changes = {each["field"]: each["after"] for each in Entry.objects.of(talk).get().changes}
    assert changes == {
        "day": talk.day_id,
        "start": talk.start.isoformat(),
        "minutes": talk.minutes,
    }


def test_a_day_without_a_word_has_no_history(week, paula):
    week.days.get(number=2).change({"name": ""}, by=paula)
    new = from_last(2027, by=paula)
    assert [len(entries_of(day)) for day in new.days.all()] == [1, 0, 1, 1, 1]


def test_all_that_is_told_of_a_new_week_is_written_in_two_statements(organisation, paula):
    with CaptureQueriesContext(connection) as asked:
        begin_week(2026, by=paula, start_from="plan")
    written = [each["sql"] for each in asked if 'INSERT INTO "history_entry"' in each["sql"]]
    assert len(written) == 2


def test_an_empty_week_has_five_days_without_names(organisation):
    week = begin_week(2026, by=None, start_from="empty")
    assert [(day.number, day.name) for day in week.days.all()] == [(n, "") for n in range(1, 6)]
    assert not week.activities.exists()


def test_a_week_takes_the_head_sites_time_zone_whatever_the_last_week_had(sydney, paula):
    first = begin_week(2026, by=paula, start_from="empty")
    assert first.time_zone == "Australia/Sydney"
    first.change({"time_zone": "Australia/Perth"}, by=paula)
    assert begin_week(2027, by=paula, start_from="last").time_zone == "Australia/Sydney"


def test_begun_again_the_week_that_stands_is_returned_as_it_is(week, paula):
    factories.activity(week)
    assert begin_week(2026, by=paula, start_from="plan", theme="Another") == week
    assert (Week.objects.count(), Activity.objects.count()) == (1, 1)


def test_without_an_earlier_week_a_start_from_the_last_one_is_empty(organisation):
    assert not from_last(2026).activities.exists()


# From the last week ------------------------------------------------------------------------------


def seven_days(year):
    """A week of seven days, each with something in the small hours and something at ten."""
    week = factories.week(year, days=7)
    for number in range(1, 8):
        factories.activity(week, f"Night {number}", number, "01:30", 45)
        factories.activity(week, f"Morning {number}", number, "10:00", 45)
    return week


@pytest.mark.parametrize("year", [2018, 2029, 2026])
def test_weekday_and_wall_clock_stay_over_a_clock_change(year, sydney):
    last = seven_days(year - 1)
    assert shape(from_last(year)) == shape(last)


@pytest.mark.parametrize("year", [2018, 2029])
def test_control_adding_a_span_of_hours_would_not_keep_them(year, sydney):
    last = seven_days(year - 1)
    span = timedelta(weeks=52 if (date(year, 10, 1) - last.first_day).days < 366 else 53)
    shifted = set()
    for each in Activity.objects.of_week(last):
        there = (datetime.combine(each.date, each.start, SYDNEY).astimezone(UTC) + span).astimezone(
            SYDNEY
        )
        shifted.add((each.title, there.strftime("%A"), there.time()))
    assert shifted != shape(last)


def test_everything_typed_of_an_activity_comes_along_and_its_history_does_not(week, cole, paula):
    room = Place.objects.add(by=paula, name="Room 4", site=factories.site())
    fields = {
        "kind": "training",
        "site": room.site,
        "place": room,
        "host": cole,
        "description": "Bring a pen.",
        "places": 12,
        "takes_off_phones": True,
        "needs_sign_up": True,
    }
    old = factories.activity(week, "Listening", 2, "15:30", 45, by=paula, **fields)
    new = from_last(2027, by=paula)
    copy = new.activities.get()
    assert {field: getattr(copy, field) for field in fields} == fields
    assert (copy.start, copy.minutes, copy.date) == (time(15, 30), 45, date(2027, 10, 5))
    assert copy.key != old.key
    assert entries_of(copy) == [(Verb.MADE, paula, "from the week of 2026")]


def test_each_field_of_an_activity_is_taken_along_or_of_that_one_alone():
    """A field that is new has to be put on one side: all copies go by the one list."""
    its_own = {"id", "version", "key", "week", "wave_of", "discarded_at"}
    its_own |= {"is_cancelled", "cancelled_because", "advice"}
    assert {field.name for field in Activity._meta.fields} - its_own == set(KEPT)


def test_days_bring_their_names_notes_and_dress_themes(week, paula):
    week.days.get(number=4).change({"note": "Wear it", "dress_theme": "Stripes"}, by=paula)
    thursday = from_last(2027).days.get(number=4)
    assert (thursday.name, thursday.note, thursday.dress_theme) == (
        "Dress up",
        "Wear it",
        "Stripes",
    )


def test_theme_and_tagline_are_not_copied(week, paula):
    week.change({"theme": "Every piece matters", "tagline": "Yours too"}, by=paula)
    new = begin_week(2027, by=paula, start_from="last", theme="We hear you")
    assert (new.theme, new.tagline) == ("We hear you", "")


def test_a_week_of_seven_days_stays_one_of_seven_days(organisation):
    last = seven_days(2026)
    new = from_last(2027)
    assert (new.days_count, new.days.count(), new.last_day) == (7, 7, date(2027, 10, 10))
    assert shape(new) == shape(last)


def test_what_was_cancelled_or_deleted_stays_behind(week, paula):
    factories.activity(week, "Cancelled").cancel(by=paula)
    factories.activity(week, "Deleted").discard(by=paula)
    factories.activity(week, "Kept")
    assert [each.title for each in from_last(2027).activities.all()] == ["Kept"]


def test_ideas_without_a_day_stay_ideas_with_their_length(week):
    factories.activity(week, "Idea", None, None, 45)
    idea = from_last(2027).activities.get()
    assert (idea.day, idea.start, idea.minutes) == (None, None, 45)


def test_all_day_stays_all_day(week):
    factories.activity(week, "Banners", 1, None, None)
    assert from_last(2027).activities.get().is_all_day


def waves_of(week):
    """Titles of the activities by the run that they belong to."""
    runs = {}
    for each in week.activities.order_by("title"):
        runs.setdefault(each.wave_of_id or each.pk, []).append(each.title)
    return sorted(runs.values())


def lunch_in_three_waves(week, paula):
    lunch = factories.activity(week, "Lunch 1", 3, "12:00", 30)
    for number, start in ((2, time(13)), (3, time(1))):
        wave = lunch.add_wave(lunch.day, start, by=paula)
        wave.change({"title": f"Lunch {number}"}, by=paula)
    factories.activity(week, "Quiz", 4)
    return lunch


def test_waves_stay_waves_of_each_other(week, paula):
    lunch_in_three_waves(week, paula)
    new = from_last(2027)
    assert waves_of(new) == [["Lunch 1", "Lunch 2", "Lunch 3"], ["Quiz"]]
    assert set(new.activities.exclude(wave_of=None).values_list("wave_of__week", flat=True)) == {
        new.pk
    }


def test_waves_stay_together_also_where_the_first_of_them_stays_behind(week, paula):
    lunch_in_three_waves(week, paula).cancel(by=paula)
    assert waves_of(from_last(2027)) == [["Lunch 2", "Lunch 3"], ["Quiz"]]


def test_a_moved_week_is_copied_by_weekday_and_what_has_none_becomes_an_idea(week, paula):
    """From Wednesday to Sunday last year, from Monday to Friday this year."""
    moved = {"first_day": date(2026, 10, 14), "moved_because": "The fair"}
    week.change(moved, by=paula)
    for number in range(1, 6):
        factories.activity(week, f"Number {number}", number, "10:00")
    new = from_last(2027)
    assert new.first_day == date(2027, 10, 4)
    assert shape(new) == {
        ("Number 1", "Wednesday", time(10)),
        ("Number 2", "Thursday", time(10)),
        ("Number 3", "Friday", time(10)),
        ("Number 4", None, None),
        ("Number 5", None, None),
    }
    assert [day.name for day in new.days.all()] == [
        "",
        "",
        "Kick-off",
        "Trade places",
        "Eat together",
    ]


def test_the_latest_earlier_week_is_copied_not_a_later_one(organisation, paula):
    for year in (2028, 2024, 2025):
        factories.activity(factories.week(year, by=paula), str(year))
    assert [each.title for each in from_last(2026).activities.all()] == ["2025"]


def test_a_time_that_the_new_years_clocks_skip_is_told_by_the_checks(sydney):
    """On Sunday 7 October 2029, inside the week, 02:00 becomes 03:00 in Sydney."""
    last = factories.week(2028, days=7)
    factories.activity(last, "Night walk", 7, "02:30")
    assert "clock-change" not in {problem.check for problem in find_problems(last)}
    new = from_last(2029)
    assert shape(new) == {("Night walk", "Sunday", time(2, 30))}
    found = [each for each in find_problems(new) if each.check == "clock-change"]
    assert [(each.day, each.activities) for each in found] == [(7, (new.activities.get().pk,))]
    assert "02:30, which the clocks in Australia/Sydney skip" in found[0].what
