"""Reads what a PDF says of its pages, and sees to it that PDFs are tested where they must be."""

import io
import os
import re
import zlib

import pytest
from pypdf import PdfReader

from csweek.lib import pdf

MM = 72 / 25.4
A3_LANDSCAPE, A4, A4_LANDSCAPE = (420, 297), (210, 297), (297, 210)


def needs_pdf() -> None:
    """Skips where the extra is not installed; fails where CSWEEK_EXPECT says that it is."""
    if not pdf.is_there():
        if "pdf" in os.environ.get("CSWEEK_EXPECT", "").split(","):
            pytest.fail("The extra “pdf” was to be here, and is not.")
        pytest.skip("The extra “pdf” is not installed here.")


def pages(content: bytes) -> list[tuple[int, int]]:
    """Width and height of each page in millimetres."""
    assert content.startswith(b"%PDF-")
    found = []
    for page in re.split(rb"/Type\s*/Page(?![a-zA-Z])", _plain(content))[1:]:
        box = re.search(rb"/MediaBox\s*\[([^\]]+)\]", page)
        left, top, right, bottom = map(float, box[1].split())
        found.append((round((right - left) / MM), round((bottom - top) / MM)))
    return found


def outline(content: bytes) -> list[tuple[str, int]]:
    """Its headings, each with the number of its page, from 0."""
    read = PdfReader(io.BytesIO(content))
    return [(each.title, read.get_destination_page_number(each)) for each in read.outline]


def _plain(content: bytes) -> bytes:
    """The file with its compressed objects and streams written out behind it."""
    parts = [content]
    for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL):
        try:
            parts.append(zlib.decompress(packed))
        except zlib.error:
            continue
    return b"\n".join(parts)
