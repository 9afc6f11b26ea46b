"""The week: its page for everyone, how one is begun, and its settings."""

import re
from datetime import date, time

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from csweek.history.models import Entry, Verb
from planner.almanac import coming_weeks, dates_of
from planner.models import Activity, Week, begin_week
from planner.pages.board import build_board
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def crew(client, paula):
    """A browser in which Paula is signed in."""
    client.force_login(paula)
    return client


def address(name, year=2026):
    return reverse(f"planner:{name}", args=[year])


def settings_of(week, **fields):
    """What the form of settings would send, with some fields typed anew."""
    values = {
        "theme": week.theme,
        "tagline": week.tagline,
        "first_day": week.first_day.isoformat(),
        "moved_because": week.moved_because,
        "days_count": week.days_count,
        "time_zone": week.time_zone,
        "crew": [person.pk for person in week.crew.all()],
        "version": week.version,
    }
    return values | fields


def move(week, first_day, by, because="The new building"):
    week.change({"first_day": first_day, "moved_because": because}, by=by)


# Where one lands, and the page of a year ---------------------------------------------------------


@time_machine.travel("2026-09-01 12:00")
def test_an_organizer_lands_on_the_board_and_before_there_is_one_where_it_is_begun(
    crew, paula, organisation
):
    assertRedirects(crew.get("/"), address("week-new"))
    factories.week(2026, by=paula)
    assertRedirects(crew.get("/"), address("board"))


@time_machine.travel("2026-09-01 12:00")
def test_everyone_else_lands_on_the_page_of_the_week(client, cole, week):
    client.force_login(cole)
    assertRedirects(client.get("/"), address("week-detail"))


@pytest.mark.parametrize(
    ("today", "year"), [("2026-10-09", 2026), ("2026-10-10", 2027), ("2026-01-01", 2026)]
)
def test_the_coming_week_is_the_one_that_is_not_over(today, year, week):
    assert coming_weeks(date.fromisoformat(today), 1, planned=True)[0].year == year


def test_a_week_moved_to_later_is_the_coming_one_until_it_is_over(week, paula):
    move(week, date(2026, 11, 23), paula)
    assert [each.year for each in coming_weeks(date(2026, 11, 27), 2, planned=True)] == [2026, 2027]
    assert [each.year for each in coming_weeks(date(2026, 11, 28), 2, planned=True)] == [2027, 2028]


def test_a_week_that_runs_into_january_is_on_in_january(week, paula):
    move(week, date(2026, 12, 29), paula)
    assert coming_weeks(date(2027, 1, 2), 1, planned=True)[0].year == 2026


def test_the_coming_weeks_begin_with_the_one_that_is_on_and_run_out_in_2100(db):
    friday = date(2026, 10, 9)
    assert [each.year for each in coming_weeks(friday, 5, planned=True)] == [
        2026,
        2027,
        2028,
        2029,
        2030,
    ]
    assert [each.year for each in coming_weeks(date(2099, 1, 1), 5, planned=True)] == [2099, 2100]


def test_after_the_last_year_there_is_no_coming_week(db):
    assert coming_weeks(date(2100, 12, 1), 5, planned=True) == []


@pytest.mark.parametrize(
    ("today", "says"),
    [
        ("2026-09-24 12:00", "11 days to go"),
        ("2026-10-04 12:00", "1 day to go"),
        ("2026-10-05 00:30", "It is on"),
        ("2026-10-09 12:00", "It is on"),
        ("2026-10-10 12:00", "It is over"),
    ],
)
def test_the_page_of_the_week_counts_down(today, says, client, cole, week):
    with time_machine.travel(today):
        client.force_login(cole)
        assertContains(client.get(address("week-detail")), says)


@time_machine.travel("2026-10-04 20:00")
def test_the_week_begins_when_it_is_monday_at_the_head_site(client, cole, organisation):
    sydney = factories.site("Sydney", "Australia/Sydney", "AU")
    organisation.head_site = sydney
    organisation.save()
    client.force_login(cole)
    assertContains(client.get(address("week-detail")), "It is on")


