"""PDFs come out as pages that look the same, and as nothing else."""

import io
import re
import time
import zlib

import pytest
from pypdf import PdfReader, PdfWriter

from csweek.lib import apart, papers, streams
from tests.lib.test_attachments_pictures import opened, probe
from tests.samples import papers as samples
from tests.samples.papers import MARK, TEXT
from tests.samples.pictures import picture

PAPER = "csweek.lib.papers:remake"


def read(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data))


def remade(data: bytes) -> PdfReader:
    return read(papers.remake(data)[1])


def refusal(data: bytes) -> str:
    with pytest.raises(apart.Refused) as refused:
        papers.remake(data)
    return str(refused.value)


# Nothing hidden --------------------------------------------------------------

# What makes a reader do something, or holds what is none of the pages'.
ACTING = str.split(
    "JavaScript JS OpenAction AA Launch URI EmbeddedFile Metadata AcroForm Info PieceInfo"
)


def unpacked(data: bytes) -> bytes:
    """The file, and behind it every stream of it unpacked, and every word written as digits."""
    parts = [data]
    for body in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL):
        try:
            parts.append(zlib.decompress(body))
        except zlib.error:
            continue
    for digits in re.findall(rb"<([0-9A-Fa-f]+)>", data):
        parts.append(bytes.fromhex(digits.decode() + "0" * (len(digits) % 2)))
    return b"\n".join(parts)


def kept_hidden(remake, case: str) -> list[bytes]:
    made = unpacked(remake(samples.HIDING[case]())[1])
    acting = [f"/{key}".encode() for key in ACTING]
    traces = [MARK, b"<html", b"<script", b"PK\x03\x04", b"Exif", *acting]
    return [trace for trace in traces if re.search(re.escape(trace) + rb"(?![a-zA-Z])", made)]


@pytest.mark.parametrize("case", samples.HIDING)
def test_what_is_hidden_in_a_pdf_does_not_come_out(case):
    assert kept_hidden(papers.remake, case) == []
    assert remade(samples.HIDING[case]()).pages[0].extract_text().strip() == "What Ana did"


@pytest.mark.parametrize("case", samples.HIDING)
def test_control_a_pdf_passed_on_as_it_is_hides_it_still(case):
    assert MARK in kept_hidden(lambda data: ({}, data), case)


def written_by_the_library(data: bytes) -> tuple[dict, bytes]:
    made = io.BytesIO()
    PdfWriter(clone_from=read(data)).write(made)
    return {}, made.getvalue()


@pytest.mark.parametrize("case", ["XMP", "file inside", "photo with EXIF"])
def test_control_a_pdf_written_again_by_the_library_alone_hides_it_still(case):
    assert MARK in kept_hidden(written_by_the_library, case)


# As people see it ------------------------------------------------------------


def test_pages_keep_their_size_turn_and_words():
    given, made = read(samples.office_paper()), remade(samples.office_paper())
    for one, other in zip(given.pages, made.pages, strict=True):
        assert one.extract_text() == other.extract_text().strip() == "What Ana did"
        assert (one.mediabox, one.rotation) == (other.mediabox, other.rotation)
    assert [page.rotation for page in made.pages] == [0, 90, 0]


def test_a_photo_on_a_page_is_the_same_bit_for_bit():
    for data in (picture(), picture(progressive=True), picture(exif=samples.exif())):
        bare = streams.bare_jpeg(data)
        assert opened(bare).tobytes() == opened(data).tobytes()
        assert remade(samples.drawn_picture(data)).pages[0].images[0].image.size == (120, 80)


def test_what_was_written_into_a_form_stays_on_the_page():
    made = remade(samples.paper(samples.LOOK, page=samples.field(b""))).pages[0]
    [mark] = [each.get_object() for each in made["/Annots"]]
    assert mark["/Subtype"] == "/Stamp"
    assert mark["/AP"]["/N"].get_data() == b"0 0 1 rg 0 0 50 20 re f"


def test_a_form_whose_words_would_get_lost_is_refused():
    assert refusal(samples.paper(page=samples.field(b"", look=b""))) == "form"
    assert refusal(samples.paper(root=b"/NeedsRendering true")) == "form"


def test_a_mark_that_is_hidden_stays_so():
    page = samples.field(b"").replace(b"/F 4", b"/F 2")
    assert list(remade(samples.paper(samples.LOOK, page=page)).pages[0]["/Annots"]) == []


def test_a_layer_that_is_off_stays_so():
    made = remade(samples.hidden_layer())
    named = made.pages[0]["/Resources"]["/Properties"]
    off = made.trailer["/Root"]["/OCProperties"]["/D"]["/OFF"]
    assert [each.idnum for each in off] == [named.raw_get("/L2").idnum]
    assert TEXT.encode() not in unpacked(papers.remake(samples.hidden_layer())[1])


def test_a_page_written_in_letters_is_read():
    assert remade(samples.packed_as_text()).pages[0].extract_text().strip() == "What Ana did"


def test_twenty_pages_are_taken_and_one_more_is_not():
    assert len(remade(samples.many_pages(20)).pages) == 20
    assert refusal(samples.many_pages(21)) == "long"


@pytest.mark.parametrize("password", ["", "secret"])
def test_a_pdf_under_lock_is_refused(password):
    assert refusal(samples.locked(password)) == "locked"


@pytest.mark.parametrize("part", [0.1, 0.3])
def test_a_pdf_of_which_only_a_part_arrived_is_refused(part):
    whole = samples.paper(samples.stream(b"0" * 5000))
    told, made = apart.attempt(papers.remake, whole[: int(len(whole) * part)])
    assert (told["refused"], made) == ("damaged", b"")


# Made to harm ----------------------------------------------------------------

ANSWERS = {"pdf", "damaged", "heavy", "long", "slow"}


@pytest.fixture(scope="module")
def at_rest(tmp_path_factory) -> int:
    """Megabytes that one plain page takes."""
    answer, _took, megabytes = probe(PAPER, samples.paper(), tmp_path_factory.mktemp("plain"))
    assert answer == "pdf"
    return megabytes


@pytest.mark.parametrize("case", samples.HARMFUL)
def test_a_harmful_pdf_takes_ten_seconds_and_150_megabytes_at_most(case, tmp_path, at_rest):
    data = samples.HARMFUL[case]()
    assert len(data) <= 5 * 1024 * 1024
    answer, took, megabytes = probe(PAPER, data, tmp_path)
    assert answer in ANSWERS
    assert took <= 10.5
    assert megabytes - at_rest <= 150


def test_control_without_bounds_a_harmful_pdf_takes_more(tmp_path, at_rest):
    data = samples.HARMFUL["photo that unpacks to gigabytes"]()
    assert probe(PAPER, data, tmp_path, "unbounded")[2] - at_rest > 150


def test_a_pdf_that_takes_for_ever_is_given_up():
    started = time.monotonic()
    with pytest.raises(apart.Refused, match="slow"):
        apart.run(PAPER, samples.HARMFUL["no table, many objects"](), seconds=0.3)
    assert time.monotonic() - started < 2
