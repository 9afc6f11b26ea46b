"""A week built without JavaScript: every act is a link or a plain form."""

import pytest
from playwright.sync_api import expect

from tests.browser.boards import Board, PlainBoard
from tests.browser.visitors import INES, TESS

pytestmark = pytest.mark.browser
TUESDAY, THURSDAY, FRIDAY = 2, 4, 5


@pytest.fixture
def board(new_week):
    return PlainBoard(new_week(java_script_enabled=False))


def test_one_signs_in_and_the_first_page_is_the_board(demo, visitor):
    someone = visitor(demo, java_script_enabled=False).sign_in(TESS)
    expect(someone.page.get_by_role("heading", level=1)).to_contain_text("October")
    expect(Board(someone).day(FRIDAY).locator("h3 a").first).to_be_visible()


def test_a_card_is_moved_by_its_form(board):
    page = board.page
    board.card("Team photographs").get_by_role("link", name="Move Team photographs").click()
    page.get_by_label("Day").select_option(index=TUESDAY)
    page.get_by_label("Start").fill("13:00")
    board.press("Move it")
    board.expect_said("Moved “Team photographs” to Tuesday")
    board.expect_titles(TUESDAY, "Team photographs")
    expect(board.card("Team photographs").locator(".when")).to_have_text("13:00–14:00 (Leeds)")


def test_a_clash_is_made_seen_and_mended(board):
    clash = (
        "Canteen is taken 11:00–11:30 (Leeds) by both “Leaders on the line” and “Team photographs”."
    )
    board.card("Team photographs").get_by_role("link", name="Move").click()
    board.page.get_by_label("Day").select_option(index=TUESDAY)
    board.press("Move it")
    board.put_at("Team photographs", place="Canteen")
    board.put_at("Leaders on the line", place="Canteen")
    board.expect_flags("Team photographs", clash)
    board.expect_flags("Leaders on the line", clash)
    board.put_at("Team photographs", start="13:00", end="14:00")
    board.expect_flags("Team photographs")
    board.expect_flags("Leaders on the line")


def test_an_idea_is_searched_added_and_given_a_day(board):
    page = board.page
    page.get_by_role("link", name="From the idea library").click()
    page.get_by_label("Search the ideas").fill("raffle")
    page.get_by_role("search").get_by_label("Raffle").check()
    page.get_by_role("button", name="Search").click()
    page.wait_for_url("**q=raffle&kind=raffle**")
    idea = page.locator(".idea").first
    title = idea.get_by_role("heading").text_content()
    idea.get_by_label(f"Day for {title}").select_option(index=FRIDAY)
    idea.get_by_role("button", name="Add to the week").click()
    board.expect_said(f"Added “{title}”: Friday")
    board.messages.get_by_role("link", name="See it on the board").click()
    board.expect_titles(FRIDAY, title)


def test_an_activity_is_added_copied_and_gets_a_wave(board):
    page = board.page
    page.get_by_role("link", name="Add to Thursday").click()
    page.get_by_label("Title").fill("Chess on the landing")
    page.get_by_label("Start", exact=True).fill("16:00")
    board.press("Add the activity")
    board.expect_said("Added “Chess on the landing”.")
    board.card("Chess on the landing").locator("h3 a").click()
    board.press("Copy")
    board.expect_said("Copied “Chess on the landing”.")
    expect(board.card("Chess on the landing")).to_have_count(2)
    board.card("Chess on the landing").first.locator("h3 a").click()
    board.follow("Add a wave", "Add a wave of Chess on the landing")
    page.get_by_label("Day").select_option(index=FRIDAY)
    board.press("Add the wave")
    board.expect_said("Added a wave of “Chess on the landing”.")
    board.expect_titles(FRIDAY, "Chess on the landing")


def test_an_activity_is_cancelled_deleted_and_brought_back(board):
    page = board.page
    before = board.titles(THURSDAY)
    board.card("Team photographs").locator("h3 a").click()
    page.get_by_role("link", name="Cancel it").click()
    page.get_by_label("Why?").fill("The photographer is ill.")
    board.press("Cancel the activity")
    board.expect_flags("Team photographs", "Cancelled")
    board.card("Team photographs").locator("h3 a").click()
    board.press("Delete")
    board.expect_said("Deleted “Team photographs”.")
    expect(board.card("Team photographs")).to_have_count(0)
    board.press("Undo")
    board.expect_said("“Team photographs” is back.")
    board.expect_only(THURSDAY, before)
    page.reload()
    expect(board.messages).to_have_text("")


def test_a_day_and_the_theme_are_changed(board):
    page = board.page
    page.get_by_role("link", name="Dress up", exact=True).click()
    page.get_by_label("Dress theme").fill("Hats")
    board.press("Save the day")
    expect(page.get_by_text("Dress: Hats")).to_be_visible()
    page.get_by_role("link", name="Choose a theme").click()
    page.get_by_label("Theme").fill("Every piece matters")
    page.get_by_role("main").get_by_role("button", name="Save").click()
    page.wait_for_url("**/board/")
    expect(page.get_by_text("“Every piece matters”")).to_be_visible()


def test_whoever_saves_second_is_shown_both_texts(board, demo, visitor):
    address = board.card("Team photographs").locator("h3 a").get_attribute("href")
    ines = visitor(demo, java_script_enabled=False).sign_in(INES)
    for page, title in [(board.page, "Portraits of all teams"), (ines.open(address), "Portraits")]:
        page.goto(demo.address + address)
        page.get_by_label("Title").fill(title)
    board.page.get_by_role("button", name="Save the activity").click()
    board.expect_said("Saved “Portraits of all teams”.")
    ines.page.get_by_role("button", name="Save the activity").click()
    told = ines.page.get_by_role("row", name="Title")
    expect(told.get_by_role("cell")).to_have_text(["Portraits", "Portraits of all teams"])
    expect(ines.page.get_by_text("Tess Nakamura saved this while you were typing")).to_be_visible()
    expect(ines.page.get_by_label("Title")).to_have_value("Portraits")
