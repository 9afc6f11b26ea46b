"""Pictures decoded and drawn anew: the only file that knows Pillow. It runs apart (apart.py).

What comes out is pixels alone: upright, in sRGB, of bounded size. Nothing that stood around them
in the file (place, camera, words, thumbnails, other frames, what is hidden behind) is taken over.
"""

import io
import warnings

from PIL import Image, ImageCms, ImageFile

from .apart import Refused

MEGABYTES = 600
PIXELS = 50_000_000
WEBP_PIXELS = 25_000_000  # its library takes sixteen bytes a pixel, four times what others take
LONGEST, SMALL = 2_000, 320
LOSSLESS_UP_TO = 2 * 1024 * 1024  # a larger drawing is kept as JPEG
BAND = 2_000_000  # pixels that are converted at a time
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
ORIENTATION = 0x0112
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
PROFILED = {"RGB": "RGB", "GRAY": "L", "CMYK": "CMYK"}


def remake(data: bytes) -> tuple[dict, bytes]:
    """The picture, or the first frame of it, with at most LONGEST pixels a side."""
    image, made_of = _draw(data, LONGEST)
    if made_of in ("PNG", "GIF") or image.mode == "RGBA":
        made = _save(image, "PNG")
        if len(made) <= LOSSLESS_UP_TO:
            return _facts("png", image), made
    return _facts("jpeg", image), _save(_on_white(image), "JPEG", quality=85)


def shrink(data: bytes) -> tuple[dict, bytes]:
    """A JPEG with at most SMALL pixels a side."""
    image, _made_of = _draw(data, SMALL)
    return _facts("jpeg", image), _save(_on_white(image), "JPEG", quality=80)


def _facts(kind: str, image: Image.Image) -> dict:
    return {"kind": kind, "width": image.width, "height": image.height}


def _save(image: Image.Image, name: str, **options) -> bytes:
    made = io.BytesIO()
    image.save(made, name, optimize=name == "JPEG", **options)
    return made.getvalue()


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    white = Image.new("RGB", image.size, "white")
    white.paste(image, mask=image.getchannel("A"))
    return white


def _draw(data: bytes, longest: int) -> tuple[Image.Image, str]:
    """The picture as L, RGB or RGBA, and the format that it came in."""
    image, made_of, profile, turn = _decode(data, longest)
    image.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    image = _opaque(_in_srgb(image, profile))
    return (image.transpose(turn) if turn is not None else image), made_of


def _decode(data: bytes, longest: int):
    """The picture, no more than some times too large; its format, colour profile and turn."""
    _check_size(_webp_size(data), WEBP_PIXELS)
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint sets it for the whole process
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            found = Image.open(io.BytesIO(data), formats=FORMATS)
        except Image.DecompressionBombError:
            raise Refused("pixels") from None
        _check_size(found.size)
        made_of = found.format
        within = longest / max(found.size)
        if within < 1:  # JPEG can be decoded to a fraction at once; others take no notice
            found.draft(None, tuple(max(1, int(side * within)) for side in found.size))
        found.load()
        return _shrunk(found, longest), made_of, found.info.get("icc_profile"), _turn(found)


def _check_size(size: tuple[int, int], most: int = PIXELS) -> None:
    if size[0] * size[1] > most:
        raise Refused("pixels")


def _webp_size(data: bytes) -> tuple[int, int]:
    """Of WebP the library makes room for all pixels before it tells how many there are."""
    kind, body = data[12:16], data[20:30]
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP" or len(body) < 10:
        return 0, 0
    if kind == b"VP8X":
        whole = int.from_bytes(body[4:7], "little"), int.from_bytes(body[7:10], "little")
        return whole[0] + 1, whole[1] + 1
    if kind == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    wide, high = int.from_bytes(body[6:8], "little"), int.from_bytes(body[8:10], "little")
    return wide & 0x3FFF, high & 0x3FFF


def _turn(image: Image.Image) -> Image.Transpose | None:
    try:
        return TURNS.get(image.getexif().get(ORIENTATION))
    except MemoryError:
        raise
    except Exception:  # such a note is no part of the picture: it may be as broken as it likes
        return None


def _shrunk(image: Image.Image, longest: int) -> Image.Image:
    """Drawn on an empty sheet, band by band, so that no second whole copy is needed."""
    by = max(1, max(image.size) // (2 * longest))
    rows = max(1, BAND // (image.width * by)) * by
    sheet = None
    for top in range(0, image.height, rows):
        bottom = min(image.height, top + rows)
        band = _plain(image.crop((0, top, image.width, bottom)))
        band = band.reduce(by) if by > 1 else band
        if sheet is None:
            sheet = Image.new(band.mode, (-(-image.width // by), -(-image.height // by)))
        sheet.paste(band, (0, top // by))
    return sheet


def _plain(image: Image.Image) -> Image.Image:
    """L, RGB, RGBA or CMYK."""
    if image.mode.startswith("I"):  # sixteen bits of grey
        return image.convert("I").point(lambda value: value * (1 / 257) + 0.5).convert("L")
    if image.has_transparency_data:
        return image.convert("RGBA")
    if image.mode in ("L", "RGB", "CMYK"):
        return image
    return image.convert("L" if image.mode in ("1", "F") else "RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    colours = image.convert("RGB") if alpha else image
    if profile:
        try:
            given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            mode = PROFILED[given.profile.xcolor_space.strip()]
            srgb = ImageCms.createProfile("sRGB")
            made = ImageCms.profileToProfile(colours.convert(mode), given, srgb, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, KeyError, ValueError):
            made = colours  # a broken profile says nothing of the colours
        # A new sheet, for the library notes the profile on what it converts.
        colours = Image.new(made.mode, made.size)
        colours.paste(made)
    if colours.mode == "CMYK":
        colours = colours.convert("RGB")
    if alpha:
        colours.putalpha(alpha)
    return colours


def _opaque(image: Image.Image) -> Image.Image:
    if image.mode == "RGBA" and image.getchannel("A").getextrema()[0] == 255:
        return image.convert("RGB")
    return image
