"""axe finds nothing: on any page, in any of its states, for any role, light and dark."""

import pytest
from playwright.sync_api import expect

from tests.browser.axes import violations
from tests.browser.boards import Board
from tests.browser.keyboards import Keyboard
from tests.browser.pages import addresses
from tests.browser.servers import ROOT
from tests.browser.visitors import INES, PRIYA, TESS

pytestmark = pytest.mark.browser
SAMPLE = ROOT / "tests/samples/google-workspace.csv"


def look_through(visitor, paths: dict[str, str], *, status: int = 200) -> dict[str, list[str]]:
    """{page: what axe finds}, of those where it finds anything."""
    found = {}
    for name, path in paths.items():
        answer = visitor.page.goto(visitor.address + path)
        assert answer.status == status, f"{name}: {answer.status}"
        if here := violations(visitor.page):
            found[name] = here
    return found


@pytest.mark.parametrize(("who", "email"), [("tess", TESS), ("priya", PRIYA), ("nobody", None)])
def test_nothing_on_any_page(demo, visitor, who, email):
    someone = visitor(demo)
    if email:
        someone.sign_in(email)
    assert look_through(someone, addresses(demo, who)) == {}


def test_nothing_where_nothing_is_or_may_not_be_seen(demo, visitor):
    tess, priya = visitor(demo).sign_in(), visitor(demo).sign_in(PRIYA)
    missing = {"no page": "/nowhere/", "no week": "/2090/board/", "no such year": "/1900/"}
    with tess.meeting(404):
        assert look_through(tess, missing, status=404) == {}
    with priya.meeting(403):
        assert look_through(priya, {"not mine": "/weeks/"}, status=403) == {}


def test_nothing_in_a_staff_list_as_it_is_read(tess):
    page = tess().open("/people/import/")
    page.locator("input[type=file]").set_input_files(SAMPLE)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/people/import/*/")
    assert violations(page) == []


def test_nothing_in_the_states_of_the_board_and_its_panel(new_week, demo, visitor, state_of):
    board = Board(new_week())
    page, keys = board.page, Keyboard(board.page)
    board.page.locator("body").focus()
    keys.tab_to("Move Team photographs").press("Space", "ArrowLeft")
    expect(page.locator(".lifted")).to_have_count(1)
    assert violations(page) == []
    page.set_viewport_size({"width": 1440, "height": 900})
    keys.press("Escape", "Enter").expect_focus("Move Team photographs")
    assert violations(page) == []
    keys.press("Escape").tab_to("Dress-up: Team photographs", key="Shift+Tab").press("Enter")
    keys.expect_focus("Team photographs")
    ines = Board(visitor(demo, storage_state=state_of(INES)))
    ines.page.goto(page.url)
    ines.open("Team photographs").get_by_label("Title").fill("Portraits")
    ines.panel.get_by_role("button", name="Save the activity").click()
    ines.expect_said("Saved “Portraits”.")
    keys.tab_to("Host").retype("Nobody Whatsoever").press("Enter")
    expect(board.panel.locator(".is-invalid").first).to_be_visible()
    assert violations(page) == []
    keys.expect_focus("Host")
    keys.press("Control+a", "Delete", "Enter")
    expect(board.panel.get_by_text("Inês Carvalho saved this")).to_be_visible()
    assert violations(page) == []


def test_nothing_on_an_empty_board_and_an_empty_search(tess, a_year):
    visitor = tess()
    year = a_year()
    page = visitor.open(f"/{year}/new/")
    page.get_by_text("Five empty days").click()
    page.get_by_role("button", name="Begin the week").click()
    page.wait_for_url("**/board/")
    paths = {"board": f"/{year}/board/", "ideas": f"/{year}/ideas/?q=xyzzy"}
    paths |= {"history": f"/{year}/history/", "problems": f"/{year}/problems/"}
    assert look_through(visitor, paths) == {}


def test_axe_would_find_a_field_without_a_label(tess):
    page = tess().open("/about/")
    page.evaluate("document.querySelector('main').append(document.createElement('input'))")
    assert any("label" in each for each in violations(page))
