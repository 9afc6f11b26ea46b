"""XLSX files made for tests: a sound one, and some that mean harm."""

import io
import re
import zipfile

import xlsxwriter

from csweek.lib.sheets import write_xlsx

HEADER = ["Name", "E-mail", "Team"]
ROWS = [["Cole Carter", "cole@example.org", "Helpdesk"], ["Jun Jang", "jun@example.org", "Tills"]]
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"


def sound() -> bytes:
    return write_xlsx(HEADER, ROWS)


def of_sheets(sheets: dict[str, list[list[str]]]) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as workbook:
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            for line, cells in enumerate(rows):
                sheet.write_row(line, 0, cells)
    return made.getvalue()


def repacked(change=None, add=None, names=str) -> bytes:
    """The sound workbook with parts changed ({part: function}), added ({part: bytes}), renamed."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(sound())) as given,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed,
    ):
        for name in given.namelist():
            content = given.read(name)
            packed.writestr(names(name), (change or {}).get(name, bytes)(content))
        for name, content in (add or {}).items():
            packed.writestr(name, content)
    return made.getvalue()


def with_rows(xml: bytes) -> bytes:
    return repacked({SHEET: lambda sheet: sheet.replace(b"</sheetData>", xml + b"</sheetData>")})


def bomb() -> bytes:
    """Under 100 kB on the wire, 30 MB of cells when unpacked."""
    cell = b'<c t="inlineStr"><is><t>%s</t></is></c>' % (b"x" * 100)
    return with_rows((b"<row>%s</row>" % (cell * 3)) * 70_000)


def cell_in_the_last_corner() -> bytes:
    """Two cells only, but the area between them would take half a terabyte."""
    return with_rows(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')


def uncountable_strings() -> bytes:
    claim = b'uniqueCount="4000000000"'
    return repacked({STRINGS: lambda xml: re.sub(rb'uniqueCount="\d+"', claim, xml)})


def entities() -> bytes:
    """Nine entities, each ten times the one before: ten characters that become a billion."""
    lines = [b'<!ENTITY e0 "0123456789">']
    for level in range(1, 10):
        lines.append(b'<!ENTITY e%d "%s">' % (level, b"&e%d;" % (level - 1) * 10))
    doctype = b"<!DOCTYPE sst [%s]>" % b"".join(lines)

    def declared(xml: bytes) -> bytes:
        return xml.replace(b"<sst ", doctype + b"<sst ", 1).replace(b"Helpdesk", b"&e9;")

    return repacked({STRINGS: declared})


def lying_directory() -> bytes:
    """A part that is 30 MB, while the zip's own list says that it is one kilobyte."""
    packed = bytearray(bomb())
    with zipfile.ZipFile(io.BytesIO(packed)) as given:
        size = given.getinfo(SHEET).file_size
    told = size.to_bytes(4, "little")
    place = packed.rfind(told)
    packed[place : place + 4] = (1024).to_bytes(4, "little")
    return bytes(packed)


def nested() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("staff.xlsx", sound())
    return made.getvalue()


def part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as given:
        return given.read(name)
