"""A staff list's rows made clean, each bad one told by its line."""

import re
import sys
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from .columns import Columns

# The longest a field may be; the directory's tables say the same (a test compares them).
LONGEST = {
    "email": 254,
    "name": 120,
    "said_as": 120,
    "team": 80,
    "site": 80,
    "shift": 60,
    "external_id": 80,
}
# An address as sign-in takes it: letters, digits and a few signs, at a domain with a dot.
LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
ADDRESS = re.compile(
    rf"[a-z0-9!#$%&'*+/=?^_`{{|}}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{{|}}~-]+)*"
    rf"@(?:{LABEL}\.)+(?:[a-z]{{2,63}}|xn--[a-z0-9]{{1,59}})"
)
IN_BRACKETS = re.compile(r"<([^<>]+)>\s*$")
YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[ T].*)?", re.ASCII)
YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?:[ T].*)?", re.ASCII)

ACTIVE = {
    *("active", "ativo", "ativa", "enabled", "current", "employed", "true", "yes", "sim", "1"),
    *("aktiv", "ja", "wahr", "activo", "activa", "si", "verdadero", "actif", "oui", "vrai"),
}
INACTIVE = {
    *("inaktiv", "gesperrt", "ausgeschieden", "nein", "falsch", "inactivo", "inactiva"),
    *("suspendido", "suspendida", "falso", "inactif", "suspendu", "suspendue", "non", "faux"),
    *("inactive", "inativo", "inativa", "suspended", "suspenso", "suspensa", "archived"),
    *("disabled", "deactivated", "desativado", "desativada", "blocked", "deleted", "leaver"),
    *("left", "former", "terminated", "saiu", "false", "no", "nao", "0"),
}


@dataclass(frozen=True)
class Problem:
    """Why a row cannot be imported. `kind` is put into words upstairs."""

    line: int
    kind: str
    found: str = ""
    lines: tuple[int, ...] = ()


@dataclass(slots=True)
class StaffRow:
    """One person as the list has them; an empty field says nothing and changes nothing."""

    line: int
    email: str
    name: str
    said_as: str = ""
    team: str = ""
    site: str = ""
    shift: str = ""
    line_manager: str = ""
    start_date: date | None = None
    external_id: str = ""
    is_active: bool | None = None
    # Of somebody recognised by their staff number: `email` is then the one known so far.
    new_email: str = ""


