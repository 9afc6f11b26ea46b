"""The packed bytes inside a PDF: unpacked within bounds and packed anew, so that nothing rides
along behind their end; and pictures among them without the notes of their cameras."""

import base64
import re
import zlib
from collections.abc import Iterator

from .apart import Refused

MEGABYTE = 1024 * 1024
UNPACKED = 100 * MEGABYTE  # of one file, all together; what 5 MB hold seldom grows that far
PACKED = 20 * MEGABYTE
CHUNK = 256 * 1024

LONG_NAMES = {
    "AHx": "ASCIIHexDecode",
    "A85": "ASCII85Decode",
    "LZW": "LZWDecode",
    "Fl": "FlateDecode",
    "RL": "RunLengthDecode",
    "CCF": "CCITTFaxDecode",
    "DCT": "DCTDecode",
}
TEXTUAL = {"ASCIIHexDecode", "ASCII85Decode"}
KNOWN = {*LONG_NAMES.values(), "JBIG2Decode", "JPXDecode"}

# A marker of JPEG that is neither a stuffed byte nor a restart.
_MARKER = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])")
_START, _END, _SCAN, _ADOBE, _COMMENT = 0xD8, 0xD9, 0xDA, 0xEE, 0xFE


class Unpacking:
    """Counts what the streams of one file grow to."""

    def __init__(self):
        self.left, self.room = UNPACKED, PACKED

    def pack(self, data: bytes, filters: list[str]) -> tuple[bytes, list[str], int]:
        """The bytes anew, the filters that read them, and how many of the old ones are gone."""
        filters = [LONG_NAMES.get(each, each) for each in filters]
        if len(filters) > 4 or not KNOWN.issuperset(filters):
            raise Refused("damaged")
        inner = list(filters)
        while inner and (inner[0] in TEXTUAL or inner[:1] == ["FlateDecode"] != inner):
            outer = inner.pop(0)
            data = b"".join(self.inflate(data)) if outer not in TEXTUAL else _from_text(data, outer)
        gone = len(filters) - len(inner)
        if inner == ["FlateDecode"]:
            data = _deflate(self.inflate(data))
        elif inner and inner[0] in BARE:
            data = BARE[inner[0]](data)
        else:
            self.count(len(data))
            data, inner = zlib.compress(data), ["FlateDecode", *inner]
        self.room -= len(data)
        if self.room < 0:
            raise Refused("heavy")
        return data, inner, gone

    def count(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise Refused("heavy")

    def inflate(self, data: bytes) -> Iterator[bytes]:
        """As far as it goes: the sum at the end is often wrong, and what follows it is ignored."""
        unpack = zlib.decompressobj()
        while not unpack.eof:
            try:
                part = unpack.decompress(data, CHUNK)
            except zlib.error:
                return
            if not part and not unpack.unconsumed_tail:
                return
            self.count(len(part))
            yield part
            data = unpack.unconsumed_tail


def _deflate(parts: Iterator[bytes]) -> bytes:
    packer = zlib.compressobj(4)
    made = [packer.compress(part) for part in parts]
    return b"".join([*made, packer.flush()])


def _from_text(data: bytes, name: str) -> bytes:
    data = b"".join(data.split())
    try:
        if name == "ASCIIHexDecode":
            digits = data.partition(b">")[0].decode("ascii")
            return bytes.fromhex(digits + "0" * (len(digits) % 2))
        return base64.a85decode(data.removeprefix(b"<~").partition(b"~")[0])
    except (ValueError, UnicodeDecodeError):
        raise Refused("damaged") from None


def bare_jpeg(data: bytes) -> bytes:
    """The same picture, bit for bit, with nothing but what decoding it needs."""
    if data[:2] != b"\xff\xd8":
        raise Refused("damaged")
    parts, at = [b"\xff\xd8"], 2
    while found := _MARKER.search(data, at):
        marker = found[1][0]
        if marker == _END:
            break
        start = found.end()
        length = int.from_bytes(data[start : start + 2], "big")
        at = start + max(2, length)
        body = data[start + 2 : at]
        if marker == _SCAN:  # its coded pixels reach to the next marker
            following = _MARKER.search(data, at)
            at = following.start() if following else len(data)
            parts.append(b"\xff\xda" + data[start:at])
        elif marker == _ADOBE and body[:5] == b"Adobe":  # tells how colours are coded
            parts.append(b"\xff\xee\x00\x0e" + body[:12])
        elif marker not in (_START, _COMMENT) and not 0xE0 <= marker <= 0xEF:
            parts.append(bytes((0xFF, marker)) + data[start:at])
    return b"".join([*parts, b"\xff\xd9"])


def bare_jpeg2000(data: bytes) -> bytes:
    """The boxes that hold the picture and its colours; a bare code stream as it is."""
    parts, at = [], 0
    while data[4:8] == b"jP  " and at + 8 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big") or len(data) - at
        if length < 8:  # no box is larger than four gigabytes here
            raise Refused("damaged")
        if data[at + 4 : at + 8] in (b"jP  ", b"ftyp", b"jp2h", b"jp2c"):
            parts.append(data[at : at + length])
        at += length
    return b"".join(parts) or data


BARE = {"DCTDecode": bare_jpeg, "JPXDecode": bare_jpeg2000}
