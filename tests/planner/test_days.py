"""The days of a week: as a page, in the board's side panel, and by two at once."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertRedirects, assertTemplateUsed

from csweek.history.models import Entry, Verb
from tests import factories

pytestmark = pytest.mark.django_db

PANEL = {"HX-Request": "true"}


@pytest.fixture
def crew(client, paula):
    """A browser in which Paula is signed in."""
    client.force_login(paula)
    return client


def address(number=3, name="day-edit"):
    return reverse(f"planner:{name}", args=[2026, number])


def typed(day, **fields):
    values = {"name": day.name, "note": day.note, "dress_theme": day.dress_theme}
    return values | {"version": day.version} | fields


@pytest.fixture
def wednesday(week):
    return week.days.get(number=3)


def test_a_day_gets_its_name_note_and_dress_theme_with_one_entry(crew, wednesday, paula):
    sent = typed(wednesday, name="Eat together", note="Two sittings.", dress_theme="Stripes")
    assertRedirects(crew.post(address(), sent), reverse("planner:board", args=[2026]))
    wednesday.refresh_from_db()
    assert (wednesday.note, wednesday.dress_theme) == ("Two sittings.", "Stripes")
    entry = Entry.objects.of(wednesday).first()
    assert (entry.verb, entry.by) == (Verb.CHANGED, paula)
    assert [change["field"] for change in entry.changes] == ["note", "dress_theme"]


def test_in_the_side_panel_the_form_comes_alone_and_an_open_board_hears_of_the_save(
    crew, wednesday
):
    page = crew.get(address(), headers=PANEL)
    assertTemplateUsed(page, "planner/days/_form.html")
    assertContains(page, f'hx-post="{address()}"')
    assert "<html" not in page.content.decode()
    answer = crew.post(address(), typed(wednesday, name="Lunch"), headers=PANEL)
    assert (answer.status_code, answer.headers["HX-Trigger"]) == (204, "board:changed")


def test_the_whole_page_has_no_htmx_in_its_form(crew, week):
    page = crew.get(address())
    assertContains(page, "<h1", count=1)
    assertContains(page, "Wednesday 7 October")
    assert "hx-post" not in page.content.decode()


def test_too_long_a_name_is_told_and_nothing_is_saved(crew, wednesday):
    page = crew.post(address(), typed(wednesday, name="x" * 61), headers=PANEL)
    assert page.status_code == 422
    assertContains(page, "at most 60 characters", status_code=422)
    assertContains(page, "Wednesday 7 October", status_code=422)


def test_a_day_saved_too_late_shows_both_and_can_be_sent_again(crew, wednesday, ada):
    late = typed(wednesday, name="Lunch", note="Mine")
    wednesday.change({"note": "Theirs"}, by=ada)
    page = crew.post(address(), late, headers=PANEL)
    assert page.status_code == 409
    shown = [(each.label, each.typed, each.saved) for each in page.context["conflict"].differences]
    assert shown == [("Name", "Lunch", "Eat together"), ("Note", "Mine", "Theirs")]
    again = late | {"version": page.context["form"]["version"].value()}
    assert crew.post(address(), again, headers=PANEL).status_code == 204
    wednesday.refresh_from_db()
    assert (wednesday.name, wednesday.note) == ("Lunch", "Mine")


def test_a_day_that_the_week_does_not_have_is_not_found(crew, week):
    assert crew.get(address(6)).status_code == 404
    assert crew.get("/2026/days/8/edit/").status_code == 404


def test_what_was_typed_of_a_day_survives_that_it_was_given_up(crew, week, paula):
    week.change({"days_count": 6}, by=paula)
    saturday = week.days.get(number=6)
    mine = typed(saturday, name="Market", note="Bring a basket")
    week.change({"days_count": 5}, by=paula)
    page = crew.post(address(6), mine)
    assertContains(page, "This was deleted while you were typing", status_code=409)
    assertContains(page, "Bring a basket", status_code=409)
    assert "Market" not in week.days.values_list("name", flat=True)


def test_a_name_for_a_day_leaves_the_note_that_another_wrote_meanwhile(crew, wednesday, ada):
    form = crew.get(address()).context["form"]
    late = {name: form[name].value() for name in form.fields} | {"name": "Lunch"}
    wednesday.change({"note": "Theirs"}, by=ada)
    page = crew.post(address(), late)
    assert page.status_code == 409
    again = {name: page.context["form"][name].value() for name in late}
    assert crew.post(address(), again).status_code == 302
    wednesday.refresh_from_db()
    assert (wednesday.name, wednesday.note) == ("Lunch", "Theirs")


def test_staff_may_not_change_a_day(client, cole, wednesday):
    client.force_login(cole)
    assert client.get(address()).status_code == 403
    assert client.post(address(), typed(wednesday, name="Mine")).status_code == 403
    wednesday.refresh_from_db()
    assert wednesday.name == "Eat together"


def test_the_history_of_a_day_tells_of_that_day_alone(crew, week, wednesday, paula):
    wednesday.change({"note": "Two sittings."}, by=paula)
    week.days.get(number=4).change({"note": "Sports teams."}, by=paula)
    factories.activity(week, "Lunch", 3, by=paula)
    page = crew.get(address(name="day-history"))
    notes = [change for line in page.context["lines"] for change in line.changes]
    assert ("nothing", "Two sittings.") in [(each.before, each.after) for each in notes]
    assert "Sports teams." not in page.content.decode()
    assertContains(page, "History of Wednesday 7 October")
    piece = crew.get(address(name="day-history"), headers=PANEL)
    assertContains(piece, f'hx-get="{address()}"')


def test_a_heading_that_begins_with_a_weekday_has_a_capital_in_portuguese_too(crew, week, paula):
    portuguese = {"headers": {"accept-language": "pt-pt"}}
    week.days.get(number=2).change({"name": ""}, by=paula)
    week.days.get(number=3).change({"name": "iPads"}, by=paula)
    assertContains(crew.get(address(2), **portuguese), '<h1 tabindex="-1">Terça-feira, 6 de')
    board = crew.get(reverse("planner:board", args=[2026]), **portuguese).content.decode()
    assert "<small>Qua" in board and ">Terça-feira</a></h2>" in board
    assert ">iPads</a></h2>" in board  # a name is as its crew writes it
    week_page = crew.get(reverse("planner:week-detail", args=[2026]), **portuguese)
    assertContains(week_page, "<small>Terça-feira</small>")
