"""The idea library: to search it, to add from it to the week, and to keep one's own."""

import uuid
from datetime import time

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from csweek.history.models import Entry, Verb
from planner.library import all_ideas, find_idea
from planner.models import Activity, Idea
from planner.pages import ideas as shelf
from planner.pages.ideas import (
    before_in_words,
    find_sheet,
    find_sheets,
    lead_in_words,
    length_in_words,
)
from tests import factories

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
KEY = "workshop-listening"


@pytest.fixture
def crew(client, paula):
    """A browser in which Paula is signed in."""
    client.force_login(paula)
    return client


@pytest.fixture
def own(week, paula):
    """An idea that the organisation has kept."""
    source = factories.activity(
        week, "Cake in the car park", 4, "15:00", 45, kind="group-meal", by=paula
    )
    return Idea.objects.keep(source, by=paula)


def to(name, *args):
    return reverse(f"planner:idea-{name}", args=[2026, *args])


def titles(page):
    return [sheet.title for sheet in page.context["page"]]


def sent(day=None, once=None):
    return {"day": day.pk if day else "", "once": once or uuid.uuid4()}


# Searching ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        ({"kind": "raffle"}, "There is no idea of these kinds."),
        ({"kind": "raffle", "q": "cake"}, "No idea of these kinds has any of these words."),
    ],
)
def test_nothing_found_says_what_was_asked_for(crew, own, wanted, says, monkeypatch):
    monkeypatch.setattr(shelf, "_all_shipped", lambda language: ())
    page = crew.get(to("list"), wanted)
    assert titles(page) == []
    assertContains(page, says)


def test_the_list_shows_what_ships_and_what_the_organisation_kept(crew, week, own):
    page = crew.get(to("list"))
    assert titles(page) == ["Cake in the car park", *(str(idea.title) for idea in all_ideas())]
    assertContains(page, "ours, kept by Paula Prieto")
    assertContains(page, "start 3 weeks before")
    assertContains(page, "1 hour 30 minutes")


def test_a_search_finds_words_whatever_their_case_or_accents(crew, week, own):
    assert titles(crew.get(to("list"), {"q": "CÀKE park"}))[0] == "Cake in the car park"


def test_a_search_can_be_narrowed_to_kinds(crew, week, own):
    page = crew.get(to("list"), {"kind": ["raffle", "game"]})
    assert {sheet.kind for sheet in page.context["page"]} == {"raffle", "game"}
    page = crew.get(to("list"), {"kind": ["group-meal"], "q": "cake"})
    assert "Cake in the car park" in titles(page)


@pytest.mark.parametrize(
    "query", [{"kind": "nonsense"}, {"page": "x"}, {"q": "\0"}, {"q": "x" * 500}]
)
def test_a_search_that_makes_no_sense_is_no_error(query, crew, week):
    assert crew.get(to("list"), query).status_code == 200


def test_ideas_are_told_and_found_in_each_readers_language(crew, week):
    found = []
    for language in ("pt-pt", "en-gb", "pt-pt"):
        page = crew.get(to("list"), {"kind": ["raffle"]}, headers={"accept-language": language})
        found.append(titles(page))
    assert found[0] == found[2] != found[1]
    query = {"q": found[0][0]}
    found_by_title = titles(crew.get(to("list"), query, headers={"accept-language": "pt-pt"}))
    assert found_by_title[0] == found[0][0]
    assert found[0][0] not in titles(crew.get(to("list"), query))


def test_what_has_more_of_the_words_comes_first_and_not_all_are_needed(crew, week, own):
    found = titles(crew.get(to("list"), {"q": "a cake for the xyzzy park"}))
    assert found[0] == "Cake in the car park"
    assert titles(crew.get(to("list"), {"q": "cake"}))[0] == "Cake in the car park"  # in its title


def test_where_nothing_is_found_the_page_says_what_to_do(crew, week):
    page = crew.get(to("list"), {"q": "xyzzy"})
    assertContains(page, "No idea has any of these words.")
    assertContains(page, "0 ideas")


