"""PDFs as people send them, and as nobody should: each that hides something hides MARK."""

import io
import zlib

from pypdf import PdfReader, PdfWriter

from .pictures import HTML, MARK, archive, exif, picture

TEXT = MARK.decode()
WORDS = b"BT /F1 24 Tf 72 700 Td (What Ana did) Tj ET"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (entries, len(data), data)


def paper(
    *more: bytes,
    root: bytes = b"",
    page: bytes = b"",
    resources: bytes = b"",
    content: bytes | None = None,
    trailer: bytes = b"",
    pages: int = 1,
) -> bytes:
    """A PDF by hand: 1 catalog, 2 tree, 3 page, 4 content, 5 font, and `more` from 6 on."""
    kids = b"3 0 R " * pages if pages == 1 else b""
    extra = []
    body = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
    body += b"/Resources<</Font<</F1 5 0 R>>%b>>%b>>" % (resources, page)
    first = 6 + len(more)
    if pages > 1:
        extra = [body] * pages
        kids = b" ".join(b"%d 0 R" % (first + at) for at in range(pages))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R%b>>" % root,
        b"<</Type/Pages/Count %d/Kids[%b]>>" % (pages, kids),
        body,
        content or stream(WORDS),
        FONT,
        *more,
        *extra,
    ]
    return bound(objects, trailer)


def bound(objects: list[bytes], trailer: bytes = b"") -> bytes:
    made, places = b"%PDF-1.7\n", []
    parts = [made]
    at = len(made)
    for number, body in enumerate(objects, 1):
        part = b"%d 0 obj\n%b\nendobj\n" % (number, body)
        places.append(at)
        at += len(part)
        parts.append(part)
    size = len(objects) + 1
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n" % size)
    parts += [b"%010d 00000 n \n" % place for place in places]
    parts.append(b"trailer\n<</Size %d/Root 1 0 R%b>>\n" % (size, trailer))
    parts.append(b"startxref\n%d\n%%%%EOF\n" % at)
    return b"".join(parts)


# Hiding something ------------------------------------------------------------

SCRIPT = b"<</S/JavaScript/JS(app.alert\\('" + MARK + b"'\\))>>"
LAUNCH = b"<</S/Launch/Win<</F(" + MARK + b".exe)>>/F(" + MARK + b".exe)>>"
LOOK = stream(b"0 0 1 rg 0 0 50 20 re f", b"/Type/XObject/Subtype/Form/BBox[0 0 50 20]")


def link(action: bytes) -> bytes:
    return b"/Annots[<</Type/Annot/Subtype/Link/Rect[72 690 300 720]/A%b>>]" % action


def field(more: bytes, look: bytes = b"/AP<</N 6 0 R>>") -> bytes:
    return (
        b"/Annots[<</Type/Annot/Subtype/Widget/FT/Tx/T(" + MARK + b")/V(written)/F 4"
        b"/Rect[72 600 122 620]%b%b>>]" % (look, more)
    )


def drawn_picture(data: bytes, filters: bytes = b"/DCTDecode", entries: bytes = b"") -> bytes:
    image = b"/Type/XObject/Subtype/Image/Width 120/Height 80/ColorSpace/DeviceRGB"
    image += b"/BitsPerComponent 8/Filter%b%b" % (filters, entries)
    return paper(
        stream(data, image),
        resources=b"/XObject<</Im1 6 0 R>>",
        content=stream(WORDS + b" q 120 0 0 80 72 500 cm /Im1 Do Q"),
    )


def rewritten() -> bytes:
    """What was on the page before it was changed still stands in the file."""
    old = paper(content=stream(b"BT /F1 24 Tf 72 700 Td (" + MARK + b") Tj ET"))
    at = len(old)
    new = b"4 0 obj\n%b\nendobj\n" % stream(WORDS)
    last = old.rindex(b"startxref\n") + 10
    before = int(old[last:].split()[0])
    table = b"xref\n4 1\n%010d 00000 n \ntrailer\n<</Size 6/Root 1 0 R/Prev %d>>\n" % (at, before)
    return old + new + table + b"startxref\n%d\n%%%%EOF\n" % (at + len(new))


