"""Pictures come out upright, in their colours, and as nothing but pixels."""

import io
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from csweek.lib import apart, pictures
from tests.samples import pictures as samples
from tests.samples.pictures import BLUE, GREEN, MARK, RED, WHITE

ROOT = Path(__file__).parent.parent.parent
PICTURE = "csweek.lib.pictures:remake"


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def corners(image: Image.Image) -> list[tuple]:
    """The colours in the middle of each quarter, row by row, each channel all or nothing."""
    image = image.convert("RGB")
    spots = [(x, y) for y in (0.25, 0.75) for x in (0.25, 0.75)]
    colours = [image.getpixel((int(image.width * x), int(image.height * y))) for x, y in spots]
    return [tuple(254 if channel > 127 else 0 for channel in colour) for colour in colours]


def refusal(data: bytes) -> str:
    with pytest.raises(apart.Refused) as refused:
        pictures.remake(data)
    return str(refused.value)


# Nothing hidden --------------------------------------------------------------


def kept_hidden(remake, case: str) -> list[bytes]:
    """What of a hiding file is still there in what is made of it."""
    made = remake(samples.HIDING[case]())[1]
    wide = [MARK.decode().encode(code) for code in ("utf-16-le", "utf-16-be")]
    traces = (MARK, *wide, b"<html", b"<script", b"PK\x03\x04", b"%PDF", b"Exif", b"http:")
    return [trace for trace in traces if trace in made or trace in notes(made)]


def notes(data: bytes) -> bytes:
    """Whatever Pillow reads of a picture beside its pixels, unpacked."""
    image = opened(data)
    return repr((image.info, dict(image.getexif()), image.getexif().get_ifd(0x8825))).encode()


@pytest.mark.parametrize("case", samples.HIDING)
def test_what_is_hidden_in_a_picture_does_not_come_out(case):
    assert kept_hidden(pictures.remake, case) == []
    assert kept_hidden(pictures.shrink, case) == []


@pytest.mark.parametrize("case", samples.HIDING)
def test_control_a_picture_passed_on_as_it_is_hides_it_still(case):
    assert MARK in kept_hidden(lambda data: ({}, data), case)


@pytest.mark.parametrize("name", ["JPEG", "PNG", "WEBP", "GIF"])
def test_what_comes_out_has_nothing_but_what_a_plain_picture_has(name):
    image = opened(pictures.remake(samples.picture(name, exif=samples.exif()))[1])
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert not image.getexif()


# As people see it ------------------------------------------------------------

UPRIGHT = [RED, GREEN, BLUE, WHITE]
# What each number does to a picture; the file holds the undone one.
LYING = {
    1: [RED, GREEN, BLUE, WHITE],
    2: [GREEN, RED, WHITE, BLUE],
    3: [WHITE, BLUE, GREEN, RED],
    4: [BLUE, WHITE, RED, GREEN],
    5: [RED, BLUE, GREEN, WHITE],
    6: [BLUE, RED, WHITE, GREEN],
    7: [WHITE, GREEN, BLUE, RED],
    8: [GREEN, WHITE, RED, BLUE],
}


