"""What a week has taught: keep, change or drop; and next year's week begins with it."""

from datetime import date

import pytest
import time_machine
from django.test import Client

from csweek.history.models import Entry
from planner.learning import year_to_learn_from
from planner.models import Activity, Cost, Feedback, Lesson, Verdict, begin_week
from planner.pages.reports import MOST_ROWS
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def crew(client, paula):
    client.force_login(paula)
    return client


@pytest.fixture
def three(week, paula):
    """Activities to keep, to change and to drop."""
    made = [factories.activity(week, title, by=paula) for title in ("Lunch", "Quiz", "Karaoke")]
    words = (("keep", ""), ("change", "Read each question twice"), ("drop", "It rained"))
    for activity, (verdict, why) in zip(made, words, strict=True):
        Lesson.objects.of(activity).draw({"verdict": verdict, "words": why}, by=paula)
    return made


def address(activity: Activity) -> str:
    return f"/2026/lessons/{activity.pk}/"


def test_a_lesson_is_drawn_and_told(crew, week, paula):
    quiz = factories.activity(week, "Quiz", by=paula)
    assert "1 activity still without a word" in crew.get("/2026/lessons/").text
    form = {"verdict": "change", "words": "Read each question twice"}
    assert crew.post(address(quiz), form).status_code == 302
    lesson = Lesson.objects.get()
    assert (lesson.activity, lesson.verdict, lesson.version) == (quiz, Verdict.CHANGE, 1)
    page = crew.get("/2026/lessons/").text
    assert "Read each question twice" in page and "Every activity has its word." in page
    assert Entry.objects.of(lesson).count() == 1


def test_what_runs_at_two_sites_is_told_apart(crew, week, paula):
    for site in (factories.site(), factories.site("Porto", "Europe/Lisbon", "PT")):
        factories.activity(week, by=paula, site=site)
    page = crew.get("/2026/lessons/").text
    assert "09:00–09:30 · Leeds" in page and "09:00–09:30 · Porto" in page


def test_to_change_something_wants_words(crew, week, paula):
    quiz = factories.activity(week, "Quiz", by=paula)
    page = crew.post(address(quiz), {"verdict": "change", "words": ""})
    assert page.status_code == 422 and "Say what to do otherwise" in page.text
    assert crew.post(address(quiz), {"verdict": "never"}).status_code == 422


def test_two_who_draw_the_first_lesson_at_once_see_both(crew, week, paula):
    """The second is shown what the first has saved; sent again, it replaces it."""
    quiz = factories.activity(week, "Quiz", by=paula)
    other = factories.person("Ines Other", is_organizer=True)
    hers = Client()
    hers.force_login(other)
    hers.post(address(quiz), {"verdict": "drop", "words": "Nobody came"})
    typed = {"verdict": "keep", "words": "Again", "version": 0}
    page = crew.post(address(quiz), typed)
    assert page.status_code == 409
    assert "Nobody came" in page.text and "Again" in page.text
    assert Lesson.objects.get().verdict == "drop"
    assert crew.post(address(quiz), typed | {"version": 1}).status_code == 302
    assert Lesson.objects.get().words == "Again"


def test_the_same_form_sent_twice_is_one_lesson(crew, week, paula):
    quiz = factories.activity(week, "Quiz", by=paula)
    form = {"verdict": "keep", "words": "Again", "version": 0}
    assert [crew.post(address(quiz), form).status_code for _time in range(2)] == [302, 302]
    assert Lesson.objects.get().version == 1
    assert Entry.objects.of(Lesson.objects.get()).count() == 1


def test_a_change_made_on_an_old_version_is_shown_and_not_applied(crew, three, paula):
    lesson = three[0].lesson
    lesson.change({"words": "With more vegan dishes"}, by=paula)
    page = crew.post(address(three[0]), {"verdict": "drop", "words": "", "version": 1})
    assert page.status_code == 409
    assert Lesson.objects.get(pk=lesson.pk).words == "With more vegan dishes"


def test_next_years_copy_leaves_what_was_dropped_and_says_what_to_change(crew, three, paula):
    page = crew.get("/2027/new/").text
    assert "2 activities" in page
    assert "1 is to be changed, and says how." in page
    assert "1 was dropped and stays behind." in page
    begin_week(2027, by=paula, start_from="last")
    found = dict(Activity.objects.filter(week__year=2027).values_list("title", "advice"))
    assert found == {"Lunch": "", "Quiz": "Read each question twice"}
    board = crew.get("/2027/board/").text
    assert "To change: Read each question twice" in board


