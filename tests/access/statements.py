"""What is asked of the database, and what is written to it."""

import re
from contextlib import contextmanager

from django.db import connection

_WRITES = re.compile(
    r"^\s*(?:INSERT|UPDATE|DELETE|REPLACE|MERGE|TRUNCATE|CREATE|ALTER|DROP)\b"
    r"(?:\s+(?:OR\s+\w+|INTO|FROM|TABLE|INDEX|ONLY|IF\s+NOT\s+EXISTS))*\s+[\"`]?(\w+)",
    re.IGNORECASE,
)
_ASKS = re.compile(r"^\s*(?:SELECT|WITH|INSERT|UPDATE|DELETE|REPLACE|PRAGMA)\b", re.IGNORECASE)

# Written by merely being asked, and no part of what the organisation keeps.
NOT_KEPT = {
    "django_session": "when a session began and was last used, and what its next page says",
    "usersessions_usersession": "from which browsers one is signed in; it goes with the session",
    "csweek_cache": "how often somebody failed to sign in",
}


class Statements:
    def __init__(self):
        self.all: list[str] = []

    @property
    def asked(self) -> list[str]:
        """Queries, without the savepoints around them."""
        return [each for each in self.all if _ASKS.match(each)]

    @property
    def written(self) -> list[str]:
        """The tables written to, but those that hold nothing of the organisation's."""
        tables = (_WRITES.match(each) for each in self.all)
        return [found[1] for found in tables if found and found[1] not in NOT_KEPT]


@contextmanager
def watched():
    seen = Statements()

    def note(execute, sql, params, many, context):
        seen.all.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield seen