def test_while_one_types_only_the_list_comes_back(crew, week):
    piece = crew.get(to("list"), {"q": "listening"}, headers=HTMX)
    assertContains(piece, "Workshop: listening")
    assertNotContains(piece, "<h1")
    assertNotContains(piece, 'type="search"')


def test_a_page_restored_from_the_browsers_history_is_whole(crew, week):
    page = crew.get(to("list"), headers=HTMX | {"HX-History-Restore-Request": "true"})
    assertContains(page, "<h1", count=1)


def test_the_list_takes_as_many_queries_for_fifty_own_ideas_as_for_one(
    crew, week, own, paula, django_assert_max_num_queries
):
    crew.get(to("list"))  # notes the session once
    with django_assert_max_num_queries(12) as one:
        crew.get(to("list"))
    for number in range(50):
        Idea.objects.keep(factories.activity(week, f"Quiz {number}"), by=paula)
    with django_assert_max_num_queries(len(one)):
        page = crew.get(to("list"))
    assert page.context["count"] == len(all_ideas()) + 51
    assert len(titles(page)) == 100


def test_markdown_of_an_own_idea_is_shown_and_scripts_are_not(crew, week, paula):
    told = "Ask for **five** letters.<script>alert(1)</script>"
    Idea.objects.keep(factories.activity(week, "Letters", description=told), by=paula)
    page = crew.get(to("list"), {"q": "letters five"})
    assertContains(page, "<strong>five</strong>")
    assertNotContains(page, "<script>alert")


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(None, "all day"), (5, "5 minutes"), (60, "1 hour"), (90, "1 hour 30 minutes")],
)
def test_lengths_are_told_in_words(minutes, words):
    assert length_in_words(minutes) == words


@pytest.mark.parametrize(
    ("days", "lead", "before"),
    [
        (0, "no preparation", "on the Monday"),
        (1, "start 1 day before", "1 day before"),
        (10, "start 10 days before", "10 days before"),
        (21, "start 3 weeks before", "3 weeks before"),
    ],
)
def test_lead_times_and_due_days_are_told_in_words(days, lead, before):
    assert (lead_in_words(days), before_in_words(days)) == (lead, before)


# Adding ------------------------------------------------------------------------------------------


def test_an_idea_is_added_among_those_without_a_day(crew, week, paula):
    page = crew.post(to("add", KEY), sent(), follow=True)
    assertRedirects(page, to("list"))
    activity, idea = Activity.objects.get(), find_idea(KEY)
    assert (activity.title, activity.kind, activity.minutes) == (
        str(idea.title),
        idea.kind,
        idea.minutes,
    )
    assert activity.description == str(idea.description)
    assert (activity.takes_off_phones, activity.needs_sign_up) == (True, True)
    assert (activity.day, activity.start) == (None, None)
    assertContains(page, "Added “Workshop: listening”: the ideas without a day.")
    assertContains(page, f"/2026/board/#activity-{activity.pk}")
    entry = Entry.objects.of(activity).get()
    assert (entry.verb, entry.by) == (Verb.MADE, paula)


def test_on_a_day_it_starts_when_the_last_of_that_day_ends(crew, week):
    tuesday = week.days.get(number=2)
    crew.post(to("add", KEY), sent(tuesday))
    assert Activity.objects.get().start == time(9)
    factories.activity(week, "Leaders on the line", 2, "14:00", 75)
    factories.activity(week, "Deleted", 2, "16:00").discard(by=None)
    factories.activity(week, "Called off", 2, "17:00").cancel(by=None)
    crew.post(to("add", KEY), sent(tuesday))
    added = Activity.objects.filter(title="Workshop: listening").latest("pk")
    assert (added.day, added.start, added.minutes) == (tuesday, time(15, 15), 90)


def test_after_an_activity_that_runs_into_the_night_it_gets_no_time(crew, week):
    factories.activity(week, "Night watch", 2, "22:00", 240)
    crew.post(to("add", KEY), sent(week.days.get(number=2)))
    added = Activity.objects.latest("pk")
    assert (added.day.number, added.start, added.minutes) == (2, None, 90)


