"""The ceremony: a screen for the room and one for the hand, by keyboard, with the network lost."""

import json
import random
import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from recognition.rules.stage import Act, Stage, after
from tests.browser import servers
from tests.browser.axes import violations
from tests.browser.visitors import PHONE

pytestmark = pytest.mark.browser
MANAGER = "manager@example.org"
SOON = 2_500  # milliseconds: two windows follow each other within two seconds
TITLES = ["Quick thinker", "Steady hand", "Open door"]
DECIDE = f"""
from csweek.people.models import Person
from planner.models import Week
from recognition.models import File
from tests.recognition import factories, stages
week = Week.objects.order_by("-year").first()
by = Person.objects.get(email="{MANAGER}")
week.awards.all().update(discarded_at=week.awards.first().opens_at)
people = list(Person.objects.active().exclude(pk=by.pk).order_by("name")[:3])
for title, person in zip({TITLES!r}, people):
    award = factories.award(week, title, by=by, window=(-9, -2))
    file = File.objects.create(award=award, person=person, citation=f"What {{person.name}} did.")
    Person.objects.filter(pk=person.pk).update(said_as=f"say it {{title}}")
    stages.decided(award, file, by=by)
"""


@pytest.fixture(scope="module")
def demo(furnished, tmp_path_factory):
    """A demo in which three awards are decided, served."""
    home = servers.copy_home(furnished, tmp_path_factory.mktemp("ceremony") / "home")
    servers.run_in_demo(home, DECIDE)
    server = servers.Server("demo", home).wait()
    yield server
    server.stop()


@pytest.fixture
def mara(demo, visitor, state_of):
    """A manager at a browser of her own."""
    return lambda **options: visitor(demo, storage_state=state_of(MANAGER), **options)


def set_up(manager, title: str, *, rehearsal: bool = False):
    """From the awards list to the hand's view, and the room's beside it."""
    hand = manager.open("/awards/")
    hand.get_by_role("link", name="Start the ceremony").click()
    hand.get_by_label("What the first screen says").fill(title)
    if rehearsal:
        hand.get_by_label("Rehearsal with invented names").check()
    hand.get_by_role("button", name="Set it up").click()
    hand.wait_for_url(re.compile(r"/ceremonies/[0-9a-f-]{36}/$"))
    with manager.context.expect_page() as opened:
        hand.get_by_role("link", name="Open the screen for the room").click()
    room = opened.value
    room.wait_for_load_state()  # before that it hears no key
    expect(room.locator(".screen")).to_contain_text(title)
    return hand, room


def names(room) -> list[str]:
    return [each.strip() for each in room.locator("article .huge").all_text_contents()]


def expect_shown(room, *texts: str, hidden=(), timeout: int = SOON) -> None:
    for text in texts:
        expect(room.get_by_text(text, exact=True).first).to_be_visible(timeout=timeout)
    for text in hidden:
        expect(room.get_by_text(text, exact=True).first).not_to_be_visible(timeout=timeout)


def is_presented(manager, title: str) -> bool:
    page = manager.context.new_page()
    page.goto(re.sub(r"/ceremonies/.*", "/winners/", manager.page.url))
    found = page.locator(".winners").get_by_text(title).count() > 0
    page.close()
    return found


def test_the_room_follows_the_hand_and_the_hand_the_room(mara):
    manager = mara()
    hand, room = set_up(manager, "Friday at three")
    fill = "piece => getComputedStyle(piece).fill"
    assert room.locator("[data-screen=opening] .piece").evaluate(fill) == "rgb(255, 209, 102)"
    first, second, third = names(room)
    room.bring_to_front()
    room.keyboard.press("ArrowRight")
    expect_shown(room, TITLES[0], hidden=[first])
    expect(hand.get_by_text("Next: the name")).to_be_visible(timeout=SOON)
    assert not is_presented(manager, TITLES[0])
    hand.bring_to_front()
    hand.get_by_role("button", name="Next").click()
    expect_shown(room, first, hidden=[f"What {first} did."])
    expect(hand.get_by_text(f"say it {TITLES[0]}")).to_be_visible()
    hand.keyboard.press("h")
    expect_shown(room, TITLES[0], hidden=[first])
    hand.keyboard.press("h")
    hand.keyboard.press("Space")
    expect_shown(room, first, f"What {first} did.")
    hand.keyboard.press("p")
    expect_shown(room, "We go on in a moment", hidden=[first, TITLES[0]])
    hand.keyboard.press("ArrowRight")
    hand.keyboard.press("ArrowRight")
    expect_shown(room, TITLES[1], hidden=[first, second])
    hand.keyboard.press("ArrowLeft")
    expect_shown(room, first)
    hand.keyboard.press("ArrowRight")
    hand.keyboard.press("s")
    expect_shown(room, TITLES[2], hidden=[second, third])
    expect(hand.locator("[data-row='2'] [data-skipped]")).to_be_visible()
    hand.keyboard.press("ArrowLeft")
    expect_shown(room, TITLES[1], hidden=[second])
    expect(hand.locator("[data-row='2'] [data-skipped]")).to_be_hidden()
    hand.keyboard.press("s")
    expect_shown(room, TITLES[2], hidden=[second, third])
    assert is_presented(manager, TITLES[0])
    assert not is_presented(manager, TITLES[1])


