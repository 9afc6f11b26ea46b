"""Two organizers at one board: nothing is lost, and each sees what the other does."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.boards import Board
from tests.browser.keyboards import Keyboard
from tests.browser.visitors import INES

pytestmark = pytest.mark.browser
TALL = {"width": 1440, "height": 2200}


@pytest.fixture
def both(new_week, demo, visitor, state_of):
    """Tess and Inês, each at the board of the same new week."""
    tess = new_week(viewport=TALL)
    ines = visitor(demo, storage_state=state_of(INES), viewport=TALL)
    ines.page.goto(tess.page.url)
    return Board(tess), Board(ines)


def save(board: Board, **fields: str) -> None:
    """In the open panel."""
    for label, text in fields.items():
        board.panel.get_by_label(re.compile(rf"^\s*{label}\W*$", re.I)).fill(text)
    board.panel.get_by_role("button", name="Save the activity").click()


def rename(board: Board, title: str, to: str) -> None:
    board.open(title)
    save(board, title=to)
    board.expect_said(f"Saved “{to}”.")


def test_what_one_changes_the_other_sees_without_a_reload(both):
    tess, ines = both
    tess.page.evaluate("window.neverReloaded = true")
    rename(ines, "Team photographs", "Portraits")
    expect(tess.news).to_contain_text("Inês Carvalho changed")
    expect(tess.news).to_contain_text("Portraits")
    expect(tess.card("Portraits")).to_be_visible()
    assert tess.page.evaluate("window.neverReloaded") is True
    expect(ines.news).to_have_text("")


def test_the_second_save_shows_both_texts_and_loses_neither(both):
    tess, ines = both
    tess.open("Team photographs")
    tess.panel.get_by_label("Description").fill("The photographer comes to each desk.")
    rename(ines, "Team photographs", "Portraits")
    with tess.page.expect_response("**/activities/*/") as answer:
        save(tess, title="Photographs of all")
    assert answer.value.status == 409
    told = tess.panel.get_by_role("heading", name="Inês Carvalho saved this while you were typing")
    expect(told).to_be_focused()
    cells = tess.panel.get_by_role("row", name="Title").get_by_role("cell")
    expect(cells).to_have_text(["Photographs of all", "Portraits"])
    expect(tess.panel.get_by_label("Title")).to_have_value("Photographs of all")
    expect(tess.panel.get_by_label("Description")).to_have_value(
        "The photographer comes to each desk."
    )
    expect(ines.card("Portraits")).to_be_visible()
    save(tess, title="Portraits of all")
    tess.expect_said("Saved “Portraits of all”.")
    ines.poll()
    expect(ines.card("Portraits of all")).to_be_visible()


def test_a_card_that_the_other_has_moved_is_not_moved_again_unseen(both):
    tess, ines = both
    ines.drag(ines.card("Team photographs"), ines.card("Leaders on the line"))
    ines.expect_said("Moved “Team photographs” to Tuesday")
    with tess.page.expect_response("**/move/") as answer:
        tess.drag(tess.card("Team photographs"), tess.card("Awards ceremony"))
    assert answer.value.status == 409
    expect(tess.panel.get_by_role("heading", level=1)).to_have_text("Move Team photographs")
    expect(tess.panel.get_by_text("Inês Carvalho saved this")).to_be_visible()
    expect(tess.card("Team photographs").locator("xpath=..")).to_have_attribute("data-number", "2")
    tess.panel.get_by_role("button", name="Move it all the same").click()
    tess.expect_said("Moved “Team photographs” to Friday")
    ines.poll()
    ines.expect_titles(5, "Team photographs")


def test_news_never_touch_what_is_being_typed(both):
    tess, ines = both
    tess.open("Opening")
    field = tess.panel.get_by_label("Title")
    field.press("End")
    field.press_sequentially(" of the")
    rename(ines, "Opening", "Grand opening")
    tess.poll()
    expect(tess.news).to_contain_text("Grand opening")
    expect(field).to_be_focused()
    field.press_sequentially(" week")
    expect(field).to_have_value("Opening of the week")


def test_news_wait_while_a_card_is_dragged(both):
    tess, ines = both
    mouse, card = tess.page.mouse, tess.card("Team photographs")
    box = card.bounding_box()
    mouse.move(box["x"] + 80, box["y"] + 14)
    mouse.down()
    rename(ines, "Opening", "Grand opening")
    tess.poll()
    expect(tess.card("Opening")).to_be_visible()
    mouse.move(box["x"] + 80, box["y"] + 40, steps=4)
    tess.poll()
    expect(tess.page.locator(".sortable-ghost")).to_have_count(1)
    end = tess.card("Leaders on the line").bounding_box()
    mouse.move(end["x"] + 80, end["y"] + end["height"] - 6, steps=12)
    tess.let_go()
    tess.expect_said("Moved “Team photographs” to Tuesday")
    expect(tess.card("Grand opening")).to_be_visible()
    expect(tess.news).to_contain_text("Grand opening")


def test_news_wait_while_a_card_is_lifted_by_keyboard(both):
    tess, ines = both
    keys = Keyboard(tess.page)
    keys.tab_to("Move Team photographs").press("Space", "ArrowLeft")
    rename(ines, "Opening", "Grand opening")
    tess.poll()
    expect(tess.page.locator(".lifted")).to_have_count(1)
    expect(tess.card("Opening")).to_be_visible()
    keys.press("Escape").expect_focus("Move Team photographs")
    tess.poll()
    expect(tess.card("Grand opening")).to_be_visible()
    keys.expect_focus("Move Team photographs")


def test_a_drop_by_keyboard_that_is_refused_is_not_announced_as_done(both):
    tess, ines = both
    keys = Keyboard(tess.page)
    keys.tab_to("Move Team photographs").press("Space", "ArrowLeft")
    rename(ines, "Team photographs", "Portraits")
    with tess.page.expect_response("**/move/") as answer:
        keys.press("Enter")
    assert answer.value.status == 409
    keys.expect_announced("Could not move Team photographs.")
    expect(tess.panel.get_by_text("Inês Carvalho saved this")).to_be_visible()


def test_news_leave_the_focus_and_my_undo_where_they_are(both):
    tess, ines = both
    keys = Keyboard(tess.page)
    keys.tab_to("Kick-off: Opening").press("Enter").expect_focus("Opening")
    keys.tab_to("Delete").press("Enter").expect_focus("Undo")
    rename(ines, "Team photographs", "Portraits")
    tess.poll()
    expect(tess.news).to_contain_text("Portraits")
    keys.expect_focus("Undo")
    places = ["Trade places: Leaders on the line", "Move Leaders on the line", "Add to Tuesday"]
    for number, name in enumerate(places):
        keys.tab_to(name)
        rename(ines, f"Awards{number or ' ceremony'}", f"Awards{number + 1}")
        tess.poll()
        expect(tess.card(f"Awards{number + 1}")).to_be_visible()
        keys.expect_focus(name)


def test_what_the_other_has_deleted_cannot_be_opened_and_is_told(both):
    tess, ines = both
    ines.open("Team photographs").get_by_role("button", name="Delete").click()
    ines.expect_said("Deleted “Team photographs”.")
    with tess.visitor.meeting(404):
        tess.card("Team photographs").locator("h3 a").click()
        expect(tess.trouble).to_contain_text("That is no longer there.")
        expect(tess.card("Team photographs")).to_have_count(0)
    expect(tess.panel).not_to_be_visible()
