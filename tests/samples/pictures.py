"""Pictures as people send them, and as nobody should: each that hides something hides MARK."""

import io
import zipfile
import zlib

from PIL import ExifTags, Image, ImageCms, ImageDraw, PngImagePlugin

MARK = b"ottos-secret-5f3a"
TEXT = MARK.decode()
HTML = b"<html><script>alert('" + MARK + b"')</script></html>"
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + MARK + b"</x:xmpmeta>"
RED, GREEN, BLUE, WHITE = (254, 0, 0), (0, 254, 0), (0, 0, 254), (254, 254, 254)


def four_corners(size=(120, 80)) -> Image.Image:
    """Red, green, blue and white: no two ways of turning it look the same."""
    image = Image.new("RGB", size, WHITE)
    draw = ImageDraw.Draw(image)
    half = size[0] // 2, size[1] // 2
    draw.rectangle((0, 0, half[0] - 1, half[1] - 1), RED)
    draw.rectangle((half[0], 0, size[0], half[1] - 1), GREEN)
    draw.rectangle((0, half[1], half[0] - 1, size[1]), BLUE)
    return image


def encode(image: Image.Image, name: str, **options) -> bytes:
    made = io.BytesIO()
    image.save(made, name, **options)
    return made.getvalue()


def picture(name: str = "JPEG", size=(120, 80), **options) -> bytes:
    return encode(four_corners(size), name, **options)


def exif() -> Image.Exif:
    made = Image.Exif()
    made[ExifTags.Base.ImageDescription] = TEXT
    made[ExifTags.Base.Make] = TEXT
    made.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (38.0, 42.0, 1.0), 29: TEXT})
    made.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.UserComment] = MARK
    return made


def profile() -> bytes:
    """sRGB with a note in it."""
    given = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    note = "No copyright, use freely".encode("utf-16-be")
    assert note in given
    return given.replace(note, MARK.ljust(len(note), b"!"))


def swapped_profile() -> bytes:
    """A screen whose red is blue: pure red in the file means blue to the eye."""
    given = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return given.replace(b"rXYZ", b"?XYZ").replace(b"bXYZ", b"rXYZ").replace(b"?XYZ", b"bXYZ")


def archive() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.writestr(f"{TEXT}.html", HTML)
    return made.getvalue()


def png_texts() -> PngImagePlugin.PngInfo:
    made = PngImagePlugin.PngInfo()
    made.add_text("Comment", TEXT)
    made.add_itxt("XML:com.adobe.xmp", TEXT)
    made.add(b"prVt", MARK)
    return made


def frames(name: str) -> bytes:
    """Three frames: four corners, then two of one colour."""
    more = [Image.new("RGB", (120, 80), colour) for colour in (BLUE, RED)]
    return picture(name, save_all=True, append_images=more, duration=50)


def gif_that_is_a_script() -> bytes:
    """To a browser's script engine it reads GIF89a/*…*/=alert(…): its width is "/*"."""
    width = int.from_bytes(b"/*", "little")
    given = encode(Image.new("P", (width, 4)), "GIF", comment=MARK)
    assert given.startswith(b"GIF89a/*")
    return given + b"*/=alert('" + MARK + b"')//"


def jpeg_with_a_second_picture() -> bytes:
    """As phones do it: another picture behind the first, said in an MPF segment."""
    second = Image.new("RGB", (120, 80), BLUE)
    return picture("MPO", save_all=True, append_images=[second], exif=exif())


HIDING = {
    "JPEG with EXIF, GPS and a thumbnail": lambda: picture(exif=exif(), comment=MARK),
    "JPEG with XMP": lambda: picture(xmp=XMP),
    "JPEG with a note in its profile": lambda: picture(icc_profile=profile()),
    "JPEG with a web page behind it": lambda: picture() + HTML,
    "JPEG with an archive behind it": lambda: picture() + archive(),
    "JPEG with a PDF behind it": lambda: picture() + b"%PDF-1.4\n%" + MARK + b"\n%%EOF",
    "JPEG with another picture": jpeg_with_a_second_picture,
    "JPEG that is a web page": lambda: picture(comment=HTML),
    "PNG with texts": lambda: picture("PNG", pnginfo=png_texts(), exif=exif()),
    "PNG with a note in its profile": lambda: picture("PNG", icc_profile=profile()),
    "PNG with a web page behind it": lambda: picture("PNG") + HTML,
    "PNG with a packed text": lambda: picture("PNG", pnginfo=_packed_text()),
    "GIF with a comment": lambda: picture("GIF", comment=MARK),
    "GIF that is a script": gif_that_is_a_script,
    "GIF with an archive behind it": lambda: picture("GIF") + archive(),
    "WebP with EXIF and XMP": lambda: picture("WEBP", exif=exif(), xmp=XMP),
    "WebP with a web page behind it": lambda: picture("WEBP") + HTML,
}


def _packed_text() -> PngImagePlugin.PngInfo:
    made = PngImagePlugin.PngInfo()
    made.add_text("Comment", TEXT, zip=True)
    made.add(b"zTXt", b"Kept\0\0" + MARK)
    return made


# Made to harm ----------------------------------------------------------------


def png_that_claims(width: int, height: int) -> bytes:
    """One row of a picture that says it is larger."""

    def chunk(name: bytes, body: bytes) -> bytes:
        told = name + body
        return len(body).to_bytes(4, "big") + told + zlib.crc32(told).to_bytes(4, "big")

    size = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    head = chunk(b"IHDR", size + bytes((8, 6, 0, 0, 0)))
    rows = zlib.compress(bytes(min(width * 4 + 1, 10_000_000)))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def webp_that_claims(width: int, height: int) -> bytes:
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    whole = picture("WEBP")
    head = b"VP8X" + (10).to_bytes(4, "little") + bytes(4) + size
    body = b"WEBP" + head + whole[12:]
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def jpeg_that_claims(width: int, height: int) -> bytes:
    given = bytearray(picture())
    at = given.index(b"\xff\xc0") + 5
    given[at : at + 4] = height.to_bytes(2, "big") + width.to_bytes(2, "big")
    return bytes(given)


def gif_that_claims(width: int, height: int) -> bytes:
    given = bytearray(picture("GIF"))
    given[6:10] = width.to_bytes(2, "little") + height.to_bytes(2, "little")
    return bytes(given)


def fifty_million_pixels() -> bytes:
    """A PNG with colours and transparency of 50 million pixels, in few bytes."""
    image = Image.new("RGBA", (8_600, 5_800), (254, 0, 0, 128))
    return encode(image, "PNG", compress_level=1)


def scan_after_scan(size=(4_000, 4_000), scans=5_000) -> bytes:
    """A progressive JPEG that goes over all its pixels thousands of times."""
    given = encode(Image.new("L", size), "JPEG", progressive=True)
    last = given.rindex(b"\xff\xda")
    return given[:-2] + given[last:-2] * scans + b"\xff\xd9"
