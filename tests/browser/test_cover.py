"""A thin half-hour, mended by cover: seen under the board, asked for, answered with one tap."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import servers
from tests.browser.hands import Pointer
from tests.browser.visitors import PHONE, PRIYA

pytestmark = pytest.mark.browser
YEAR = 2097
WEEK = f"""
import uuid
from datetime import time
from csweek.people.models import Person, Team
from planner.models import Need, Publication, begin_week
tess = Person.objects.get(email="organizer@example.org")
priya = Person.objects.get(email="staff@example.org")
week = begin_week({YEAR}, by=tess, start_from="empty")
Need.objects.all().delete()
team = Team.objects.get(name="Night Line")
Need.objects.add(by=tess, team=team, people=1, day=week.days.get(number=3),
    starts=max(priya.shift.starts, time(9)), ends=time(10))
seen = Publication.objects.propose(week).draft.digest()
Publication.objects.publish(week, by=tess, key=uuid.uuid4(), seen=seen)
"""


@pytest.fixture(scope="module")
def demo(furnished, tmp_path_factory):
    """A demo with a week in which nobody of the Night Line is at work when one is needed."""
    home = servers.copy_home(furnished, tmp_path_factory.mktemp("cover") / "home")
    servers.run_in_demo(home, WEEK)
    server = servers.Server("demo", home).wait()
    yield server
    server.stop()


def test_a_thin_half_hour_is_mended_by_cover(tess, demo, visitor):
    desk = Pointer(tess().open(f"/{YEAR}/board/"))
    strip = desk.page.locator("#phones")
    expect(strip.locator("td.thin")).to_contain_text("−1")
    strip.get_by_role("link", name="Ask for cover").click()
    expect(desk.page.locator("[name=ends]")).to_have_value("10:00")
    desk.press("Ask them")
    expect(desk.page.locator("#messages")).to_contain_text("Asked for cover for Night Line: ")

    helper = Pointer(visitor(demo, **PHONE).sign_in(PRIYA).open(f"/{YEAR}/cover/"))
    helper.press("I help out.*")
    expect(helper.page.get_by_text("You help out. Thank you.")).to_be_visible()

    desk.page.reload()
    expect(desk.page.get_by_role("region", name="Who has said yes")).to_contain_text("Priya Raman")
    desk.page.goto(re.sub(r"/cover/.*", "/board/", desk.page.url))
    strip.get_by_role("link", name=re.compile("^Wed")).click()
    expect(strip.locator("td.even")).to_have_text(re.compile("0$"))
    expect(strip.locator("td.thin")).to_have_count(0)
