"""Tables out of CSV and XLSX files, and into them; the only guard against cells that are formulas.

Limits: a file from a page may be 20 MB and hold 100,000 rows, because a directory of that size is
meant to be imported (about 200 bytes a row in an export of 34 columns). The other limits stay
narrow (50 columns, 10,000 characters a cell, 20 MB unzipped, 200 members, ratio 100), so memory
is bounded by the file and not by what it claims. A caller that expects less passes its own Limits.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import spreadsheets
from .tables import (
    MEGABYTE,
    BadSheet,
    IsHeader,
    Limits,
    Row,
    Table,
    check_header,
    check_rows,
    find_header,
    too_long,
)

__all__ = ["BadSheet", "Limits", "Row", "Table", "guard", "open_table", "read_table", "unguard"]
__all__ += ["write_csv", "write_xlsx"]

DELIMITERS = ",;\t|"
CHUNK = 64 * 1024
TOP = 40

# How a file begins tells what it is; its name does not.
FOREIGN = [
    (b"\xd0\xcf\x11\xe0", gettext_lazy("an old or a password-protected Excel file")),
    (b"\x89PNG", gettext_lazy("a picture (PNG)")),
    (b"\xff\xd8\xff", gettext_lazy("a picture (JPEG)")),
    (b"GIF8", gettext_lazy("a picture (GIF)")),
    (b"RIFF", gettext_lazy("a picture or a sound")),
    (b"%PDF", gettext_lazy("a PDF")),
    (b"{\\rtf", gettext_lazy("a text document (RTF)")),
    (b"\x1f\x8b", gettext_lazy("a compressed file (gzip)")),
    (b"7z\xbc\xaf", gettext_lazy("a compressed file (7z)")),
    (b"Rar!", gettext_lazy("a compressed file (RAR)")),
    (b"SQLite format 3", gettext_lazy("a database")),
    (b"<", gettext_lazy("a web page or XML")),
]

# What a spreadsheet program may run: a cell whose first sign is one of these, or its full-width
# twin. Apostrophes before it count too, so that unguard takes off what guard put on and no more.
RISKY = re.compile(r"'*[^\S\t\r\n]*[=+\-@\t\r\n＝＋－＠]")


def open_table(
    name: str, data: bytes, *, limits: Limits | None = None, is_header: IsHeader | None = None
) -> Table:
    """The header, and the rows read as they are asked for (once). Raises BadSheet, then or now.

    `is_header` finds the header below a title, and the right sheet of several; without it, or
    when it knows no row near the top, the first row is the header.
    """
    limits = limits or Limits()
    if not data.strip():
        raise BadSheet(_("“%(name)s” is empty. Choose another file.") % {"name": name})
    if len(data) > limits.size:
        raise BadSheet(
            _("“%(name)s” is larger than %(most)d MB. Split it, or delete columns not needed.")
            % {"name": name, "most": limits.size // MEGABYTE}
        )
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        encoding, sheets = "", spreadsheets.read_sheets(name, data, limits)
    else:
        encoding = find_encoding(name, data)
        delimiters = rank_delimiters(data, encoding)
        sheets = (_records(data, encoding, delimiter, limits) for delimiter in delimiters)
    header, rows = _choose(sheets, is_header)
    if header is None:
        raise BadSheet(_("“%(name)s” is empty. Choose another file.") % {"name": name})
    cells = [unguard(cell) for cell in check_header(header, limits)]
    return Table(cells, header.line, _unguarded(check_rows(rows, len(cells), limits)), encoding)


def read_table(
    name: str, data: bytes, *, limits: Limits | None = None, is_header: IsHeader | None = None
) -> Table:
    """As open_table, with all rows in a list."""
    table = open_table(name, data, limits=limits, is_header=is_header)
    table.rows = list(table.rows)
    return table


def _choose(sheets: Iterator[Iterator[Row]], is_header) -> tuple[Row | None, Iterable[Row]]:
    """The first sheet (or way to split one) with a known header, or the first that is not empty."""
    fallback: tuple[Row | None, Iterable[Row]] = (None, [])
    for rows in sheets:
        header, known, below = find_header(rows, is_header)
        if known:
            return header, chain(below, rows)
        if header is not None and fallback[0] is None:
            fallback = header, chain(below, rows)
    return fallback


def _unguarded(rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        if any(cell.startswith("'") for cell in row.cells):
            row = row._replace(cells=[unguard(cell) for cell in row.cells])
        yield row


# CSV in ----------------------------------------------------------------------


def find_encoding(name: str, data: bytes) -> str:
    """UTF-8 if it can be, UTF-16 if marked or evident, else Western European; BadSheet if none."""
    for start, kind in FOREIGN:
        if data.lstrip()[: len(start)] == start:
            raise BadSheet(
                _(
                    "“%(name)s” is %(kind)s, whatever its name says, and no list can be read from "
                    "it. Open the list in your spreadsheet program and save it as CSV or XLSX."
                )
                % {"name": name, "kind": kind}
            )
    encoding = _guess_encoding(data)
    line = _first_nul(data, encoding) if encoding else None
    if encoding and line is None:
        return encoding
    if line is None:
        why = _("its letters are in no encoding that we know")
    else:
        why = _("line %(line)d has a character that no text has (NUL)") % {"line": line}
    raise BadSheet(
        _("“%(name)s” cannot be read: %(why)s. Save it as “CSV UTF-8” or as XLSX.")
        % {"name": name, "why": why}
    )


def _guess_encoding(data: bytes) -> str:
    if data.startswith(codecs.BOM_UTF8):
        candidates = ["utf-8-sig"]
    elif data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        candidates = ["utf-16"]
    else:
        low, high = data[:4096:2].count(0), data[1:4096:2].count(0)
        many = min(len(data), 4096) // 4
        if high > many and high > low * 8:
            candidates = ["utf-16-le"]
        elif low > many and low > high * 8:
            candidates = ["utf-16-be"]
        else:
            candidates = ["utf-8", "cp1252"]
    return next((each for each in candidates if _decodes(data, each)), "")


def _decodes(data: bytes, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for start in range(0, len(data), CHUNK):
            decoder.decode(data[start : start + CHUNK])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _first_nul(data: bytes, encoding: str) -> int | None:
    """The line with the first NUL character, or None."""
    if not encoding.startswith("utf-16"):
        place = data.find(0)
        return None if place < 0 else data.count(b"\n", 0, place) + 1
    for line, text in enumerate(io.TextIOWrapper(io.BytesIO(data), encoding), start=1):
        if "\0" in text:
            return line
    return None


def _records(data: bytes, encoding: str, delimiter: str, limits: Limits) -> Iterator[Row]:
    """The rows that are not blank. Wrong quotation marks are told with their row, and passed."""
    text = io.TextIOWrapper(io.BytesIO(data), encoding, newline="")
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Row(line, [], _quoting(error, line, reader.line_num, limits))
            continue
        is_hint = line == 1 and cells and cells[0].lower() == "sep="
        if not is_hint and any(cell.strip() for cell in cells):
            yield Row(line, cells)


def _quoting(error: csv.Error, first: int, last: int, limits: Limits) -> str:
    if "field larger" in str(error):
        return too_long(1, limits)
    return _(
        "Its quotation marks do not match, so lines %(first)d to %(last)d cannot be told apart. "
        "Close each quotation mark, and double those that are part of a cell."
    ) % {"first": first, "last": last}


def rank_delimiters(data: bytes, encoding: str) -> list[str]:
    """First the sign with which the top rows make sense: quotation marks match, cells line up."""
    top = data[:CHUNK].decode(encoding, "ignore")
    hint = re.match(r"sep=([,;\t|])\s", top, re.IGNORECASE)
    return [hint.group(1)] if hint else sorted(DELIMITERS, key=partial(_fit, top), reverse=True)


def _fit(top: str, delimiter: str) -> tuple[bool, int, int]:
    """Whether all quotation marks match; how many rows have the usual number of cells; and that."""
    reader = csv.reader(io.StringIO(top, newline=""), delimiter=delimiter, strict=True)
    counts: list[int] = []
    match = True
    for _row in range(TOP):
        try:
            counts.append(len(next(reader)))
        except csv.Error:
            match = False
        except StopIteration:
            break
    usual = max(((counts.count(count), count) for count in set(counts) - {0, 1}), default=(0, 0))
    return match, *usual


# Out -------------------------------------------------------------------------


def guard(value: str) -> str:
    """With an apostrophe in front where a spreadsheet program could take it for a formula."""
    return f"'{value}" if RISKY.match(value) else value


def unguard(value: str) -> str:
    return value[1:] if value.startswith("'") and RISKY.match(value[1:]) else value


def write_csv(header: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    """UTF-8 with the mark by which spreadsheet programs know it, every cell guarded and quoted."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for row in chain([header], rows):
        writer.writerow([guard(str(cell)) for cell in row])
    return text.getvalue().encode("utf-8-sig", "replace")


def write_xlsx(header: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    """One sheet of text cells, guarded as in CSV: people save a sheet as CSV and send it on."""
    return spreadsheets.write_sheet(
        [guard(str(cell)) for cell in row] for row in chain([header], rows)
    )