def test_the_page_says_why_these_are_the_dates_and_shows_the_next_five_years(
    client, cole, organisation
):
    client.force_login(cole)
    page = client.get(address("week-detail"))
    assertContains(page, "<h1>5–9 October 2026</h1>")
    assertContains(page, "on the first Monday of the month, which in 2026 is 5 October.")
    shown = [each.span for each in page.context["next_weeks"]]
    assert shown == [
        "4–8 October 2027",
        "2–6 October 2028",
        "1–5 October 2029",
        "7–11 October 2030",
        "6–10 October 2031",
    ]
    for span in shown:
        assertContains(page, span)


@pytest.mark.parametrize(("year", "count"), [(2098, 2), (2100, 0)])
def test_near_the_last_year_fewer_years_are_shown(year, count, client, cole, organisation):
    client.force_login(cole)
    page = client.get(address("week-detail", year))
    assert len(page.context["next_weeks"]) == count
    assert ("The years after it" in page.content.decode()) == bool(count)


def test_a_moved_week_says_so_and_why_to_everyone_once_it_is_published(client, cole, week, paula):
    move(week, date(2026, 10, 12), paula)
    client.force_login(cole)
    assertContains(client.get(address("week-detail")), "<h1>5–9 October 2026</h1>")
    factories.publication(week, by=paula)
    page = client.get(address("week-detail"))
    assertContains(page, "<h1>12–16 October 2026</h1>")
    assertContains(page, "in 2026 is 5 October.")
    assertContains(page, "Here it begins on Monday 12 October this time.")
    assertContains(page, "The new building")
    assertContains(client.get(address("week-detail", 2025)), "12–16 October 2026")


def test_a_moved_week_is_nowhere_called_the_first_full_one(crew, week, paula):
    usual, moved = "First full week of October", "Customer Service Week, moved"
    assertContains(crew.get(address("board")), usual)
    move(week, date(2026, 10, 12), paula)
    for name in ("board", "week-detail"):
        page = crew.get(address(name))
        assertContains(page, moved)
        assertNotContains(page, usual)
    assertContains(crew.get(address("week-new", 2027)), usual)


def unmasked(response) -> bytes:
    """The page without the token that is another each time."""
    return re.sub(rb"\b[A-Za-z0-9]{64}\b", b"", response.content)


@time_machine.travel("2026-09-01 12:00")
def test_of_a_draft_staff_see_nothing_at_all(client, cole, paula, organisation):
    client.force_login(cole)
    before = unmasked(client.get(address("week-detail")))
    week = begin_week(
        2026, by=paula, start_from="plan", theme="Secret theme", tagline="Secret line"
    )
    move(week, date(2026, 10, 12), paula)
    assert unmasked(client.get(address("week-detail"))) == before
    client.force_login(paula)
    assertContains(client.get(address("week-detail")), "12–16 October")  # it could leak


def test_an_organizer_is_led_to_the_board_or_to_where_a_week_is_begun(crew, week):
    assertContains(crew.get(address("week-detail")), address("board"))
    assertContains(crew.get(address("week-detail", 2027)), address("week-new", 2027))


@pytest.mark.parametrize("year", ["1983", "2101", "0000", "9999"])
def test_a_year_out_of_range_is_told_which_years_there_are(year, client, cole, organisation):
    client.force_login(cole)
    page = client.get(f"/{year}/")
    assertContains(page, "for the years 1984 to 2100", status_code=404)


def test_the_page_about_the_week_names_both_years_that_sources_give(client, cole, organisation):
    client.force_login(cole)
    page = client.get(reverse("planner:about"))
    for fact in ["1984", "1988", "8 October", "54 countries", "Zimbabwe", "Northwind Mutual"]:
        assertContains(page, fact)


# All weeks, and a new one ------------------------------------------------------------------------

ALL_WEEKS = "/weeks/"