@pytest.mark.parametrize("name", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", LYING)
def test_a_photo_taken_sideways_comes_out_upright(name, orientation):
    exif = Image.Exif()
    exif[pictures.ORIENTATION] = orientation
    told, made = pictures.remake(samples.picture(name, exif=exif))
    assert corners(opened(made)) == LYING[orientation]
    assert (told["width"], told["height"]) == ((120, 80) if orientation < 5 else (80, 120))
    assert corners(opened(samples.picture(name, exif=exif))) == UPRIGHT


@pytest.mark.parametrize("name", ["JPEG", "PNG", "WEBP"])
def test_a_colour_profile_is_worked_into_the_colours(name):
    made = pictures.remake(samples.picture(name, icc_profile=samples.swapped_profile()))[1]
    assert corners(opened(made)) == [BLUE, GREEN, RED, WHITE]


@pytest.mark.parametrize("profile", [b"no profile", samples.swapped_profile()[:300]])
def test_a_broken_profile_changes_no_colour(profile):
    made = pictures.remake(samples.picture("PNG", icc_profile=profile))[1]
    assert corners(opened(made)) == UPRIGHT


def sixteen_bits() -> Image.Image:
    return Image.frombytes("I;16", (8, 8), (0x8000).to_bytes(2, "little") * 64)


COLOURS = {
    "ink": (Image.new("CMYK", (8, 8), (0, 255, 255, 0)), "JPEG", (254, 0, 0)),
    "grey": (Image.new("L", (8, 8), 100), "JPEG", (100, 100, 100)),
    "black and white": (Image.new("1", (8, 8), 1), "PNG", (255, 255, 255)),
    "sixteen bits": (sixteen_bits(), "PNG", (128, 128, 128)),
    "palette": (Image.new("RGB", (8, 8), RED).quantize(4), "PNG", RED),
    "grey, see-through": (Image.new("LA", (8, 8), (100, 0)), "PNG", (100, 100, 100)),
}


@pytest.mark.parametrize("case", COLOURS)
def test_every_way_of_telling_colours_is_understood(case):
    image, name, colour = COLOURS[case]
    made = opened(pictures.remake(samples.encode(image, name))[1]).convert("RGB")
    found = made.getpixel((4, 4))
    assert all(abs(one - other) <= 2 for one, other in zip(found, colour, strict=True))


def test_see_through_stays_so_and_is_white_in_a_thumbnail():
    image = Image.new("RGBA", (40, 40), (254, 0, 0, 0))
    for name in ("PNG", "WEBP"):
        told, made = pictures.remake(samples.encode(image, name))
        assert (told["kind"], opened(made).getpixel((9, 9))[3]) == ("png", 0)
        small = opened(pictures.shrink(samples.encode(image, name))[1])
        assert (small.format, small.getpixel((9, 9))) == ("JPEG", (255, 255, 255))


@pytest.mark.parametrize("name", ["GIF", "WEBP", "PNG"])
def test_of_a_moving_picture_the_first_frame_is_kept(name):
    image = opened(pictures.remake(samples.frames(name))[1])
    assert corners(image) == UPRIGHT
    assert getattr(image, "n_frames", 1) == 1


@pytest.mark.parametrize("name", ["JPEG", "PNG", "WEBP", "GIF"])
@pytest.mark.parametrize(
    "size, made_size",
    [((2, 2), (2, 2)), ((5_000, 3_000), (2_000, 1_200)), ((12_000, 30), (2_000, 5))],
)
def test_the_longest_side_is_at_most_2000_pixels(name, size, made_size):
    told, made = pictures.remake(samples.picture(name, size))
    assert (told["width"], told["height"]) == made_size == opened(made).size


def test_a_picture_cut_into_bands_has_no_seams():
    image = Image.radial_gradient("L").resize((6_000, 4_000)).convert("RGB")
    made = opened(pictures.remake(samples.encode(image, "PNG"))[1]).convert("RGB")
    plain = image.resize(made.size, Image.Resampling.LANCZOS)
    difference = ImageChops.difference(made, plain)
    assert max(high for _low, high in difference.getextrema()) <= 2


def test_a_thumbnail_is_a_small_jpeg():
    for size, made_size in [((3_000, 2_000), (320, 213)), ((60, 40), (60, 40))]:
        told, made = pictures.shrink(samples.picture("PNG", size))
        image = opened(made)
        assert (told["kind"], image.format, image.size) == ("jpeg", "JPEG", made_size)


def test_a_large_drawing_becomes_a_jpeg():
    noise = Image.effect_noise((1_500, 1_500), 90).convert("RGB")
    told, made = pictures.remake(samples.encode(noise, "PNG"))
    assert told["kind"] == "jpeg"
    assert len(made) < 2_500_000


# Made to harm ----------------------------------------------------------------


@pytest.mark.parametrize("name", ["JPEG", "PNG", "WEBP", "GIF"])
@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_picture_of_which_only_a_part_arrived_is_refused(name, part):
    noise = Image.effect_noise((300, 200), 50).convert("RGB")
    data = samples.encode(noise, name)
    assert apart.attempt(pictures.remake, data)[1]
    told, made = apart.attempt(pictures.remake, data[: int(len(data) * part)])
    assert (told["refused"], made) == ("damaged", b"")


CLAIMS = {
    "PNG": samples.png_that_claims(60_000, 60_000),
    "PNG just over": samples.png_that_claims(10_000, 5_001),
    "WebP": samples.webp_that_claims(16_000, 16_000),
    "WebP just over": samples.webp_that_claims(5_000, 5_001),
    "JPEG": samples.jpeg_that_claims(60_000, 60_000),
    "GIF": samples.gif_that_claims(60_000, 60_000),
}


@pytest.mark.parametrize("case", CLAIMS)
def test_too_many_pixels_are_refused_before_they_are_unpacked(case, monkeypatch):
    def load(self):
        raise AssertionError("unpacked")

    monkeypatch.setattr(Image.Image, "load", load)
    assert refusal(CLAIMS[case]) == "pixels"


# Runs a piece of work apart, and prints the answer, the seconds, and the memory it took in MB. The
# patient one waits for a busy machine, and counts seconds of the processor.
PROBE = """
import resource, sys, time
from csweek.lib import apart
if sys.argv[3] != "bounded":
    apart.SECONDS = 60
if sys.argv[3] == "unbounded":
    apart.START = apart.START.replace("apart.serve()", "apart._limit = id; apart.serve()")
    apart.START = apart.START.replace(
        "; apart._", "; from csweek.lib import pictures; pictures._check_size = lambda *all: None"
        "; from PIL import Image; Image.MAX_IMAGE_PIXELS = None"
        "; from csweek.lib import streams; streams.UNPACKED = 600 << 20; apart._")
data = open(sys.argv[2], "rb").read()
start = time.monotonic()
try:
    answer = apart.run(sys.argv[1], data, apart.SECONDS)[0]["kind"]
except apart.Refused as refused:
    answer = str(refused)
took = time.monotonic() - start
used = resource.getrusage(resource.RUSAGE_CHILDREN)
if sys.argv[3] == "patient":
    took = used.ru_utime + used.ru_stime
print(answer, took, used.ru_maxrss // 1024)
"""


def probe(work: str, data: bytes, folder: Path, how: str = "bounded") -> tuple[str, float, int]:
    file = folder / "file"
    file.write_bytes(data)
    done = subprocess.run(
        [sys.executable, "-c", PROBE, work, str(file), how],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=90,
    )
    answer, took, megabytes = done.stdout.split()
    return answer, float(took), int(megabytes)


def test_fifty_million_pixels_are_read_in_bounded_time_and_memory(tmp_path):
    answer, took, megabytes = probe(PICTURE, samples.fifty_million_pixels(), tmp_path, "patient")
    assert answer == "png"
    assert took < 8
    assert megabytes < 300


def test_control_without_the_bound_on_pixels_more_memory_is_taken(tmp_path):
    data = samples.encode(Image.new("L", (18_000, 18_000)), "PNG", compress_level=1)
    answer, _took, megabytes = probe(PICTURE, data, tmp_path)
    assert answer == "pixels"
    assert megabytes < 100
    assert probe(PICTURE, data, tmp_path, "unbounded")[2] > 300


def test_a_picture_that_takes_for_ever_is_given_up(monkeypatch):
    started = time.monotonic()
    with pytest.raises(apart.Refused, match="slow"):
        apart.run(PICTURE, samples.scan_after_scan(), seconds=2)
    assert time.monotonic() - started < 4
