"""A published week as full as can be, on a staff member's phone, in large text and on paper."""

import pytest
from playwright.sync_api import expect

from tests.browser import servers
from tests.browser.sights import CUT_OFF
from tests.browser.visitors import PASSWORD, PHONE, PRIYA

pytestmark = pytest.mark.browser
YEAR = 2099
COUNT = 40
# What the margins leave of a sheet, in pixels of 1/96 inch.
A3_LYING = {"width": 1511, "height": 1046}
A4 = {"width": 680, "height": 1009}
LONGEST_WORD = "Siebentausendfünfhundert" * 5
LONGEST_TITLE = "A title of as many words as there can be in one " + "and one more " * 5
# Seven days and forty activities; published, changed in every activity, and published again.
FILL = f"""
import uuid
from datetime import time
from csweek.people.models import Person, Site
from planner.models import Activity, Place, Publication, Week, begin_week
tess = Person.objects.get(email="organizer@example.org")
leeds = Site.objects.get(name="Leeds")
week = begin_week({YEAR}, by=tess, start_from="empty", theme="{LONGEST_TITLE[:120]}")
week.change({{"days_count": 7}}, by=tess)
days = list(week.days.all())
for day in days:
    day.change({{"name": "{LONGEST_WORD[:60]}", "note": "{LONGEST_TITLE} " * 3}}, by=tess)
place = Place.objects.add(by=tess, name="{LONGEST_WORD[:80]}", site=leeds)
titles = ["{LONGEST_WORD}"[:120], "{LONGEST_TITLE}"[:120]] * {COUNT // 2}
for number, title in enumerate(titles):
    day, start = days[number % 7], time(8 + number // 7, number % 7 * 5)
    Activity.objects.add(week, by=tess, title=title, day=day, start=start, minutes=30, site=leeds,
        place=place, host=tess, description="{LONGEST_WORD} {LONGEST_TITLE}")
def publish(note):
    fresh = Week.objects.get(pk=week.pk)
    seen = Publication.objects.propose(fresh).draft.digest()
    Publication.objects.publish(fresh, by=tess, key=uuid.uuid4(), seen=seen, note=note)
publish("{LONGEST_WORD}")
for activity in Activity.objects.filter(week=week):
    activity.change({{"places": 12}}, by=tess)
publish("{LONGEST_TITLE}")
week = Week.objects.get(pk=week.pk)
week.open_to_all(by=tess)
Activity.objects.filter(week=week).first().change({{"places": 13}}, by=tess)
"""
OF_STAFF = [
    f"/{YEAR}/",
    f"/{YEAR}/mine/",
    f"/{YEAR}/publications/",
    f"/{YEAR}/publications/2/",
    f"/{YEAR}/calendars/",
    f"/{YEAR}/poster/",
    f"/{YEAR}/list/",
    f"/{YEAR}/mine/list/",
    "/messages/",
]
OF_CREW = [
    f"/{YEAR}/publish/",
    f"/{YEAR}/publications/1/copy-back/",
    f"/{YEAR}/publications/2/",
    f"/{YEAR}/link/",
    "/messages/kept/",
]


@pytest.fixture(scope="module")
def demo(furnished, tmp_path_factory):
    home = servers.copy_home(furnished, tmp_path_factory.mktemp("full") / "home")
    servers.run_in_demo(home, FILL)
    server = servers.Server("demo", home).wait()
    yield server
    server.stop()


def too_wide(visitor, paths: list[str], width: int) -> dict[str, list[str]]:
    """{path: what sticks out or is cut off}, of those where anything does."""
    found = {}
    for path in paths:
        page = visitor.open(path)
        here = page.evaluate(CUT_OFF)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            here.insert(0, "scrolls sideways")
        if here:
            found[path] = here
    return found


def test_one_tap_after_signing_in_staff_read_their_own_week(demo, visitor):
    staff = visitor(demo, **PHONE).open("/account/login/")
    staff.get_by_label("E-mail").fill(PRIYA)
    staff.get_by_label("Password").fill(PASSWORD)
    staff.get_by_role("button", name="Sign in", exact=True).tap()
    staff.wait_for_url("**/mine/")
    expect(staff.get_by_text("My week in Leeds")).to_be_visible()
    expect(staff.locator(".programme .activity").first).to_be_visible()


def test_a_full_week_stays_inside_a_phone(demo, visitor, tess):
    staff = visitor(demo, **PHONE).sign_in(PRIYA)
    assert too_wide(staff, OF_STAFF, 390) == {}
    assert too_wide(tess(**PHONE), OF_CREW, 390) == {}
    staff.open(f"/{YEAR}/")
    expect(staff.page.locator(".programme .activity")).to_have_count(COUNT)
    expect(staff.page.locator(".programme .day")).to_have_count(7)


@pytest.mark.parametrize("width", [720, 1440])
def test_a_full_week_is_not_cut_off_on_a_desk(tess, width):
    assert too_wide(tess(viewport={"width": width, "height": 900}), OF_STAFF + OF_CREW, width) == {}


@pytest.mark.parametrize(("name", "size"), [("poster", A3_LYING), ("list", A4), ("mine/list", A4)])
def test_on_paper_nothing_is_cut_off_and_nothing_to_press_is_printed(tess, name, size):
    page = tess(viewport=size).open(f"/{YEAR}/{name}/")
    button = page.get_by_role("button", name="Print")
    expect(button).to_be_visible()
    page.emulate_media(media="print")
    expect(button).to_be_hidden()
    expect(page.get_by_role("link", name="The week")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.evaluate(CUT_OFF) == []


def test_a_full_week_is_read_without_signing_in(demo, visitor, tess):
    page = tess().open(f"/{YEAR}/link/")
    link = page.locator(".address").get_attribute("href")
    assert too_wide(visitor(demo, **PHONE), [link], 390) == {}
