"""A change shortly before: the crew reads who has not seen it yet, and asks only these."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import servers
from tests.browser.hands import Pointer
from tests.browser.publishing import item, open_message, publish
from tests.browser.visitors import PRIYA

pytestmark = pytest.mark.browser
YEAR = 2098
SOON = f"""
import uuid
from datetime import time, timedelta
from django.utils import timezone
from csweek.people.models import Person, Site
from planner.models import Activity, Publication, Week, begin_week
tess = Person.objects.get(email="organizer@example.org")
leeds = Site.objects.get(name="Leeds")
begins = timezone.now().astimezone(leeds.zone) + timedelta(hours=6)
week = begin_week({YEAR}, by=tess, start_from="empty")
week.change({{"first_day": begins.date(), "moved_because": "It is now."}}, by=tess)
week = Week.objects.get(pk=week.pk)
days = list(week.days.all())
for title, day, start in [("Fire drill", 0, time(begins.hour)), ("Farewell", 4, time(9))]:
    Activity.objects.add(week, by=tess, title=title, day=days[day], start=start, minutes=30,
        site=leeds)
seen = Publication.objects.propose(week).draft.digest()
Publication.objects.publish(week, by=tess, key=uuid.uuid4(), seen=seen)
"""


@pytest.fixture(scope="module")
def demo(furnished, tmp_path_factory):
    """A demo with a week that begins in some hours, and is published."""
    home = servers.copy_home(furnished, tmp_path_factory.mktemp("soon") / "home")
    servers.run_in_demo(home, SOON)
    server = servers.Server("demo", home).wait()
    yield server
    server.stop()


def change_place(hand: Pointer, title: str, place: str) -> None:
    hand.page.get_by_role("link", name=title).first.click()
    hand.fill("Place", place)
    hand.page.get_by_role("button", name="Save the activity").click()
    hand.page.wait_for_url("**/board/")


def test_whoever_has_not_opened_a_change_within_24_hours_is_named_until_they_do(
    tess, demo, visitor
):
    crew = Pointer(tess(java_script_enabled=False).open(f"/{YEAR}/board/"))
    change_place(crew, "Fire drill", "Car park")
    publish(crew, "Publish 1 change", note="It was the car park all along.")
    address = crew.page.url
    missed = crew.page.get_by_role("region", name=re.compile("within 24 hours"))
    heading = missed.get_by_role("heading")
    expect(missed.get_by_text("Priya Raman")).to_be_visible()
    before = int(heading.text_content().split()[0])
    expect(missed.get_by_role("listitem")).to_have_count(before)

    staff = Pointer(visitor(demo).sign_in(PRIYA).page)
    staff.page.goto(address)
    expect(staff.page.get_by_text("within 24 hours")).to_have_count(0)
    open_message(staff, "Changed: Fire drill", YEAR)
    expect(item(staff.page, "Fire drill")).to_contain_text("Car park")

    crew.page.reload()
    expect(heading).to_contain_text(f"{before - 1} people have not seen")
    expect(missed.get_by_text("Priya Raman")).to_have_count(0)


def test_nobody_is_named_for_a_change_that_is_days_away(tess):
    crew = Pointer(tess(java_script_enabled=False).open(f"/{YEAR}/board/"))
    change_place(crew, "Farewell", "Atrium")
    publish(crew, "Publish 1 change", note="There is more room.")
    expect(crew.page.get_by_role("region", name="What it changed")).to_be_visible()
    expect(crew.page.get_by_text("within 24 hours")).to_have_count(0)
