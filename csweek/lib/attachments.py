"""What people attach: a picture or a PDF, made anew from what can be seen, and only ever saved.

Nothing of the file that was sent is kept. Its kind is what its bytes say, whatever its name or the
browser says; pictures.py and papers.py draw and write it again in a process of their own.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Protocol

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import apart

SIZE = 5 * 1024 * 1024
LONGEST_NAME = 100
MEDIA_TYPES = {"jpeg": "image/jpeg", "png": "image/png", "pdf": "application/pdf"}
ENDINGS = {"jpeg": ".jpg", "png": ".png", "pdf": ".pdf"}
# A place for what is saved by a click and never shown: even opened as a page it may do nothing.
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cache-Control": "no-store",
}

SAID = {
    "empty": gettext_lazy("“%(name)s” is empty. Choose the file again."),
    "large": gettext_lazy("“%(name)s” is larger than %(most)s MB. Make it smaller, and try again."),
    "heic": gettext_lazy(
        "“%(name)s” is a HEIC or AVIF picture, which many programs cannot open. Save it as JPEG "
        "and attach that. On an iPhone, Settings, Camera, Formats, Most Compatible makes new "
        "photos JPEG."
    ),
    "film": gettext_lazy(
        "“%(name)s” is a film or a sound. Only pictures and PDFs can be attached."
    ),
    "markup": gettext_lazy(
        "“%(name)s” is a web page or a drawing in SVG, whatever its name says. Save it as PNG or "
        "PDF, and attach that."
    ),
    "office": gettext_lazy(
        "“%(name)s” is a document of an office program, or an archive. Save what you want to show "
        "as PDF, and attach that."
    ),
    "unknown": gettext_lazy(
        "“%(name)s” is no JPEG, PNG, WebP, GIF or PDF, whatever its name says. Save it as one of "
        "them, and attach that."
    ),
    "damaged": gettext_lazy(
        "“%(name)s” cannot be read: it is damaged, or not all of it arrived. Open it, save it "
        "again, and attach the new file."
    ),
    "pixels": gettext_lazy(
        "“%(name)s” has too many pixels to be opened here: at most 50 million, or 25 in a WebP. "
        "Make it smaller, and try again."
    ),
    "locked": gettext_lazy(
        "“%(name)s” is protected by a password, or against changes. Print it to a new PDF, and "
        "attach that."
    ),
    "long": gettext_lazy("“%(name)s” has more than 20 pages. Attach only those that matter."),
    "form": gettext_lazy(
        "“%(name)s” is a form whose entries would get lost. Print it to a new PDF, and attach that."
    ),
    "slow": gettext_lazy(
        "“%(name)s” takes too long to open. Make it smaller or simpler, and try again."
    ),
    "heavy": gettext_lazy(
        "“%(name)s” needs too much memory to open. Make it smaller or simpler, and try again."
    ),
    "busy": gettext_lazy(
        "“%(name)s” was not taken, because many files are coming in. Try again in a minute."
    ),
}

# Marks and bounds that no name needs; joiners of letters (U+200C, U+200D) are no such thing.
UNWANTED = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}
JOINERS = "\u200c\u200d"
ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,4}$")
TAKEN = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)  # by Windows

HEIF = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis"}
PDF_WITHIN = 1024


class BadAttachment(ValidationError):
    """The file cannot be taken. The message says what happened, why and what to do."""


@dataclass(frozen=True)
class Attachment:
    """What is kept: the kind is a key of MEDIA_TYPES; a PDF has no width and height."""

    name: str
    kind: str
    media_type: str
    data: bytes
    width: int | None = None
    height: int | None = None


class Saved(Protocol):
    name: str
    kind: str
    data: bytes


def clean(data: bytes, name: str) -> Attachment:
    """The picture or the pages, made anew, under a plain name. Raises BadAttachment."""
    try:
        told, made = apart.run(_work_for(data), data)
    except apart.Refused as refused:
        raise _sentence(str(refused), name) from refused
    kind = told["kind"]
    return Attachment(
        clean_name(name, ENDINGS[kind]),
        kind,
        MEDIA_TYPES[kind],
        made,
        told["width"],
        told["height"],
    )


def thumbnail(data: bytes) -> bytes:
    """A JPEG of at most 320 pixels a side, of a picture (not a PDF). Raises BadAttachment."""
    try:
        if _work_for(data) == PAPER:
            raise apart.Refused("unknown")
        return apart.run("csweek.lib.pictures:shrink", data)[1]
    except apart.Refused as refused:
        raise _sentence(str(refused), _("picture")) from refused


def download(attachment: Saved) -> HttpResponse:
    """The file, to be saved and never shown as a page. An <img> of our own may still show it."""
    headers = HEADERS | {"Content-Disposition": content_disposition_header(True, attachment.name)}
    media_type = MEDIA_TYPES[attachment.kind]
    return HttpResponse(bytes(attachment.data), content_type=media_type, headers=headers)


def clean_name(name: str, ending: str = "") -> str:
    """One plain line without a path, of at most 100 characters; `ending` replaces its own."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    kept = "".join(
        letter
        for letter in last
        if letter in JOINERS or unicodedata.category(letter) not in UNWANTED
    )
    plain = " ".join(re.sub(r'[<>:"|?*]', " ", kept).split())
    stem = ENDING.sub("", plain) if ending else plain
    stem = stem[: LONGEST_NAME - len(ending)].strip(f" .{JOINERS}")
    if not stem or TAKEN.fullmatch(stem):
        stem = f"attachment {stem}".strip()
    return stem + ending


def _sentence(reason: str, name: str) -> BadAttachment:
    values = {"name": clean_name(name), "most": SIZE // 1024 // 1024}
    return BadAttachment(SAID[reason] % values, code=reason)


PICTURE, PAPER = "csweek.lib.pictures:remake", "csweek.lib.papers:remake"


def _work_for(data: bytes) -> str:
    """What is to be done with it, by what the bytes are. Raises Refused."""
    if not data:
        raise apart.Refused("empty")
    if len(data) > SIZE:
        raise apart.Refused("large")
    if data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a")):
        return PICTURE
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return PICTURE
    if b"%PDF-" in data[:PDF_WITHIN]:
        return PAPER
    raise apart.Refused(_what_it_is(data))


def _what_it_is(data: bytes) -> str:
    if data[4:8] == b"ftyp":
        brands = {data[8:12]} | {data[at : at + 4] for at in range(16, 64, 4)}
        return "heic" if brands & HEIF else "film"
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        return "office"
    if data.startswith((b"ID3", b"OggS", b"\x1a\x45\xdf\xa3")) or data[8:12] in (b"WAVE", b"AVI "):
        return "film"
    start = data[:1024].lower()
    if any(word in start for word in (b"<svg", b"<html", b"<!doctype", b"<script", b"<?xml")):
        return "markup"
    return "unknown"