def test_what_lasts_all_day_lasts_all_day_on_a_day(crew, week):
    idea = next(idea for idea in all_ideas() if idea.minutes is None)
    crew.post(to("add", idea.key), sent(week.days.get(number=4)))
    assert Activity.objects.get().is_all_day


def test_sending_an_idea_twice_adds_one_and_another_idea_of_the_page_one_more(crew, week):
    once = uuid.uuid4()
    for _press in range(2):
        crew.post(to("add", KEY), sent(once=once))
    crew.post(to("add", "workshop-stress"), sent(once=once))
    assert Activity.objects.count() == 2
    tasks = [len(find_idea(key).tasks) for key in (KEY, "workshop-stress")]
    assert [each.tasks.count() for each in Activity.objects.order_by("pk")] == tasks
    told = 3 + sum(tasks)  # with the week itself
    assert Entry.objects.within(week).filter(verb=Verb.MADE).count() == told


def test_an_own_idea_is_added_like_any_other(crew, week, own):
    crew.post(to("add", f"own-{own.pk}"), sent(week.days.get(number=5)))
    added = Activity.objects.latest("pk")
    assert (added.title, added.minutes, added.day.number) == ("Cake in the car park", 45, 5)


def test_one_stays_on_the_list_as_one_had_searched_it(crew, week):
    page = crew.post(to("add", KEY) + "?q=listen&kind=training", sent())
    assert page.headers["Location"] == to("list") + "?q=listen&kind=training"


def test_by_htmx_the_foot_of_the_idea_says_so_and_can_add_once_more(crew, week):
    page = crew.post(to("add", KEY), sent(week.days.get(number=2)), headers=HTMX)
    assertContains(page, "Added: Tuesday 6 October, 09:00–10:30.")
    assertContains(page, 'role="status"')
    assertNotContains(page, "<h1")
    crew.post(to("add", KEY), sent(once=page.context["once"]), headers=HTMX)
    assert Activity.objects.count() == 2
    assertNotContains(crew.get(to("list")), 'class="success"')  # it was said already


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"day": 999}, "That day is no longer in the week. Choose another."),
        ({"day": "x"}, "That day is no longer in the week. Choose another."),
        ({"day": "", "once": "x"}, "Enter a valid UUID."),
    ],
)
def test_what_cannot_be_added_is_told_with_and_without_script(data, says, crew, week):
    assertContains(crew.post(to("add", KEY), data, follow=True), says)
    assertContains(crew.post(to("add", KEY), data, headers=HTMX), says, status_code=422)
    assert not Activity.objects.exists()


def test_the_day_of_another_week_is_refused(crew, week, paula):
    other = factories.week(2027, by=paula).days.get(number=1)
    page = crew.post(to("add", KEY), sent(other), follow=True)
    assertContains(page, "That day is no longer in the week.")
    assert not Activity.objects.exists()


@pytest.mark.parametrize("key", ["nonsense", "own-999", "own-x"])
def test_an_idea_that_is_not_in_the_library_is_not_found(key, crew, week):
    assertContains(crew.post(to("add", key), sent()), "There is no such idea.", status_code=404)


# Keeping -----------------------------------------------------------------------------------------


def test_an_activity_is_kept_as_an_idea_once_and_an_open_board_says_so(crew, week, paula):
    activity = factories.activity(week, "Cake", 4, "15:00", 45, kind="group-meal")
    address = reverse("planner:idea-keep", args=[2026, activity.pk])
    answer = crew.post(address, headers=HTMX)
    assert (answer.status_code, answer.headers["HX-Trigger"]) == (204, "board:changed")
    page = crew.post(address, follow=True)
    assertRedirects(page, reverse("planner:board", args=[2026]))
    assertContains(page, "“Cake” is in the idea library now.")
    idea = Idea.objects.get()
    assert (idea.title, idea.kind, idea.minutes, idea.kept_by) == ("Cake", "group-meal", 45, paula)
    assert Entry.objects.of(idea).count() == 1


