"""The board as data: days, cards and problems, every time and number already in words."""

import re
from datetime import time

import pytest
from django.urls import reverse
from django.utils import translation

from planner.models import Kind, Place, Week
from planner.pages.board import build_board
from planner.rules.problems import Severity
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def crew(client, paula):
    client.force_login(paula)
    return client


def cards(board):
    """Titles by day, and of the ideas."""
    return [[card.title for card in column.cards] for column in board.columns], [
        card.title for card in board.ideas
    ]


def only_card(week):
    (card,) = (card for column in build_board(week).columns for card in column.cards)
    return card


def test_a_day_lists_what_lasts_all_day_first_and_then_goes_by_the_clock(week):
    factories.activity(week, "Quiz", 2, "14:00")
    factories.activity(week, "Breakfast", 2, "08:00")
    factories.activity(week, "Hats", 2, None, None)
    factories.activity(week, "Awards", 5, "16:00")
    factories.activity(week, "Some day", None)
    assert cards(build_board(week)) == (
        [[], ["Hats", "Breakfast", "Quiz"], [], [], ["Awards"]],
        ["Some day"],
    )


def test_columns_say_the_day_in_words(week):
    week.days.get(number=4).change({"note": "Wear it", "dress_theme": "Sports teams"}, by=None)
    column = build_board(week).columns[3]
    assert (column.number, column.name, column.short, column.weekday, column.date) == (
        4,
        "Dress up",
        "Thu 8",
        "Thursday",
        "Thursday 8 October",
    )
    assert (column.note, column.dress_theme) == ("Wear it", "Sports teams")


@pytest.mark.parametrize("name", ["board", "week-detail", "poster", "programme-list"])
def test_a_day_without_a_name_is_called_by_its_weekday_once(name, crew, week, paula):
    for day in week.days.all():
        day.change({"name": "" if day.number == 4 else day.name}, by=paula)
    factories.publication(week, by=paula)
    page = crew.get(reverse(f"planner:{name}", args=[2026]))
    headings = [
        " ".join(re.sub("<[^>]+>", " ", each).split())
        for each in re.findall(r"<h2.*?</h2>", page.text, re.DOTALL)
    ]
    (thursday,) = (each for each in headings if "8" in each)
    assert sorted(thursday.split()) == ["8", "October", "Thursday"]
    (friday,) = (each for each in headings if "9" in each)
    assert "Fri" in friday


def test_a_board_of_seven_days_runs_into_the_weekend(organisation, paula):
    week = factories.week(by=paula, days=7)
    assert [column.weekday for column in build_board(week).columns][5:] == ["Saturday", "Sunday"]


def test_a_card_has_everything_in_words(week, cole):
    room = Place.objects.create(name="Room 4", site=factories.site())
    activity = factories.activity(
        week,
        "Leaders on the line",
        2,
        "11:00",
        60,
        kind=Kind.TRADE_PLACES,
        place=room,
        site=factories.site(),
        host=cole,
        places=12,
    )
    card = only_card(week)
    assert (card.pk, card.version, card.title) == (activity.pk, 1, "Leaders on the line")
    assert (card.kind, card.icon) == ("Trade places", "arrow-left-right")
    assert (card.time, card.start, card.minutes) == ("11:00–12:00", "11:00", 60)
    assert (card.where, card.host, card.initials) == ("Room 4 · Leeds", "Cole Carter", "CC")
    assert (card.places, card.wave, card.is_cancelled) == ("12 places", "", False)
    assert (card.problems, card.classes) == ([], "")


def test_a_place_without_a_site_says_that_it_is_for_all(week):
    factories.activity(week, place=Place.objects.create(name="Intranet"))
    assert only_card(week).where == "Intranet · all sites"


def times_of(week):
    return {card.title: card.time for column in build_board(week).columns for card in column.cards}


def test_where_sites_have_other_clocks_a_card_for_all_sites_says_whose_its_time_is(week, paula):
    factories.activity(week, "Everyone", start="09:00", by=paula)
    factories.activity(week, "Leeds only", start="09:00", site=factories.site(), by=paula)
    factories.activity(week, "Hats", start=None, by=paula)
    factories.activity(week, "Night", start="23:00", minutes=90, by=paula)
    factories.site("Porto", "Europe/Lisbon", "PT")  # another zone, the same clock
    assert times_of(week)["Everyone"] == "09:00–09:30"
    factories.site("Sydney", "Australia/Sydney", "AU")
    assert times_of(week) == {
        "Everyone": "09:00–09:30 (Leeds)",
        "Leeds only": "09:00–09:30",
        "Hats": "All day",
        "Night": "23:00–00:30 the next day (Leeds)",
    }
    week.change({"time_zone": "America/New_York"}, by=paula)
    assert times_of(week)["Everyone"] == "09:00–09:30 (New York)"


def test_an_all_day_card_says_so_and_an_idea_has_no_time(week):
    factories.activity(week, "Hats", 1, None, None)
    factories.activity(week, "Some day", None)
    assert only_card(week).time == "All day"
    assert build_board(week).ideas[0].time == ""


