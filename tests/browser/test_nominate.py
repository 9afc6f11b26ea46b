"""Nominating in two minutes: on a phone with the network dropping, by keyboard, without scripts."""

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser import servers
from tests.browser.keyboards import Keyboard
from tests.browser.sights import CUT_OFF
from tests.browser.visitors import PASSWORD, PHONE, PRIYA

pytestmark = pytest.mark.browser

MANAGER = "manager@example.org"
AWARDS = """
from datetime import timedelta
from django.utils import timezone
from csweek.people.models import Person, Team
from planner.models import Week
from recognition.models import Award
week = Week.objects.order_by("-year").first()
by = Person.objects.get(email="organizer@example.org")
now = timezone.now()
window = {"opens_at": now - timedelta(days=1), "closes_at": now + timedelta(days=3)}
Award.objects.filter(week=week).update(discarded_at=now)
Award.objects.add(week, by=by, title="Kind ear", honours="Listens", icon="heart", **window)
Award.objects.add(week, by=by, title="Finest crew", honours="A whole team", icon="people",
    given_to="team", **window)
print(week.year)
"""
# Signing out leaves the page, which a browser without network cannot.
STAY = """document.querySelector("form[action$='/logout/']")
    .addEventListener("submit", event => event.preventDefault())"""
KEPT_FOR = """([mark, words]) => localStorage.setItem(
    "csweek:typed:" + mark + ":" + location.pathname.split("/")[1] + ":" + crypto.randomUUID(),
    JSON.stringify({typed: {words}, version: "1", isKept: false, chosen: ""}))"""
# How often the page says that it was not sent: anew at each press.
COUNT_UNSENT = """said => new MutationObserver(function () {
        if (said.textContent.includes("Not sent"))
            document.body.dataset.unsent = Number(document.body.dataset.unsent || 0) + 1;
    }).observe(said, {childList: true})"""
WORDS = "Stayed on the line for two hours with a customer who had lost everything."


@pytest.fixture(scope="module")
def demo(furnished, tmp_path_factory):
    home = servers.copy_home(furnished, tmp_path_factory.mktemp("nominate") / "home")
    servers.run_in_demo(home, AWARDS)
    server = servers.Server("demo", home).wait()
    yield server
    server.stop()


@pytest.fixture
def priya(demo, visitor, state_of):
    """A colleague on the page, with a browser of their own."""

    def come(**options):
        someone = visitor(demo, storage_state=state_of(PRIYA), **options)
        someone.open("/nominate/")
        expect(someone.page.get_by_role("heading", level=1)).to_have_text("Who made a difference?")
        return someone

    return come


def choose(page, query: str, *, award: str = "Kind ear") -> str:
    """Whom the first suggestion names, chosen by tapping or clicking."""
    page.get_by_role("radio", name=award).check()
    page.get_by_role("combobox", name="Who?").fill(query)
    first = page.get_by_role("option").first
    expect(first).to_be_visible()
    name = first.locator(".name").text_content()
    first.click()
    expect(page.locator(".chosen .name")).to_have_text(name)
    return name


def kept_here(page) -> int:
    start = "csweek:typed:"
    return page.evaluate(
        "start => Object.keys(localStorage).filter(name => name.startsWith(start)).length", start
    )


def words(page):
    return page.get_by_label("What did they do?")


def saved(page):
    return page.locator("#saved")


def test_on_a_phone_with_the_network_dropping_no_word_is_lost_and_one_is_sent(priya):
    someone = priya(**PHONE)
    page = someone.page
    name = choose(page, "an")
    words(page).fill(WORDS[:20])
    expect(saved(page)).to_contain_text("Draft saved")
    assert "/nominate/" in page.url and len(page.url.rstrip("/").split("/")[-1]) == 36
    assert kept_here(page) == 0
    with someone.cut_off():
        words(page).fill(WORDS)
        expect(saved(page)).to_contain_text("Not saved: no connection.")
        assert kept_here(page) == 1
        page.get_by_role("button", name="Send nomination").tap()
        expect(saved(page)).to_contain_text("Not sent: no connection.")
    expect(saved(page)).to_contain_text("Draft saved")
    assert kept_here(page) == 0
    page.reload()
    expect(words(page)).to_have_value(WORDS)
    expect(page.locator(".chosen .name")).to_have_text(name)
    assert page.evaluate(CUT_OFF) == []
    send = page.get_by_role("button", name="Send nomination")
    send.evaluate("button => [1, 2].forEach(() => button.click())")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you.")
    page.goto(page.url.rstrip("/").rsplit("/", 3)[0] + "/nominations/mine/")
    mine = page.locator(".own li").filter(has_text=WORDS)
    expect(mine).to_have_count(1)
    expect(mine.locator(".state")).to_have_text("Sent, waits to be read")
    page.go_back()
    page.go_back()
    expect(page.get_by_role("button", name="Send the changes")).to_be_visible()


