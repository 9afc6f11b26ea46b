"""What a sheet is read into: a header and numbered rows within limits, or a BadSheet saying why."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .text import fold

MEGABYTE = 1024 * 1024
HEADER_WITHIN = 20

IsHeader = Callable[[list[str]], bool]


class BadSheet(Exception):
    """The file cannot be read. The message says what happened, why and what to do."""


class Row(NamedTuple):
    """One record: the line of the file where it begins, its cells, or why they cannot be told."""

    line: int
    cells: list[str]
    problem: str = ""


@dataclass
class Table:
    """`rows` can be gone through once when it comes from open_table, often from read_table."""

    header: list[str]
    line: int
    rows: Iterable[Row]
    encoding: str = ""


@dataclass(frozen=True)
class Limits:
    """What one file may hold; checked before or while it is read, never after."""

    size: int = 20 * MEGABYTE
    rows: int = 100_000
    columns: int = 50
    field: int = 10_000
    members: int = 200
    unzipped: int = 20 * MEGABYTE
    ratio: int = 100
    cells: int = 2_000_000


def find_header(rows: Iterator[Row], is_header: IsHeader | None) -> tuple[Row | None, bool, list]:
    """The first row near the top that `is_header` knows; or else the first row of all.

    Answers with that row (None: there is no row), whether it was known, and the rows that were
    read on the way and lie below it.
    """
    seen: list[Row] = []
    for row in rows:
        if is_header and not row.problem and is_header(row.cells):
            return row, True, []
        seen.append(row)
        if is_header is None or len(seen) == HEADER_WITHIN:
            break
    return (seen[0], False, seen[1:]) if seen else (None, False, [])


def check_header(header: Row, limits: Limits) -> list[str]:
    if header.problem:
        raise BadSheet(_("Line %(line)d: %(problem)s") % header._asdict())
    cells = [cell.strip() for cell in trimmed(header.cells)]
    if len(cells) > limits.columns:
        raise BadSheet(
            _(
                "Line %(line)d has %(found)d columns; at most %(most)d can be read. "
                "Delete the columns that are not about the people in the list."
            )
            % {"line": header.line, "found": len(cells), "most": limits.columns}
        )
    for cell in cells:
        if len(cell) > limits.field:
            raise BadSheet(_("Line %(line)d is no header.") % {"line": header.line})
    places: dict[str, int] = {}
    for place, cell in enumerate(cells, start=1):
        if cell and places.setdefault(fold(cell), place) != place:
            raise BadSheet(
                _(
                    "Two columns are called “%(name)s”: the %(first)s and the %(second)s, so we "
                    "cannot tell which one counts. Rename or delete one of them."
                )
                % {"name": cell[:80], "first": places[fold(cell)], "second": place}
            )
    return cells


def check_rows(rows: Iterable[Row], width: int, limits: Limits) -> Iterator[Row]:
    """Each row as wide as the header, or with the problem said; too many rows are a BadSheet."""
    for count, row in enumerate(rows, start=1):
        if count > limits.rows:
            raise BadSheet(
                _("The file has more than %(most)s rows. Split it into several files.")
                % {"most": limits.rows}
            )
        yield row if row.problem else _checked(row, width, limits)


def _checked(row: Row, width: int, limits: Limits) -> Row:
    cells = row.cells
    if len(cells) > width:
        cells = trimmed(cells, least=width)
    if len(cells) != width:
        problem = _ragged(len(cells), width)
        return Row(row.line, [], problem)
    for place, cell in enumerate(cells, start=1):
        if len(cell) > limits.field:
            return Row(row.line, [], too_long(place, limits))
    return row if cells is row.cells else Row(row.line, cells)


def _ragged(found: int, expected: int) -> str:
    said = ngettext("This row has %(found)d cell", "This row has %(found)d cells", found)
    return (
        (said % {"found": found})
        + " "
        + _(
            "where the header has %(expected)d, so we cannot tell which is which. "
            "Look for a missing or an extra separator, or put quotation marks around a cell that "
            "contains one."
        )
        % {"expected": expected}
    )


def too_long(place: int, limits: Limits) -> str:
    return _(
        "The cell in column %(place)d is longer than %(most)d characters. "
        "Look for a quotation mark that is opened and not closed, or shorten it."
    ) % {"place": place, "most": limits.field}


def trimmed(cells: list[str], least: int = 0) -> list[str]:
    """Without the empty cells at the end, but not below `least` cells."""
    end = len(cells)
    while end > least and not cells[end - 1].strip():
        end -= 1
    return cells if end == len(cells) else cells[:end]
