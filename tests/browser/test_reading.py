"""Read at 200 %, and without motion: nothing is cut off, and nothing moves that need not."""

import pytest
from playwright.sync_api import expect

from tests.browser.boards import Board
from tests.browser.keyboards import Keyboard
from tests.browser.pages import addresses
from tests.browser.sights import BROKEN_WORDS, COUNT_MOTION, COVERED, CUT_OFF, SQUEEZED

pytestmark = pytest.mark.browser
# At 200 % a desk of 1440 pixels shows 720 of them.
ZOOMED = {"viewport": {"width": 720, "height": 450}, "device_scale_factor": 2}
TWICE = "\nhtml { font-size: 200%; }\n"


def larger_text(visitor) -> None:
    """As a reader does who sets the browser's text to twice its size."""

    def twice(route):
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text() + TWICE)

    visitor.context.route("**/css/base.*css", twice)


def cut_off(visitor, paths: dict[str, str]) -> dict[str, list[str]]:
    found = {}
    for name, path in paths.items():
        page = visitor.open(path)
        if wide := page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found[name] = ["scrolls sideways"]
        if here := page.evaluate(CUT_OFF):
            found[name] = here + (["scrolls sideways"] if wide else [])
    return found


def test_nothing_is_cut_off_on_a_page_at_twice_its_size(tess, demo):
    assert cut_off(tess(**ZOOMED), addresses(demo, "tess")) == {}


def test_nothing_is_squeezed_on_a_tablet(tess, demo):
    """No column is too narrow for a short word, no heading for its buttons."""
    visitor = tess(viewport={"width": 768, "height": 1024})
    squeezed = {}
    for name, path in addresses(demo, "tess").items():
        page = visitor.open(path)
        if here := page.evaluate(BROKEN_WORDS) + page.evaluate(SQUEEZED):
            squeezed[name] = here
    assert squeezed == {}
    page.evaluate("document.querySelector('main').style.width = '3rem'")
    assert page.evaluate(BROKEN_WORDS) != []


@pytest.mark.parametrize("width", [1440, 390])
def test_nothing_is_cut_off_in_text_of_twice_the_size(tess, demo, width):
    visitor = tess(viewport={"width": width, "height": 900})
    larger_text(visitor)
    paths = addresses(demo, "tess")
    page = visitor.open(paths["planner:board"])
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
    names = ["board", "activity-edit", "activity-move", "idea-list", "week-edit", "problem-list"]
    assert cut_off(visitor, {name: paths[f"planner:{name}"] for name in names}) == {}


def test_the_panel_is_whole_in_text_of_twice_the_size(new_week):
    board = Board(new_week(reduced_motion="reduce"))
    larger_text(board.visitor)
    board.page.reload()
    board.open("Team photographs")
    assert board.page.evaluate(CUT_OFF) == []
    expect(board.panel.get_by_role("button", name="Close")).to_be_in_viewport()
    board.panel.get_by_role("button", name="Save the activity").scroll_into_view_if_needed()
    expect(board.panel.get_by_role("button", name="Save the activity")).to_be_in_viewport()


@pytest.mark.parametrize("width", [1440, 1000, 390])
def test_nothing_on_the_board_lies_over_anything_else(tess, demo, width):
    visitor = tess(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    page = visitor.open(addresses(demo, "tess")["planner:board"])
    assert page.locator(".day-note").count() >= 5
    assert page.evaluate(COVERED) == []
    page.evaluate("document.querySelector('.day-note').style = 'margin-bottom: -8rem'")
    assert page.evaluate(COVERED) != []


def test_the_look_at_what_is_cut_off_would_notice(tess):
    page = tess().open("/about/")
    assert page.evaluate(CUT_OFF) == []
    page.evaluate("document.querySelector('h1').append('—'.repeat(200) + 'x'.repeat(20))")
    page.evaluate("document.querySelector('h1').classList.add('text-nowrap')")
    assert page.evaluate(CUT_OFF) != []


def test_the_look_at_what_is_squeezed_would_notice(tess, demo):
    paths = addresses(demo, "tess")
    page = tess().open(paths["planner:idea-list"])
    assert page.evaluate(SQUEEZED) == []
    page.evaluate("document.querySelector('.lead h1').innerHTML = 'One<br>two<br>three'")
    assert [each[:3] for each in page.evaluate(SQUEEZED)] == ["<h1"]
    page = tess().open(paths["planner:poster"])
    assert page.evaluate(SQUEEZED) == []
    print_below = """() => {
        const print = document.querySelector("[data-print]");
        print.insertAdjacentHTML("afterend", "<a class=button>PDF</a>");
        print.nextElementSibling.style = "position: relative; top: 2rem";
    }"""
    page.evaluate(print_below)
    assert [each[:2] for each in page.evaluate(SQUEEZED)] == ["<a"]


@pytest.mark.parametrize("wish", ["reduce", "no-preference"])
def test_nothing_moves_for_whoever_asks_for_less_motion(new_week, wish):
    visitor = new_week(reduced_motion=wish)
    visitor.page.add_init_script(COUNT_MOTION)
    visitor.page.reload()
    board, keys = Board(visitor), Keyboard(visitor.page)
    keys.tab_to("Move Team photographs").press("Space", "ArrowLeft", "Enter")
    board.expect_said("Moved “Team photographs”")
    keys.expect_focus("Move Team photographs")
    keys.press("Enter").expect_focus("Move Team photographs")
    expect(board.panel).to_be_visible()
    if wish == "reduce":
        board.page.wait_for_timeout(100)
        assert board.page.evaluate("window.motions") == []
    else:
        for name in ("arrive", "slide-in"):
            begun = "name => motions.includes('animationstart of ' + name)"
            board.page.wait_for_function(begun, arg=name)
