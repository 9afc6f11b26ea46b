"""The wall turns itself over at midnight, goes on without a network, and says since when."""

import random
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from planner.rules.today import Span, parts
from tests.browser import servers
from tests.browser.axes import violations
from tests.browser.visitors import PHONE, PRIYA

pytestmark = pytest.mark.browser
LEEDS = ZoneInfo("Europe/London")
WALL = (
    "from planner.models import Week\n"
    "week = Week.objects.exclude(wall='').get()\n"
    "open({path!r}, 'w').write(f'{{week.year}} {{week.wall}} {{week.first_day}}')"
)


@pytest.fixture(scope="module")
def walled(furnished, tmp_path_factory):
    """A demo of one's own, not served yet, the address of its wall, its year, and its Monday."""
    folder = tmp_path_factory.mktemp("walled")
    home = servers.copy_home(furnished, folder / "home")
    servers.run_in_demo(home, WALL.format(path=str(folder / "wall")))
    year, secret, first = (folder / "wall").read_text().split()
    return home, f"/wall/{secret}/", int(year), datetime.fromisoformat(first).replace(tzinfo=LEEDS)


@pytest.fixture
def server(walled):
    """It can be stopped, as a network can be gone."""
    server = servers.Server("demo", walled[0]).wait()
    yield server
    server.stop()


def wait_until_kept(page, name: str) -> None:
    kept = f"""async () => {{
      for (const each of await caches.keys())
        if (each.startsWith("csweek-{name}") && (await (await caches.open(each)).keys()).length)
          return true;
      return false;
    }}"""
    for _time in range(200):
        if page.evaluate(kept):
            return
        page.wait_for_timeout(100)
    raise AssertionError("the worker has kept nothing")


def test_at_midnight_of_the_site_the_wall_turns_over_without_a_network(server, walled, visitor):
    _home, wall, _year, monday = walled
    guest = visitor(server, viewport={"width": 1920, "height": 1080})
    page = guest.page
    page.clock.install(time=monday + timedelta(hours=23, minutes=50))
    guest.open(wall)
    days = page.locator("[data-is-day]:visible")
    expect(days).to_contain_text("Monday")
    expect(page.locator("[data-clock]")).to_have_text("23:50")
    before = page.locator("[data-part=next] h3").all_inner_texts()
    with guest.cut_off():
        server.stop()
        page.clock.fast_forward("11:00")
        expect(days).to_contain_text("Tuesday")
        expect(page.locator("[data-clock]")).to_have_text("00:01")
        expect(page.locator("[data-stale]")).to_be_visible()
        expect(page.locator("[data-part=next] h3")).to_have_text(before)  # the same, now today
        expect(page.locator("[data-part=next] [data-other-day]").first).to_be_hidden()
        page.clock.fast_forward("11:00:00")
        expect(page.locator("[data-part=now] h3").first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
        page.clock.fast_forward(5 * 24 * 60 * 60 * 1000)
        expect(page.locator("[data-phase=after]")).to_be_visible()
        page.goto("about:blank")  # it asks no more


def test_a_page_that_is_not_the_day_is_no_news(server, walled, visitor):
    """As a worker answers that has kept nothing yet."""
    _home, wall, _year, monday = walled
    guest = visitor(server, service_workers="block")
    page = guest.page
    page.clock.install(time=monday + timedelta(hours=8))
    guest.open(wall)
    expect(page.locator("[data-stale]")).to_be_hidden()
    page.route("**/wall/**", lambda route: route.fulfill(body="<h1>No network</h1>"))
    page.clock.fast_forward("02:00")
    expect(page.locator("[data-stale]")).to_be_visible()


def test_loaded_again_without_a_network_it_shows_the_last_state_and_since_when(
    server, walled, visitor
):
    _home, wall, _year, _monday = walled
    guest = visitor(server, **PHONE)
    page = guest.open(wall)
    titles = page.locator("[data-part=next] h3").all_inner_texts()
    expect(page.locator("[data-stale]")).to_be_hidden()
    wait_until_kept(page, "wall")
    assert violations(page) == []
    with guest.cut_off():
        server.stop()
        page.reload()
        expect(page.locator("[data-stale]")).to_contain_text("No network since")
        expect(page.locator("[data-part=next] h3")).to_have_text(titles)
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        assert violations(page) == []
        guest.open("/about/")
        expect(page.get_by_role("heading", name="No network")).to_be_visible()
        page.get_by_role("link", name="What is on today").click()
        expect(page.get_by_role("heading", name="No network")).to_be_visible()  # not signed in here


def test_whoever_uses_the_device_next_sees_nothing_of_the_one_before(server, walled, visitor):
    _home, _wall, year, _monday = walled
    priya = visitor(server, **PHONE).sign_in(PRIYA)
    page = priya.open(f"/{year}/today/")
    wait_until_kept(page, "today")
    assert "Priya" not in page.content()
    priya.context.clear_cookies()  # the session has run out
    page = priya.open(f"/{year}/today/")
    expect(page.get_by_label("Password")).to_be_visible()
    kept = "caches.keys().then((names) => names.filter((name) => name.startsWith('csweek-today')))"
    for _time in range(100):
        if page.evaluate(kept) == []:
            break
        page.wait_for_timeout(50)
    assert page.evaluate(kept) == []
    with priya.cut_off():
        server.stop()
        priya.open(f"/{year}/today/")
        expect(page.get_by_role("heading", name="No network")).to_be_visible()


def test_who_signs_out_leaves_nothing_and_until_then_the_day_is_there(server, walled, visitor):
    _home, _wall, year, _monday = walled
    priya = visitor(server).sign_in(PRIYA)
    page = priya.open("/today/")
    wait_until_kept(page, "today")
    priya.open("/about/")
    page.locator("details.me > summary").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_label("Password")).to_be_visible()
    with priya.cut_off():
        server.stop()
        priya.open(f"/{year}/today/")
        expect(page.get_by_role("heading", name="No network")).to_be_visible()


def test_the_script_and_the_rules_agree(server, walled, visitor):
    """Whatever is planned: a hundred weeks drawn by lot, each at a moment drawn by lot."""
    _home, wall, _year, _monday = walled
    page = visitor(server).open(wall)
    lot, start = random.Random(7), datetime(2026, 10, 5, tzinfo=UTC)

    def moment() -> datetime:
        return start + timedelta(minutes=lot.randrange(0, 6 * 24 * 60, 30))

    days = [Span(start + timedelta(days=n), start + timedelta(days=n + 1)) for n in range(5)]
    for _time in range(100):
        spans = []
        for _number in range(8):
            begins = moment()
            ends = begins + timedelta(minutes=lot.choice([30, 60, 720]))
            spans.append(Span(begins, ends, lot.random() < 0.8, lot.random() < 0.8))
        now = moment()
        told = page.evaluate(
            "([spans, days, now]) => window.todayRules.parts(spans, days, now)",
            [[_plain(each) for each in spans], [_plain(each) for each in days], _stamp(now)],
        )
        assert told == parts(spans, days, now)


def _stamp(at: datetime) -> int:
    return int(at.timestamp() * 1000)


def _plain(span: Span) -> dict:
    return {
        "begins": _stamp(span.begins),
        "ends": _stamp(span.ends),
        "timed": span.is_timed,
        "on": span.is_on,
    }
