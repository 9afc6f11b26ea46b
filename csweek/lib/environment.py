"""Reads settings from the environment; a wrong value is refused with what was found and allowed."""

import os
import secrets
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured


def refuse(name: str, found: str, allowed: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"{name} is {found!r}. Allowed: {allowed}.")


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def together(*names: str) -> list[str]:
    """Texts that mean something only together: all of them, or none."""
    values = [text(name) for name in names]
    if any(values) and not all(values):
        missing = [name for name, value in zip(names, values, strict=True) if not value]
        raise ImproperlyConfigured(
            f"{', '.join(missing)} must be given too. Allowed: {', '.join(names)}, all or none."
        )
    return values


def database(name: str, default: str) -> str:
    """Where the data lie: in a file of SQLite, or in PostgreSQL if its driver is installed.

    What is refused is never shown beyond its kind: there may be a password in it.
    """
    value = text(name, default)
    kind, is_address, _rest = value.partition("://")
    if not is_address or kind not in {"sqlite", "postgres", "postgresql"}:
        found = f"{kind}://…" if is_address and kind.isalnum() else "no such address"
        raise refuse(name, found, "sqlite:///file, postgres://user:password@host/name")
    if kind != "sqlite" and find_spec("psycopg") is None:
        raise ImproperlyConfigured(
            f"{name} is of PostgreSQL, whose driver is not installed. Install it: "
            "pip install -c constraints.txt -e '.[postgres]'"
        )
    return value


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
