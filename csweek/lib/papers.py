"""PDFs written anew, pages only, and our own joined: the only file that knows pypdf.

What is sent to us is written anew apart (apart.py), and there the library only reads. What a page
needs to be drawn is known by name and copied; whatever else hangs on it (scripts, actions, links,
files, forms, notes on who wrote it when) is never visited. Filled fields, stamps and marks stay as
they look, and are nothing but a look.
"""

import io
from collections import deque
from collections.abc import Iterator

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from .apart import Refused
from .streams import Unpacking

MEGABYTES = 150
PAGES, NODES, OBJECTS, MARKS = 20, 2_000, 20_000, 2_000
HEADER_WITHIN = 1024

RESOURCES = ["ExtGState", "ColorSpace", "Pattern", "Shading", "XObject", "Font", "Properties"]
# The keys of ISO 32000 by which pages are drawn.
DRAWN = str.split(
    """
    Type Subtype Resources Width Height ColorSpace BitsPerComponent Intent ImageMask Mask
    Decode Interpolate SMask SMaskInData Matte BBox Matrix Group FormType OC OCGs P S CS I G
    BC LW LC LJ ML D RI OP op OPM Font BG BG2 UCR UCR2 TR TR2 FL SM SA BM CA ca AIS TK
    BaseFont FirstChar LastChar Widths FontDescriptor Encoding ToUnicode DescendantFonts
    CIDSystemInfo DW W DW2 W2 CIDToGIDMap FontBBox FontMatrix CharProcs FontName FontFamily
    FontStretch FontWeight Flags ItalicAngle Ascent Descent Leading CapHeight XHeight StemV
    StemH AvgWidth MaxWidth MissingWidth FontFile FontFile2 FontFile3 CharSet CIDSet Length1
    Length2 Length3 BaseEncoding Differences CMapName WMode UseCMap Registry Ordering
    Supplement Alternate Range WhitePoint BlackPoint Gamma Colorants Process Components
    PatternType PaintType TilingType XStep YStep Shading ExtGState ShadingType Background
    AntiAlias Coords Domain Extend Function BitsPerCoordinate BitsPerFlag VerticesPerRow
    FunctionType Size BitsPerSample Order Encode C0 C1 N Functions Bounds Predictor Colors
    Columns EarlyChange K EndOfLine EncodedByteAlign Rows EndOfBlock BlackIs1
    DamagedRowsBeforeError ColorTransform JBIG2Globals
    """
)
PLAIN, NAMED, RESOURCE = "plain", "named", "resource"  # what a dictionary's keys are
SHAPES = {
    PLAIN: {key: PLAIN for key in DRAWN}
    | {"Resources": RESOURCE, "CharProcs": NAMED, "Colorants": NAMED},
    RESOURCE: {key: NAMED for key in RESOURCES},
}
# Whatever leads from a drawing to one of these does not need it.
NEVER = {"/Catalog", "/Pages", "/Page", "/Annot", "/Action", "/Filespec", "/EmbeddedFile"}
MARKED = str.split(
    """
    Widget FreeText Stamp Ink Highlight Underline StrikeOut Squiggly Square Circle Line Polygon
    PolyLine Caret
    """
)
HIDDEN = 2 | 32  # the flags Hidden and NoView
TYPED = {"/Tx", "/Ch"}


def join(ours: list[bytes]) -> bytes:
    """One file of several that we made, with all their outlines."""
    writer = PdfWriter(clone_from=io.BytesIO(ours[0]))
    for each in ours[1:]:
        writer.append(io.BytesIO(each))
    writer.compress_identical_objects()
    joined = io.BytesIO()
    writer.write(joined)
    return joined.getvalue()


def remake(data: bytes) -> tuple[dict, bytes]:
    start = data.find(b"%PDF-", 0, HEADER_WITHIN)
    if start < 0:
        raise Refused("damaged")
    reader = PdfReader(io.BytesIO(data[start:]))
    if reader.is_encrypted:
        raise Refused("locked")
    root = reader.trailer["/Root"].get_object()
    if root.get("/NeedsRendering"):  # a form of XFA: its pages say "please wait"
        raise Refused("form")
    pages = list(_pages(root))
    if not pages:
        raise Refused("damaged")
    return {"kind": "pdf", "width": None, "height": None}, _Copy().write(root, pages)


