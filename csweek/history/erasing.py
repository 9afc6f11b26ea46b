"""The one act that changes the history: of whoever is erased it forgets what it said of them.

That something was done, when, and to what, stays. PostgreSQL, which refuses every other change,
lets this one through when it is told so for the transaction.
"""

from collections.abc import Callable

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet

from .models import Entry

FORGOTTEN = "•••"
WORDS = ("subject_name", "changes", "reason")


def forget_values_of(person) -> None:
    """What stood before and after, of each thing that was changed about them, and why."""
    about = _rows().filter(subject_type=settings.AUTH_USER_MODEL.lower(), subject_id=person.pk)
    _open()
    for entry in about.exclude(changes=[], reason=""):
        hidden = {"before": FORGOTTEN, "after": FORGOTTEN}
        entry.changes = [each | hidden for each in entry.changes]
        _write(entry.pk, changes=entry.changes, reason="")


def forget_reasons(entries: QuerySet) -> None:
    """Of acts whose reason was theirs alone."""
    _open()
    for entry in entries.exclude(reason=""):
        _write(entry.pk, reason="")


def write(pk: int, values: dict) -> None:
    """Other words in one entry: {column of WORDS: value}."""
    _open()
    _write(pk, **values)


def strike_in(value, struck: Callable[[str], str]):
    """The same plain value, with each text in it as `struck` makes it."""
    if isinstance(value, str):
        return struck(value)
    if isinstance(value, list):
        return [strike_in(each, struck) for each in value]
    if isinstance(value, dict):
        return {key: strike_in(each, struck) for key, each in value.items()}
    return value


def _rows() -> QuerySet:
    return QuerySet(Entry)


def _write(pk: int, **values) -> None:
    cut = {"subject_name": 200, "reason": 500}
    values = {key: v[: cut[key]] if key in cut else v for key, v in values.items()}
    _rows().filter(pk=pk).update(**values)


def _open() -> None:
    """For this transaction alone."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL csweek.erasing = 'yes'")
