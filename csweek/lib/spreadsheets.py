"""XLSX files, in and out. What the reading library gets is a copy of what was checked here.

The library (Rust) trusts numbers in the file: a six-kilobyte workbook with one cell in the last
corner, or one that claims four thousand million shared strings, makes it ask for so much memory
that the whole server ends at once. So every part is unpacked with a limit, read through once
(no document type, hence no entities; no cell out of bounds; no wild count), and packed again.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from itertools import count
from xml.parsers import expat

import xlsxwriter
from django.utils.translation import gettext as _
from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from .tables import MEGABYTE, BadSheet, Limits, Row

REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
RATIO_COUNTS_FROM = MEGABYTE


def read_sheets(name: str, data: bytes, limits: Limits) -> Iterator[Iterator[Row]]:
    """The rows of each sheet that is shown, in the workbook's order. Raises BadSheet."""
    copy = _repack(name, data, limits)
    with _damage_told(name):
        workbook = CalamineWorkbook.from_filelike(copy)
        shown = [
            sheet.name
            for sheet in workbook.sheets_metadata
            if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
        ]
    for each in shown:
        yield _rows(name, workbook, each)


def _rows(name: str, workbook: CalamineWorkbook, sheet_name: str) -> Iterator[Row]:
    with _damage_told(name):
        rows = workbook.get_sheet_by_name(sheet_name).iter_rows()
    for line in count(1):
        with _damage_told(name):
            values = next(rows, None)
        if values is None:
            return
        cells = [_text(value) for value in values]
        if any(cell.strip() for cell in cells):
            yield Row(line, cells)


@contextmanager
def _damage_told(name: str):
    try:
        yield
    except BaseException as error:
        # The library reports some damage by a panic, which is no Exception.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise _damaged(name) from error


def _text(value) -> str:
    """As one would write it in CSV: 12 and not 12.0, dates as 2026-10-05."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes") if value.time() != time() else _text(value.date())
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


# What is checked -------------------------------------------------------------


def _damaged(name: str) -> BadSheet:
    return BadSheet(
        _(
            "“%(name)s” cannot be read: the file is damaged, or protected by a password. "
            "Open it in your spreadsheet program and save it again as XLSX or CSV."
        )
        % {"name": name}
    )


def _too_much(name: str, why: str) -> BadSheet:
    return BadSheet(
        _(
            "“%(name)s” cannot be read: %(why)s. "
            "Copy the list alone into a new workbook, or save it as CSV."
        )
        % {"name": name, "why": why}
    )


def _repack(name: str, data: bytes, limits: Limits) -> io.BytesIO:
    """A plain, uncompressed copy of the workbook's XML parts, each checked."""
    copy = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(copy, "w") as made:
            members = _check_directory(name, given.infolist(), limits)
            _check_kind(name, {member.filename for member in members})
            left = limits.unzipped
            for member in members:
                if not member.filename.endswith((".xml", ".rels")):
                    continue
                with given.open(member) as part:
                    content = part.read(left + 1)
                left -= len(content)
                if left < 0:
                    raise _too_big_unzipped(name, limits)
                _check_part(name, content, limits)
                made.writestr(member.filename, content)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise _damaged(name) from error
    except (NotImplementedError, RuntimeError) as error:  # a compression or a password unknown here
        raise _damaged(name) from error
    copy.seek(0)
    return copy


def _too_big_unzipped(name: str, limits: Limits) -> BadSheet:
    most = limits.unzipped // MEGABYTE
    return _too_much(name, _("unpacked it is larger than %(most)d MB") % {"most": most})


def _check_directory(name: str, members: list[zipfile.ZipInfo], limits: Limits):
    """What the zip's list of contents says, before anything is unpacked."""
    names = [member.filename for member in members]
    if len(members) > limits.members:
        why = _("it holds more than %(most)d parts") % {"most": limits.members}
        raise _too_much(name, why)
    if len(set(names)) != len(names):
        raise _too_much(name, _("two of its parts have the same name"))
    for each in names:
        if each.startswith(("/", "\\")) or ":" in each or ".." in re.split(r"[/\\]", each):
            raise _too_much(name, _("one of its parts would lie outside the file"))
    if sum(member.file_size for member in members) > limits.unzipped:
        raise _too_big_unzipped(name, limits)
    for member in members:
        if member.file_size > max(RATIO_COUNTS_FROM, member.compress_size * limits.ratio):
            raise _too_much(
                name, _("a part of it grows to over %(ratio)d times its size") % vars(limits)
            )
    return members


def _check_kind(name: str, names: set[str]) -> None:
    if "xl/workbook.xml" in names:
        return
    if any(each.lower().endswith((".xlsx", ".csv", ".zip", ".xls")) for each in names):
        why = _("it is a zip file with other files inside; unpack it and choose the list")
    elif "content.xml" in names:
        why = _("it is an OpenDocument file; save it as XLSX or CSV")
    else:
        why = _("it is a zip file and no workbook")
    raise BadSheet(_("“%(name)s” cannot be read: %(why)s.") % {"name": name, "why": why})


class _OutOfBounds(Exception):
    pass


def _check_part(name: str, content: bytes, limits: Limits) -> None:
    try:
        _PartCheck(limits).read(content)
    except _OutOfBounds as error:
        raise _too_much(name, str(error)) from error
    except (expat.ExpatError, LookupError, ValueError) as error:  # malformed; encoding unknown
        raise _damaged(name) from error


class _PartCheck:
    """Goes through one XML part and keeps count of where its cells lie, as the library will."""

    def __init__(self, limits: Limits):
        self.limits = limits
        self.row = self.column = 0
        self.last_row = self.last_column = 0

    def read(self, content: bytes) -> None:
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self.refuse_doctype
        parser.StartElementHandler = self.start
        parser.Parse(content, True)

    def refuse_doctype(self, *_args) -> None:
        raise _OutOfBounds(_("it declares XML entities, which no workbook needs"))

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        if tag == "row":
            self.row = self.number(attributes["r"]) if "r" in attributes else self.row + 1
            self.column = 0
        elif tag == "c":
            self.column += 1
            if "r" in attributes:
                self.place(attributes["r"])
        elif tag in {"v", "f", "is"}:
            self.fill()
        for claim in ("count", "uniqueCount"):
            if claim in attributes:
                self.number(attributes[claim])

    def number(self, text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,7}", text):
            raise _OutOfBounds(_("a count in it cannot be true"))
        return int(text)

    def place(self, reference: str) -> None:
        found = REFERENCE.fullmatch(reference)
        if not found:
            raise _OutOfBounds(_("a cell in it lies nowhere"))
        self.column = 0
        for letter in found[1]:
            self.column = self.column * 26 + ord(letter) - 64
        self.row = int(found[2])

    def fill(self) -> None:
        """A cell with something in it: the library will hold the whole area up to it."""
        self.last_row = max(self.last_row, self.row)
        self.last_column = max(self.last_column, self.column)
        if self.last_row * self.last_column > self.limits.cells:
            raise _OutOfBounds(
                _("cells are filled as far as row %(row)d and column %(column)d")
                % {"row": self.last_row, "column": self.last_column}
            )


# Out -------------------------------------------------------------------------


def write_sheet(rows: Iterable[list[str]]) -> bytes:
    """One sheet of text: no formula, no number, no link, whatever a cell looks like."""
    made = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_numbers": False,
        "strings_to_formulas": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(made, options) as workbook:
        sheet = workbook.add_worksheet()
        for line, cells in enumerate(rows):
            for place, cell in enumerate(cells):
                sheet.write_string(line, place, cell)
    return made.getvalue()
