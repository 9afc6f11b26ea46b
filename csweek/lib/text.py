"""Text as people compare it, without accents or case; and as files can hold it."""

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Control characters but the tab and the line end, and halves of surrogate pairs.
_UNSAFE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def fold(text: str, longest: int | None = None) -> str:
    """'Conceição' and 'conceicao' become the same; runs of white space become one space.

    Folding can make a text longer (a ligature becomes its letters): `longest` cuts it to a column.
    """
    letters = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(plain.split())[:longest]


def clean(text: str, line_end: str = "\n") -> str:
    """What a file format with lines can hold: every kind of line end becomes `line_end`, and
    control characters and what cannot be written as UTF-8 are left out."""
    return _UNSAFE.sub("", _LINE_ENDS.sub(line_end, text))
