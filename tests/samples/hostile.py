"""Every file that an import must answer with words: {case: (file, part of the answer)}."""

import struct
import zlib

from . import workbooks


def picture() -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + check

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0\xff\0\0")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


HEADER = b"Name,E-mail\r\n"

WHOLE_FILE = {
    "empty": (b"", "is empty"),
    "only white space": (b"\r\n  \r\n", "is empty"),
    "a picture named .csv": (picture(), "a picture (PNG)"),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
    "an old Excel file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "password-protected"),
    "a web page": (b"<html><table><tr><td>Name</td></tr></table>", "a web page"),
    "an OpenDocument sheet": (
        workbooks.repacked(add={"content.xml": b"<a/>"}, names=lambda name: "x" + name),
        "OpenDocument",
    ),
    "a zip in a zip": (workbooks.nested(), "other files inside"),
    "a member outside": (workbooks.repacked(add={"../../evil.xml": b"<a/>"}), "outside the file"),
    "a zip bomb": (workbooks.bomb(), "unpacked it is larger than 20 MB"),
    "a lying zip directory": (workbooks.lying_directory(), "damaged"),
    "too many parts": (
        workbooks.repacked(add={f"xl/{number}.xml": b"<a/>" for number in range(200)}),
        "more than 200 parts",
    ),
    "a part that swells": (
        workbooks.repacked(add={"xl/media/image1.bmp": bytes(3_000_000)}),
        "over 100 times",
    ),
    "a cell in the last corner": (workbooks.cell_in_the_last_corner(), "row 1048576"),
    "four thousand million strings": (workbooks.uncountable_strings(), "cannot be true"),
    "XML entities": (workbooks.entities(), "entities"),
    "half a workbook": (workbooks.sound()[:900], "damaged"),
    "NUL": (HEADER + b"Ann\0,ann@example.org\r\n", "line 2 has a character that no text has"),
    "no encoding": (HEADER + b"A\x81\xff,ann@example.org\r\n", "no encoding that we know"),
    "half of UTF-16": ("Name,E-mail\nx".encode("utf-16")[:-1], "no encoding that we know"),
    "51 columns": (",".join(f"c{number}" for number in range(51)).encode(), "at most 50"),
    "a header twice": (b"Name,E-mail,e-mail\r\nA,a@example.org,b\r\n", "the 2 and the 3"),
}

# The file is read; one row is told by its line.
ONE_ROW = {
    "ragged": (HEADER + b"Ann,ann@example.org,Tills,Leeds\r\n", 2, "4 cells"),
    "ragged, short": (HEADER + b"Bo,bo@example.org\r\nAnn\r\n", 3, "1 cell"),
    "a cell of 11 kB": (HEADER + b"A" * 11_000 + b",ann@example.org\r\n", 2, "longer than 10"),
    "a cell of 200 kB": (HEADER + b"A" * 200_000 + b",ann@example.org\r\n", 2, "longer than 10"),
    "an open quotation mark": (HEADER + b'"Ann,a@example.org\r\nBo,b@example.org\r\n', 2, "2 to 3"),
}
