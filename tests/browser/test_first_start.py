"""From an empty folder to a board: `manage.py start`, its link, the set-up, and the first week."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from tests.browser import servers
from tests.browser.axes import violations
from tests.browser.boards import Board

pytestmark = pytest.mark.browser
PASSWORD = "several words to keep"


@pytest.fixture
def start(tmp_path):
    """`start` on an empty folder."""
    server = servers.Server("start", tmp_path / "home").wait()
    yield server
    server.stop()


def printed_link(server) -> str:
    links = re.findall(r"http://\S+/people/first/\S+", server.said)
    assert len(links) == 1, server.said
    return links[0].removeprefix(server.address)


def make_administrator(page) -> None:
    page.get_by_label("Your name").fill("Ada Amari")
    page.get_by_label("Your e-mail address").fill("ada@example.org")
    page.get_by_label("Password", exact=False).first.fill(PASSWORD)
    page.get_by_label("Password, again").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()


def answer_set_up(page) -> None:
    page.get_by_label("Name of the organisation").fill("Northwind Mutual")
    page.get_by_label("Its main site").fill("Leeds")
    page.get_by_label("Time zone there").select_option("Europe/London")
    page.get_by_label("Country").select_option("GB")
    page.get_by_label("Region").fill("ENG")
    page.get_by_role("button", name="Go on").click()


def test_from_the_first_start_to_a_board(start, visitor):
    ada = visitor(start)
    link = printed_link(start)
    page = ada.open(link)
    expect(page.get_by_role("heading", level=1)).to_have_text("Who keeps this?")
    assert violations(page) == []
    make_administrator(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Where do you work?")
    assert violations(page) == []
    answer_set_up(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Who else works here?")
    page.get_by_role("link", name="Later: plan the week first").click()
    page.get_by_role("button", name=re.compile("Begin the week of")).click()
    page.wait_for_url("**/board/")
    board = Board(ada)
    board.expect_titles(1, "The week is announced", "Opening")
    assert int(page.url.split("/")[3]) in (date.today().year, date.today().year + 1)
    expect(page.locator(".brand")).to_be_visible()
    expect(page.locator(".foot")).to_contain_text("Northwind Mutual")
    the_used_link_is_refused(start, visitor, link)


def the_used_link_is_refused(start, visitor, link: str) -> None:
    someone = visitor(start)
    with someone.meeting(410):
        page = someone.open(link)
        expect(page.get_by_role("heading", level=1)).to_have_text("This link no longer works")
        assert violations(page) == []
        someone.open(link[:-3] + "xyz")
        expect(page.get_by_role("heading", level=1)).to_have_text("This link no longer works")
    someone.open("/")
    page.wait_for_url("**/account/login/**")


def test_until_the_set_up_is_answered_its_pages_lead_to_it_and_tell_what_is_wrong(start, visitor):
    ada = visitor(start)
    page = ada.open(printed_link(start))
    page.get_by_label("Your name").fill("Ada Amari")
    page.get_by_label("Your e-mail address").fill("ada@example.org")
    page.get_by_label("Password", exact=False).first.fill("ada")
    page.get_by_label("Password, again").fill("ada")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("This password is too short.")).to_be_visible()
    expect(page.get_by_label("Your name")).to_have_value("Ada Amari")
    make_administrator(page)
    ada.open("/weeks/")
    page.wait_for_url("**/people/setup/")
