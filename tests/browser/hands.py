"""The two ways to press what a page offers, so that one journey is walked by either."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.keyboards import Keyboard


class Pointer:
    """By mouse, or on a phone by finger."""

    def __init__(self, page: Page):
        self.page = page

    def press(self, name: str) -> None:
        """The first link, button or menu whose words are `name`, a pattern."""
        self.found(name).click()

    def fill(self, label: str, text: str) -> None:
        self.page.get_by_label(label, exact=True).fill(text)

    def found(self, name: str) -> Locator:
        words = re.compile(rf"^\s*{name}\s*$", re.DOTALL)
        pressable = self.page.locator("main, header").locator("a, button, summary")
        return pressable.filter(has_text=words).filter(visible=True).first


class Keys(Pointer):
    """By keyboard alone: what cannot be reached by Tab is not there."""

    def __init__(self, page: Page):
        super().__init__(page)
        self.keys = Keyboard(page)

    def press(self, name: str) -> None:
        expect(self.found(name)).to_be_visible()
        self.keys.tab_to(name).press("Enter")

    def fill(self, label: str, text: str) -> None:
        expect(self.page.get_by_label(label, exact=True)).to_be_visible()
        self.keys.tab_to(label).retype(text)
