"""The board as a visitor sees it: finding cards and days, and what one does to them by mouse."""

import re

from playwright.sync_api import Locator, expect

from tests.browser.visitors import Visitor

# What htmx does every ten seconds, now.
POLL = """htmx.ajax("GET", document.getElementById("board").getAttribute("hx-get"),
    {source: "#board", target: "#board", swap: "outerHTML"})"""

# While a card is dragged, the page looks every 50 ms what lies under it. On a busy machine these
# moments come late: what waits for some of its own here waits for those too.
# Over a list, what is dragged lies in it already; anywhere else, where it came from.
HAS_COME = """to => {
    const list = to.closest('.cards');
    return !list || list.querySelector('.sortable-ghost');
}"""
MAKE_ROOM = """() => new Promise(done => {
    let moments = 5;
    const pass = () => --moments ? setTimeout(pass, 60) : done();
    setTimeout(pass, 60);
})"""


class Board:
    """The open board of one visitor."""

    def __init__(self, visitor: Visitor):
        self.visitor = visitor
        self.page = page = visitor.page
        self.panel = page.get_by_role("dialog")
        self.messages = page.locator("#messages")
        self.news = page.locator("#news")
        self.trouble = page.locator("#trouble")

    def card(self, title: str) -> Locator:
        heading = self.page.locator("h3", has_text=re.compile(re.escape(title) + r"\s*$"))
        return self.page.locator("#board .activity").filter(has=heading)

    def day(self, number: int) -> Locator:
        """The list of a day's cards; number 0 is the ideas without a day."""
        return self.page.locator(f'#board .cards[data-number="{number}"]')

    def titles(self, number: int) -> list[str]:
        headings = self.day(number).locator("h3 a")
        return [text.split(":", 1)[1].strip() for text in headings.all_text_contents()]

    def expect_titles(self, number: int, *titles: str) -> None:
        """Wait until a day's cards hold these titles, in this order, among others."""
        expect(self.day(number).locator("h3 a")).to_contain_text(list(titles))

    def expect_only(self, number: int, titles: list[str]) -> None:
        """Wait until a day's cards are these, in this order, and no other."""
        ends = [re.compile(rf":\s*{re.escape(title)}\s*$") for title in titles]
        expect(self.day(number).locator("h3 a")).to_have_text(ends)

    def expect_flags(self, title: str, *flags: str) -> None:
        """Wait until a card says these problems of itself, and no other."""
        expect(self.card(title).locator(".flag")).to_have_text(list(flags))

    def expect_panel(self, heading: str) -> None:
        """Wait until the panel shows this; what it showed before may have fields of one name."""
        expect(self.panel.get_by_role("heading", level=1)).to_have_text(heading)

    def open(self, title: str) -> Locator:
        self.card(title).locator("h3 a").click()
        self.expect_panel(title)
        return self.panel

    def expect_said(self, words: str) -> None:
        expect(self.messages).to_contain_text(words)

    def poll(self) -> None:
        """Ask at once whether there is news, and wait until it is drawn."""
        with self.page.expect_response(lambda response: "/board/?entry=" in response.url):
            self.page.evaluate(POLL)

    def put_at(self, title: str, **fields: str) -> None:
        """By the panel: place and times."""
        panel = self.open(title)
        for label, value in fields.items():
            panel.get_by_label(label.capitalize(), exact=True).fill(value)
        panel.get_by_role("button", name="Save the activity").click()
        self.expect_said(f"Saved “{title}”.")
        expect(self.panel).not_to_be_visible()

    def drag(self, card: Locator, to: Locator, *, below: bool = True) -> None:
        """By mouse, in steps as a hand moves: onto the lower or upper part of another card, or
        (given a list) into its free space."""
        card.scroll_into_view_if_needed()
        mouse = self.page.mouse
        start = card.bounding_box()
        mouse.move(start["x"] + start["width"] / 2, start["y"] + 14)
        mouse.down()
        mouse.move(start["x"] + start["width"] / 2 + 8, start["y"] + 24, steps=3)
        end = to.bounding_box()
        y = end["y"] + (end["height"] - 6 if below else 6)
        mouse.move(end["x"] + end["width"] / 2, y, steps=12)
        mouse.move(end["x"] + end["width"] / 2 + 2, y, steps=2)
        self.page.wait_for_function(HAS_COME, arg=to.element_handle())
        self.let_go()

    def let_go(self) -> None:
        """Drop what is dragged, once the cards have made room."""
        self.page.evaluate(MAKE_ROOM)
        self.page.mouse.up()


class PlainBoard(Board):
    """The same without JavaScript: what opens is a page, and its forms lead back to the board."""

    def open(self, title: str) -> Locator:
        self.card(title).locator("h3 a").click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text(title)
        return self.page.get_by_role("main")

    def follow(self, name: str, heading: str) -> None:
        """A link of the page, and wait for the page that it leads to."""
        self.page.get_by_role("main").get_by_role("link", name=name).click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)

    def press(self, name: str) -> None:
        """A button of the page's own forms; afterwards one is on the board again."""
        self.page.get_by_role("main").get_by_role("button", name=name).click()
        self.page.wait_for_url("**/board/")
