"""The side panel: nothing typed is lost, and what went wrong is told where one looks."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.boards import Board
from tests.browser.visitors import TESS

pytestmark = pytest.mark.browser
UNSAVED = "What you typed here is not saved. Close it all the same?"
TALL = {"width": 1440, "height": 2200}


@pytest.fixture
def board(new_week):
    return Board(new_week(viewport=TALL))


def type_title(board: Board, title: str = "Portraits"):
    """Into the panel of Team photographs; not saved."""
    field = board.open("Team photographs").get_by_label("Title")
    field.fill(title)
    return field


@pytest.mark.parametrize("name", ["Close", "Move", "History", "Copy", "Delete"])
def test_no_way_out_of_the_panel_gives_up_what_was_typed_without_asking(board, name):
    field = type_title(board)
    way_out = board.panel.locator("a, button").filter(has_text=re.compile(rf"^\s*{name}\s*$"))
    with board.visitor.answering(False) as asked:
        way_out.click()
    assert asked == [UNSAVED]
    expect(field).to_have_value("Portraits")
    expect(board.card("Team photographs")).to_have_count(1)
    with board.visitor.answering(True):
        way_out.click()
    expect(field).to_have_count(0)


def test_leaving_the_page_asks_too(board):
    type_title(board)
    with board.visitor.answering(True) as asked:
        board.page.reload()
    assert len(asked) == 1


def test_a_press_beside_the_panel_closes_it_and_one_on_its_empty_part_does_not(board):
    board.open("Team photographs")
    box = board.panel.bounding_box()
    board.page.mouse.click(box["x"] + 200, box["y"] + box["height"] - 20)
    expect(board.panel).to_be_visible()
    board.panel.get_by_label("Title").press_sequentially("Portraits: ")
    with board.visitor.answering(False):
        board.page.mouse.click(100, 700)
    expect(board.panel).to_be_visible()
    with board.visitor.answering(True):
        board.page.mouse.click(100, 700)
    expect(board.panel).not_to_be_visible()


def test_text_selected_out_of_the_panel_does_not_close_it(board):
    field = board.open("Team photographs").get_by_label("Title")
    box = field.bounding_box()
    board.page.mouse.move(box["x"] + 60, box["y"] + 10)
    board.page.mouse.down()
    board.page.mouse.move(100, box["y"] + 10, steps=5)
    board.page.mouse.up()
    expect(board.panel).to_be_visible()


def test_what_cannot_be_is_told_at_its_field_and_the_rest_kept(board):
    panel = board.open("Team photographs")
    panel.get_by_label("Title").fill("Portraits")
    panel.get_by_label("Host").fill("Nobody Whatsoever")
    panel.get_by_label("Start", exact=True).fill("")
    panel.get_by_role("button", name="Save the activity").click()
    told = "Give a start too, or leave both empty for all day."
    expect(panel.get_by_text(told)).to_be_visible()
    expect(panel.get_by_text("“Nobody Whatsoever” is not in the directory.")).to_be_visible()
    start = panel.get_by_label("Start", exact=True)
    expect(start).to_be_focused()
    expect(start).to_have_attribute("aria-invalid", "true")
    expect(start).to_have_accessible_description(re.compile(re.escape(told)))
    expect(panel.get_by_label("Title")).to_have_value("Portraits")
    with board.visitor.answering(False):
        board.page.keyboard.press("Escape")
    start.fill("14:00")
    panel.get_by_label("Host").fill("Amara Mensah")
    panel.get_by_role("button", name="Save the activity").click()
    board.expect_said("Saved “Portraits”.")
    expect(board.card("Portraits").locator(".host")).to_contain_text("Amara Mensah")


def test_hosts_are_suggested_while_one_types(board):
    panel = board.open("Team photographs")
    panel.get_by_label("Host").press_sequentially("ines carv")
    suggested = panel.locator("#hosts option")
    expect(suggested).to_have_attribute("value", "Inês Carvalho <ines.carvalho@example.org>")
    expect(panel.get_by_label("Host")).to_be_focused()


def test_a_message_of_an_act_is_there_once(board):
    board.open("Team photographs").get_by_role("button", name="Copy").click()
    board.expect_said("Copied “Team photographs”.")
    expect(board.messages.get_by_role("listitem")).to_have_count(1)
    board.page.reload()
    expect(board.messages).to_have_text("")


def test_what_is_typed_outlives_a_lost_connection(board):
    field = type_title(board)
    save = board.panel.get_by_role("button", name="Save the activity")
    with board.visitor.cut_off():
        save.click()
        told = board.panel.get_by_role("alert")
        expect(told).to_contain_text("That did not reach the server.")
        with board.visitor.answering(False):
            board.page.keyboard.press("Escape")
    expect(field).to_have_value("Portraits")
    save.click()
    board.expect_said("Saved “Portraits”.")
    expect(board.trouble).to_be_hidden()


@pytest.mark.parametrize("status", [500, 403])
def test_a_card_goes_back_when_the_server_will_not_move_it(board, status):
    before = board.titles(4)
    told = {500: "Something went wrong on the server", 403: "The server refused that."}[status]
    board.page.route("**/move/", lambda route: route.fulfill(status=status, body="no"))
    with board.visitor.meeting(status):
        board.drag(board.card("Team photographs"), board.card("Leaders on the line"))
        expect(board.page.get_by_role("alert")).to_contain_text(told)
    board.page.wait_for_load_state("networkidle")  # the board and its strip are drawn anew
    expect(board.page.get_by_role("alert")).to_contain_text(told)
    expect(board.panel).not_to_be_visible()
    board.expect_only(4, before)


def test_a_card_goes_back_when_the_connection_is_lost(board):
    before = board.titles(4)
    with board.visitor.cut_off():
        board.drag(board.card("Team photographs"), board.card("Leaders on the line"))
        expect(board.page.get_by_role("alert")).to_contain_text("That did not reach the server.")
        board.expect_only(4, before)
    board.drag(board.card("Team photographs"), board.card("Leaders on the line"))
    board.expect_said("Moved “Team photographs” to Tuesday")
    expect(board.trouble).to_be_hidden()


def test_whoever_was_signed_out_signs_in_elsewhere_and_saves_what_was_typed(board):
    field = type_title(board)
    other = board.visitor.context.new_page()
    other.goto(board.visitor.address)
    other.locator("details.me > summary").click()
    other.get_by_role("button", name="Sign out").click()
    other.wait_for_url("**/account/login/")
    save = board.panel.get_by_role("button", name="Save the activity")
    save.click()
    expect(board.panel.get_by_role("alert")).to_contain_text("You are signed out by now.")
    expect(field).to_have_value("Portraits")
    board.visitor.sign_in(TESS, page=other)
    board.poll()
    expect(board.trouble).to_be_hidden()
    save.click()
    board.expect_said("Saved “Portraits”.")
