"""A judge scores three files and asks about a fourth: by keyboard alone, and without scripts."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import servers
from tests.browser.keyboards import Keyboard
from tests.browser.visitors import PHONE, PRIYA

pytestmark = pytest.mark.browser

# An award that has closed: Priya judges it. Three files are nobody's near to her, one is of her
# own team, and one is hers.
SEED = """
import uuid
from datetime import timedelta
from django.utils import timezone
from csweek.people.models import Person
from planner.models import Week
from recognition.models import Award, File, Nomination, PanelMember, State
priya = Person.objects.get(email="staff@example.org")
manager = Person.objects.filter(is_manager=True).first()
far = Person.objects.active().exclude(team=priya.team).exclude(line_manager=priya)
far = far.exclude(pk=priya.line_manager_id).filter(is_manager=False)
near = Person.objects.active().filter(team=priya.team).exclude(pk=priya.pk).exclude(
    pk=priya.line_manager_id).first()
chair, bench, writer, *nominees = far.order_by("pk")[:6]
week = Week.objects.order_by("-year").first()
now = timezone.now()
award = Award.objects.add(week, by=manager, key=uuid.UUID(int=77), title="Calm in the storm",
    honours="Keeps a cool head", opens_at=now - timedelta(9), closes_at=now - timedelta(1),
    criteria=[{"title": "Care", "weight": 3, "description": "1: did the job. 5: far beyond it."},
              {"title": "Result", "weight": 2}])
PanelMember.objects.filter(person=priya).exclude(award=award).delete()
PanelMember.objects.seat(award, [priya, chair, bench], chair=chair, by=manager)
for name, who in zip(["Ada First", "Bea Second", "Cyd Third"], nominees):
    Person.objects.filter(pk=who.pk).update(name=name)
Person.objects.filter(pk=near.pk).update(name="Nia Near")
for who in [*nominees, near, priya]:
    nomination = Nomination.objects.create(week=week, award=award, person=who, nominator=writer,
        words="They stayed calm.\\nAll day long.", state=State.SENT, sent_at=now)
    nomination.accept(by=manager)
"""
ADDRESS = "/judging/"


@pytest.fixture(scope="module")
def judging(furnished, tmp_path_factory):
    """A demo with such an award, served."""
    home = servers.copy_home(furnished, tmp_path_factory.mktemp("judging") / "home")
    servers.run_in_demo(home, SEED)
    server = servers.Server("demo", home).wait()
    yield server
    server.stop()


@pytest.fixture
def priya(judging, visitor):
    """Priya, signed in, at her desk: priya(**options)."""

    def come(**options):
        made = visitor(judging, **options).sign_in(PRIYA)
        made.open(ADDRESS)
        return made

    return come


def begin(page) -> None:
    page.get_by_role("link", name=re.compile("(Begin|Go on) scoring.*Calm in the storm")).click()


def test_three_files_are_scored_by_keyboard_alone_and_a_fourth_is_asked_about(priya):
    visitor = priya()
    page = visitor.page
    expect(page.get_by_text("0 of 3 scored, 0 sent")).to_be_visible()
    expect(page.get_by_text("You are in one team.")).to_be_visible()
    expect(page.get_by_role("main").get_by_text("Priya")).to_have_count(0)
    keys = Keyboard(page)
    keys.tab_to("Begin scoring: Calm in the storm").press("Enter")
    for number in range(3):
        expect(page.get_by_text(f"File {number + 1} of 3")).to_be_visible()
        keys.tab_to("1")
        keys.press("4").press("5")
        assert keys.focused == "Private note"
        keys.type(f"Note {number}")
        expect(page.locator("#saved")).to_have_text(re.compile("^Saved "))
        expect(page.get_by_role("radio", name="4", exact=True).first).to_be_checked()
        keys.tab_to("Save and go to the next" if number < 2 else "Save, and send…").press("Enter")
    expect(page.get_by_role("heading", name="Send these scores")).to_be_visible()
    visitor.open(ADDRESS)
    expect(page.get_by_text("3 of 3 scored, 0 sent")).to_be_visible()
    keys.tab_to("Look through, and send: Calm in the storm").press("Enter")
    expect(page.get_by_role("heading", name="Send all your scores")).to_be_visible()
    keys.tab_to("Send all scores").press("Enter")
    expect(page.get_by_text("your scores of 3 files count now")).to_be_visible()
    expect(page.get_by_text("3 of 3 scored, 3 sent")).to_be_visible()
    keys.tab_to("Ask the chair: Nia Near").press("Enter")
    expect(page.get_by_text("Asked. You hear of it")).to_be_visible()


@pytest.fixture
def anew(judging):
    """The desk as it was: nothing is scored, nothing sent."""
    judging.stop()
    servers.run_in_demo(
        judging.home,
        "from recognition.models import Review; Review.objects.filter("
        "judge__email='staff@example.org').delete()",
    )
    fresh = servers.Server("demo", judging.home).wait()
    yield fresh
    fresh.stop()


def test_on_a_phone_scores_are_kept_while_the_network_is_gone_and_saved_when_it_is_back(
    anew, visitor
):
    made = visitor(anew, **PHONE).sign_in(PRIYA)
    page = made.open(ADDRESS)
    begin(page)
    page.get_by_role("radio", name="5", exact=True).first.tap()
    expect(page.locator("#saved")).to_have_text(re.compile("^Saved "))
    with made.cut_off():
        page.get_by_role("radio", name="2", exact=True).last.tap()
        expect(page.locator("#saved")).to_have_text(re.compile("^Not saved: no connection"))
    expect(page.locator("#saved")).to_have_text(re.compile("^Saved "))
    page.reload()
    expect(page.get_by_role("radio", name="2", exact=True).last).to_be_checked()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_second_window_is_told_and_can_compare(anew, visitor):
    made = visitor(anew).sign_in(PRIYA)
    first = made.open(ADDRESS)
    begin(first)
    second = made.context.new_page()
    second.goto(first.url)
    first.get_by_label("Private note").fill("From the first window")
    first.get_by_label("Private note").blur()
    expect(first.locator("#saved")).to_have_text(re.compile("^Saved "))
    second.get_by_label("Private note").fill("From the second window")
    second.get_by_label("Private note").blur()
    expect(second.locator("#saved")).to_contain_text("you saved this file in another window")
    second.get_by_role("button", name="Show both").click()
    expect(second.get_by_role("cell", name="From the first window")).to_be_visible()
    expect(second.get_by_label("Private note")).to_have_value("From the second window")


def test_without_scripts_the_buttons_do_the_same(anew, visitor):
    made = visitor(anew, java_script_enabled=False).sign_in(PRIYA)
    page = made.open(ADDRESS)
    begin(page)
    for group in page.locator(".criterion").all():
        group.get_by_role("radio", name="3", exact=True).check(force=True)
    page.get_by_role("button", name="Send this one…").click()
    page.get_by_role("button", name="Send the scores of this file").click()
    expect(page.get_by_text("your scores of 1 file count now")).to_be_visible()
    expect(page.get_by_text("1 of 3 scored, 1 sent")).to_be_visible()
