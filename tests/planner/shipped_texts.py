"""What the tests of the shipped texts share: how to take texts apart and try their translation."""

import ast
import re
from contextlib import contextmanager
from pathlib import Path

from django.utils import translation


def sentences(text: str) -> list[str]:
    """The sentences of a text. They end in a full stop, a question mark or an exclamation mark."""
    return [each for each in re.split(r"(?<=[.?!])\s+", text.strip()) if each]


def repeated(texts) -> list[str]:
    """Sentences that occur more than once in all the texts together."""
    seen, again = set(), []
    for sentence in (each.casefold() for text in texts for each in sentences(str(text))):
        again += [sentence] if sentence in seen else []
        seen.add(sentence)
    return again


@contextmanager
def spoken_in(language: str, monkeypatch):
    """A made-up catalogue: every text comes out as "[language] text"."""
    with monkeypatch.context() as patch, translation.override(language):
        patch.setattr(
            translation._trans, "gettext", lambda text: f"[{translation.get_language()}] {text}"
        )
        yield


def untranslated(texts, monkeypatch) -> list[str]:
    """Those of the (not empty) texts that a translation does not show through."""
    with spoken_in("pt-pt", monkeypatch):
        return [str(text) for text in texts if not str(text).startswith("[pt-pt] ")]


def marked_without_literal(folder: Path) -> list[str]:
    """Calls of _() in the folder's files that makemessages could not read: no plain string."""
    found = []
    for file in sorted(folder.glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "_":
                [given] = node.args
                if not (isinstance(given, ast.Constant) and isinstance(given.value, str)):
                    found.append(f"{file.name}:{node.lineno}")
    return found
