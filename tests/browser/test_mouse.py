"""A week built by mouse: begun from the plan, moved about, a clash made and mended, ideas taken."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.boards import Board

pytestmark = pytest.mark.browser
TALL = {"width": 1440, "height": 2200}
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = range(1, 6)
IDEAS = 0


@pytest.fixture
def board(new_week):
    """The board of a new week, all of it in sight."""
    return Board(new_week(viewport=TALL))


def test_a_week_is_begun_from_the_plan(tess, a_year):
    year = a_year()
    board = Board(tess())
    page = board.visitor.open("/")
    page.get_by_role("link", name="All weeks").click()
    page.get_by_role("link", name=f"Plan {year}").click()
    page.get_by_text("The plan that has proved itself").click()
    page.get_by_label("Theme").fill("Every piece matters")
    page.get_by_role("button", name=f"Begin the week of {year}").click()
    page.wait_for_url(f"**/{year}/board/")
    board.expect_said(f"The week of {year} is begun.")
    days = ["Kick-off", "Trade places", "Eat together", "Dress up", "Awards"]
    expect(page.locator(".day h2 a")).to_have_text(days)
    board.expect_titles(MONDAY, "The week is announced", "Opening")
    expect(page.get_by_text("“Every piece matters”")).to_be_visible()


def test_a_card_is_dragged_to_another_day_and_keeps_its_time(board):
    board.drag(board.card("Team photographs"), board.card("Leaders on the line"))
    board.expect_said("Moved “Team photographs” to Tuesday")
    expect(board.card("Team photographs").locator(".when")).to_have_text("11:00–12:00 (Leeds)")
    board.expect_titles(TUESDAY, "Leaders on the line", "Team photographs")
    expect(board.day(THURSDAY).get_by_text("Team photographs")).to_have_count(0)
    expect(board.panel).not_to_be_visible()


def test_a_card_is_dragged_to_another_place_in_its_day_and_gets_its_time_there(board):
    board.drag(board.card("Opening"), board.card("Come and see the service at work"))
    board.expect_said("Moved “Opening” to Monday")
    expect(board.card("Opening").locator(".when")).to_have_text("15:00–15:15 (Leeds)")
    board.expect_titles(MONDAY, "Come and see the service at work", "Opening")


def test_a_card_is_dragged_onto_an_empty_day(board):
    for title in board.titles(MONDAY):
        board.drag(board.card(title), board.day(IDEAS))
        board.expect_said(f"Moved “{title}” to the ideas without a day")
    board.expect_only(MONDAY, [])
    board.drag(board.card("Awards ceremony"), board.day(MONDAY), below=False)
    board.expect_said("Moved “Awards ceremony” to Monday")
    board.expect_titles(MONDAY, "Awards ceremony")


def test_a_card_dropped_outside_every_day_stays_where_it_was(board):
    before = board.titles(FRIDAY)
    board.drag(board.card("Awards ceremony"), board.page.locator(".facts"))
    expect(board.messages).not_to_contain_text("Moved")
    board.expect_only(FRIDAY, before)


def test_a_click_right_after_a_drag_opens_the_card(board):
    board.drag(board.card("Team photographs"), board.card("Leaders on the line"))
    board.expect_said("Moved “Team photographs”")
    board.open("Team photographs")


def test_a_clash_shows_on_both_cards_and_goes_when_mended(board):
    clash = (
        "Canteen is taken 10:00–10:30 (Leeds) by both “Team photographs” and “Leaders on the line”."
    )
    board.drag(board.card("Team photographs"), board.card("Leaders on the line"))
    board.expect_said("Moved")
    board.put_at("Leaders on the line", place="Canteen")
    board.put_at("Team photographs", place="canteen", start="09:30", end="10:30")
    board.expect_flags("Leaders on the line", clash)
    board.expect_flags("Team photographs", clash)
    expect(board.page.locator(".facts .blocks")).to_contain_text("1 blocks publishing")
    board.page.get_by_role("link", name="See and mend").click()
    expect(board.page.get_by_text(clash)).to_be_visible()
    board.page.get_by_role("link", name="Back to the board").click()
    board.put_at("Team photographs", start="13:00", end="14:00")
    board.expect_flags("Leaders on the line")
    board.expect_flags("Team photographs")


def test_an_idea_is_taken_from_the_library_and_dragged_onto_a_day(board):
    page = board.page
    page.get_by_role("link", name="From the idea library").click()
    page.get_by_label("Search the ideas").press_sequentially("raffle")
    page.wait_for_url("**/ideas/?q=raffle**")
    idea = page.locator(".idea").first
    title = idea.get_by_role("heading").text_content()
    idea.get_by_role("button", name="Add to the week").click()
    expect(idea.get_by_text("Added: the ideas without a day.")).to_be_visible()
    idea.get_by_role("link", name="See it on the board").click()
    board.expect_titles(IDEAS, title)
    board.drag(board.card(title), board.card("Awards ceremony"))
    board.expect_said(f"Moved “{title}” to Friday")
    board.expect_titles(FRIDAY, title)


def test_an_activity_is_added_copied_and_gets_a_wave(board):
    page = board.page
    page.get_by_role("link", name="Add to Thursday").click()
    board.expect_panel("Add to Thursday")
    board.panel.get_by_label("Title").fill("Chess on the landing")
    board.panel.get_by_label("Start", exact=True).fill("16:00")
    board.panel.get_by_role("button", name="Add the activity").click()
    board.expect_said("Added “Chess on the landing”.")
    expect(board.card("Chess on the landing").locator(".when")).to_have_text("16:00–17:00 (Leeds)")
    board.open("Chess on the landing").get_by_role("button", name="Copy").click()
    board.expect_said("Copied “Chess on the landing”.")
    expect(board.card("Chess on the landing")).to_have_count(2)
    board.card("Chess on the landing").first.locator("h3 a").click()
    board.panel.get_by_role("link", name="wave").click()
    board.expect_panel("Add a wave of Chess on the landing")
    board.panel.get_by_label("Day").select_option(index=5)
    board.panel.get_by_label("Start").fill("09:00")
    board.panel.get_by_role("button", name="Add the wave").click()
    board.expect_said("Added a wave of “Chess on the landing”.")
    board.expect_titles(FRIDAY, "Chess on the landing")
    waves = board.page.locator(".when", has_text="of 2").filter(has_text=re.compile("16:00|09:00"))
    expect(waves).to_have_text([re.compile(rf"· wave {number} of 2\s*$") for number in (1, 2)])


def test_an_activity_is_cancelled_with_a_reason_and_reinstated(board):
    board.open("Team photographs").get_by_role("link", name="Cancel").click()
    board.expect_panel("Cancel Team photographs")
    board.panel.get_by_label("Why?").fill("The photographer is ill.")
    board.panel.get_by_role("button", name="Cancel the activity").click()
    board.expect_said("Cancelled “Team photographs”.")
    board.expect_flags("Team photographs", "Cancelled")
    board.open("Team photographs").get_by_role("button", name="Reinstate").click()
    board.expect_said("“Team photographs” takes place after all.")
    board.expect_flags("Team photographs")


def test_an_activity_is_deleted_and_brought_back(board):
    before = board.titles(THURSDAY)
    board.open("Team photographs").get_by_role("button", name="Delete").click()
    board.expect_said("Deleted “Team photographs”.")
    expect(board.card("Team photographs")).to_have_count(0)
    board.messages.get_by_role("button", name="Undo").click()
    board.expect_said("“Team photographs” is back.")
    board.expect_only(THURSDAY, before)
    expect(board.messages.get_by_text("Deleted")).to_have_count(0)
