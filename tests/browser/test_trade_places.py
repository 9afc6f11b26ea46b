"""A pair made and broken: offered on two phones, settled at the desk, and taken by the next."""

import pytest
from playwright.sync_api import expect

from tests.browser import servers
from tests.browser.hands import Pointer
from tests.browser.visitors import PHONE, PRIYA

pytestmark = pytest.mark.browser
YEAR = 2098
TOMAS, BETH = "judge@example.org", "beth.sugden@example.org"  # he leads a team, she does not
WEEK = f"""
import uuid
from datetime import time
from csweek.people.models import Person
from planner.models import Activity, Publication, Week, begin_week
tess = Person.objects.get(email="organizer@example.org")
week = begin_week({YEAR}, by=tess, start_from="empty")
Activity.objects.add(week, by=tess, title="Swap chairs", kind="trade-places",
    day=week.days.get(number=2), start=time(10), minutes=120)
seen = Publication.objects.propose(week).draft.digest()
Publication.objects.publish(week, by=tess, key=uuid.uuid4(), seen=seen)
"""
WHEN = "10:00–11:00"


@pytest.fixture(scope="module")
def demo(furnished, tmp_path_factory):
    """A demo with a week in which places are traded, and nobody has offered anything."""
    home = servers.copy_home(furnished, tmp_path_factory.mktemp("trade") / "home")
    servers.run_in_demo(home, WEEK)
    server = servers.Server("demo", home).wait()
    yield server
    server.stop()


def on_a_phone(visitor, demo, person: str, **options) -> Pointer:
    """Signed in, at their own week."""
    return Pointer(visitor(demo, **PHONE, **options).sign_in(person).open(f"/{YEAR}/mine/"))


def offer(hand: Pointer, words: str) -> None:
    """From one's own week, in one tap."""
    hand.press(words)
    hand.page.wait_for_url("**/trade-places/")
    expect(hand.page.locator("#messages")).to_contain_text("Thank you.")


def read(hand: Pointer, subject: str) -> None:
    """What the inbox says; and where the newest message leads."""
    hand.press(r"\d+ unread messages?")
    hand.page.wait_for_url("**/messages/")
    expect(hand.page.get_by_role("article").first).to_contain_text(subject)


def test_a_pair_is_made_and_broken_and_the_next_takes_the_place(tess, demo, visitor):
    leader = on_a_phone(visitor, demo, TOMAS)
    offer(leader, "Offer an hour as a leader")
    buddy = on_a_phone(visitor, demo, PRIYA, java_script_enabled=False)
    expect(buddy.found("Offer an hour as a leader")).to_have_count(0)
    offer(buddy, "Sit beside a leader.*")

    desk = Pointer(tess(java_script_enabled=False).open(f"/{YEAR}/trade-places/"))
    desk.press("The desk of pairs")
    desk.press("Propose pairs")
    expect(desk.page.locator("#messages")).to_contain_text("1 pair is proposed.")
    desk.press("Settle 1 pair")
    desk.press("Log-in.*")
    expect(desk.page.get_by_role("button", name="Log-in", pressed=True)).to_be_visible()

    buddy.page.reload()
    read(buddy, "Your pair")
    buddy.press("See my pair.*")
    expect(buddy.page.get_by_text("with Tomás Ribeiro")).to_be_visible()

    beth = on_a_phone(visitor, demo, BETH)
    offer(beth, "Sit beside a leader")
    buddy.press("Withdraw.*")
    expect(buddy.page.get_by_text("are a pair")).to_be_visible()
    buddy.fill("Why?", "I am on a course")
    buddy.press("Withdraw the offer")

    leader.page.reload()
    read(leader, "Your pair is broken")
    beth.page.reload()
    read(beth, "Can Tomás Ribeiro sit beside you?")
    beth.press("Take the place.*")
    expect(beth.page.get_by_text(f"{WHEN}").first).to_be_visible()
    beth.press("Take the place")
    expect(beth.page.locator("#messages")).to_contain_text("It is yours")
    expect(beth.page.get_by_text("with Tomás Ribeiro")).to_be_visible()

    leader.page.goto(beth.page.url)
    expect(leader.page.get_by_text("with Beth Sugden")).to_be_visible()
    desk.page.reload()
    expect(desk.page.get_by_role("region", name="Settled")).to_contain_text("Beth Sugden")
    # What was ready for the leader stays so.
    expect(desk.page.get_by_role("button", name="Log-in", pressed=True)).to_be_visible()