@dataclass
class StaffList:
    """What was read: good rows, problems in the order of their lines, guests passed over.

    `told` holds every address in the file, also those of bad rows and of guests.
    """

    columns: Columns
    rows: list[StaffRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    guests: int = 0
    told: set[str] = field(default_factory=set)


def fold(text: str) -> str:
    """As names are compared: without accents, case or doubled spaces."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(each for each in letters if not unicodedata.combining(each)).split())


def clean(text: str) -> str:
    """Without marks that nobody sees (direction, zero width at the ends) and doubled spaces."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    seen = "".join(each for each in text if each not in UNSEEN)
    return " ".join(seen.split()).strip("\u200b\u200c\u200d")


UNSEEN = set("\u00ad\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def is_address(text: str) -> bool:
    local, _at, _domain = text.partition("@")
    return len(text) <= 254 and len(local) <= 64 and ADDRESS.fullmatch(text) is not None


def read_rows(columns: Columns, rows: Iterable) -> StaffList:
    """`rows` have `line`, `cells` (as many as the header) and `problem` (why they have none)."""
    read = StaffList(columns)
    dates: dict[int, str] = {}
    for row in rows:
        if row.problem:
            read.problems.append(Problem(row.line, "unreadable", row.problem))
            continue
        found = _read_row(columns, row.line, row.cells, read, dates)
        if found:
            read.rows.append(found)
    _settle_dates(read, dates)
    _refuse_repeats(read)
    read.problems.sort(key=lambda problem: problem.line)
    return read


def _read_row(
    columns: Columns, line: int, cells: list[str], read: StaffList, dates
) -> StaffRow | None:
    cell = {name: clean(columns.first(name, cells)) for name in columns.places}
    email = cell["email"].lower()
    read.told.add(email)
    if cell.get("user_type", "").casefold() == "guest" or "#ext#" in email:
        read.guests += 1
        return None
    row = StaffRow(line, email, _name(cell), is_active=_is_active(cell))
    row.said_as, row.external_id = cell.get("said_as", ""), cell.get("external_id", "")
    # The same few names on many rows: kept once.
    row.site, row.shift = sys.intern(cell.get("site", "")), sys.intern(cell.get("shift", ""))
    row.team = sys.intern(_team(cell.get("team", "")))
    row.line_manager = _address_or_name(cell.get("line_manager", ""))
    problem = _row_problem(row)
    if problem:
        read.problems.append(problem)
        return None
    if cell.get("start_date"):
        dates[line] = cell["start_date"]
    return row


def _name(cell: dict[str, str]) -> str:
    if cell.get("name"):
        return cell["name"]
    return " ".join(filter(None, (cell.get("given_name"), cell.get("surname"))))


def _team(text: str) -> str:
    """Of a path such as '/Staff/Leeds/Helpdesk' the last part; of '/' nothing."""
    return text.rstrip("/").rpartition("/")[2].strip() if text.startswith("/") else text


def _address_or_name(text: str) -> str:
    """Of 'Jun Jang <jun@example.org>' the address; an address in lower case; else the name."""
    inside = IN_BRACKETS.search(text)
    text = inside.group(1).strip() if inside else text
    return text.lower() if "@" in text else text


def _is_active(cell: dict[str, str]) -> bool | None:
    """What the list says of it: yes, no, or (None) nothing."""
    said = set()
    for name, is_yes in (("status", True), ("enabled", True), ("suspended", False)):
        word = fold(cell.get(name, ""))
        if word in ACTIVE:
            said.add(is_yes)
        elif word in INACTIVE:
            said.add(not is_yes)
    return None if not said else False not in said


def _row_problem(row: StaffRow) -> Problem | None:
    if not row.email:
        return Problem(row.line, "no-email")
    if not is_address(row.email):
        return Problem(row.line, "bad-email", row.email[:80])
    if not row.name:
        return Problem(row.line, "no-name")
    for name, longest in LONGEST.items():
        value = getattr(row, name)
        if len(value) > longest:
            return Problem(row.line, f"long-{name}", value[:80], (longest,))
        if not value.isprintable() and any(unicodedata.category(each) == "Cc" for each in value):
            return Problem(row.line, "odd-letters", clean_of_control(value)[:80])
    return None


def clean_of_control(text: str) -> str:
    return "".join("\ufffd" if unicodedata.category(each) == "Cc" else each for each in text)


# Dates -----------------------------------------------------------------------


def find_order(dates: Iterable[str]) -> str:
    """How a column writes dates whose year comes last: 'day first', 'month first' or 'unclear'.

    A number over 12 cannot be a month; one such date tells for the whole column, unless another
    tells the opposite.
    """
    told = set()
    for text in dates:
        found = YEAR_LAST.fullmatch(text)
        if found:
            first, second = int(found[1]), int(found[3])
            if first > 12 >= second:
                told.add("day first")
            elif second > 12 >= first:
                told.add("month first")
    return told.pop() if len(told) == 1 else "unclear"


def read_date(text: str, order: str) -> date | None:
    """A date as written, its order known; None when it is no date or could be two.

    >>> read_date("2026-10-05", "unclear"), read_date("13/10/2026", "day first")
    (datetime.date(2026, 10, 5), datetime.date(2026, 10, 13))
    """
    found = YEAR_FIRST.fullmatch(text)
    if found:
        year, month, day = int(found[1]), int(found[3]), int(found[4])
    else:
        found = YEAR_LAST.fullmatch(text)
        if not found:
            return None
        day, month, year = int(found[1]), int(found[3]), int(found[4])
        if order == "month first":
            day, month = month, day
        elif order == "unclear" and day != month and day <= 12 and month <= 12:
            return None
    try:
        return date(year, month, day) if 1900 <= year <= 2100 else None
    except ValueError:
        return None


def _settle_dates(read: StaffList, dates: dict[int, str]) -> None:
    order = find_order(dates.values())
    good = []
    for row in read.rows:
        text = dates.get(row.line)
        row.start_date = read_date(text, order) if text else None
        if text and row.start_date is None:
            kind = "unclear-date" if YEAR_LAST.fullmatch(text) else "bad-date"
            read.problems.append(Problem(row.line, kind, text[:80]))
        else:
            good.append(row)
    read.rows = good


def _refuse_repeats(read: StaffList) -> None:
    """Two rows with one address: nobody can know which is right, so both are told."""
    first: dict[str, int] = {}
    lines: dict[str, list[int]] = {}
    for row in read.rows:
        if first.setdefault(row.email, row.line) != row.line:
            lines.setdefault(row.email, [first[row.email]]).append(row.line)
    if not lines:
        return
    for email, found in lines.items():
        for line in found:
            others = tuple(other for other in found[:4] if other != line)
            read.problems.append(Problem(line, "repeated", email, others))
    read.rows = [row for row in read.rows if row.email not in lines]