HIDING = {
    "document information": lambda: paper(
        b"<</Author(" + MARK + b")/Title(" + MARK + b")>>", trailer=b"/Info 6 0 R"
    ),
    "XMP": lambda: paper(
        stream(MARK, b"/Type/Metadata/Subtype/XML"),
        root=b"/Metadata 6 0 R",
        page=b"/Metadata 6 0 R",
    ),
    "script on opening": lambda: paper(root=b"/OpenAction" + SCRIPT),
    "script by name": lambda: paper(root=b"/Names<</JavaScript<</Names[(a)%b]>>>>" % SCRIPT),
    "script of a page": lambda: paper(page=b"/AA<</O%b>>" % SCRIPT),
    "script of the document": lambda: paper(root=b"/AA<</WC%b>>" % SCRIPT),
    "file inside": lambda: paper(
        stream(archive() + MARK, b"/Type/EmbeddedFile"),
        b"<</Type/Filespec/F(" + MARK + b".exe)/EF<</F 6 0 R>>>>",
        root=b"/Names<</EmbeddedFiles<</Names[(a) 7 0 R]>>>>/AF[7 0 R]",
        page=b"/Annots[<</Subtype/FileAttachment/FS 7 0 R/Rect[0 0 9 9]>>]",
    ),
    "launch action": lambda: paper(page=link(LAUNCH)),
    "link": lambda: paper(page=link(b"<</S/URI/URI(http://example.org/" + MARK + b")>>")),
    "link that posts": lambda: paper(page=link(b"<</S/SubmitForm/F(" + MARK + b")>>")),
    "form with actions": lambda: paper(
        LOOK, root=b"/AcroForm<</Fields[]>>", page=field(b"/A%b/AA<</K%b>>" % (SCRIPT, SCRIPT))
    ),
    "note": lambda: paper(
        page=b"/Annots[<</Subtype/Text/Contents(" + MARK + b")/T(" + MARK + b")/Rect[0 0 9 9]>>]"
    ),
    "mark with a name": lambda: paper(
        LOOK,
        page=b"/Annots[<</Subtype/Highlight/T(%b)/Contents(%b)/Rect[0 0 9 9]/AP<</N 6 0 R>>>>]"
        % (MARK, MARK),
    ),
    "a program's own notes": lambda: paper(
        page=b"/PieceInfo<</App<</Private(" + MARK + b")>>>>",
        resources=b"/PieceInfo(" + MARK + b")/Properties<</P1<</Kept(" + MARK + b")>>>>",
    ),
    "thumbnail": lambda: paper(stream(MARK), page=b"/Thumb 6 0 R"),
    "outline": lambda: paper(root=b"/Outlines<</First<</Title(" + MARK + b")>>>>"),
    "structure": lambda: paper(root=b"/StructTreeRoot<</K[<</Alt(" + MARK + b")>>]>>"),
    "object that nothing names": lambda: paper(stream(HTML)),
    "earlier version": rewritten,
    "web page behind": lambda: paper() + HTML,
    "archive behind": lambda: paper() + archive(),
    "web page before": lambda: HTML + b"\n" + paper(),
    "web page before, all of it": lambda: b"<!--" + MARK + b"\n" + paper() + b"-->" + HTML,
    "comments": lambda: paper().replace(b"%PDF-1.7\n", b"%PDF-1.7\n%" + MARK + b"\n", 1),
    "photo with EXIF": lambda: drawn_picture(picture(exif=exif(), comment=MARK)),
    "photo with a web page behind it": lambda: drawn_picture(picture() + HTML),
    "packed photo with EXIF": lambda: drawn_picture(
        zlib.compress(picture(exif=exif())), b"[/FlateDecode/DCTDecode]"
    ),
    "JPEG 2000 with a note": lambda: drawn_picture(_jpeg2000(), b"/JPXDecode"),
    "bytes behind what is packed": lambda: paper(
        content=stream(zlib.compress(WORDS) + HTML, b"/Filter/FlateDecode")
    ),
    "stream with notes": lambda: paper(
        content=stream(WORDS, b"/Kept(" + MARK + b")/F(" + MARK + b")")
    ),
    "picture from elsewhere": lambda: drawn_picture(
        picture(), entries=b"/Alternates[<</Image(" + MARK + b")>>]/OPI<</F(" + MARK + b")>>"
    ),
    "names that are words": lambda: paper(resources=b"/ExtGState<</G1<</Kept/" + MARK + b">>>>"),
}


def _jpeg2000() -> bytes:
    def box(kind: bytes, body: bytes) -> bytes:
        return (8 + len(body)).to_bytes(4, "big") + kind + body

    whole = picture("JPEG2000")
    return whole + box(b"xml ", MARK) + box(b"uuid", bytes(16) + MARK)


# Made to harm ----------------------------------------------------------------


