"""Searching by words, as people type them: case, accents, hyphens and apostrophes don't matter."""

import re
import unicodedata

_HYPHENS = re.compile(r"[-\u2010-\u2015]")
_APOSTROPHES = re.compile(r"['\u2018\u2019\u02bc]")


def fold(text: str) -> str:
    """The text without case and accents: "Conceição" and "CONCEICAO" both give "conceicao".

    Accents go by Unicode's compatibility decomposition (NFKD), so letters that are not made of a
    base and a mark keep their own form: "ø" stays "ø". White space stays as it is.
    """
    # Decomposing can bring forth capitals (a full-width "Ａ"), folding can bring forth marks ("İ").
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", str(text)).casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def words_of(query: str) -> list[str]:
    """The words to look for, each once. Those of one or two letters stand in nearly every text:
    they count only where there are no others."""
    words = list(dict.fromkeys(_HYPHENS.sub(" ", _without_apostrophes(query)).split()))
    return [word for word in words if len(word) > 2] or words


def found_in(words: list[str], *texts: str) -> set[str]:
    """Those of the words that are somewhere in the texts, inside a word or whole.

    The words may stand in different texts and in any order. A hyphen in the query parts two words,
    and one in a text may be left out: "kick off", "kick-off" and "kickoff" all find "Kick-off".
    """
    # A line break keeps a word from being found across the end of one text and the next.
    plain = "\n".join(_without_apostrophes(text) for text in texts)
    joined = _HYPHENS.sub("", plain)
    return {word for word in words if word in plain or word in joined}


def telling(words: list[str], found: list[set[str]]) -> set[str]:
    """The words that tell one text from another: what more than half of them have ("for", "the")
    does not, unless there is nothing else to go by. `found` are the words of each text."""
    rare = {word for word in words if sum(word in each for each in found) * 2 <= len(found)}
    return rare or set(words)


def _without_apostrophes(text: str) -> str:
    return _APOSTROPHES.sub("", fold(text))