def test_what_never_reached_the_server_is_back_after_the_page_was_closed(priya):
    someone = priya()
    page = someone.page
    choose(page, "be")
    expect(saved(page)).to_contain_text("Draft saved")
    with someone.cut_off():
        words(page).fill("Typed in a tunnel")
        expect(saved(page)).to_contain_text("Not saved")
        address = page.url
        page.close()
    page = someone.context.new_page()
    page.goto(address)
    expect(words(page)).to_have_value("Typed in a tunnel")
    expect(saved(page)).to_contain_text("Draft saved")


def test_back_at_once_and_forward_again_is_no_other_window(priya):
    page = priya().page
    drafts_before = page.locator(".drafts a").count()
    words(page).press_sequentially(WORDS[:20])
    page.go_back()
    page.go_forward()
    expect(words(page)).to_have_value(WORDS[:20])
    words(page).press_sequentially(WORDS[20:])
    expect(saved(page)).to_contain_text("Draft saved")
    expect(page.locator(".conflict")).to_have_count(0)
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Nominate").click()
    expect(page.locator(".drafts a")).to_have_count(drafts_before + 1)
    expect(words(page)).to_have_value("")


def test_whoever_comes_for_a_new_one_finds_among_their_drafts_what_arrived(priya):
    page = priya().page
    mark = page.locator("form[data-nomination]").get_attribute("data-writer")
    words(page).fill("Carried the box")
    expect(saved(page)).to_contain_text("Draft saved")
    key = page.url.rstrip("/").split("/")[-1]
    for link, shown in ((True, ""), (False, "Carried the box")):  # or comes back: to go on with it
        page.evaluate(KEPT_FOR.replace("crypto.randomUUID()", repr(key)), [mark, "Carried the box"])
        if link:
            page.get_by_role("navigation", name="Main").get_by_role("link", name="Nominate").click()
        else:
            page.reload()
        expect(page.locator(f".drafts a[href*='{key}']")).to_have_count(1)
        expect(words(page)).to_have_value(shown)


def test_what_was_saved_though_its_answer_was_lost_is_no_other_window(priya):
    someone = priya()
    page = someone.page
    with someone.losing_answers("**/save/"):
        words(page).fill("Answered in")
        expect(saved(page)).to_contain_text("Not saved: no connection.")
    words(page).fill("Answered in the middle of the night")
    page.get_by_role("combobox", name="Who?").focus()
    expect(saved(page)).to_contain_text("Draft saved")
    expect(page.locator(".conflict")).to_have_count(0)
    page.reload()
    expect(words(page)).to_have_value("Answered in the middle of the night")


def test_words_typed_on_a_sent_one_come_back_on_its_page_alone(priya):
    page = priya().page
    name = choose(page, "ra")
    words(page).fill(WORDS)
    page.get_by_role("button", name="Send nomination").click()
    page.get_by_role("link", name="Look at it again").click()
    address = page.url
    words(page).fill("Changed, and not sent")
    expect(saved(page)).to_contain_text("Not sent yet")
    page.goto(page.url.rsplit("/nominate/")[0] + "/nominate/")
    expect(words(page)).to_have_value("")
    expect(page.locator(".chosen")).to_be_hidden()
    words(page).fill("Another one")
    expect(saved(page)).to_contain_text("Draft saved")
    page.goto(address)
    expect(words(page)).to_have_value("Changed, and not sent")
    expect(page.locator(".chosen .name")).to_have_text(name)