def test_two_devices_go_on_without_a_network_and_meet_again(mara):
    manager, other = mara(), mara(**PHONE)
    hand, room = set_up(manager, "Night shift")
    phone = other.open(urlsplit(hand.url).path)
    _first, second, last = names(room)
    phone.get_by_role("button", name=re.compile("Go there.*" + TITLES[1])).tap()
    expect_shown(room, TITLES[1], hidden=[second])
    with manager.cut_off():
        room.bring_to_front()
        room.keyboard.press("ArrowRight")
        expect_shown(room, second)
        expect(hand.get_by_text("No network")).to_be_visible(timeout=10_000)
        for _step in range(2):
            room.keyboard.press("ArrowRight")
        expect_shown(room, TITLES[2], hidden=[second, last])
        expect(hand.locator("[data-row='3']")).to_have_attribute("aria-current", "true")
        expect(phone.locator("[data-row='2']")).to_have_attribute("aria-current", "true")
    expect(phone.locator("[data-row='3']")).to_have_attribute(
        "aria-current", "true", timeout=10_000
    )
    expect(hand.locator("#link")).to_have_text("Connected", timeout=10_000)
    assert is_presented(manager, TITLES[1])
    assert not is_presented(manager, TITLES[2])
    assert phone.evaluate("document.documentElement.scrollWidth") == 390


def test_a_rehearsal_presents_nobody_and_both_screens_are_fit_for_everyone(mara):
    manager = mara()
    hand, room = set_up(manager, "Dry run", rehearsal=True)
    for _step in range(9):
        hand.keyboard.press("ArrowRight")
    expect_shown(room, TITLES[2])
    assert not is_presented(manager, TITLES[2])
    assert violations(hand) == []
    assert violations(room) == []


def test_the_script_knows_the_rules_of_the_stage(mara):
    """Both go the same way through many acts."""
    manager = mara()
    hand, _room = set_up(manager, "Rules", rehearsal=True)
    lot = random.Random(7)
    walks = [[lot.choice(list(Act)) for _act in range(25)] for _walk in range(60)]
    asked, expected = [], []
    for number, acts in enumerate(walks):
        stage, steps = Stage(number % 5), []
        for act in acts:
            to = lot.randint(0, stage.count + 1) if act == Act.GO else None
            stage = after(stage, act, to)
            steps.append([act.value, to])
        asked.append([number % 5, steps])
        left = [sorted(stage.skipped), sorted(stage.said)]
        expected.append([stage.place, stage.step.value, stage.is_hidden, stage.is_paused, *left])
    found = hand.evaluate(
        """walks => walks.map(([count, acts]) => {
          let stage = {count, place: 0, step: "award", hidden: false, paused: false};
          stage = {...stage, skipped: [], said: []};
          for (const [act, to] of acts) stage = stageRules.after(stage, act, to);
          return [stage.place, stage.step, stage.hidden, stage.paused, stage.skipped, stage.said];
        })""",
        asked,
    )
    assert json.loads(json.dumps(expected)) == found


@pytest.mark.parametrize("size", [(1280, 720), (1366, 768), (1920, 1080)])
def test_joint_winners_stand_on_one_screen_with_all_that_is_read_of_them(mara, size):
    width, height = size
    manager = mara(viewport={"width": width, "height": height})
    _hand, room = set_up(manager, "Joint winners", rehearsal=True)
    for _step in range(3):
        room.keyboard.press("ArrowRight")
    expect(room.locator("article:not([hidden]) blockquote")).to_be_visible()
    is_over = []
    for count in range(2, 11):
        found = room.evaluate(JOINT, count)
        expect(room.locator("article:not([hidden]) blockquote")).to_have_count(count)
        if found != [width, height]:
            is_over.append((count, found))
    assert is_over == []


JOINT = """count => {
  const all = document.querySelector("article:not([hidden]) .honoured");
  all.classList.add("several");
  while (all.children.length < count) all.append(all.firstElementChild.cloneNode(true));
  for (const [place, one] of [...all.children].entries()) {
    const name = one.querySelector(".huge");
    const isLong = place % 4 === 1;
    name.textContent = isLong ? "Maria da Conceição Albuquerque e Castro" : "Bartholomew Nguyen";
    name.classList.toggle("longest", isLong);
    one.querySelector("blockquote").textContent = "words ".repeat(42);
    one.querySelector(".where").textContent = "Night shift customer care, Porto";
  }
  const page = document.documentElement;
  return [page.scrollWidth, page.scrollHeight];
}"""