def zeros(megabytes: int) -> bytes:
    """Few bytes that unpack to many: the same packed megabyte again and again."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    part = packer.compress(bytes(1024 * 1024)) + packer.flush(zlib.Z_FULL_FLUSH)
    total = 1
    for _each in range(megabytes):
        total = zlib.adler32(bytes(1024 * 1024), total)
    return b"\x78\xda" + part * megabytes + b"\x03\x00" + total.to_bytes(4, "big")


def packed_objects(unpacked: bytes | None = None) -> bytes:
    """Objects inside a stream that grows beyond all bounds, and a table that leads to them."""
    body = unpacked or zeros(1_000)
    inside = stream(body, b"/Type/ObjStm/N 3/First 20/Filter/FlateDecode")
    head = b"%PDF-1.7\n"
    first = b"1 0 obj\n%b\nendobj\n" % inside
    rows = b"".join(
        kind + place.to_bytes(4, "big") + where
        for kind, place, where in [
            (b"\0", 0, b"\0"),
            (b"\1", len(head), b"\0"),
            (b"\2", 1, b"\0"),
            (b"\2", 1, b"\1"),
        ]
    )
    table = stream(rows, b"/Type/XRef/W[1 4 1]/Size 4/Root 2 0 R")
    at = len(head) + len(first)
    return head + first + b"9 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF" % (table, at)


def tree_that_bites_its_tail() -> bytes:
    return paper().replace(b"/Kids[3 0 R ]", b"/Kids[2 0 R ]")


def table_that_bites_its_tail() -> bytes:
    given = paper()
    at = int(given[given.rindex(b"startxref") + 9 :].split()[0])
    return given.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev %d" % at)


def widening_tree() -> bytes:
    """Thirty levels that each name the next one twice: a thousand million pages."""
    levels = [b"<</Type/Pages/Count 9/Kids[%d 0 R %d 0 R]>>" % ((n + 1,) * 2) for n in range(2, 32)]
    return bound([b"<</Type/Catalog/Pages 2 0 R>>", *levels, b"<</Type/Page/Parent 2 0 R>>"])


def table_of_millions() -> bytes:
    table = stream(zeros(60), b"/Type/XRef/W[1 1 1]/Size 20000000/Root 1 0 R/Filter/FlateDecode")
    return b"%%PDF-1.7\n1 0 obj\n%b\nendobj\nstartxref\n9\n%%%%EOF" % table


HARMFUL = {
    "page that unpacks to gigabytes": lambda: paper(
        content=stream(zeros(1_000), b"/Filter/FlateDecode")
    ),
    "packed twice": lambda: paper(
        content=stream(zlib.compress(zeros(1_000), 9), b"/Filter[/FlateDecode/FlateDecode]")
    ),
    "photo that unpacks to gigabytes": lambda: drawn_picture(
        zeros(1_000), b"[/FlateDecode/DCTDecode]"
    ),
    "objects that unpack to gigabytes": packed_objects,
    "table of millions": table_of_millions,
    "deep lists": lambda: paper(resources=b"/X" + b"[" * 200_000 + b"]" * 200_000),
    "deep dictionaries": lambda: paper(
        resources=b"/ExtGState" + b"<</Font" * 30_000 + b"null" + b">>" * 30_000
    ),
    "tree that bites its tail": tree_that_bites_its_tail,
    "table that bites its tail": table_that_bites_its_tail,
    "widening tree": widening_tree,
    "table that leads nowhere": lambda: paper().replace(b"startxref\n", b"startxref\n99999"),
    "no table, many objects": lambda: (
        b"%PDF-1.4\n" + b"".join(b"%d 0 obj\n<<>>\nendobj\n" % n for n in range(60_000))
    ),
    "length of gigabytes": lambda: paper(content=stream(WORDS)).replace(
        b"/Length 43", b"/Length 4000000000"
    ),
    "length that names itself": lambda: paper(content=stream(WORDS)).replace(
        b"/Length 43", b"/Length 4 0 R"
    ),
    "many marks": lambda: paper(LOOK, page=b"/Annots[" + b"6 0 R " * 700_000 + b"]"),
    "list of millions": lambda: paper(page=b"/Group[" + b"1 " * 2_400_000 + b"]"),
    "one long word": lambda: b"%PDF-1.4\n" + b"(" * 4_000_000,
    "numbers without end": lambda: b"%PDF-1.4\n1 0 obj\n" + b"9" * 4_000_000,
}


# As people have them ---------------------------------------------------------


def many_pages(count: int) -> bytes:
    return paper(pages=count)


def locked(password: str = "") -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(paper())))
    writer.encrypt(password, "the owner's", algorithm="RC4-128")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def hidden_layer() -> bytes:
    """Two layers, of which the second is off."""
    layers = [b"<</Type/OCG/Name(" + MARK + b")>>"] * 2
    marked = b" /OC /L1 BDC (one) Tj EMC /OC /L2 BDC (two) Tj EMC"
    return paper(
        *layers,
        root=b"/OCProperties<</OCGs[6 0 R 7 0 R]/D<</OFF[7 0 R]/Order[(" + MARK + b") 6 0 R]>>>>",
        resources=b"/Properties<</L1 6 0 R/L2 7 0 R>>",
        content=stream(WORDS.replace(b" ET", marked + b" ET")),
    )


def packed_as_text() -> bytes:
    """A page whose content is written in letters, as old programs do."""
    return paper(
        content=stream(WORDS.hex().encode() + b">", b"/Filter[/ASCIIHexDecode]/DecodeParms[null]")
    )


def office_paper() -> bytes:
    """Inherited boxes and resources, objects in a stream: as word processors write them."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(paper(pages=3))))
    writer.pages[1].rotate(90)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()
