"""Two files stand level: the chair votes in writing, and the manager decides by it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import servers
from tests.browser.keyboards import Keyboard
from tests.browser.visitors import PHONE, PRIYA

pytestmark = pytest.mark.browser

MANAGER = "manager@example.org"
# An award that Priya chairs. Ada and Bea have the same scores in every respect, Cyd has less.
LEVEL = f"""
from csweek.people.models import Person
from planner.models import Week
from tests.recognition import factories
manager, priya = (Person.objects.get(email=each) for each in ("{MANAGER}", "{PRIYA}"))
far = Person.objects.active().exclude(team=priya.team).exclude(line_manager=priya)
far = far.exclude(pk=priya.line_manager_id).filter(is_manager=False).order_by("pk")
second, third = far[:2]
apart = far.exclude(pk__in=[second.pk, third.pk]).exclude(team__in=[second.team, third.team])
apart = apart.exclude(pk__in=[second.line_manager_id, third.line_manager_id])
writer, *nominees = apart.exclude(line_manager__in=[second, third])[:4]
week = Week.objects.order_by("-year").first()
week.awards.all().update(discarded_at=week.awards.first().opens_at)
award = factories.award(week, "Calm in the storm", by=manager, window=(-9, -2))
factories.panel(award, [priya, second, third], by=manager)
for name, who in zip(["Ada First", "Bea Second", "Cyd Third"], nominees):
    Person.objects.filter(pk=who.pk).update(name=name)
    factories.accepted(award, who, by=writer, manager=manager)
for file, score in zip(award.files.order_by("person__name"), [4, 4, 2]):
    for judge in (priya, second, third):
        factories.review(file, judge, score, score)
"""
SAID = "Ada stayed until the last customer was home."


@pytest.fixture(scope="module")
def demo(furnished, tmp_path_factory):
    """A demo with such an award, served."""
    home = servers.copy_home(furnished, tmp_path_factory.mktemp("tie") / "home")
    servers.run_in_demo(home, LEVEL)
    server = servers.Server("demo", home).wait()
    yield server
    server.stop()


def test_the_chair_parts_two_level_files_on_a_phone_and_the_manager_decides(demo, visitor):
    mara = visitor(demo).sign_in(MANAGER)
    page = mara.open("/awards/")
    page.get_by_role("heading", name="Calm in the storm").get_by_role("link").click()
    proposed = page.get_by_text("The scores choose")
    expect(proposed).to_contain_text(
        re.compile("Ada First and Bea Second|Bea Second and Ada First")
    )
    keys = Keyboard(page)
    keys.tab_to("Ask the chair to vote").press("Enter")
    expect(page.get_by_text("Asked Priya Raman to vote.")).to_be_visible()

    priya = visitor(demo, **PHONE).sign_in(PRIYA)
    phone = priya.open("/messages/")
    told = phone.locator(".notice").filter(has_text="needs your vote as chair")
    told.get_by_role("button", name="Vote").tap()
    expect(phone.get_by_role("heading", name="Your vote as chair")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    expect(phone.get_by_label("Cyd Third")).to_have_count(0)
    phone.get_by_label("Why?").fill(SAID)
    phone.get_by_role("button", name="Vote").tap()
    expect(phone.get_by_text("Give at least one file a place.")).to_be_visible()
    expect(phone.get_by_label("Why?")).to_have_value(SAID)
    phone.get_by_label("Ada First").select_option("1")
    phone.get_by_role("button", name="Vote").tap()
    expect(phone.get_by_text("is kept. It counts where the scores are level.")).to_be_visible()

    page.reload()
    expect(proposed).to_have_text("The scores choose: Ada First")
    keys.tab_to("Decide").press("Enter")
    page.get_by_label("Why?").fill("The chair's vote, and rightly so.")
    keys.tab_to("Decide").press("Enter")
    expect(page.get_by_role("heading", name="Ada First")).to_be_visible()