def _dictionary(found) -> DictionaryObject:
    found = found.get_object() if found is not None else None
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def _list(found) -> list:
    found = found.get_object() if found is not None else None
    return list(found) if isinstance(found, ArrayObject) else []


def _raw(found: DictionaryObject, key: str):
    """The value as it stands, which may be a reference."""
    return found.raw_get(key) if key in found else None


def _pages(root: DictionaryObject) -> Iterator[tuple[DictionaryObject, dict]]:
    """Each page with what it inherits, as far as there may be pages; a tree may lie or bite its
    own tail."""
    waiting = [(_raw(root, "/Pages"), {})]
    seen: set[int] = set()
    count = 0
    while waiting:
        reference, inherited = waiting.pop()
        node = _dictionary(reference)
        number = getattr(reference, "idnum", None)
        if number in seen or len(seen) > NODES:
            raise Refused("damaged")
        if number is not None:
            seen.add(number)
        names = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
        inherited = inherited | {key: _raw(node, key) for key in names if key in node}
        if "/Kids" in node:
            kids = _list(_raw(node, "/Kids"))
            if len(kids) > NODES:
                raise Refused("long")
            waiting += [(kid, inherited) for kid in reversed(kids)]
        elif node:
            count += 1
            if count > PAGES:
                raise Refused("long")
            yield node, inherited


