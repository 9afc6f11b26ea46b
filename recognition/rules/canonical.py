"""One text for a plain value, so that its SHA-256 can stand for it.

JSON in one form only: keys in order, no spaces, no floats, Unicode in NFC, UTF-8.
"""

import json
from collections.abc import Mapping
from fractions import Fraction
from hashlib import sha256
from typing import Any
from unicodedata import normalize


def digest(text: str) -> str:
    """SHA-256 of the text's UTF-8, in hexadecimal."""
    return sha256(text.encode()).hexdigest()


def canonical(plain: Any) -> str:
    """The text of a text, whole number, fraction, truth value, None, or a list or map of such.

    Keys in the order of their characters, no space between, all text in NFC, no character escaped
    that need not be; a fraction is "n/d" in lowest terms, "84/1" where it is whole.
    Raises ValueError for anything else, floats above all, and for two keys that NFC makes one.
    """
    return json.dumps(
        _plain(plain), ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
    )


def read(text: str) -> Any:
    """The plain value of a canonical text; fractions stay as they are written, "n/d".

    Raises ValueError for any other text, also for JSON in another form.
    """
    plain = json.loads(text, parse_float=_refuse, parse_constant=_refuse, object_pairs_hook=_once)
    if canonical(plain) != text:
        raise ValueError("It is not in its one form.")
    return plain


def nfc(value: Any) -> str:
    """A value as text in NFC, as it comes back from a canonical text."""
    return normalize("NFC", str(value))


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return nfc(value)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    if isinstance(value, Mapping) and all(isinstance(key, str) for key in value):
        return _once([(nfc(key), _plain(each)) for key, each in value.items()])
    raise ValueError(f"{value!r} has no place in a frozen decision.")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("A key stands there twice.")
    return found


def _refuse(number: str) -> None:
    raise ValueError(f"{number} is not exact.")
