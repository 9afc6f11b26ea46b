"""A made-up language in which every translated word stands in ⟦…⟧, and what stands outside."""

import json
import re
import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from zoneinfo import available_timezones

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils import translation
from django.utils.translation import get_language_info
from django_countries import countries

OPEN, CLOSE = "⟦", "⟧"
SHOWN_ATTRIBUTES = ("title", "aria-label", "aria-description", "placeholder", "alt", "label")
SHOWN_ATTRIBUTES += ("data-name", "data-confirm", "content")
SILENT = {"script", "style", "template", "noscript"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source"}
ADDRESS = re.compile(r"https?://\S+|erased-\d+@erased\.invalid")
ZONES = available_timezones()
# The same in every language: signs, units of files, and what is typed as it stands.
EVERYWHERE = {"CSV", "XLSX", "PDF", "Markdown", "UTC", "MB", "kB", "×", "NSW", "SCT", "BY"}


@dataclass
class Used:
    """The messages that were asked for while pages were drawn: (context, message, plural)."""

    messages: set = field(default_factory=set)

    def wrap(self, message: str, context: str = "", plural: str = "", count: int = 1) -> str:
        self.messages.add((context, message, plural))
        return f"{OPEN}{plural if plural and count != 1 else message}{CLOSE}" if message else ""


@contextmanager
def made_up_language(monkeypatch):
    """Every word that is translated by Django's functions, ours or another's, comes in ⟦…⟧."""
    used = Used()
    functions = {
        "gettext": lambda message: used.wrap(str(message)),
        "pgettext": lambda context, message: used.wrap(str(message), context),
        "ngettext": lambda one, many, count: used.wrap(one, "", many, count),
        "npgettext": lambda context, one, many, count: used.wrap(one, context, many, count),
    }
    forget_words()
    with monkeypatch.context() as patch:
        for name, function in functions.items():
            patch.setattr(translation._trans, name, function)
        yield used
    forget_words()


def forget_words() -> None:
    """Empty what is remembered by language: the made-up one goes by the name of another."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in {"csweek", "planner", "recognition"}:
            for each in vars(module).values():
                if hasattr(each, "cache_clear"):
                    each.cache_clear()
    vars(countries).pop("_iter_cache", None)


def data() -> set[str]:
    """Every text that somebody typed and that is kept, and what is made from names."""
    found: set[str] = set()
    for model in apps.get_models():
        for each in model._meta.concrete_fields:
            is_text = isinstance(each, (models.CharField, models.TextField)) and not each.choices
            if is_text or isinstance(each, (models.GenericIPAddressField, models.JSONField)):
                for value in model._base_manager.values_list(each.attname, flat=True):
                    found.update(_texts(value))
    # A description is typed in Markdown, and shown without its signs.
    found |= {part for value in found for part in re.split(r"[\n*_`#]+", value) if part.strip()}
    found |= {get_language_info(code)["name_local"] for code, _name in settings.LANGUAGES}
    return found | {initials(value) for value in found} | {value.split()[0] for value in found}


def _texts(value) -> list[str]:
    if isinstance(value, dict):
        return [text for each in value.values() for text in _texts(each)]
    if isinstance(value, list):
        return [text for each in value for text in _texts(each)]
    return [value] if isinstance(value, str) and re.search(r"\w", value) else []


def initials(name: str) -> str:
    words = str(name).split()
    return "".join(word[0] for word in (words[:1] + words[-1:])[: len(words)]).upper()


class Reader(HTMLParser):
    """Reads a page in its order, and notes what stands outside of ⟦…⟧ and is no data."""

    def __init__(self, known):
        super().__init__()
        self.known = sorted(known, key=len, reverse=True)
        self.depth = 0
        self.found: list[str] = []
        self.within: list[tuple[str, dict]] = []

    def read(self, text: str) -> None:
        """A run of text of the page: ⟦ may be closed in a later one."""
        outside = ""
        for letter in text:
            if letter == OPEN:
                self.depth += 1
            elif letter == CLOSE:
                self.depth -= 1
            elif self.depth == 0:
                outside += letter
        if any(map(str.isalpha, outside)):
            self.note(outside)

    def read_alone(self, text: str) -> None:
        """A value that stands for itself, such as that of an attribute."""
        alone = Reader(self.known)
        alone.read(text)
        self.found += alone.found + [f"not closed: {text}"] * bool(alone.depth)

    def note(self, text: str) -> None:
        text = ADDRESS.sub(" ", text)
        for each in self.known:
            if len(each) > 1 and each in text:
                text = text.replace(each, " ")
        words = re.findall(r"[^\W\d_]+", text)
        self.found += [word for word in words if len(word) > 1 and word not in EVERYWHERE]

    def handle_starttag(self, tag, attributes) -> None:
        values = {name: value or "" for name, value in attributes}
        for name in SHOWN_ATTRIBUTES:
            is_told = tag != "meta" or values.get("name") == "description"
            if values.get(name) and is_told:
                self.read_alone(values[name])
        if tag == "input" and values.get("type") in {"submit", "button", "reset"}:
            self.read_alone(values.get("value", ""))
        if tag not in VOID:
            self.within.append((tag, values))

    def handle_startendtag(self, tag, attributes) -> None:
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag) -> None:
        while self.within and self.within.pop()[0] != tag:
            pass

    def handle_data(self, text) -> None:
        tag, values = self.within[-1] if self.within else ("", {})
        if tag == "script" and values.get("id", "").endswith("-words"):
            for value in json.loads(text).values():  # what scripts say later
                self.read_alone(value)
        if tag == "textarea" and values.get("spellcheck") == "false":  # a page in the page
            self.found += untranslated(text, self.known)
            return
        is_place = tag == "option" and values.get("value") in ZONES
        if tag not in SILENT and not is_place:
            self.read(text)


def untranslated(page: str, known) -> list[str]:
    """The words of a page that nobody translated."""
    reader = Reader(known)
    reader.feed(page)
    reader.close()
    return reader.found + ["not closed"] * bool(reader.depth)


def untranslated_text(text: str, known) -> list[str]:
    reader = Reader(known)
    reader.read(text)
    return reader.found + ["not closed"] * bool(reader.depth)
