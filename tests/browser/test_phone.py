"""A phone: the days stack, nothing scrolls sideways, and a finger does what a mouse does."""

from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests.browser.boards import MAKE_ROOM, Board
from tests.browser.pages import addresses
from tests.browser.visitors import PHONE

pytestmark = pytest.mark.browser
LONG_PRESS = 320  # milliseconds; a card is picked up after 180
TOO_WIDE = """() => [...document.querySelectorAll("body *")]
    .filter(element => element.getBoundingClientRect().right > innerWidth + 1
        && getComputedStyle(element).position !== "fixed"
        && !element.closest(".visually-hidden, .table-responsive, .skip"))
    .slice(0, 5).map(element => element.outerHTML.slice(0, 120))"""


@pytest.fixture
def board(new_week):
    return Board(new_week(**PHONE))


class Finger:
    """One finger on the glass."""

    def __init__(self, visitor):
        self.session = visitor.context.new_cdp_session(visitor.page)
        self.page = visitor.page

    def _send(self, kind: str, *points) -> None:
        touches = [{"x": x, "y": y} for x, y in points]
        self.session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})

    def stroke(self, start, end, *, rest: int = 0) -> None:
        """From `start` to `end`, after resting `rest` milliseconds."""
        self._send("touchStart", start)
        self.page.wait_for_timeout(rest)
        for step in range(1, 13):
            at = [a + (b - a) * step / 12 for a, b in zip(start, end, strict=True)]
            self._send("touchMove", at)
            self.page.wait_for_timeout(16)
        self.page.evaluate(MAKE_ROOM)
        self._send("touchEnd")


def middle(locator, y: float = 0.5) -> tuple[float, float]:
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] * y


def test_no_page_scrolls_sideways(tess, demo):
    visitor = tess(**PHONE)
    wide = {}
    for name, path in addresses(demo, "tess").items():
        visitor.open(path)
        if visitor.page.evaluate("document.documentElement.scrollWidth") > 390:
            wide[name] = visitor.page.evaluate(TOO_WIDE)
    assert wide == {}
    visitor.page.evaluate("document.querySelector('main').append('—'.repeat(200))")
    assert visitor.page.evaluate("document.documentElement.scrollWidth") > 390


def test_a_field_for_words_has_the_width_of_the_phone_and_times_share_it(tess, demo):
    page = tess(**PHONE).open(addresses(demo, "tess")["planner:closing-new"])
    fields = (page.locator(f"[name={name}]") for name in ("day", "starts", "ends"))
    day, starts, ends = (field.bounding_box()["width"] for field in fields)
    assert day > 2 * starts > 250
    assert starts == ends


def test_the_days_lie_one_under_the_other(board):
    boxes = [board.day(number).bounding_box() for number in range(1, 6)]
    assert all(upper["y"] + upper["height"] <= lower["y"] for upper, lower in pairwise(boxes))
    assert {round(box["x"]) for box in boxes} == {round(boxes[0]["x"])}


def test_the_menu_opens_and_leads_to_my_account(board):
    page = board.page
    page.locator("details.me > summary").tap()
    expect(page.locator(".menu")).to_be_visible()
    menu = page.locator(".menu").bounding_box()
    assert menu["x"] >= 0
    assert menu["x"] + menu["width"] <= 390
    page.get_by_role("link", name="My account").tap()
    page.wait_for_url("**/people/me/")


def test_an_activity_is_added_and_moved_by_tapping(board):
    page = board.page
    page.get_by_role("link", name="Add to Thursday").tap()
    board.expect_panel("Add to Thursday")
    board.panel.get_by_label("Title").fill("Chess on the landing")
    assert round(board.panel.bounding_box()["width"]) == 390
    board.panel.get_by_role("button", name="Add the activity").tap()
    board.expect_said("Added “Chess on the landing”.")
    board.card("Chess on the landing").get_by_role("link", name="Move").tap()
    board.expect_panel("Move Chess on the landing")
    board.panel.get_by_label("Day").select_option(index=5)
    board.panel.get_by_role("button", name="Move it").tap()
    board.expect_said("Moved “Chess on the landing” to Friday")
    board.expect_titles(5, "Chess on the landing")


def test_a_long_press_picks_a_card_up_and_carries_it(board):
    card, end = board.card("Opening"), board.card("Come and see the service at work")
    end.scroll_into_view_if_needed()
    finger = Finger(board.visitor)
    finger.stroke(middle(card, 0.2), middle(end, 0.9), rest=LONG_PRESS)
    board.expect_said("Moved “Opening” to Monday")
    board.expect_titles(1, "Come and see the service at work", "Opening")
    expect(board.panel).not_to_be_visible()


def test_a_stroke_over_the_cards_scrolls_and_moves_none(board):
    page = board.page
    before = [board.titles(number) for number in range(1, 6)]
    board.card("Opening").scroll_into_view_if_needed()
    top = page.evaluate("scrollY")
    x, y = middle(board.card("Opening"))
    Finger(board.visitor).stroke((x, y), (x, y - 250))
    page.wait_for_function("top => scrollY > top + 50", arg=top)
    assert [board.titles(number) for number in range(1, 6)] == before
    expect(board.messages).not_to_contain_text("Moved")
