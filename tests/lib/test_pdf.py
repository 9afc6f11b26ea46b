"""PDFs are drawn from our own pages and static files, and from nothing else."""

import base64
import io
import logging
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.urls import reverse
from pypdf import PdfReader

from csweek.lib import pdf
from tests import factories
from tests.pdfs import needs_pdf, outline, pages

# A picture of one red pixel.
PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC"
)


@pytest.fixture
def with_the_extra():
    needs_pdf()


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/hostname",
        "http://127.0.0.1:1/x.css",
        "https://paper.invalid.example.org/static/css/tokens.css",
        "https://paper.invalid/",
        "https://paper.invalid/static/",
        "https://paper.invalid/static/../csweek/settings.py",
        "https://paper.invalid/static/css/..%2f..%2f..%2fcsweek/settings.py",
        "https://paper.invalid/static//etc/hostname",
        "https://paper.invalid/secret",
        "data:text/css,*{}",
        "ftp://example.org/x",
        "",
    ],
)
def test_every_other_address_is_refused(address):
    with pytest.raises((pdf.Refused, pdf.Missing, ValueError)):
        content, _kind = pdf.read_static(address)
        pytest.fail(f"read {len(content)} bytes")


def test_our_own_static_files_are_read():
    content, kind = pdf.read_static("https://paper.invalid/static/css/tokens.css")
    assert b"--paper" in content
    assert kind == "text/css"


def test_a_static_file_that_we_lack_is_missed():
    with pytest.raises(pdf.Missing):
        pdf.read_static("https://paper.invalid/static/css/none.css")


