"""Places on a phone: join by one tap, wait, swap; and the last place, taken by two at once."""

import pytest
from playwright.sync_api import expect

from tests.browser.servers import run_in_demo
from tests.browser.visitors import PHONE

pytestmark = pytest.mark.browser

# Two talks at one time far ahead: one with a single place, one with many.
TALKS = """
from datetime import time
from planner.models import Activity, Publication, begin_week
from csweek.people.models import Person
from uuid import uuid4
by = Person.objects.get(email="organizer@example.org")
week = begin_week(2090, by=by, start_from="empty")
day = week.days.get(number=2)
same = dict(day=day, start=time(11), minutes=60, needs_sign_up=True, by=by)
Activity.objects.add(week, title="Meet the board", places=1, **same)
Activity.objects.add(week, title="Tour of the vaults", places=30, **same)
seen = Publication.objects.propose(week).draft.digest()
Publication.objects.publish(week, by=by, key=uuid4(), seen=seen)
"""
JOIN = """async path => {
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
    const body = new URLSearchParams({csrfmiddlewaretoken: token});
    const answer = await fetch(path, {method: "POST", body});
    return [answer.status, await answer.text()];
}"""


@pytest.fixture(scope="module", autouse=True)
def talks(demo):
    run_in_demo(demo.home, TALKS)


def card(page, title: str):
    return page.locator(".happening").filter(has_text=title)


@pytest.fixture
def phone(demo, visitor, state_of):
    return lambda email: visitor(demo, storage_state=state_of(email), **PHONE)


def test_one_joins_swaps_and_leaves_by_a_tap_on_a_phone(phone):
    page = phone("staff@example.org").open("/2090/")
    tour = card(page, "Tour of the vaults")
    tour.get_by_role("button", name="Join").tap()
    expect(page.get_by_text("You have a place in “Tour of the vaults”")).to_be_visible()
    expect(tour).to_contain_text("You have a place.")
    card(page, "Meet the board").get_by_role("button", name="Join").tap()
    expect(page.get_by_role("alert").filter(has_text="cannot be at both")).to_be_visible()
    page.get_by_role("button", name="Leave that and join this").tap()
    expect(page.get_by_text("You have a place in “Meet the board”")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.goto(page.url.split("/2090/")[0] + "/2090/mine/")
    expect(page.get_by_role("heading", name="You have said yes to")).to_be_visible()
    expect(page.locator(".held")).to_contain_text("Meet the board")
    card(page, "Meet the board").get_by_role("button", name="Leave").tap()
    expect(page.get_by_text("You have left “Meet the board”.")).to_be_visible()


def test_the_last_place_goes_to_one_of_two_and_the_other_waits(phone):
    emails = ["staff@example.org", "organizer@example.org"]
    pages = [phone(email).open("/2090/") for email in emails]
    path = card(pages[0], "Meet the board").locator("form").get_attribute("action")
    for page in pages:  # both ask before either is answered: what is void is not waited for
        page.evaluate(f"void (window.asked = ({JOIN})('{path}'))")
    said = [page.evaluate("window.asked")[1] for page in pages]
    assert sorted("Every place of" in each for each in said) == [False, True]
    for page in pages:
        page.reload()
    said = [card(page, "Meet the board").locator(".own-part p").inner_text() for page in pages]
    words = sorted(each.strip() for each in said)
    assert words == ["You have a place.", "You wait for a place, and hear when you have one."]
