"""The organizer's five minutes: a week begun, a clash mended, published, read by staff on a phone
and by a calendar program, one activity cancelled. By mouse, by keyboard, without JavaScript.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.axes import violations
from tests.browser.boards import Board, PlainBoard
from tests.browser.hands import Keys, Pointer
from tests.browser.publishing import item, open_message, publish, read_feed, subscribe
from tests.browser.visitors import PHONE, PRIYA

pytestmark = pytest.mark.browser
TALL = {"width": 1440, "height": 2200}
TUESDAY = 2
PHOTOGRAPHS = "Team photographs"
CLASH = "Canteen is taken 10:00–10:30 (Leeds) by both “Team photographs” and “Leaders on the line”."
FIRST_NOTE, SECOND_NOTE = "Come to all of it.", "The photographer is ill."


@pytest.fixture
def priya(demo, visitor, state_of):
    """Priya, of the staff, at her phone: priya(**context options)."""
    return lambda **options: visitor(demo, storage_state=state_of(PRIYA), **PHONE, **options)


def year_of(page) -> int:
    return int(page.url.split("/")[3])


def staff_read_and_subscribe(hand: Pointer, year: int) -> str:
    """The first message, on a phone; and the address that a calendar reads."""
    hand.page.reload()
    open_message(hand, f"Customer Service Week {year}: what is on", year)
    photographs = item(hand.page, PHOTOGRAPHS)
    expect(photographs.locator(".when")).to_contain_text("13:00–14:00")
    assert hand.page.evaluate("document.documentElement.scrollWidth") == 390
    address = subscribe(hand)
    status, start = read_feed(address)[PHOTOGRAPHS]
    assert (status, f"{start:%A %H:%M}") == ("CONFIRMED", "Tuesday 13:00")
    return address


def staff_read_that_it_is_cancelled(hand: Pointer, year: int, address: str) -> None:
    hand.press("Done")
    hand.page.wait_for_url("**/calendars/")
    open_message(hand, f"Cancelled: {PHOTOGRAPHS}", year)
    expect(item(hand.page, PHOTOGRAPHS)).to_contain_text("Cancelled")
    expect(hand.page.get_by_role("blockquote")).to_have_text(SECOND_NOTE)
    status, start = read_feed(address)[PHOTOGRAPHS]
    assert (status, f"{start:%A %H:%M}") == ("CANCELLED", "Tuesday 13:00")


def walk(crew: Pointer, staff: Pointer, cancel) -> None:
    """From a mended board to the cancellation that staff and calendars have read; `cancel` does
    that on the board."""
    year = year_of(crew.page)
    publish(crew, "Publish the week", note=FIRST_NOTE)
    address = staff_read_and_subscribe(staff, year)
    crew.press("What everyone sees")
    crew.page.wait_for_url(f"**/{year}/")
    crew.press("Open the board")
    crew.page.wait_for_url("**/board/")
    cancel()
    publish(crew, "Publish 1 change", note=SECOND_NOTE)
    staff_read_that_it_is_cancelled(staff, year, address)


def test_the_five_minutes_by_mouse(new_week, priya):
    board = Board(new_week(viewport=TALL))
    board.drag(board.card(PHOTOGRAPHS), board.card("Leaders on the line"))
    board.expect_said("Moved “Team photographs” to Tuesday")
    board.drag(board.card("Opening"), board.card("Come and see the service at work"))
    board.expect_said("Moved “Opening” to Monday")
    board.put_at("Leaders on the line", place="Canteen")
    board.put_at(PHOTOGRAPHS, place="Canteen", start="09:30", end="10:30")
    expect(board.card(PHOTOGRAPHS).locator(".flag")).to_have_text(CLASH)
    board.put_at(PHOTOGRAPHS, start="13:00", end="14:00")
    expect(board.card(PHOTOGRAPHS).locator(".flag")).to_have_count(0)

    def cancel():
        board.open(PHOTOGRAPHS).get_by_role("link", name="Cancel").click()
        board.panel.get_by_label("Why?").fill(SECOND_NOTE)
        board.panel.get_by_role("button", name="Cancel the activity").click()
        board.expect_said("Cancelled “Team photographs”.")

    walk(Pointer(board.page), Pointer(priya().open("/")), cancel)


def test_the_five_minutes_by_keyboard_alone(new_week, priya):
    visitor = new_week()
    board, hand = Board(visitor), Keys(visitor.page)
    keys = hand.keys
    keys.tab_to("Move Team photographs").press("Space", "ArrowLeft", "ArrowLeft", "Enter")
    board.expect_said("Moved “Team photographs” to Tuesday")
    keys.expect_focus("Move Team photographs")
    keys.tab_to("Move Opening", key="Shift+Tab").press("Space", "ArrowDown", "Enter")
    board.expect_said("Moved “Opening” to Monday")
    keys.expect_focus("Move Opening")

    def put_at(name: str, title: str, key: str = "Tab", **fields: str) -> None:
        keys.tab_to(name, key=key).press("Enter").expect_focus(title)
        keys.retype_fields(**fields).press("Enter").expect_focus(name)

    leaders, photographs = "Trade places: Leaders on the line", "Dress-up: Team photographs"
    put_at(leaders, "Leaders on the line", place="Canteen")
    put_at(photographs, PHOTOGRAPHS, start="0930AM", end="1030AM", place="Canteen")
    expect(board.card(PHOTOGRAPHS).locator(".flag")).to_have_text(CLASH)
    keys.press("Shift+Tab")
    put_at(photographs, PHOTOGRAPHS, start="0100PM", end="0200PM")
    expect(board.card(PHOTOGRAPHS).locator(".flag")).to_have_count(0)

    def cancel():
        keys.tab_to(photographs).press("Enter").expect_focus(PHOTOGRAPHS)
        keys.tab_to("Cancel it").press("Enter").expect_focus("Cancel Team photographs")
        keys.tab_to("Why\\?").type(SECOND_NOTE).press("Enter")
        board.expect_said("Cancelled “Team photographs”.")

    walk(hand, Keys(priya().open("/")), cancel)


def test_the_five_minutes_without_javascript(new_week, priya):
    board = PlainBoard(new_week(java_script_enabled=False))
    page = board.page
    for title, day, said in [(PHOTOGRAPHS, TUESDAY, "Tuesday"), ("Opening", TUESDAY, "Tuesday")]:
        board.card(title).get_by_role("link", name="Move").click()
        page.get_by_label("Day").select_option(index=day)
        board.press("Move it")
        board.expect_said(f"Moved “{title}” to {said}")
    board.put_at("Leaders on the line", place="Canteen")
    board.put_at(PHOTOGRAPHS, place="Canteen", start="09:30", end="10:30")
    expect(board.card(PHOTOGRAPHS).locator(".flag")).to_have_text(CLASH)
    board.put_at(PHOTOGRAPHS, start="13:00", end="14:00")
    expect(board.card(PHOTOGRAPHS).locator(".flag")).to_have_count(0)

    def cancel():
        board.open(PHOTOGRAPHS).get_by_role("link", name="Cancel it").click()
        page.get_by_label("Why?").fill(SECOND_NOTE)
        board.press("Cancel the activity")

    walk(Pointer(page), Pointer(priya(java_script_enabled=False).open("/")), cancel)


def test_a_blocking_problem_wants_a_reason_and_nothing_typed_is_lost(new_week, priya):
    board = Board(new_week(viewport=TALL))
    page, year = board.page, year_of(board.page)
    board.put_at("A lesson for the leaders", place="Canteen")
    board.put_at("Leaders on the line", place="Canteen", start="09:15")
    page.get_by_role("link", name="Publish the week").click()
    button = page.get_by_role("button", name="Publish the week")
    expect(page.locator(".problems .blocks")).to_contain_text("Blocks publishing: Canteen is taken")
    page.get_by_label("A note for everyone").fill(FIRST_NOTE)
    button.click()
    reason = page.get_by_label("Why publish all the same?")
    told = "Something blocks publishing. Mend it, or say why you publish anyway."
    expect(reason).to_have_accessible_description(re.compile(re.escape(told)))
    expect(reason).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("A note for everyone")).to_have_value(FIRST_NOTE)
    assert violations(page) == []
    page.set_viewport_size(TALL)
    staff = priya()
    expect(staff.open(f"/{year}/").get_by_text("Nothing is published yet.")).to_be_visible()
    reason.fill("Half of them eat at their desks.")
    button.click()
    page.wait_for_url("**/publications/1/")
    expect(page.locator(".flag.blocks")).to_contain_text("Half of them eat at their desks.")
    staff.page.reload()
    expect(item(staff.page, "Leaders on the line")).to_be_visible()
    expect(staff.open(f"/{year}/publications/1/").get_by_role("blockquote")).to_have_text(
        FIRST_NOTE
    )
    expect(staff.page.get_by_text("Half of them eat at their desks.")).to_have_count(0)


def test_axe_finds_nothing_where_an_address_is_made_nor_in_a_new_message(new_week, priya):
    publish(Pointer(new_week().page), "Publish the week", note=FIRST_NOTE)
    staff = Pointer(priya().open("/"))
    staff.press(r"\d+ unread messages?")
    assert violations(staff.page) == []
    staff.page.goto(staff.page.url.replace("/messages/", ""))
    subscribe(staff)
    assert violations(staff.page) == []
