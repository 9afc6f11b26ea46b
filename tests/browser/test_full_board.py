"""A board with 500 activities, some with the longest words there can be, stays in hand."""

import pytest
from playwright.sync_api import expect

from tests.browser import servers
from tests.browser.boards import Board
from tests.browser.keyboards import Keyboard
from tests.browser.sights import CUT_OFF

pytestmark = pytest.mark.browser
YEAR = 2099
COUNT = 500
LONGEST_WORD = "Siebentausendfünfhundert" * 5
LONGEST_TITLE = "A title of as many words as there can be in one " + "and one more " * 5
FILL = f"""
from datetime import time
from csweek.people.models import Person
from planner.models import Activity, Place, begin_week
tess = Person.objects.get(email="organizer@example.org")
week = begin_week({YEAR}, by=tess, start_from="empty")
days = list(week.days.all())
place = Place.objects.add(by=tess, name="{LONGEST_WORD[:80]}", site=None)
titles = ["{LONGEST_WORD}"[:120], "{LONGEST_TITLE}"[:120]]
titles += [f"Activity {{n}}" for n in range(2, {COUNT})]
Activity.objects.bulk_create(
    Activity(week=week, title=title, day=days[n % 5], minutes=30, host=tess if n < 9 else None,
        start=time(8 + n // 60, n // 5 % 12 * 5), place=place if n < 2 else None)
    for n, title in enumerate(titles)
)
"""
# Milliseconds from the first move of the mouse until the card is in the hand.
DRAG_START = """() => new Promise(resolve => {
    addEventListener("pointermove", () => {
        const begun = performance.now();
        new MutationObserver((_changes, observer) => {
            if (!document.querySelector(".sortable-ghost")) return;
            observer.disconnect();
            requestAnimationFrame(() => resolve(performance.now() - begun));
        }).observe(document.body, {subtree: true, attributes: true, attributeFilter: ["class"]});
    }, {once: true, capture: true});
})"""


@pytest.fixture(scope="module")
def demo(furnished, tmp_path_factory):
    """A demo with one week as full as can be."""
    home = servers.copy_home(furnished, tmp_path_factory.mktemp("full") / "home")
    servers.run_in_demo(home, FILL)
    server = servers.Server("demo", home).wait()
    yield server
    server.stop()


@pytest.fixture
def full(tess):
    def board(**options) -> Board:
        visitor = tess(**options)
        visitor.open(f"/{YEAR}/board/")
        return Board(visitor)

    return board


def nth(board: Board, day: int, number: int):
    """A card by its place: looking for a title among 500 takes the test longer than the board."""
    return board.page.locator(f".day-{day} .activity:nth-of-type({number})")


def test_a_card_is_in_the_hand_at_once_and_moved(full, record_testsuite_property):
    board = full(viewport={"width": 1440, "height": 1400})
    expect(board.page.locator("#board .activity")).to_have_count(COUNT)
    card, mouse = nth(board, 4, 2), board.page.mouse
    box = card.bounding_box()
    mouse.move(box["x"] + 60, box["y"] + 12)
    mouse.down()
    board.page.evaluate(f"window.taken = ({DRAG_START})(); 1")
    mouse.move(box["x"] + 70, box["y"] + 30, steps=4)
    taken = board.page.evaluate("window.taken")
    record_testsuite_property("drag start among 500 cards, ms", round(taken))
    mouse.up()
    assert taken < 400
    board.drag(card, nth(board, 3, 3))
    board.expect_said("Moved “Activity 8” to Wednesday")


def test_the_keys_move_a_card_and_the_focus_stays_with_it(full):
    board = full()
    keys = Keyboard(board.page)
    nth(board, 5, 2).locator("h3 a").focus()
    keys.press("Tab").expect_focus("Move Activity 9")
    keys.press("Space", "ArrowDown").expect_announced("Activity 9: Friday, 08:20–08:50.")
    keys.press("Enter")
    board.expect_said("Moved “Activity 9” to")
    keys.expect_focus("Move Activity 9")


@pytest.mark.parametrize("width", [1440, 768, 390])
def test_the_longest_words_stay_inside_their_cards(full, width):
    board = full(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    card = nth(board, 1, 1)
    expect(card).to_contain_text(LONGEST_WORD[:120])
    assert board.page.evaluate(CUT_OFF) == []
    card.locator("h3 a").click()
    expect(board.panel.get_by_role("heading", level=1)).to_have_text(LONGEST_WORD[:120])
    assert board.page.evaluate(CUT_OFF) == []