def test_hashed_names_are_read_too(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    file = tmp_path / "css" / "tokens.0a5ba50d6ddf.css"
    file.parent.mkdir()
    file.write_text(":root {}")
    found = pdf.read_static("https://paper.invalid/static/css/tokens.0a5ba50d6ddf.css")
    assert found == (b":root {}", "text/css")


def embeds(file, with_the_library=None) -> bool:
    """Whether a picture that a page names by its place on the machine is in the PDF of it."""
    html = f'<img src="{file.as_uri()}" alt="none">'
    if with_the_library is None:
        content = pdf.to_pdf(html)
    else:
        content = with_the_library.HTML(string=html).write_pdf()
    return b"/Subtype /Image" in content or b"/Subtype/Image" in content


@pytest.fixture
def picture(tmp_path):
    file = tmp_path / "secret.png"
    file.write_bytes(base64.b64decode(PIXEL))
    return file


def test_a_page_cannot_show_a_file_of_the_machine(with_the_extra, picture, caplog):
    assert not embeds(picture)
    assert "Only our own static files" in caplog.text


def test_the_library_left_to_itself_would_show_it(with_the_extra, picture):
    """The control."""
    assert embeds(picture, pdf._maker())


def test_a_page_without_its_styles_is_no_document(with_the_extra):
    html = '<link rel="stylesheet" href="/static/css/none.css"><p>Hello'
    with pytest.raises(pdf.Missing, match="css/none"):
        pdf.to_pdf(html)


def test_styles_of_ours_are_used(with_the_extra):
    html = '<link rel="stylesheet" href="/static/css/poster.css"><p>Hello'
    assert pages(pdf.to_pdf(html)) == [(420, 297)]
    assert pages(pdf.to_pdf("<p>Hello")) == [(210, 297)]


def test_who_asks_while_it_is_drawn_waits_for_that_drawing(monkeypatch):
    drawn = []

    def draw(html):
        drawn.append(html)
        time.sleep(0.05)
        return b"%PDF-"

    pdf._kept.cache_clear()
    monkeypatch.setattr(pdf, "to_pdf", draw)
    with ThreadPoolExecutor(8) as threads:
        assert set(threads.map(pdf.to_pdf_once, ["<p>One"] * 8)) == {b"%PDF-"}
    assert drawn == ["<p>One"]
    pdf._kept.cache_clear()


# In parts. ---------------------------------------------------------------------------------------

PART = (
    '<html lang="pt"><link rel="stylesheet" href="/static/css/print-fonts.css"><title>Três</title>'
    '<h1 style="font-family: Figtree Paper, Figtree Paper Extended">{}'
)


@pytest.fixture
def nothing_kept():
    pdf._kept.cache_clear()
    yield
    pdf._kept.cache_clear()


def test_parts_are_joined_in_their_order_with_title_and_outline(with_the_extra, nothing_kept):
    names = ["Łukasz", "Maria da Conceição", "王小明"]
    joined = pdf.to_pdf_in_parts(PART.format(name) for name in names)
    assert pages(joined) == [(210, 297)] * 3
    assert outline(joined) == [(name, page) for page, name in enumerate(names)]
    read = PdfReader(io.BytesIO(joined))
    assert [page.extract_text() for page in read.pages][:2] == names[:2]
    assert (read.metadata.title, read.root_object["/Lang"]) == ("Três", "pt")


def test_one_part_is_the_pdf(with_the_extra, nothing_kept):
    assert pdf.to_pdf_in_parts([PART.format("One")]) is pdf.to_pdf_once(PART.format("One"))


def test_a_part_that_fails_leaves_the_others_drawn(nothing_kept, monkeypatch):
    drawn = []

    def draw(html):
        if html in drawn:
            pytest.fail(f"drew {html} twice")
        drawn.append(html)
        if html == "two" and len(drawn) == 2:
            drawn.pop()
            raise pdf.Missing("a stylesheet")
        return html.encode()

    monkeypatch.setattr(pdf, "to_pdf", draw)
    monkeypatch.setattr("csweek.lib.papers.join", b" ".join)
    failing = ["one", "two", "three"]
    with pytest.raises(pdf.Missing):
        pdf.to_pdf_in_parts(failing)
    drawn.append("once more")
    assert pdf.to_pdf_in_parts(failing) == b"one two three"


def test_a_font_is_unpacked_once(with_the_extra, nothing_kept):
    pdf._unpacked.cache_clear()
    for name in ("One", "Two"):
        page = PdfReader(io.BytesIO(pdf.to_pdf(PART.format(name)))).pages[0]
        (font,) = page["/Resources"]["/Font"].values()
        assert "Figtree" in font["/BaseFont"]
    found = pdf._unpacked.cache_info()
    assert (found.misses, found.hits) == (4, 4)


# Without it. -------------------------------------------------------------------------------------


@pytest.fixture
def without_the_library(monkeypatch):
    pdf._maker.cache_clear()
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    yield
    pdf._maker.cache_clear()


def test_without_the_extra_pages_lead_to_no_pdf_and_its_address_says_why(
    client, week, paula, without_the_library
):
    factories.publication(week, by=paula)
    client.force_login(paula)
    for name in ("poster", "programme-list", "my-list"):
        page = client.get(reverse(f"planner:{name}", args=[2026]))
        assert page.status_code == 200
        assert ".pdf" not in page.content.decode()
        refused = client.get(reverse(f"planner:{name}-pdf", args=[2026]))
        assert refused.status_code == 404
        assert "docs/install.md" in refused.content.decode()


def test_a_machine_without_pango_is_told_of_once(monkeypatch, caplog):
    def broken(name):
        raise OSError("cannot load library 'libpango'")

    pdf._maker.cache_clear()
    monkeypatch.setattr(pdf, "import_module", broken)
    with caplog.at_level(logging.WARNING):
        assert [pdf.is_there(), pdf.is_there()] == [False, False]
    assert caplog.text.count("libpango") == 1
    pdf._maker.cache_clear()


def test_where_pdfs_are_expected_their_tests_are_not_skipped(monkeypatch):
    monkeypatch.setattr(pdf, "is_there", lambda: False)
    monkeypatch.setenv("CSWEEK_EXPECT", "")
    with pytest.raises(pytest.skip.Exception):
        needs_pdf()
    monkeypatch.setenv("CSWEEK_EXPECT", "pdf")
    with pytest.raises(pytest.fail.Exception):
        needs_pdf()