def test_times_are_told_in_the_readers_way_one_reader_after_another(week):
    factories.activity(week, start="15:30", minutes=45)
    with translation.override("en-us"):
        assert only_card(week).time == "3:30 PM–4:15 PM"
    assert only_card(week).time == "15:30–16:15"
    with translation.override("pt-pt"):
        assert only_card(week).time == "15:30–16:15"


def test_waves_are_counted_in_the_order_of_the_board(week):
    days = {day.number: day for day in week.days.all()}
    lunch = factories.activity(week, "Lunch", 3, "12:00")
    later = lunch.add_wave(days[3], time(13), by=None)
    later.add_wave(days[1], time(2), by=None)
    board = build_board(week)
    assert [(card.time, card.wave) for column in board.columns for card in column.cards] == [
        ("02:00–02:30", "wave 1 of 3"),
        ("12:00–12:30", "wave 2 of 3"),
        ("13:00–13:30", "wave 3 of 3"),
    ]


def test_one_run_alone_is_no_wave(week):
    lunch = factories.activity(week, "Lunch", 3, "12:00")
    lunch.add_wave(None, None, by=None).discard(by=None)
    assert only_card(week).wave == ""


def test_a_card_wears_the_worst_of_its_problems_and_a_cancelled_one_none(week, cole):
    room = Place.objects.create(name="Room 4", seats=1)
    one = factories.activity(week, "Quiz", 2, "11:00", 60, host=cole, place=room, places=5)
    other = factories.activity(week, "Tour", 2, "11:30", 60, host=cole)
    shown = {card.title: card for card in build_board(week).columns[1].cards}
    assert [shown["Quiz"].classes, shown["Tour"].classes] == [" blocks", " blocks"]
    assert {each.check for each in shown["Quiz"].problems} == {"clash", "seats"}
    other.cancel(by=None)
    shown = {card.title: card for card in build_board(week).columns[1].cards}
    assert [shown["Quiz"].classes, shown["Tour"].classes] == [" warns", " cancelled"]
    one.move(None, None, by=None)
    assert build_board(week).ideas[0].classes == " warns"


def test_a_days_own_problems_stand_under_the_day_and_those_of_its_cards_on_them(week, cole):
    factories.site("Sydney", "Australia/Sydney", "AU", region="NSW")
    factories.activity(week, "Quiz", 1, "11:00", 60, host=cole)
    factories.activity(week, "Tour", 1, "11:00", 60, host=cole)
    monday, tuesday = build_board(week).columns[:2]
    assert [problem.check for problem in monday.problems] == ["holiday"]
    assert [problem.check for problem in tuesday.problems] == ["empty-day"]


def test_the_board_counts_what_has_a_day_and_what_blocks(week, cole):
    factories.activity(week, "Quiz", 1, "11:00", 60, host=cole)
    factories.activity(week, "Tour", 1, "11:00", 60, host=cole)
    factories.activity(week, "Some day", None)
    board = build_board(week)
    assert (board.activities, len(board.ideas)) == (2, 1)
    assert {problem.severity for problem in board.blocking} == {Severity.BLOCKS}
    assert len(board.problems) > len(board.blocking) == 1


def test_a_card_links_to_its_activity_by_the_boards_path(week):
    activity = factories.activity(week)
    board = build_board(week)
    assert f"{board.path}{activity.pk}/" == reverse(
        "planner:activity-edit", args=[week.year, activity.pk]
    )
    assert f"{board.path}{activity.pk}/move/" == reverse(
        "planner:activity-move", args=[week.year, activity.pk]
    )


def test_the_board_takes_as_many_queries_for_fifty_activities_as_for_one(
    week, cole, django_assert_num_queries
):
    room = Place.objects.create(name="Room 4", site=factories.site())

    def fill(count):
        for number in range(count):
            fields = {"place": room, "host": cole, "site": room.site, "places": 4}
            factories.activity(week, f"Quiz {number}", 1 + number % 5, **fields)

    for count, many in ((1, 1), (50, 51)):
        fill(count)
        afresh = Week.objects.get(pk=week.pk)
        with django_assert_num_queries(6):
            assert build_board(afresh).activities == many


def test_a_days_note_and_dress_theme_stand_under_its_piece(client, week, paula):
    week.days.get(number=4).change({"note": "Photos at four", "dress_theme": "Film"}, by=paula)
    client.force_login(paula)
    page = client.get(reverse("planner:board", args=[week.year])).content.decode()
    assert "Photos at four" in page and "Dress: Film" in page


def test_the_panel_shows_how_a_description_reads(client, week, paula):
    activity = factories.activity(week, description="**Bring** <script>cups</script>", by=paula)
    client.force_login(paula)
    address = reverse("planner:activity-edit", args=[week.year, activity.pk])
    page = client.get(address).content.decode()
    assert "<strong>Bring</strong>" in page and "<script>cups" not in page
