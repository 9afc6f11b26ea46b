"""Everything that is kept, as plain values, so that before and after can be compared whole."""

import re
from collections import Counter
from datetime import datetime

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection

from tests.access.statements import NOT_KEPT

_MOMENT = re.compile(r"^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d")
_WITHIN = re.compile(r"\d{4}-\d\d-\d\dT[\d:.+]+|\d{8}T\d{6}Z")  # among the words of a publication
# Made anew each time: keys drawn by lot, salted passwords, seeds of codes.
_BY_LOT = {"key", "source", "password", "data", "sha256", "session_key"}


def tables() -> list[str]:
    models = apps.get_models(include_auto_created=True)
    return sorted({model._meta.db_table for model in models} - set(NOT_KEPT))


def everything() -> dict[str, list[dict]]:
    """{table: its rows} of every table but those that keep nothing of the organisation's."""
    found = {}
    with connection.cursor() as cursor:
        for table in tables():
            cursor.execute(f'SELECT * FROM "{table}"')
            columns = [each[0] for each in cursor.description]
            found[table] = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
    return found


def difference(before: dict, after: dict) -> list[str]:
    """Rows of `after` that are not in `before`, and the other way round, as sentences."""
    found = []
    for table, rows in after.items():
        was, now = (Counter(map(_frozen, each)) for each in (before[table], rows))
        found += [f"{table}: only after: {row}" for row in (now - was).elements()]
        found += [f"{table}: only before: {row}" for row in (was - now).elements()]
    return found


def _frozen(row: dict) -> tuple:
    return tuple((column, repr(value)) for column, value in sorted(row.items()))


def comparable(records: dict, known: dict) -> dict:
    """The records without what differs each time one does the same. `known` were there before."""
    found = {}
    for table, rows in records.items():
        there = {row["id"] for row in known[table] if "id" in row}
        found[table] = [
            {column: _same(column, value) for column, value in row.items()}
            | ({} if row.get("id") in there else dict.fromkeys(_BY_LOT & set(row), "by lot"))
            for row in rows
        ]
    return found


def _same(column: str, value):
    if column in {"password", "data", "link", "wall"}:
        return "by lot"
    if column in {"programme", "changes", "body"} and isinstance(value, str):
        return _WITHIN.sub("a moment", value)
    if isinstance(value, datetime) or (isinstance(value, str) and _MOMENT.match(value)):
        return "a moment"
    return value


def number_as_before() -> None:
    """Let new rows get the numbers they would have got: PostgreSQL takes none back by itself."""
    models = apps.get_models(include_auto_created=True)
    if statements := connection.ops.sequence_reset_sql(no_style(), models):
        with connection.cursor() as cursor:
            cursor.execute("".join(statements))  # sent at once: there is one for each table


def let_history_be_another() -> None:
    """Until what is done is taken back: for a world in which somebody else did the same."""
    if connection.vendor == "postgresql":
        connection.check_constraints()  # a table with checks still to come cannot be altered
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE history_entry DISABLE TRIGGER history_entry_append_only")
