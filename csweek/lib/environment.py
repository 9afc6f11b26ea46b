"""Reads settings from the environment; a wrong value is refused with what was found and allowed."""

import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured


def refuse(name: str, found: str, allowed: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"{name} is {found!r}. Allowed: {allowed}.")


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool = False) -> bool:
    value = text(name, "yes" if default else "no").lower()
    if value not in {"yes", "no"}:
        raise refuse(name, value, "yes, no")
    return value == "yes"


def choice(name: str, allowed: list[str], default: str) -> str:
    value = text(name, default)
    if value not in allowed:
        raise refuse(name, value, ", ".join(allowed))
    return value


def number(name: str, default: int, *, lowest: int, highest: int) -> int:
    value = text(name, str(default))
    if not value.isascii() or not value.isdigit() or not lowest <= int(value) <= highest:
        raise refuse(name, value, f"a whole number from {lowest} to {highest}")
    return int(value)


def origin(name: str, default: str) -> str:
    """A web address without a path: scheme, host and, if wanted, port."""
    value = text(name, default).rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query:
        raise refuse(name, value, "an address without a path, such as https://week.example.org")
    return value


def secret(name: str, file: Path) -> str:
    """The secret from the environment or, once made, from a file that only its owner can read."""
    value = text(name)
    if value:
        if len(value) < 50:
            raise refuse(name, f"{len(value)} characters", "50 characters or more")
        return value
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            with open(file, "x", opener=lambda path, flags: os.open(path, flags, 0o600)) as made:
                made.write(secrets.token_urlsafe(64))
        except FileExistsError:
            pass  # another worker made it in the same instant
    return file.read_text().strip()