def test_advice_is_heeded_and_gone(crew, three, paula):
    begin_week(2027, by=paula, start_from="last")
    quiz = Activity.objects.get(week__year=2027, title="Quiz")
    assert "Read each question twice" in crew.get(f"/2027/activities/{quiz.pk}/").text
    crew.post(f"/2027/activities/{quiz.pk}/heed/")
    quiz.refresh_from_db()
    assert quiz.advice == ""
    assert Entry.objects.of(quiz).first().by == paula
    assert "To change" not in crew.get("/2027/board/").text


def test_advice_stands_in_no_publication(three, paula, cole):
    begin_week(2027, by=paula, start_from="last")
    week = Activity.objects.filter(week__year=2027).first().week
    publication = factories.publication(week, by=paula)
    assert "Read each question twice" not in str(publication.programme)
    client = Client()
    client.force_login(cole)
    assert "Read each question twice" not in client.get("/2027/").text


def test_the_report_says_each_figure_with_its_source(crew, three, paula, week):
    Cost.objects.create(week=week, activity=three[0], title="Samosas", planned=100, actual="80.50")
    Cost.objects.create(week=week, title="Banner", planned=50)
    page = crew.get("/2026/report/").text
    assert "<strong>3</strong> <small>the plan, without what was cancelled</small>" in page
    assert "<strong>€150.00</strong> <small>costs that were planned, without what" in page
    assert "<strong>€80.50</strong> <small>costs that were entered</small>" in page
    assert "1 person in the directory" in page
    assert "Change: Quiz – Read each question twice" in page
    assert "What people said" not in page


def test_nothing_with_figures_is_hidden_from_the_report(crew, week, paula):
    """Early rows of which nothing is known do not crowd out a late one that was answered."""
    for number in range(30):
        factories.activity(week, f"Stand-up {number}", by=paula)
    late = factories.activity(week, "Ceremony", 5, "16:00", by=paula)
    Cost.objects.create(week=week, activity=late, title="Cake", planned=30)
    Feedback.objects.give(late, by=paula, felt=3)
    page = crew.get("/2026/report/")
    assert [(row.title, row.cost, row.felt) for row in page.context["rows"]] == [
        ("Ceremony", "30.00", "1 answer")
    ]
    assert "and 30 more activities, of which nothing was counted" in page.text


def test_what_does_not_fit_on_the_page_is_added_up(crew, week, paula):
    for number in range(MOST_ROWS + 2):
        each = factories.activity(week, f"Stand-up {number}", by=paula)
        Cost.objects.create(week=week, activity=each, title="Tea", planned="10.25")
    rows = crew.get("/2026/report/").context["rows"]
    assert len(rows) == MOST_ROWS + 1
    assert (rows[-1].title, rows[-1].cost, rows[-1].places) == (
        "and 2 more activities",
        "20.50",
        "",
    )


def test_next_years_copy_plans_what_things_did_cost(crew, three, paula, week):
    rain = factories.activity(week, "Picnic", by=paula)
    rows = (
        ("Samosas", three[0], "100", "80.50"),
        ("Prizes", three[1], "40", None),
        ("Microphone", three[2], "60", "60"),  # dropped
        ("Blankets", rain, "20", "15"),
        ("Banner", None, "50", None),
    )
    for title, activity, planned, actual in rows:
        Cost.objects.create(
            week=week, activity=activity, title=title, planned=planned, actual=actual
        )
    rain.cancel(by=paula)
    begun = begin_week(2027, by=paula, start_from="last")
    costs = begun.costs.order_by("pk")
    found = [(each.title, str(each.activity), str(each.planned), each.actual) for each in costs]
    assert found == [
        ("Samosas", "Lunch", "80.50", None),
        ("Prizes", "Quiz", "40.00", None),
        ("Banner", "None", "50.00", None),
    ]
    assert {each.activity.week for each in costs if each.activity} == {begun}
    assert Entry.objects.of(costs[0]).get().reason == "from the week of 2026"


def test_the_board_leads_to_last_years_lessons_until_its_own_week_has_begun(crew, week, paula):
    next_week = begin_week(2027, by=paula, start_from="empty")
    for now, year in (("2026-12-01", 2026), (f"{next_week.first_day} 12:00", 2027)):
        with time_machine.travel(now, tick=False):
            crew.force_login(paula)
            page = crew.get("/2027/board/").text
        assert f'<a href="/{year}/lessons/">What {year} has taught</a>' in page
    with time_machine.travel("2026-01-10", tick=False):
        crew.force_login(paula)
        assert "has taught" not in crew.get("/2026/board/").text  # nothing came before it


def test_a_week_that_has_not_begun_teaches_nothing(week, paula):
    planned, after = (begin_week(year, by=paula, start_from="empty") for year in (2027, 2028))
    today = date(2026, 11, 20)
    assert (year_to_learn_from(planned, today), year_to_learn_from(after, today)) == (2026, 2026)
    assert year_to_learn_from(after, planned.first_day) == 2027