@time_machine.travel("2026-09-01 12:00")
def test_all_weeks_are_listed_newest_first_and_the_years_ahead_can_be_planned(
    crew, paula, organisation
):
    for year in (2027, 2025, 2026):
        factories.week(year, by=paula)
    page = crew.get(reverse("planner:week-list"))
    assert [row["week"].year for row in page.context["rows"]] == [2027, 2026, 2025]
    assert [each.year for each in page.context["ahead"]] == [2028, 2029, 2030, 2031, 2032]
    assertContains(page, address("week-new", 2028))
    assertContains(page, address("board", 2025))


@time_machine.travel("2098-11-01 12:00")
def test_near_the_last_year_the_years_ahead_run_out(client, paula, organisation):
    client.force_login(paula)
    assert [each.year for each in client.get(ALL_WEEKS).context["ahead"]] == [2099, 2100]
    for year in (2099, 2100):
        factories.week(year, by=paula)
    assertContains(client.get(ALL_WEEKS), "Every week ahead has been begun.")


@pytest.mark.parametrize("year", ["1984", "2025", "2050", "2100"])
def test_any_year_typed_leads_to_where_its_week_is_begun(year, crew, organisation):
    assertRedirects(crew.get(ALL_WEEKS, {"year": year}), address("week-new", int(year)))


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("1983", "worked out for the years 1984 to 2100"),
        ("2101", "worked out for the years 1984 to 2100"),
        ("-1", "worked out for the years 1984 to 2100"),
        ("next", "Enter a whole number"),
        ("", "This field is required"),
    ],
)
def test_a_year_typed_that_cannot_be_is_told_at_its_field(typed, says, crew, organisation):
    page = crew.get(ALL_WEEKS, {"year": typed})
    assertContains(page, says, status_code=422)
    assert not Week.objects.exists()


def test_all_weeks_count_what_is_planned_as_the_board_does(crew, week, paula):
    factories.activity(week, "Quiz", 2, "14:00")
    factories.activity(week, "Hats", 3, None, None).cancel(by=paula)
    factories.activity(week, "Lunch", 4, "12:00").discard(by=paula)
    assertContains(crew.get(ALL_WEEKS), "2 activities<")
    for title in ("Some day", "Some other day", "Raffle"):
        factories.activity(week, title, None)
    assertContains(crew.get(ALL_WEEKS), "2 activities, 3 ideas without a day<")
    board = crew.get(address("board"))
    assertContains(board, "<b>2</b> activities")
    assertContains(board, "<b>3</b> ideas without a day")


def test_the_list_takes_as_many_queries_for_ten_weeks_as_for_one(
    crew, week, paula, django_assert_max_num_queries
):
    crew.get(reverse("planner:week-list"))  # notes the session once
    with django_assert_max_num_queries(12) as one:
        crew.get(reverse("planner:week-list"))
    for year in range(2016, 2026):
        factories.activity(factories.week(year, by=paula))
    with django_assert_max_num_queries(len(one)):
        crew.get(reverse("planner:week-list"))


@pytest.mark.parametrize("name", ["week-new", "week-edit"])
def test_only_organizers_begin_a_week_or_change_it(name, client, cole, week):
    client.force_login(cole)
    assert client.get(address(name)).status_code == 403
    assert client.post(address(name), {"start_from": "empty"}).status_code == 403
    assert client.get(reverse("planner:week-list")).status_code == 403


def test_a_new_week_can_start_from_the_plan_from_the_last_one_or_empty(crew, organisation, paula):
    choices = crew.get(address("week-new", 2025)).context["form"].fields["start_from"].choices
    assert [key for key, _label in choices] == ["plan", "empty"]
    factories.activity(factories.week(2025, by=paula), "Jigsaw race")
    page = crew.get(address("week-new", 2026))
    assertContains(page, "Last year&#x27;s week")
    assertContains(page, "From 2025: 1 activity.")
    page = crew.get(address("week-new", 2028))
    assertContains(page, "The week of 2025")
    assertNotContains(page, "Last year&#x27;s week")

    page = crew.post(
        address("week-new", 2028), {"start_from": "last", "theme": "We hear you"}, follow=True
    )
    assertRedirects(page, address("board", 2028))
    week = Week.objects.get(year=2028)
    assert (week.theme, week.first_day) == ("We hear you", date(2028, 10, 2))
    assert [each.title for each in week.activities.all()] == ["Jigsaw race"]


