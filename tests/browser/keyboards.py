"""Somebody who works by keyboard alone: every act is a key, and any touch of a mouse is a fault."""

import re

from playwright.sync_api import Page, expect

MOST_STOPS = 250
# What has the focus, in a reader's words: its label, or else its own text.
FOCUSED = """() => {
    const element = document.activeElement;
    const words = element.labels?.length ? element.labels[0].textContent
        : element.getAttribute("aria-label") ?? element.textContent;
    return element === document.body ? "" : words.replace(/\\s+/g, " ").trim();
}"""
NO_MOUSE = """for (const name of ["pointerdown", "mousedown", "touchstart"])
    addEventListener(name, () => console.error("not by keyboard: " + name), true);"""


class Keyboard:
    def __init__(self, page: Page):
        self.page = page
        self.announcer = page.locator("#announcer")
        page.add_init_script(NO_MOUSE)
        page.evaluate(NO_MOUSE)

    @property
    def focused(self) -> str:
        return self.page.evaluate(FOCUSED)

    def press(self, *keys: str) -> "Keyboard":
        for key in keys:
            self.page.keyboard.press(key)
        return self

    def type(self, text: str) -> "Keyboard":
        self.page.keyboard.type(text)
        return self

    def retype(self, text: str) -> "Keyboard":
        return self.press("Control+a").type(text)

    def retype_fields(self, **fields: str) -> "Keyboard":
        """Of the open form, in the order they have there."""
        for label, text in fields.items():
            self.tab_to(label.capitalize())
            # A time is typed hour and minute, as its two halves ask for.
            self.type(text) if label in ("start", "end") else self.retype(text)
        return self

    def tab_to(self, name: str, *, key: str = "Tab") -> "Keyboard":
        """Tab on until what is called `name` has the focus."""
        seen = []
        for _stop in range(MOST_STOPS):
            self.press(key)
            seen.append(self.focused)
            if re.fullmatch(name, seen[-1]):
                return self
        raise AssertionError(f"“{name}” cannot be reached by {key}; seen: {seen}")

    def expect_focus(self, name: str) -> None:
        """The focus comes to what is called `name`, maybe after the board was drawn anew."""
        self.page.wait_for_function(f"name => ({FOCUSED})() === name", arg=name)

    def expect_announced(self, text: str) -> None:
        expect(self.announcer).to_have_text(text)
