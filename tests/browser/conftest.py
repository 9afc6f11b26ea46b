"""What journeys stand on: one Chromium, one furnished demo to copy from, and visitors.

Playwright is imported inside fixtures only: the plain test run works without it, and does not
even look at these files.
"""

import functools
import itertools
import shutil
from datetime import date

import pytest

from tests.browser import servers
from tests.browser.visitors import TESS, Visitor

CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
OPEN_TO_ALL = """
from csweek.people.models import Person
from planner.models import Week
week = Week.objects.order_by("-year").first()
week.open_to_all(by=Person.objects.get(email="organizer@example.org"))
"""
PATIENCE = 60_000  # milliseconds that a page is given; only what is broken takes that long


def pytest_ignore_collect(collection_path, config):
    return True if "not browser" in config.option.markexpr else None


@pytest.fixture(scope="session")
def chromium():
    from playwright.sync_api import expect, sync_playwright

    path = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    assert path, "The journeys need Debian's browser: apt-get install chromium-headless-shell"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_ARGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def furnished(tmp_path_factory):
    """The folder of a demo that nobody has touched, but that its coming week is open to anyone
    with the link. Copy it; it is furnished once."""
    home = servers.furnished_home(tmp_path_factory.mktemp("furnished") / "home")
    servers.run_in_demo(home, OPEN_TO_ALL)
    return home


@pytest.fixture(scope="module")
def demo(furnished, tmp_path_factory):
    """A demo of one's own for the journeys of one file, served."""
    home = servers.copy_home(furnished, tmp_path_factory.mktemp("demo") / "home")
    server = servers.Server("demo", home).wait()
    yield server
    server.stop()


@pytest.fixture
def visitor(chromium):
    """Makes visitors: visitor(server, **context options). Their faults fail the journey."""
    visitors: list[Visitor] = []

    def come(server, **options) -> Visitor:
        options = {"locale": "en-GB", "viewport": {"width": 1440, "height": 900}} | options
        context = chromium.new_context(**options)
        context.set_default_timeout(PATIENCE)
        visitors.append(Visitor(context, server.address))
        return visitors[-1]

    yield come
    for each in visitors:
        each.leave()
    faults = [fault for each in visitors for fault in each.faults]
    assert faults == []


@pytest.fixture(scope="module")
def state_of(demo, chromium):
    """The cookies of somebody who has signed in: state_of(email). Each signs in once a file."""

    @functools.cache
    def state(email: str) -> dict:
        context = chromium.new_context(locale="en-GB")
        visitor = Visitor(context, demo.address).sign_in(email)
        cookies = context.storage_state()
        visitor.leave()
        assert visitor.faults == []
        return cookies

    return state


@pytest.fixture
def tess(demo, visitor, state_of):
    """Tess, the organizer, at a browser of her own: tess(**context options)."""
    return lambda **options: visitor(demo, storage_state=state_of(TESS), **options)


@pytest.fixture(scope="module")
def a_year():
    """A year that no test of this file has begun yet; each call gives another."""
    return itertools.count(date.today().year + 4).__next__


@pytest.fixture
def new_week(tess, a_year):
    """A new week from the plan, open on the board of a fresh browser: new_week(**options)."""

    def begin(**options):
        visitor = tess(**options)
        year = a_year()
        page = visitor.open(f"/{year}/new/")
        page.get_by_role("button", name="Begin the week").click()
        page.wait_for_url(f"**/{year}/board/")
        return visitor

    return begin
