"""Text as people compare it: without accents or case."""

import unicodedata


def fold(text: str, longest: int | None = None) -> str:
    """'Conceição' and 'conceicao' become the same; runs of white space become one space.

    Folding can make a text longer (a ligature becomes its letters): `longest` cuts it to a column.
    """
    letters = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(plain.split())[:longest]
