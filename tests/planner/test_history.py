"""The pages of history: of the week, a day, an activity; and bringing back what was deleted."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from planner.models import Place
from tests import factories

pytestmark = pytest.mark.django_db

PANEL = {"HX-Request": "true"}


@pytest.fixture
def crew(client, paula):
    """A browser in which Paula is signed in."""
    client.force_login(paula)
    return client


def to(name, *args):
    return reverse(f"planner:{name}", args=[2026, *args])


def sentences(page):
    return [line.sentence for line in page.context["lines"]]


def test_the_week_tells_what_was_done_newest_first_with_before_and_after(crew, week, paula, ada):
    activity = factories.activity(week, "Quiz", 4, "15:00", by=paula)
    activity.move(week.days.get(number=5), activity.start, by=ada)
    page = crew.get(to("week-history"))
    assert sentences(page)[:2] == [
        "Ada Amari moved activity “Quiz”",
        "Paula Prieto added activity “Quiz”",
    ]
    assertContains(page, "<del>Dress up</del> → <ins>Awards</ins>")


def test_what_is_known_by_a_number_is_not_quoted(crew, week, paula):
    factories.activity(week, "Quiz", by=paula)
    factories.publication(week, by=paula)
    told = sentences(crew.get(to("week-history")))
    assert told[0] == "Paula Prieto published publication 1"
    assert "Paula Prieto added week 2026" in told


def test_the_history_of_another_week_and_of_places_stays_out(crew, week, paula):
    factories.activity(factories.week(2025, by=paula), "Elsewhere", by=paula)
    Place.objects.add(by=paula, name="Room 4", site=None)
    told = " ".join(sentences(crew.get(to("week-history"))))
    assert "Elsewhere" not in told and "Room 4" not in told


def test_what_was_deleted_can_be_brought_back_from_the_weeks_history(crew, week, paula):
    quiz = factories.activity(week, "Quiz", by=paula)
    quiz.discard(by=paula)
    address = to("activity-bring-back", quiz.pk)
    assertContains(crew.get(to("week-history")), address, count=1)
    page = crew.post(address, follow=True)
    assertContains(page, "“Quiz” is back.")
    quiz.refresh_from_db()
    assert quiz.discarded_at is None
    assertNotContains(crew.get(to("week-history")), address)


def test_a_long_history_comes_in_pages_at_a_steady_number_of_queries(
    crew, week, paula, django_assert_max_num_queries
):
    crew.get(to("week-history"))  # notes the session once
    factories.activity(week, "Quiz", by=paula)
    with django_assert_max_num_queries(12) as one:
        first = crew.get(to("week-history"))
    assert first.context["page"].paginator.num_pages == 1
    for number in range(60):
        factories.activity(week, f"Quiz {number}", 1 + number % 5, by=paula)
    with django_assert_max_num_queries(len(one) + 1):  # the names of more days, at once
        page = crew.get(to("week-history"))
    assert len(sentences(page)) == 50
    assertContains(page, "?page=2")
    assert "Quiz 59" in sentences(page)[0]
    older = crew.get(to("week-history"), {"page": 2})
    assert set(sentences(page)).isdisjoint(sentences(older))


@pytest.mark.parametrize("number", ["0", "99", "x"])
def test_a_page_of_history_that_does_not_exist_is_the_nearest(number, crew, week):
    assert crew.get(to("week-history"), {"page": number}).status_code == 200


def test_an_activity_tells_its_own_history_as_a_page_and_in_the_panel(crew, week, paula):
    quiz = factories.activity(week, "Quiz", 4, by=paula)
    factories.activity(week, "Other", by=paula)
    page = crew.get(to("activity-history", quiz.pk))
    assert sentences(page) == ["Paula Prieto added activity “Quiz”"]
    assertContains(page, "<h1", count=1)
    assertNotContains(page, "hx-get")
    piece = crew.get(to("activity-history", quiz.pk), headers=PANEL)
    assertContains(piece, f'hx-get="{to("activity-edit", quiz.pk)}"')
    assertNotContains(piece, "<html")


def test_a_deleted_activity_still_tells_its_history_and_can_be_brought_back(crew, week, paula):
    quiz = factories.activity(week, "Quiz", 4, by=paula)
    quiz.discard(by=paula)
    page = crew.get(to("activity-history", quiz.pk))
    assertContains(page, "It was deleted.")
    assertContains(page, to("activity-bring-back", quiz.pk))


def test_what_was_typed_is_shown_as_text_never_as_markup(crew, week, paula):
    quiz = factories.activity(week, "<b>Quiz</b>", 4, by=paula)
    quiz.cancel(by=paula, reason="<script>alert(1)</script>")
    page = crew.get(to("week-history"))
    assertContains(page, "&lt;b&gt;Quiz&lt;/b&gt;")
    assertNotContains(page, "<script>alert")


def test_staff_may_not_read_the_history_of_a_draft(client, cole, week):
    quiz = factories.activity(week)
    client.force_login(cole)
    for address in (
        to("week-history"),
        to("day-history", 1),
        to("activity-history", quiz.pk),
    ):
        assert client.get(address).status_code == 403


def test_history_of_what_is_not_there_is_not_found(crew, week):
    for address in (to("day-history", 7), to("activity-history", 999)):
        assert crew.get(address).status_code == 404
