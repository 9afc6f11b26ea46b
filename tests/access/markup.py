"""What every page owes its readers, and what our policy for scripts and styles forbids."""

from collections import Counter
from urllib.parse import urlsplit

import html5lib

LINKS = ("href", "src", "action", "formaction", "poster", "data", "srcset", "cite", "ping")
REFERS = ("for", "form", "list", "aria-labelledby", "aria-describedby", "aria-controls")
FIELDS = ("input", "select", "textarea")
UNSEEN = {"hidden", "submit", "button", "reset", "image"}


class Page:
    """A page as a browser reads it."""

    def __init__(self, text: str):
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        self.root = parser.parse(text)
        self.errors = [f"line {at[0]}: {what} {more}" for at, what, more in parser.errors]
        self.elements = [each for each in self.root.iter() if isinstance(each.tag, str)]
        self.parents = {child: each for each in self.elements for child in each}
        self.ids = Counter(each.get("id") for each in self.elements if each.get("id"))

    def all(self, *tags: str) -> list:
        return [each for each in self.elements if each.tag in tags]

    @property
    def title(self) -> str:
        return " ".join(self.text(each) for each in self.all("title"))

    def text(self, element) -> str:
        """What is read of an element: its words and those that stand for its pictures."""
        words = [element.text or ""]
        for child in element:
            if isinstance(child.tag, str) and child.get("aria-hidden") != "true":
                words.append(child.get("alt") or self.text(child))
            words.append(child.tail or "")
        return " ".join(" ".join(words).split())

    def name(self, element) -> str:
        """What an element is called by a screen reader, as far as we use what names it."""
        named = [each for each in self.elements if each.get("id") in self._named_by(element)]
        labels = [
            each
            for each in self.all("label")
            if element.get("id") and each.get("for") == element.get("id")
        ]
        around = [self.parents[element]] if element in self.parents else []
        while around and self.parents.get(around[-1]) is not None:
            around.append(self.parents[around[-1]])
        labels += [each for each in around if each.tag == "label"]
        return element.get("aria-label") or " ".join(map(self.text, named + labels)).strip()

    def _named_by(self, element) -> list[str]:
        return (element.get("aria-labelledby") or "").split()


def faults(text: str, host: str = "testserver") -> list[str]:
    """Everything that is wrong with the markup of a page, one sentence each."""
    page = Page(text)
    return [
        *(f"not well formed, {each}" for each in page.errors),
        *structure(page),
        *labels(page),
        *policy(page),
        *links(page, host),
    ]


def structure(page: Page) -> list[str]:
    headings = page.all("h1")
    found = [f"{len(headings)} h1"] if len(headings) != 1 else []
    found += ["an empty h1"] * (len(headings) == 1 and not page.text(headings[0]))
    found += ["no title"] * (not page.title.partition("·")[0].strip())
    found += ["no language"] * (not page.root.get("lang"))
    found += [f"{len(page.all('main'))} main"] * (len(page.all("main")) != 1)
    found += [f"id “{each}” {times} times" for each, times in page.ids.items() if times > 1]
    found += [f"img {each.get('src')} without alt" for each in page.all("img") if no_alt(each)]
    for element in page.elements:
        for attribute in REFERS:
            found += [
                f"{element.tag} {attribute}=“{each}” refers to nothing"
                for each in (element.get(attribute) or "").split()
                if each not in page.ids
            ]
    return found


def no_alt(image) -> bool:
    return image.get("alt") is None


def labels(page: Page) -> list[str]:
    found = []
    for field in page.all(*FIELDS):
        if field.get("type") not in UNSEEN and not page.name(field):
            found.append(f"{field.tag} “{field.get('name')}” has no label")
    for element in page.all("a", "button", "summary"):
        if not page.text(element) and not page.name(element):
            found.append(f"{element.tag} {element.get('href') or element.get('class')} has no name")
    for each in page.all("nav", "dialog"):
        if not page.name(each):
            found.append(f"{each.tag} has no name")
    for each in page.all("form"):
        names = {field.get("name") for field in each.iter() if isinstance(field.tag, str)}
        if each.get("method") == "post" and "csrfmiddlewaretoken" not in names:
            found.append(f"form to {each.get('action')} has no token")
    return found


def policy(page: Page) -> list[str]:
    found = [f"<{each.tag}>" for each in page.all("style", "base", "iframe", "object", "embed")]
    for each in page.all("script"):
        if not each.get("src") and each.get("type") != "application/json":
            found.append("a script within the page")
    for element in page.elements:
        for name, value in element.attrib.items():
            if not isinstance(name, str):
                continue
            if name == "style" or name.startswith("on"):
                found.append(f"{element.tag} {name}=“{value}”")
    return found


def links(page: Page, host: str) -> list[str]:
    found = []
    for element in page.elements:
        for name, value in element.attrib.items():
            plain = name if isinstance(name, str) else name[-1]
            if plain not in LINKS or not isinstance(value, str):
                continue
            parts = urlsplit(value)
            allowed = {"", "mailto"} | ({"data"} if element.tag == "img" else set())
            if parts.netloc not in ("", host) or parts.scheme not in allowed | {"http"}:
                found.append(f"{element.tag} {plain}=“{value[:80]}” leads away")
    return found