def test_a_lost_session_is_told_and_saving_goes_on_once_signed_in_again(demo, visitor):
    someone = visitor(demo).sign_in(PRIYA)
    page = someone.open("/nominate/")
    words(page).fill("Before")
    expect(saved(page)).to_contain_text("Draft saved")
    cookies = someone.context.cookies()
    someone.context.clear_cookies()
    with someone.meeting(403):
        words(page).fill("While signed out")
        expect(saved(page)).to_contain_text("Sign in again in another tab")
        assert kept_here(page) == 1 and cookies
        saved(page).locator("[data-said]").evaluate(COUNT_UNSENT)
        for times in (1, 2):
            page.get_by_role("button", name="Send nomination").click()
            expect(page.locator("body")).to_have_attribute("data-unsent", str(times))
        with someone.context.expect_page() as opened:
            saved(page).get_by_role("link").click()
        someone.sign_in(PRIYA, page=opened.value)
        opened.value.close()
        page.evaluate("window.dispatchEvent(new Event('focus'))")
        expect(saved(page)).to_contain_text("Draft saved", timeout=30_000)
    page.reload()
    expect(words(page)).to_have_value("While signed out")


def test_words_for_what_was_sent_come_back_after_the_session_and_its_cookies_are_gone(
    demo, visitor
):
    someone = visitor(demo).sign_in(PRIYA)
    page = someone.open("/nominate/")
    choose(page, "ta")
    words(page).fill(WORDS)
    page.get_by_role("button", name="Send nomination").click()
    page.get_by_role("link", name="Look at it again").click()
    words(page).fill("Better words")
    someone.context.clear_cookies()
    with someone.meeting(403):
        page.get_by_role("button", name="Send the changes").click()
        expect(page.get_by_text("is kept on this device")).to_be_visible()
        expect(page.get_by_text("copy what you typed")).to_be_hidden()
    page.get_by_role("link", name="open it again").click()
    page.get_by_label("E-mail").fill(PRIYA)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(words(page)).to_have_value("Better words")
    page.get_by_role("button", name="Send the changes").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you.")


def test_signing_out_leaves_nothing_on_the_device(demo, visitor):
    someone = visitor(demo).sign_in(PRIYA)
    page = someone.open("/nominate/")
    with someone.cut_off():
        words(page).fill("Nobody else may read this here")
        expect(saved(page)).to_contain_text("Not saved")
        assert kept_here(page) == 1
        page.evaluate(
            "document.querySelector('form[action$=\"/logout/\"]').addEventListener('submit', "
            "event => event.preventDefault())"
        )
        page.locator("details.me > summary").click()
        page.get_by_role("button", name="Sign out").click()
        assert kept_here(page) == 0


def signed_out_elsewhere(someone) -> int:
    """How many texts this device still keeps after signing out on a page that saves none."""
    page = someone.open("/messages/")
    page.evaluate(KEPT_FOR, ["anyone", "Nobody else may read this here"])
    assert kept_here(page) == 1
    page.locator("details.me > summary").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    return kept_here(page)


def test_signing_out_on_any_other_page_leaves_nothing_either(demo, visitor):
    assert signed_out_elsewhere(visitor(demo).sign_in(PRIYA)) == 0


def test_control_without_that_script_it_would_stay(demo, visitor):
    someone = visitor(demo).sign_in(PRIYA)
    empty = {"content_type": "text/javascript", "body": ""}
    someone.context.route("**/signout*.js", lambda route: route.fulfill(**empty))
    assert signed_out_elsewhere(someone) == 1


def test_nobody_is_offered_what_somebody_else_typed_on_this_device(priya):
    page = priya().page
    mark = page.locator("form[data-nomination]").get_attribute("data-writer")
    page.evaluate(KEPT_FOR, [mark[::-1], "Typed by somebody else"])
    page.reload()
    expect(words(page)).to_have_value("")
    page.evaluate(KEPT_FOR, [mark, "Typed by Priya"])  # control: one's own is
    page.reload()
    expect(words(page)).to_have_value("Typed by Priya")


def test_two_windows_show_both_texts_and_one_chooses(priya):
    someone = priya()
    page = someone.page
    words(page).fill("From the desk")
    expect(saved(page)).to_contain_text("Draft saved")
    other = someone.context.new_page()
    other.goto(page.url)
    words(other).fill("From the phone")
    expect(saved(other)).to_contain_text("Draft saved")
    words(page).fill("From the train")
    expect(page.locator(".conflict")).to_contain_text("From the phone")
    expect(words(page)).to_have_value("From the train")
    for _press in range(2):
        page.get_by_role("button", name="Send nomination").click()
        expect(saved(page)).to_contain_text("Choose above what stands")
    assert someone.focused() == "Keep what stands here"
    page.get_by_role("button", name="Keep what stands here").click()
    expect(saved(page)).to_contain_text("Draft saved")
    other.reload()
    expect(words(other)).to_have_value("From the train")


