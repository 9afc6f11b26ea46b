"""A week built by keyboard alone, each step announced, and the focus where one expects it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.boards import Board
from tests.browser.keyboards import Keyboard
from tests.browser.pages import addresses
from tests.browser.sights import UNSEEN_FOCUS
from tests.browser.visitors import PASSWORD, TESS

pytestmark = pytest.mark.browser
TUESDAY, THURSDAY, FRIDAY = 2, 4, 5
PHOTOGRAPHS = "Dress-up: Team photographs"


@pytest.mark.parametrize("name", ["week-detail", "board", "task-list", "pair-desk", "phones"])
def test_whatever_the_keyboard_is_on_is_ringed_and_keeps_its_shape(tess, demo, name):
    page = tess(reduced_motion="reduce").open(addresses(demo, "tess")[f"planner:{name}"])
    page.keyboard.press("Tab")
    assert page.evaluate(UNSEEN_FOCUS) == []


@pytest.mark.parametrize("fault", ["outline: none", "border-radius: 1px"])
def test_the_look_at_what_the_keyboard_is_on_would_notice(tess, demo, fault):
    page = tess(reduced_motion="reduce").open(addresses(demo, "tess")["planner:task-list"])
    page.keyboard.press("Tab")
    rule = f":is(a, button, summary):focus {{ {fault} !important; }}"
    page.evaluate("rule => document.styleSheets[0].insertRule(rule)", rule)
    assert page.evaluate(UNSEEN_FOCUS) != []


@pytest.fixture
def at_board(new_week):
    """The board of a new week, and hands that touch nothing but the keyboard."""
    visitor = new_week()
    return Board(visitor), Keyboard(visitor.page)


def test_a_week_is_begun_and_the_panel_opened_from_signing_in(demo, visitor, a_year):
    year = a_year()
    page = visitor(demo).open("/")
    keys = Keyboard(page)
    keys.tab_to("E-mail.*").type(TESS).tab_to("Password.*").type(PASSWORD).press("Enter")
    page.wait_for_url("**/board/")
    keys.tab_to("All weeks").press("Enter")
    page.wait_for_url("**/weeks/")
    keys.tab_to(f"Plan {year}").press("Enter")
    page.wait_for_url(f"**/{year}/new/")
    keys.tab_to("Theme").type("Every piece matters")
    keys.tab_to(f"Begin the week of {year}").press("Enter")
    page.wait_for_url(f"**/{year}/board/")
    keys.tab_to("Skip to the page").press("Enter")
    keys.tab_to("Change the theme")
    keys.tab_to("Add an activity").press("Enter")
    keys.expect_focus("Add an activity")


def test_a_card_is_picked_up_moved_and_dropped_and_each_step_announced(at_board):
    board, keys = at_board
    keys.tab_to("Move Team photographs").press("Space")
    keys.expect_announced(
        "Picked up Team photographs. Arrow keys left and right change the day, up and down the "
        "time by 15 minutes, with Shift by 5. Enter drops it, Escape puts it back."
    )
    for key, announced in [
        ("ArrowLeft", "Team photographs: Wednesday, 11:00–12:00."),
        ("ArrowLeft", "Team photographs: Tuesday, 11:00–12:00."),
        ("ArrowDown", "Team photographs: Tuesday, 11:15–12:15."),
        ("Shift+ArrowUp", "Team photographs: Tuesday, 11:10–12:10."),
    ]:
        keys.press(key).expect_announced(announced)
        keys.expect_focus("Move Team photographs")
    keys.press("Enter").expect_announced("Dropped Team photographs.")
    board.expect_said("Moved “Team photographs” to Tuesday")
    expect(board.card("Team photographs").locator(".when")).to_have_text("11:10–12:10 (Leeds)")
    keys.expect_focus("Move Team photographs")
    board.expect_titles(TUESDAY, "Team photographs")


def test_a_lifted_card_shows_its_new_time_and_lies_where_that_puts_it(at_board):
    board, keys = at_board
    card = board.card("Team photographs")
    all_day, photographs, quiz = before = board.titles(THURSDAY)
    keys.tab_to("Move Team photographs").press("Space", *["ArrowDown"] * 17)
    expect(card.locator(".when")).to_have_text("15:15–16:15")
    board.expect_only(THURSDAY, [all_day, quiz, photographs])
    keys.press("ArrowLeft", "ArrowRight", *["ArrowUp"] * 2)
    expect(card.locator(".when")).to_have_text("14:45–15:45")
    board.expect_only(THURSDAY, before)
    keys.press("Escape")
    expect(card.locator(".when")).to_have_text("11:00–12:00 (Leeds)")
    board.expect_only(THURSDAY, before)


def test_times_are_announced_as_the_readers_cards_tell_them(new_week):
    visitor = new_week(locale="en-US")
    board, keys = Board(visitor), Keyboard(visitor.page)
    keys.tab_to("Move Team photographs").press("Space", "ArrowDown")
    keys.expect_announced("Team photographs: Thursday, 11:15 AM–12:15 PM.")
    keys.press("Enter")
    expect(board.card("Team photographs").locator(".when")).to_have_text(
        "11:15 AM–12:15 PM (Leeds)"
    )


@pytest.mark.parametrize("key", ["Escape", "Tab"])
def test_a_picked_up_card_is_put_back(at_board, key):
    board, keys = at_board
    before = board.titles(THURSDAY)
    keys.tab_to("Move Team photographs").press("Space", "ArrowLeft", "ArrowDown", key)
    keys.expect_announced("Put Team photographs back.")
    keys.expect_focus("Move Team photographs")
    board.expect_only(THURSDAY, before)
    expect(board.messages).not_to_contain_text("Moved")


def test_an_idea_is_taken_from_the_library_and_carried_to_a_day_and_back(at_board):
    board, keys = at_board
    keys.tab_to("Ideas").press("Enter")
    board.page.wait_for_url("**/ideas/")
    keys.tab_to("Search the ideas").type("raffle").press("Enter")
    board.page.wait_for_url("**/ideas/?q=raffle**")
    title = board.page.locator(".idea h2").first.text_content()
    keys.tab_to(f"Add to the week: {re.escape(title)}").press("Enter")
    expect(board.page.get_by_text("Added: the ideas without a day.")).to_be_visible()
    keys.tab_to("See it on the board").press("Enter")
    board.page.wait_for_url("**/board/#activity-*")
    keys.tab_to(f"Move {re.escape(title)}").press("Space", "ArrowLeft")
    keys.expect_announced(f"{title}: Friday, all day.")
    keys.press("Enter")
    board.expect_said(f"Moved “{title}” to Friday")
    keys.expect_focus(f"Move {title}")
    keys.press("Space", "ArrowRight")
    keys.expect_announced(f"{title}: ideas without a day, no time.")
    keys.press("Enter")
    board.expect_said(f"Moved “{title}” to the ideas without a day")


def test_a_search_sent_with_enter_gives_up_no_request(at_board):
    board, keys = at_board
    keys.tab_to("Ideas").press("Enter")
    board.page.wait_for_url("**/ideas/")
    lines = []
    board.page.on("console", lambda message: lines.append(message.text))
    for words in ("raffle", "lunch"):
        keys.tab_to("Search the ideas").press("Control+a").type(words).press("Enter")
        board.page.wait_for_url(f"**/ideas/?q={words}**")
        board.page.wait_for_load_state("networkidle")
    assert [line for line in lines if "sendAbort" in line] == []


def test_a_clash_is_made_and_mended(at_board):
    board, keys = at_board
    clash = (
        "Canteen is taken 11:15–11:30 (Leeds) by both “Leaders on the line” and “Team photographs”."
    )
    keys.tab_to("Move Team photographs").press("Space", "ArrowLeft", "ArrowLeft", "ArrowDown")
    keys.press("Enter").expect_focus("Move Team photographs")
    keys.tab_to(PHOTOGRAPHS, key="Shift+Tab").press("Enter").expect_focus("Team photographs")
    keys.retype_fields(place="Canteen")
    keys.press("Enter").expect_focus(PHOTOGRAPHS)
    keys.tab_to("Trade places: Leaders on the line", key="Shift+Tab").press("Enter")
    keys.expect_focus("Leaders on the line")
    keys.retype_fields(place="Canteen")
    keys.press("Enter").expect_focus("Trade places: Leaders on the line")
    board.expect_said("Saved “Leaders on the line”.")
    board.expect_flags("Team photographs", clash)
    board.expect_flags("Leaders on the line", clash)
    keys.press("Enter").expect_focus("Leaders on the line")
    keys.retype_fields(start="0900", end="1000")
    keys.press("Enter").expect_focus("Trade places: Leaders on the line")
    expect(board.card("Leaders on the line").locator(".when")).to_have_text("09:00–10:00 (Leeds)")
    board.expect_flags("Team photographs")
    board.expect_flags("Leaders on the line")


def test_after_each_act_the_focus_is_on_what_it_made(at_board):
    board, keys = at_board
    keys.tab_to("Add to Friday").press("Enter").expect_focus("Add to Friday")
    keys.tab_to("Title.*").type("Chess on the landing").press("Enter")
    keys.expect_focus("Other: Chess on the landing")
    keys.press("Enter").expect_focus("Chess on the landing")
    keys.tab_to("Copy").press("Enter")
    board.expect_said("Copied “Chess on the landing”.")
    keys.expect_focus("Other: Chess on the landing")
    expect(board.card("Chess on the landing")).to_have_count(2)
    keys.press("Enter").expect_focus("Chess on the landing")
    keys.tab_to("Add a wave").press("Enter").expect_focus("Add a wave of Chess on the landing")
    # Of a clock with two halves a day only a part is typed: it is not sent as no time at all.
    keys.tab_to("Start").type("09").press("Enter")
    expect(board.panel.get_by_label("Start")).to_be_focused()
    keys.type("15AM").press("Enter")
    board.expect_said("Added a wave of “Chess on the landing”.")
    keys.expect_focus("Other: Chess on the landing")
    expect(board.page.locator(".activity:focus-within .when")).to_contain_text("09:15")


def test_an_activity_is_cancelled_deleted_and_brought_back(at_board):
    board, keys = at_board
    keys.tab_to(PHOTOGRAPHS).press("Enter").expect_focus("Team photographs")
    keys.tab_to("Cancel it").press("Enter").expect_focus("Cancel Team photographs")
    keys.tab_to("Why\\?").type("The photographer is ill.").press("Enter")
    board.expect_said("Cancelled “Team photographs”.")
    keys.expect_focus(PHOTOGRAPHS)
    keys.press("Enter").expect_focus("Team photographs")
    keys.tab_to("Delete").press("Enter")
    board.expect_said("Deleted “Team photographs”.")
    keys.expect_focus("Undo")
    keys.press("Enter")
    board.expect_said("“Team photographs” is back.")
    keys.expect_focus(PHOTOGRAPHS)
    board.expect_flags("Team photographs", "Cancelled")


def test_after_a_look_without_news_the_focus_still_comes_back_to_the_act(at_board):
    board, keys = at_board
    keys.tab_to("Add to Monday")
    board.poll()
    keys.tab_to(PHOTOGRAPHS).press("Enter").expect_focus("Team photographs")
    keys.tab_to("Save the activity").press("Enter")
    board.expect_said("Saved “Team photographs”.")
    board.page.wait_for_timeout(1000)
    keys.expect_focus(PHOTOGRAPHS)


def test_the_open_panel_keeps_the_focus_until_escape_gives_it_back(at_board):
    board, keys = at_board
    keys.tab_to(PHOTOGRAPHS).press("Enter").expect_focus("Team photographs")
    inside = (
        "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
    )
    for key in ["Tab"] * 40 + ["Shift+Tab"] * 60:
        keys.press(key)
        assert board.page.evaluate(inside), f"{keys.focused} is outside the panel"
    keys.press("Escape").expect_focus(PHOTOGRAPHS)
    expect(board.panel).not_to_be_visible()
    keys.tab_to("Add to Tuesday", key="Shift+Tab").press("Enter").expect_focus("Add to Tuesday")
    keys.press("Escape").expect_focus("Add to Tuesday")


def test_what_is_typed_and_not_saved_is_given_up_only_after_asking(new_week):
    visitor = new_week()
    board, keys = Board(visitor), Keyboard(visitor.page)
    keys.tab_to(PHOTOGRAPHS).press("Enter").expect_focus("Team photographs")
    keys.tab_to("Title.*").press("End").type(" of everyone")
    with visitor.answering(False, False, True) as asked:
        for _time in range(2):
            keys.press("Escape")
            field = board.panel.get_by_label("Title")
            expect(field).to_have_value("Team photographs of everyone")
            expect(field).to_be_focused()
        keys.press("Escape").expect_focus(PHOTOGRAPHS)
    assert asked == ["What you typed here is not saved. Close it all the same?"] * 3
    keys.press("Enter").expect_focus("Team photographs")
    expect(board.panel.get_by_label("Title")).to_have_value("Team photographs")


# What a page puts off by a moment comes late on a busy machine.
LATE_MOMENTS = """const soon = window.setTimeout;
window.setTimeout = (act, delay, ...rest) => soon(act, delay <= 50 ? 1500 : delay, ...rest);"""


def test_what_is_sent_as_soon_as_the_panel_shows_is_sent_from_the_board(new_week):
    visitor = new_week()
    visitor.page.add_init_script(LATE_MOMENTS)
    visitor.page.reload()
    board, keys = Board(visitor), Keyboard(visitor.page)
    keys.tab_to("Add to Friday").press("Enter")
    expect(board.panel).to_be_visible()
    keys.tab_to("Title.*").type("Chess on the landing").press("Enter")
    keys.expect_focus("Other: Chess on the landing")