@pytest.mark.parametrize(
    ("first", "promised"),
    [
        (date(2025, 10, 6), "2 activities, 1 idea without a day."),
        (date(2025, 10, 8), "1 activity, 2 ideas without a day."),  # the market on a Saturday
    ],
)
def test_the_page_that_begins_a_week_counts_what_will_be_copied(
    first, promised, crew, paula, organisation
):
    old = factories.week(2025, by=paula, first_day=first, moved_because="The fair")
    factories.activity(old, "Quiz", 2, "14:00")
    factories.activity(old, "Market", 4, "14:00")
    factories.activity(old, "Hats", 3, None, None).cancel(by=paula)
    factories.activity(old, "Lunch", 4, "12:00").discard(by=paula)
    factories.activity(old, "Raffle", None)
    page = crew.get(address("week-new", 2026))
    assertContains(page, f"From 2025: {promised}")
    crew.post(address("week-new"), {"start_from": "last"})
    board = build_board(Week.objects.get(year=2026))
    copied = (board.activities, len(board.ideas))
    assert (page.context["activities"], page.context["ideas"]) == copied


def test_the_newest_earlier_week_is_the_one_that_is_offered(crew, paula, organisation):
    for year in (2023, 2025, 2024):
        factories.week(year, by=paula)
    assert crew.get(address("week-new", 2026)).context["last"].year == 2025


def test_beginning_a_week_twice_makes_one_and_leads_to_it(crew, organisation):
    sent = {"start_from": "plan", "theme": "First"}
    crew.post(address("week-new"), sent)
    activities = Activity.objects.count()
    page = crew.post(address("week-new"), sent | {"theme": "Second"}, follow=True)
    assertRedirects(page, address("board"))
    assertContains(page, "The week of 2026 has been begun. Here it is.")
    assert [week.theme for week in Week.objects.all()] == ["First"]
    assert Activity.objects.count() == activities
    assert Entry.objects.filter(subject_type="planner.week").count() == 1


def test_a_start_that_is_not_offered_is_refused(crew, organisation):
    page = crew.post(address("week-new"), {"start_from": "last"})
    assert page.status_code == 422
    assert not Week.objects.exists()


def test_the_plan_of_a_new_week_is_in_the_language_of_whoever_begins_it(crew, organisation):
    for year, language in ((2026, "pt-pt"), (2027, "en-gb")):
        crew.post(
            address("week-new", year), {"start_from": "plan"}, headers={"accept-language": language}
        )
    days = [Week.objects.get(year=year).days.get(number=1) for year in (2026, 2027)]
    assert [day.name for day in days] == ["Arranque", "Kick-off"]


# Settings ----------------------------------------------------------------------------------------


def test_settings_are_saved_with_one_entry_in_the_history(crew, week, paula, mara):
    mara.is_organizer = True
    mara.save()
    sent = settings_of(week, theme="Every piece matters", crew=[paula.pk, mara.pk])
    assertRedirects(crew.post(address("week-edit"), sent), address("board"))
    week = Week.objects.get()
    assert (week.theme, set(week.crew.all())) == ("Every piece matters", {paula, mara})
    entry = Entry.objects.within(week).first()
    assert (entry.verb, entry.by) == (Verb.CHANGED, paula)
    assert {change["field"] for change in entry.changes} == {"theme", "crew"}