def test_what_another_window_has_sent_is_changed_on_its_own_page(priya):
    someone = priya()
    page = someone.page
    choose(page, "mi")
    words(page).fill(WORDS)
    expect(saved(page)).to_contain_text("Draft saved")
    other = someone.context.new_page()
    other.goto(page.url)
    other.get_by_role("button", name="Send nomination").click()
    expect(other.get_by_role("heading", level=1)).to_have_text("Thank you.")
    words(page).fill("Typed on here")
    page.get_by_role("button", name="Keep what stands here").click()
    expect(page.get_by_role("button", name="Send the changes")).to_be_visible()
    expect(words(page)).to_have_value("Typed on here")


def test_on_a_phone_no_state_of_a_nomination_lies_on_a_name(demo, visitor, state_of):
    someone = visitor(demo, storage_state=state_of(MANAGER), **PHONE)
    page = someone.open("/nominations/")
    page.goto(page.url + "?state=returned")
    row = page.locator(".nominations tbody tr").first
    name, state = row.locator("th a").bounding_box(), row.locator(".state").bounding_box()
    is_below = state["y"] >= name["y"] + name["height"]
    assert is_below or state["x"] >= name["x"] + name["width"]


def test_by_keyboard_alone(priya):
    someone = priya()
    page, keys = someone.page, Keyboard(someone.page)
    keys.tab_to(r"Finest crew.*|Kind ear.*").press("Space")
    if not page.get_by_role("radio", name="Kind ear").is_checked():
        keys.press("ArrowLeft")
    expect(page.get_by_role("radio", name="Kind ear")).to_be_checked()
    keys.tab_to(r"Who\?").type("an")
    box = page.get_by_role("combobox", name="Who?")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".search-said")).to_contain_text("The first 8.")
    second = page.get_by_role("option").nth(1)
    keys.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", second.get_attribute("id"))
    expect(second).to_have_attribute("aria-selected", "true")
    keys.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    keys.press("ArrowDown")
    expect(second).to_be_visible()
    name = second.locator(".name").text_content()
    keys.press("ArrowDown", "Enter")
    expect(page.locator(".chosen .name")).to_have_text(name)
    keys.expect_focus("Choose somebody else")
    keys.press("Enter")
    keys.expect_focus("Who?")
    expect(page.locator(".chosen")).to_be_hidden()
    keys.type("an")
    expect(second).to_be_visible()
    keys.press("ArrowDown", "Enter").tab_to(r"What did they do\?").type(WORDS)
    keys.tab_to("Send nomination").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you.")


def test_without_a_script_it_is_found_kept_and_sent(priya):
    page = priya(java_script_enabled=False).page
    page.get_by_role("radio", name="Finest crew").check()
    words(page).fill("They stayed late, all of them.")
    page.get_by_label("Who?").fill("il")
    page.get_by_role("button", name="Find").click()
    expect(words(page)).to_have_value("They stayed late, all of them.")
    page.get_by_role("button", name="Send nomination").click()
    expect(page.get_by_text("Choose the team.")).to_be_visible()
    expect(words(page)).to_have_value("They stayed late, all of them.")
    expect(page.get_by_role("radio", name="Finest crew")).to_be_checked()
    page.locator(".candidate").first.click()
    page.get_by_role("button", name="Keep as draft").click()
    expect(saved(page)).to_contain_text("Draft saved")
    page.get_by_role("button", name="Send nomination").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you.")


def test_a_photo_is_sent_at_once_and_taken_away_again(priya, tmp_path):
    photo = tmp_path / "party.png"
    Image.new("RGB", (40, 30), "red").save(photo)
    page = priya().page
    page.get_by_label("Photos or a file").set_input_files(photo)
    expect(page.locator(".files li")).to_have_count(1)
    expect(page.locator(".files img")).to_have_js_property("complete", True)
    page.get_by_role("button", name="Remove party").click()
    expect(page.locator(".files li")).to_have_count(0)
    bad = tmp_path / "bad.png"
    bad.write_bytes(b"<svg></svg>")
    page.get_by_label("Photos or a file").set_input_files(bad)
    expect(page.locator("[data-wrong]")).to_contain_text("SVG")
