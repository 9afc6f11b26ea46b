"""The order of awards on stage, by mouse, by keyboard and without scripts; others may move too."""

import pytest
from playwright.sync_api import expect

from tests.browser import servers

pytestmark = pytest.mark.browser

MANAGER = "manager@example.org"
TALL = {"width": 1440, "height": 1400}
TITLES = ["Kind ear", "Finest crew", "Calm in the storm", "Good idea"]
AWARDS = f"""
from django.utils import timezone
from csweek.people.models import Person
from planner.models import Week
from recognition.models import Award
week = Week.objects.order_by("-year").first()
by = Person.objects.get(email="{MANAGER}")
Award.objects.filter(week=week).update(discarded_at=timezone.now())
for title in {TITLES}:
    Award.objects.add(week, by=by, title=title, honours="Helps")
"""


@pytest.fixture
def demo(furnished, tmp_path):
    home = servers.copy_home(furnished, tmp_path / "home")
    servers.run_in_demo(home, AWARDS)
    server = servers.Server("demo", home).wait()
    yield server
    server.stop()


@pytest.fixture
def manager(demo, visitor):
    """A manager on the list of awards, at a browser of their own."""

    def come(**options):
        someone = visitor(demo, **({"viewport": TALL} | options)).sign_in(MANAGER)
        someone.open("/awards/")
        expect(titles(someone.page)).to_have_text(TITLES)
        return someone

    return come


def titles(page):
    return page.locator(".stage-order h3")


def drag(page, number: int, onto: int) -> None:
    """A row by its handle onto the lower part of another, in steps as a hand moves."""
    grips = page.locator(".stage-order .grip")
    start, end = (grips.nth(each - 1).bounding_box() for each in (number, onto))
    x = start["x"] + 8
    page.mouse.move(x, start["y"] + 8)
    page.mouse.down()
    page.mouse.move(x, start["y"] + 40, steps=5)
    page.mouse.move(x, end["y"] + 24, steps=15)
    page.wait_for_timeout(300)
    page.mouse.up()


def test_a_row_is_dragged_and_stays_there(manager):
    page = manager().page
    drag(page, 1, 3)
    moved = ["Finest crew", "Calm in the storm", "Kind ear", "Good idea"]
    expect(titles(page)).to_have_text(moved)
    expect(page.locator("#announcer")).to_have_text("“Kind ear” is number 3 now.")
    page.reload()
    expect(titles(page)).to_have_text(moved)


def test_by_keyboard_the_focus_stays_with_the_award_however_fast_one_presses(manager):
    page = manager().page
    page.get_by_role("button", name="Later: Kind ear").focus()
    for _press in range(3):
        page.keyboard.press("Enter")
    expect(titles(page)).to_have_text([*TITLES[1:], "Kind ear"])
    expect(page.locator("#announcer")).to_have_text("“Kind ear” is number 4 now.")
    expect(page.get_by_role("button", name="Earlier: Kind ear")).to_be_focused()


def test_without_scripts_the_buttons_and_the_page_behind_the_handle_move_it(manager):
    page = manager(java_script_enabled=False).page
    page.get_by_role("button", name="Later: Kind ear").click()
    expect(titles(page)).to_have_text(["Finest crew", "Kind ear", "Calm in the storm", "Good idea"])
    page.get_by_role("link", name="Move Good idea").click()
    page.get_by_label("Number in the order").fill("1")
    page.get_by_role("button", name="Move it there").click()
    expect(titles(page)).to_have_text(["Good idea", "Finest crew", "Kind ear", "Calm in the storm"])


def test_of_two_who_move_at_once_the_second_is_told_and_sees_the_new_order(manager):
    one, other = manager().page, manager().page
    one.get_by_role("button", name="Later: Kind ear").click()
    expect(titles(one)).to_have_text(["Finest crew", "Kind ear", *TITLES[2:]])
    other.get_by_role("button", name="Earlier: Good idea").click()
    expect(other.locator("#awards [role=alert]")).to_have_text(
        "The list of awards has changed. Look at it anew."
    )
    expect(titles(other)).to_have_text(["Finest crew", "Kind ear", *TITLES[2:]])


def test_without_a_network_the_row_goes_back_and_the_page_says_why(manager):
    someone = manager()
    with someone.cut_off():
        drag(someone.page, 1, 3)
        expect(someone.page.locator("#trouble")).to_contain_text("did not reach the server")
        expect(titles(someone.page)).to_have_text(TITLES)
    someone.page.get_by_role("button", name="Later: Kind ear").click()
    expect(titles(someone.page)).to_have_text(["Finest crew", "Kind ear", *TITLES[2:]])
