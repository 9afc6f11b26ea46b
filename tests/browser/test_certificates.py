"""A PDF of many certificates: a bar shows how far it is; without scripts the link leads to it."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import servers
from tests.browser.axes import violations
from tests.browser.visitors import PHONE
from tests.pdfs import A4_LANDSCAPE, needs_pdf, pages

pytestmark = pytest.mark.browser
MANAGER = "manager@example.org"
COUNT = 120
CERTIFICATES = "/2031/awards/certificates/"
DECIDE = f"""
from csweek.people.models import Person
from recognition.models import File
from tests import factories as people
from tests.recognition import factories, stages
by = Person.objects.get(email="{MANAGER}")
week = people.week(2031, by=by)
award = factories.award(week, by=by, window=(-9, -2))
team, site = by.team, by.site
winners = Person.objects.bulk_create(
    Person(name=f"Winner {{n:03}}", email=f"winner{{n}}@example.org", team=team, site=site)
    for n in range({COUNT})
)
files = File.objects.bulk_create(File(award=award, person=each) for each in winners)
stages.decided(award, *files, by=by)
"""


@pytest.fixture(scope="module")
def demo(furnished, tmp_path_factory):
    """A demo in which an award has very many winners, served."""
    needs_pdf()
    home = servers.copy_home(furnished, tmp_path_factory.mktemp("certificates") / "home")
    servers.run_in_demo(home, DECIDE)
    server = servers.Server("demo", home).wait()
    yield server
    server.stop()


@pytest.fixture
def mara(demo, visitor, state_of):
    """A manager at a browser of her own."""
    return lambda **options: visitor(demo, storage_state=state_of(MANAGER), **options)


def expect_all(download) -> None:
    assert download.suggested_filename == "customer-service-week-2031-certificates.pdf"
    assert pages(Path(download.path()).read_bytes()) == [A4_LANDSCAPE] * COUNT


def test_the_bar_goes_to_its_end_and_the_pdf_comes(mara):
    manager = mara()
    page = manager.open(CERTIFICATES)
    bar, status = page.get_by_role("progressbar"), page.get_by_role("status")
    expect(bar).to_be_hidden()
    with page.expect_download() as coming:
        page.get_by_role("link", name="PDF").click()
        expect(status).to_have_text(f"Drawing 100 of {COUNT}")
        expect(page.get_by_role("progressbar", name="Certificates drawn")).to_be_visible()
        assert violations(page) == []
    expect_all(coming.value)
    expect(bar).to_have_js_property("position", 1)
    expect(status).to_have_text(f"All {COUNT} are drawn. Your browser saves the PDF now.")
    parts = [url for url in manager.requests if "/part/" in url]
    assert [url[-1] for url in parts] == ["0", "1"]


def test_what_fails_is_told_and_goes_on_from_there(mara):
    manager = mara(**PHONE)
    page = manager.open(CERTIFICATES + "?everyone=on")
    status, again = page.get_by_role("status"), page.get_by_role("button", name="Go on")
    with manager.cut_off():
        page.get_by_role("link", name="PDF").tap()
        expect(status).to_contain_text(f"No connection after 0 of {COUNT}")
    page.route("**&part=1", lambda route: route.fulfill(status=500), times=1)
    with manager.meeting(500):
        again.tap()
        expect(status).to_contain_text(f"could not go on after 100 of {COUNT}")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    with page.expect_download() as coming:
        again.tap()
    expect_all(coming.value)
    expect(again).to_be_hidden()
    asked = [url[-1] for url in manager.requests if "/part/" in url]
    assert asked == ["0", "0", "1", "1"]


def test_who_is_signed_out_meanwhile_is_told(mara):
    manager = mara()
    page = manager.open(CERTIFICATES)
    manager.context.clear_cookies()
    page.get_by_role("link", name="PDF").click()
    expect(page.get_by_role("status")).to_contain_text("You are signed out by now.")
    expect(page.get_by_role("button", name="Go on")).to_be_visible()


def test_without_scripts_the_link_leads_to_the_pdf(mara):
    page = mara(java_script_enabled=False).open(CERTIFICATES)
    with page.expect_download() as coming:
        page.get_by_role("link", name="PDF").click()
    expect_all(coming.value)
    expect(page.get_by_role("progressbar")).to_be_hidden()


def test_a_long_title_in_the_choice_of_awards_makes_the_page_no_wider(mara):
    page = mara(**PHONE).open(CERTIFICATES)
    page.locator("select[name=award]").evaluate("each => each.add(new Option('W'.repeat(60)))")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
