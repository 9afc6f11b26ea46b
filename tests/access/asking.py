"""Asks everyone everything, and tells in sentences where the answer is not the table's."""

from tests.access.sent import sent
from tests.access.statements import watched
from tests.access.table import NEVER, ROLES, ROWS, Row, is_refused, said
from tests.access.world import World, rolled_back

# Noted when it is looked at: by the library for accounts, that codes have been seen; and by us.
SEEN = {
    "mfa_view_recovery_codes": {"mfa_authenticator"},
    "mfa_download_recovery_codes": {"mfa_authenticator"},
    "planner:calendar-feed": {"planner_calendar"},  # when it was last read
}


def ask(world: World, role: str, method: str, name: str, **changed):
    """The answer, and the tables of the organisation's that were written to."""
    data = sent(world, name) if method == "POST" else None
    with watched() as seen:
        answer = world.ask(role, method, name, data, **changed)
    return answer, set(seen.written) - SEEN.get(name, set())


def wrong_in_row(world: World, row: Row, roles=ROLES) -> list[str]:
    """Where the app answers otherwise than the row says, or writes what it should not."""
    found = []
    for role in roles:
        expected = row.answers[role]
        with rolled_back():
            answer, written = ask(world, role, row.method, row.name)
            if said(answer) != expected:
                found.append(f"{row.method} {row.name} by {role}: {said(answer)}, not {expected}")
            if written and (row.method == "GET" or is_refused(expected)):
                found.append(f"{row.method} {row.name} by {role} wrote to {sorted(written)}")
    return found


def wrong(world: World, name: str, roles=ROLES) -> list[str]:
    """The same of both rows of an address."""
    rows = [ROWS[name, method] for method in ("GET", "POST")]
    return [sentence for row in rows for sentence in wrong_in_row(world, row, roles)]


def answered_never(world: World, name: str) -> list[str]:
    """Methods that nobody is answered by, and yet somebody is."""
    found = []
    for method in NEVER:
        for role in ("anonymous", "staff", "organizer", "administrator"):
            with rolled_back():
                answer, written = ask(world, role, method, name)
                if answer.status_code != 405 or written:
                    found.append(f"{method} {name} by {role}: {said(answer)} {sorted(written)}")
    return found
