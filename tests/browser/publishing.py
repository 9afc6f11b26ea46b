"""What is done and read when a week is published: by its organizer, by staff on a phone, and by a
calendar program."""

import urllib.request
from datetime import datetime

import vobject
from playwright.sync_api import Locator, expect

from tests.browser.hands import Pointer

LONG_ENOUGH = 10  # seconds that a calendar program waits


def publish(hand: Pointer, button: str, *, note: str) -> None:
    """From the board, over the page that says what is published, to the publication."""
    hand.press(button)
    hand.page.wait_for_url("**/publish/")
    expect(hand.page.get_by_role("heading", level=1)).to_have_text(button)
    hand.fill("A note for everyone", note)
    hand.press(button)
    hand.page.wait_for_url("**/publications/*/")
    expect(hand.page.locator("#messages")).to_contain_text("Published.")
    expect(hand.page.get_by_role("blockquote")).to_have_text(note)


def unread(hand: Pointer) -> int:
    """What the bell says."""
    words = hand.page.locator(".bell .visually-hidden").text_content().split()
    return int(words[0]) if words[0].isdigit() else 0


def open_message(hand: Pointer, subject: str, year: int) -> Locator:
    """By the bell into the inbox, and from the message to one's own week."""
    before = unread(hand)
    hand.press(r"\d+ unread messages?")
    hand.page.wait_for_url("**/messages/")
    message = hand.page.get_by_role("article").filter(has_text=subject).first
    expect(message.locator(".state")).to_have_text("new")
    hand.press(f"See my week: {subject}")
    hand.page.wait_for_url(f"**/{year}/mine/")
    assert unread(hand) == before - 1


def item(page, title: str) -> Locator:
    """One activity of a published programme."""
    heading = page.get_by_role("heading", level=3, name=title, exact=True)
    return page.locator(".programme .activity").filter(has=heading)


def subscribe(hand: Pointer) -> str:
    """From one's own week: make an address for one's own week, and copy it."""
    hand.press("In my calendar")
    hand.page.wait_for_url("**/calendars/")
    hand.press("Make an address: My week")
    hand.page.wait_for_url("**/calendars/new/")
    address = hand.page.get_by_role("textbox", name="The address").input_value()
    subscribing = hand.page.get_by_role("link", name="Subscribe").get_attribute("href")
    assert subscribing.partition("://")[::2] == ("webcal", address.partition("://")[2])
    return address


def read_feed(address: str) -> dict[str, tuple[str, datetime]]:
    """{title: (status, start)}, as a calendar program reads it: without cookies."""
    with urllib.request.urlopen(address, timeout=LONG_ENOUGH) as answer:
        assert answer.headers.get_content_type() == "text/calendar"
        assert "Set-Cookie" not in answer.headers
        calendar = vobject.readOne(answer.read().decode())
    return {
        event.summary.value: (event.status.value, event.dtstart.value)
        for event in calendar.contents.get("vevent", [])
    }
