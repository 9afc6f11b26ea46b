"""How somebody is called in a text, and the text without it."""

import re
import unicodedata
from collections.abc import Iterable

ERASED = "(erased)"
AROUND = 40  # characters on either side of what is shown of a text


def pattern_of(callings: Iterable[str]) -> re.Pattern | None:
    """What finds any of these words: whole, in any case, whatever white space is between them, with
    accents written in one character or in two. None when there is nothing to find."""
    forms = {
        unicodedata.normalize(form, calling)
        for calling in callings
        if calling.strip()
        for form in ("NFC", "NFD")
    }
    if not forms:
        return None
    longest_first = sorted(forms, key=lambda each: (-len(each), each))
    found = "|".join(r"\s+".join(map(re.escape, each.split())) for each in longest_first)
    return re.compile(rf"(?<!\w)(?:{found})(?!\w)", re.IGNORECASE)


def struck(text: str, pattern: re.Pattern | None, instead: str = ERASED) -> str:
    """The text with `instead` wherever the pattern is found."""
    return pattern.sub(instead, text) if pattern else text


def excerpt(text: str, pattern: re.Pattern) -> str:
    """The first place where it is found, with some words around it, in one line."""
    found = pattern.search(text)
    start, end = max(found.start() - AROUND, 0), found.end() + AROUND
    told = " ".join(text[start:end].split())
    return ("…" if start else "") + told + ("…" if end < len(text) else "")