def keep(crew, activity):
    return crew.post(reverse("planner:idea-keep", args=[2026, activity.pk]), follow=True)


def test_an_activity_kept_again_brings_its_idea_up_to_date(crew, week, own, paula):
    activity = Activity.objects.get()
    assertContains(keep(crew, activity), "“Cake in the car park” is in the idea library already.")
    activity.change({"title": "Cake and tea", "description": "With oat milk."}, by=paula)
    assertContains(keep(crew, activity), "“Cake and tea” stands in the idea library as it is now.")
    idea = Idea.objects.get()
    assert (idea.pk, idea.title, idea.description) == (own.pk, "Cake and tea", "With oat milk.")
    changed, made = Entry.objects.of(idea)
    assert (changed.verb, changed.by, made.verb) == (Verb.CHANGED, paula, Verb.MADE)
    assert changed.changes[0] == {
        "field": "title",
        "before": "Cake in the car park",
        "after": "Cake and tea",
    }


def test_an_own_idea_can_be_taken_out_and_what_was_made_of_it_stays(crew, week, own):
    crew.post(to("add", f"own-{own.pk}"), sent())
    address = to("remove", own.pk)
    assertContains(crew.get(to("list")), address)
    page = crew.post(address + "?q=cake", follow=True)
    assertRedirects(page, to("list") + "?q=cake")
    assertContains(page, "Took “Cake in the car park” out of the library.")
    assert "Cake in the car park" not in titles(page)
    assert find_sheet(f"own-{own.pk}") is None
    assert Activity.objects.count() == 2
    entry = Entry.objects.filter(subject_type="planner.idea").first()
    assert (entry.verb, entry.subject_name) == (Verb.DELETED, "Cake in the car park")
    assertRedirects(crew.post(address), to("list"))
    assert Entry.objects.of(own).count() == 2


def test_taking_an_idea_out_can_be_undone(crew, week, own, paula):
    page = crew.post(to("remove", own.pk) + "?q=cake", follow=True)
    undo = to("bring-back", own.pk) + "?q=cake"
    assertContains(page, f'action="{undo}"')
    for _press in range(2):
        page = crew.post(undo, follow=True)
        assertRedirects(page, to("list") + "?q=cake")
        assertContains(page, "“Cake in the car park” is back.")
    assert titles(page)[0] == "Cake in the car park"
    assert [entry.verb for entry in Entry.objects.of(own)] == [
        Verb.BROUGHT_BACK,
        Verb.DELETED,
        Verb.MADE,
    ]


def test_an_activity_kept_again_brings_back_its_idea(crew, week, own, paula):
    own.discard(by=paula)
    page = keep(crew, Activity.objects.get())
    assertContains(page, "“Cake in the car park” is in the idea library now.")
    assert Idea.objects.kept().get() == own


def test_an_idea_whose_keeper_is_gone_is_still_ours(week, own, paula):
    Idea.objects.update(kept_by=None)
    assert find_sheets("cake")[0].kept_by == ""


def test_staff_may_neither_see_nor_change_the_library(client, cole, week, own):
    client.force_login(cole)
    assert client.get(to("list")).status_code == 403
    assert client.post(to("add", KEY), sent()).status_code == 403
    assert client.post(to("remove", own.pk)).status_code == 403
    assert client.post(to("bring-back", own.pk)).status_code == 403
    activity = Activity.objects.get()
    keep = reverse("planner:idea-keep", args=[2026, activity.pk])
    assert client.post(keep).status_code == 403
    assert (Activity.objects.count(), Idea.objects.count()) == (1, 1)


def test_a_link_adds_keeps_and_removes_nothing(crew, week, own):
    keep = reverse("planner:idea-keep", args=[2026, Activity.objects.get().pk])
    for address in (to("add", KEY), to("remove", own.pk), to("bring-back", own.pk), keep):
        assert crew.get(address).status_code == 405