class _Copy:
    """The new file: its objects by number, and those that are still to be copied."""

    def __init__(self):
        self.made: list[bytes] = []
        self.numbers: dict[tuple[int, int, str], int] = {}
        self.waiting: deque[tuple[int, IndirectObject, str]] = deque()
        self.unpacking = Unpacking()

    def write(self, root: DictionaryObject, pages: list) -> bytes:
        catalog, tree = self.add(), self.add()
        numbers = [self.page(page, inherited, tree) for page, inherited in pages]
        kids = b" ".join(b"%d 0 R" % number for number in numbers)
        self.made[tree - 1] = b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(numbers), kids)
        self.made[catalog - 1] = b"<</Type/Catalog/Pages %d 0 R%b>>" % (tree, self.layers(root))
        while self.waiting:
            number, reference, shape = self.waiting.popleft()
            self.made[number - 1] = self.copy(reference.get_object(), shape)
        return self.file(catalog)

    def file(self, catalog: int) -> bytes:
        made, places = io.BytesIO(), []
        made.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        for number, body in enumerate(self.made, 1):
            places.append(made.tell())
            made.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))
        end, size = made.tell(), len(places) + 1
        made.write(b"xref\n0 %d\n0000000000 65535 f \n" % size)
        made.writelines(b"%010d 00000 n \n" % place for place in places)
        made.write(b"trailer\n<</Size %d/Root %d 0 R>>\n" % (size, catalog))
        made.write(b"startxref\n%d\n%%%%EOF\n" % end)
        return made.getvalue()

    def add(self, body: bytes = b"null") -> int:
        if len(self.made) >= OBJECTS:
            raise Refused("heavy")
        self.made.append(body)
        return len(self.made)

    def page(self, page: DictionaryObject, inherited: dict, tree: int) -> int:
        parts = [b"<</Type/Page/Parent %d 0 R" % tree]
        wanted = inherited | {
            key: _raw(page, key) for key in ("/Contents", "/Group", "/UserUnit") if key in page
        }
        wanted.setdefault("/MediaBox", ArrayObject(map(NumberObject, (0, 0, 595, 842))))
        wanted.setdefault("/Resources", DictionaryObject())
        for key, value in wanted.items():
            shape = RESOURCE if key == "/Resources" else PLAIN
            parts.append(key.encode() + b" " + self.copy(value, shape))
        marks = [self.mark(_dictionary(each)) for each in _list(_raw(page, "/Annots"))[:MARKS]]
        parts.append(b"/Annots[" + b" ".join(filter(None, marks)) + b"]>>")
        return self.add(b"\n".join(parts))

    def mark(self, mark: DictionaryObject) -> bytes:
        """How a filled field, a stamp or a mark looks; nothing where it does nothing but act."""
        flags = mark.get("/F", 0)
        hidden = isinstance(flags, int) and flags & HIDDEN
        if hidden or str(mark.get("/Subtype"))[1:] not in MARKED:
            return b""
        looks = _dictionary(_raw(mark, "/AP"))
        look = _raw(looks, "/N")
        if look is not None and not isinstance(look.get_object(), StreamObject):
            look = _raw(_dictionary(look), str(mark.get("/AS")))
        if not isinstance(look, IndirectObject) or not isinstance(look.get_object(), StreamObject):
            self.check_field(mark)
            return b""
        where, drawn = self.copy(_raw(mark, "/Rect"), PLAIN), self.copy(look, PLAIN)
        body = b"<</Type/Annot/Subtype/Stamp/F 196/Rect %b/AP<</N %b>>>>" % (where, drawn)
        return b"%d 0 R" % self.add(body)

    def check_field(self, field: DictionaryObject) -> None:
        """Words that only a program for forms would show must not get lost unsaid."""
        above = _dictionary(_raw(field, "/Parent"))
        kind = field.get("/FT", above.get("/FT"))
        if kind in TYPED and (field.get("/V") or above.get("/V")):
            raise Refused("form")

    def layers(self, root: DictionaryObject) -> bytes:
        """Which layers are off stays so."""
        given = _dictionary(_raw(root, "/OCProperties"))
        if not given:
            return b""
        groups = self.copy(ArrayObject(_list(_raw(given, "/OCGs"))), PLAIN)
        given = _dictionary(_raw(given, "/D"))
        states = [key for key in ("/BaseState", "/ON", "/OFF") if key in given]
        state = [key.encode() + b" " + self.copy(_raw(given, key), PLAIN) for key in states]
        return b"/OCProperties<</OCGs %b/D<<%b>>>>" % (groups, b"".join(state))

    # What is copied, by what it is

    def copy(self, found, shape: str) -> bytes:
        match found:
            case IndirectObject():
                return self.reference(found, shape)
            case StreamObject():
                return self.stream(found)
            case DictionaryObject():
                return b"<<" + self.entries(found, shape) + b">>"
            case ArrayObject():
                return b"[" + b" ".join(self.copy(each, PLAIN) for each in found) + b"]"
            case TextStringObject() | ByteStringObject():
                return b"<" + found.original_bytes.hex().encode() + b">"
            case BooleanObject() | NumberObject() | FloatObject() | NameObject():
                made = io.BytesIO()
                found.write_to_stream(made)
                return made.getvalue()
        return b"null"

    def reference(self, found: IndirectObject, shape: str) -> bytes:
        key = (found.idnum, found.generation, shape)
        if key not in self.numbers:
            self.numbers[key] = self.add()
            self.waiting.append((self.numbers[key], found, shape))
        return b"%d 0 R" % self.numbers[key]

    def entries(self, found: DictionaryObject, shape: str) -> bytes:
        if found.get("/Type") in NEVER:
            return b""
        parts = []
        for key in found:
            inner = PLAIN if shape == NAMED else SHAPES[shape].get(key[1:])
            if inner:
                name = self.copy(NameObject(key), PLAIN)
                parts.append(name + b" " + self.copy(_raw(found, key), inner))
        if found.get("/Type") == "/OCG":
            parts.append(b"/Name<4c61796572>")  # a layer has to have a name: "Layer"
        return b" ".join(parts)

    def stream(self, found: StreamObject) -> bytes:
        filters = _as_list(found.get("/Filter"))
        options = _as_list(found.get("/DecodeParms"))[: len(filters)]
        options += [None] * (len(filters) - len(options))
        if any("/Predictor" in _dictionary(each) for each in options[:-1]):
            raise Refused("damaged")  # rows of a picture, and yet something else inside
        # pypdf keeps the bytes as they stand in the file there, and has no other word for them.
        data, names, gone = self.unpacking.pack(found._data, [str(each)[1:] for each in filters])
        kept = [self.copy(each, PLAIN) for each in options[gone:]]
        kept = [b"null"] * (len(names) - len(kept)) + kept
        told = b"".join(b"/" + name.encode() for name in names)
        head = b"<<%b/Filter[%b]/DecodeParms[%b]/Length %d>>" % (
            self.entries(found, PLAIN),
            told,
            b" ".join(kept),
            len(data),
        )
        return head + b"\nstream\n" + data + b"\nendstream"


def _as_list(found) -> list:
    found = found.get_object() if found is not None else None
    if isinstance(found, ArrayObject):
        return [each.get_object() for each in found]
    return [] if found is None else [found]