@pytest.mark.parametrize(
    ("fields", "field", "says"),
    [
        ({"first_day": "2026-10-12"}, "moved_because", "Say why the week is moved"),
        ({"first_day": "2027-10-04"}, "first_day", "This is the week of 2026."),
        ({"first_day": "soon"}, "first_day", "Enter a valid date"),
        ({"days_count": 8}, "days_count", "8 is not one of the available choices"),
        ({"days_count": 4}, "days_count", "4 is not one of the available choices"),
        ({"time_zone": "Mars/Olympus"}, "time_zone", "Mars/Olympus is not one"),
        ({"crew": [999]}, "crew", "999 is not one of the available choices"),
        ({"theme": "x" * 121}, "theme", "at most 120 characters"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(fields, field, says, crew, week):
    page = crew.post(address("week-edit"), settings_of(week, **fields))
    assert page.status_code == 422
    assert says in " ".join(page.context["form"].errors[field])
    assert Week.objects.get().version == week.version


def test_only_organizers_and_who_is_in_it_already_can_be_in_the_crew(crew, week, cole, paula):
    page = crew.post(address("week-edit"), settings_of(week, crew=[cole.pk]))
    assert page.status_code == 422
    week.crew.add(cole)
    crew.post(address("week-edit"), settings_of(week, crew=[cole.pk]))
    assert list(Week.objects.get().crew.all()) == [cole]


def test_why_it_was_moved_is_told_of_the_move_and_of_no_later_change(crew, week):
    crew.post(
        address("week-edit"),
        settings_of(week, first_day="2026-10-12", moved_because="Strike"),
    )
    assert Entry.objects.of(week).first().reason == "Strike"
    crew.post(address("week-edit"), settings_of(Week.objects.get(), theme="We hear you"))
    entry = Entry.objects.of(week).first()
    assert (entry.changes[0]["field"], entry.reason) == ("theme", "")


def test_moving_back_forgets_why_it_was_moved(crew, week, paula):
    move(week, date(2026, 10, 12), paula)
    crew.post(address("week-edit"), settings_of(week, first_day="2026-10-05"))
    week = Week.objects.get()
    assert (week.first_day, week.moved_because) == (date(2026, 10, 5), "")


def test_a_day_given_up_sends_its_activities_to_the_ideas_and_says_so(crew, organisation, paula):
    week = factories.week(by=paula, days=7)
    factories.activity(week, "Sunday brunch", 7, "11:00")
    factories.activity(week, "Saturday market", 6, "11:00")
    factories.activity(week, "Saturday walk", 6, "15:00").discard(by=paula)
    assertContains(crew.get(address("week-edit")), "1 on Saturday, 1 on Sunday")

    page = crew.post(address("week-edit"), settings_of(week, days_count=6), follow=True)

    assertContains(page, "1 activity of a day given up lies among the ideas now")
    brunch = Activity.objects.get(title="Sunday brunch")
    assert (brunch.day, brunch.start, brunch.minutes) == (None, None, 30)
    assert Activity.objects.get(title="Saturday market").day.number == 6
    assert Week.objects.get().days.count() == 6


def test_days_given_up_come_back_with_all_that_was_written_about_them(crew, organisation, paula):
    week = factories.week(by=paula, days=7)
    words = {"name": "Rest", "note": "Sleep in", "dress_theme": "Pyjamas"}
    week.days.get(number=7).change(words, by=paula)
    assertContains(crew.get(address("week-edit")), "Saturday (“Saturday”), Sunday (“Rest”).")

    crew.post(address("week-edit"), settings_of(week, days_count=5))
    assert [day.number for day in Week.objects.get().days.all()] == [1, 2, 3, 4, 5]
    assert len(build_board(Week.objects.get()).columns) == 5
    assertNotContains(crew.get(address("week-edit")), "Rest")

    crew.post(address("week-edit"), settings_of(Week.objects.get(), days_count=7))
    back = Week.objects.get().days.get(number=7)
    assert {field: getattr(back, field) for field in words} == words


def test_what_loses_its_day_with_it_has_its_time_in_its_history(crew, organisation, paula):
    week = factories.week(by=paula, days=7)
    brunch = factories.activity(week, "Sunday brunch", 7, "11:00")
    walk = factories.activity(week, "Sunday walk", 7, "15:00")
    walk.discard(by=paula)
    sunday = brunch.day
    crew.post(address("week-edit"), settings_of(week, days_count=5))
    for activity, start in ((brunch, "11:00:00"), (walk, "15:00:00")):
        entry = Entry.objects.of(activity).first()
        assert (entry.verb, entry.by) == (Verb.MOVED, paula)
        assert entry.reason == "the week has 5 days now"
        assert {each["field"]: (each["before"], each["after"]) for each in entry.changes} == {
            "day": (sunday.pk, None),
            "start": (start, None),
            "minutes": (30, 30),
        }
    page = crew.get(reverse("planner:activity-history", args=[2026, brunch.pk]))
    assertNotContains(page, "(erased)")  # the day is hidden, and still has its name there


def test_what_is_moved_to_a_day_as_it_is_given_up_lies_among_the_ideas(organisation, paula):
    week = factories.week(by=paula, days=6)
    late = factories.activity(week, "Market", 6, "11:00")
    saturday = late.day
    week.change({"days_count": 5}, by=paula)
    Activity.objects.filter(pk=late.pk).update(day=saturday, start=time(11))
    board = build_board(Week.objects.get())
    assert [(card.title, card.time) for card in board.ideas] == [("Market", "")]


def test_settings_saved_too_late_show_both_and_can_be_sent_again(crew, week, paula, ada):
    late = settings_of(week, theme="Mine", time_zone="Europe/Lisbon", crew=[])
    week.change({"theme": "Theirs", "days_count": 6}, by=ada)

    page = crew.post(address("week-edit"), late)

    assert page.status_code == 409
    assertContains(page, "Ada Amari saved this while you were typing", status_code=409)
    shown = [(each.label, each.typed, each.saved) for each in page.context["conflict"].differences]
    assert shown == [
        ("Theme", "Mine", "Theirs"),
        ("Number of days", "5", "6"),
        ("Time zone of the head site", "Lisbon", "London"),
        ("Crew", "", "Paula Prieto"),
    ]
    assert page.context["form"]["theme"].value() == "Mine"
    assert Week.objects.get().theme == "Theirs"

    again = late | {"version": page.context["form"]["version"].value()}
    assertRedirects(crew.post(address("week-edit"), again), address("board"))
    assert Week.objects.get().theme == "Mine"


def test_a_second_press_of_save_is_no_conflict(crew, week):
    sent = settings_of(week, theme="Mine")
    for _press in range(2):
        assertRedirects(crew.post(address("week-edit"), sent), address("board"))
    assert Entry.objects.filter(verb=Verb.CHANGED, subject_type="planner.week").count() == 1


def test_dates_of_years_out_of_range_are_left_out(db):
    assert [each.year for each in dates_of([1983, 1984, 2100, 2101], planned=True)] == [1984, 2100]


def test_a_theme_that_is_too_long_is_refused_with_words_and_never_cut(crew, week):
    page = crew.get(address("week-edit"))
    field = re.search(r'<input[^>]*name="theme"[^>]*>', page.text)[0]
    assert "maxlength" not in field
    page = crew.post(address("week-edit"), settings_of(week, theme="x" * 130))
    assertContains(page, "at most 120 characters (it has 130)", status_code=422)


@pytest.mark.parametrize(("today", "is_over"), [("2025-10-10", False), ("2025-10-11", True)])
def test_what_was_on_is_only_what_is_over(today, is_over, client, week, paula, cole):
    factories.publication(factories.week(2025, by=paula), by=paula)
    with time_machine.travel(f"{today} 12:00"):
        client.force_login(cole)
        page = client.get("/2026/")
    assert ("What was on in earlier years" in page.text) is is_over
    assert ('href="/2025/"' in page.text) is is_over


@time_machine.travel("2026-09-01 12:00")
def test_staff_find_what_was_on_in_earlier_years(crew, week, paula, cole):
    for year in (2024, 2025):
        factories.week(year, by=paula)
    factories.publication(Week.objects.get(year=2025), by=paula)
    browser = Client()
    browser.force_login(cole)
    page = browser.get("/2026/")
    assertContains(page, 'href="/2025/"')
    assertNotContains(page, 'href="/2024/"')
    assertNotContains(browser.get("/2025/"), "What was on in earlier years")
