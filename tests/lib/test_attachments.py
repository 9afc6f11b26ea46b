"""What people attach: known by its bytes, plainly named, refused in words, and only ever saved."""

import os
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import path
from hypothesis import given
from hypothesis import strategies as st
from PIL import features

from csweek.lib import apart, attachments
from csweek.lib.attachments import BadAttachment, clean, clean_name, download, thumbnail
from tests.lib.test_attachments_pictures import opened
from tests.samples import papers, pictures
from tests.samples.pictures import MARK, TEXT, picture

# By its bytes ----------------------------------------------------------------

KINDS = {
    "JPEG": (lambda: picture("JPEG"), "jpeg", "image/jpeg", ".jpg", b"\xff\xd8\xff"),
    "PNG": (lambda: picture("PNG"), "png", "image/png", ".png", b"\x89PNG"),
    "WebP": (lambda: picture("WEBP"), "jpeg", "image/jpeg", ".jpg", b"\xff\xd8\xff"),
    "GIF": (lambda: picture("GIF"), "png", "image/png", ".png", b"\x89PNG"),
    "PDF": (papers.paper, "pdf", "application/pdf", ".pdf", b"%PDF-1.7"),
}


@pytest.mark.parametrize("name", ["Ana at work.html", "Ana at work.exe", "Ana at work", "a.pdf.js"])
@pytest.mark.parametrize("case", KINDS)
def test_the_kind_is_what_the_bytes_say(case, name):
    make, kind, media_type, ending, start = KINDS[case]
    made = clean(make(), name)
    assert (made.kind, made.media_type) == (kind, media_type)
    assert made.name == ("a.pdf" if name == "a.pdf.js" else "Ana at work") + ending
    assert made.data.startswith(start)
    assert (made.width, made.height) == ((None, None) if kind == "pdf" else (120, 80))


@pytest.mark.parametrize("hiding, case", [(pictures, "GIF that is a script"), (papers, "XMP")])
def test_nothing_hidden_is_kept(hiding, case):
    data = hiding.HIDING[case]()
    assert MARK in data
    assert MARK not in clean(data, "picture.gif").data


def test_a_thumbnail_is_a_small_jpeg_of_a_picture():
    made = thumbnail(clean(picture("PNG", (1_000, 500)), "a.png").data)
    image = opened(made)
    assert (image.format, image.size) == ("JPEG", (320, 160))
    with pytest.raises(BadAttachment):
        thumbnail(papers.paper())


# Refused in words ------------------------------------------------------------


def heif(brand: bytes) -> bytes:
    return b"\x00\x00\x00\x18ftyp" + brand + bytes(4) + b"mif1" + bytes(40)


REFUSED = {
    "photo.jpg": (b"", "is empty"),
    "big.png": (picture("PNG") + bytes(5 * 1024 * 1024), "larger than 5 MB"),
    "IMG_1.heic": (heif(b"heic"), "Save it as JPEG"),
    "IMG_1.jpg": (heif(b"heix"), "Save it as JPEG"),
    "a.avif": (heif(b"avif"), "Save it as JPEG"),
    "film.mp4": (b"\x00\x00\x00\x18ftypisom" + bytes(40), "film"),
    "drawing.png": (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "SVG"),
    "declared.png": (b"<?xml version='1.0'?>\n<svg/>", "SVG"),
    "page.jpg": (b"\n <!DOCTYPE html><script>alert(1)</script>", "web page"),
    "words.pdf": (pictures.archive(), "office"),
    "old words.pdf": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "office"),
    "script.jpg": (b"#!/bin/sh\nrm -rf", "no JPEG, PNG, WebP, GIF or PDF"),
    "photo.tif": (b"II*\x00" + bytes(60), "no JPEG, PNG, WebP, GIF or PDF"),
    "half.jpg": (picture()[:900], "damaged"),
    "only a start.jpg": (b"\xff\xd8\xff", "damaged"),
    "only a start.pdf": (b"%PDF-1.7", "damaged"),
    "wide.png": (pictures.png_that_claims(60_000, 60_000), "too many pixels"),
    "secret.pdf": (papers.locked("secret"), "password"),
    "book.pdf": (papers.many_pages(21), "more than 20 pages"),
    "form.pdf": (papers.paper(page=papers.field(b"", look=b"")), "Print it to a new PDF"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_taken_is_refused_in_words(name):
    data, words = REFUSED[name]
    with pytest.raises(BadAttachment) as refused:
        clean(data, f"C:\\photos\\{name}")
    assert isinstance(refused.value, ValidationError)  # a form shows it beside its field
    [message] = refused.value.messages
    assert message.startswith(f"“{name}” ")
    assert words in message
    assert message.count(".") >= 2 and message.endswith(".")


def test_every_refusal_has_a_sentence(monkeypatch):
    for reason in attachments.SAID:
        monkeypatch.setattr(apart, "run", lambda *_all, reason=reason: refuse(reason))
        with pytest.raises(BadAttachment) as refused:
            clean(picture(), "photo.jpg")
        assert refused.value.code == reason
        assert "%" not in refused.value.messages[0]


def refuse(reason: str):
    raise apart.Refused(reason)


def test_what_ends_its_process_ends_nothing_else(tmp_path, monkeypatch):
    (tmp_path / "ending.py").write_text(
        "import os\nMEGABYTES = 600\ndef end(data):\n    os.abort()\n"
        "def grow(data):\n    return {}, bytes(1 << 33)\n"
        "def look(data):\n    return {'seen': sorted(os.environ)}, b''\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setenv("CSWEEK_SECRET", "for our eyes only")
    for name, reason in (("end", "damaged"), ("grow", "heavy")):
        with pytest.raises(apart.Refused, match=reason):
            apart.run(f"ending:{name}", b"")
    assert "CSWEEK_SECRET" in os.environ
    assert "CSWEEK_SECRET" not in apart.run("ending:look", b"")[0]["seen"]


def test_who_comes_while_all_are_waiting_is_told_so(monkeypatch):
    monkeypatch.setattr(apart, "IN_LINE", 0.1)
    with apart._one_at_a_time, pytest.raises(BadAttachment, match="Try again in a minute"):
        clean(picture(), "photo.jpg")
    assert clean(picture(), "photo.jpg")


def test_the_library_knows_the_formats_and_profiles_that_are_promised():
    assert all(features.check(name) for name in ("jpg", "zlib", "webp", "littlecms2"))


# Plainly named ---------------------------------------------------------------

NAMES = {
    "photo.JPEG": "photo.pdf",
    "../../etc/passwd": "passwd.pdf",
    "C:\\Users\\Otto\\photo.png": "photo.pdf",
    "photo\x00.pdf\r\nSet-Cookie: a=b": "photo.pdfSet-Cookie a=b.pdf",
    "report\u202efdp.exe": "reportfdp.pdf",
    "\u2066Ana\u2069 \u200bat\ufeff work.jpg": "Ana at work.pdf",
    'a<b>"c"|d?*.jpg': "a b c d.pdf",
    "Conceição e Zoë 🎉.jpg": "Conceição e Zoë 🎉.pdf",
    "نامه\u200cها.pdf": "نامه\u200cها.pdf",
    "version 1.2": "version 1.2.pdf",
    "": "attachment.pdf",
    "...": "attachment.pdf",
    ".htaccess": "htaccess.pdf",
    "con.jpg": "attachment con.pdf",
    "LPT1": "attachment LPT1.pdf",
    "x" * 300 + ".jpg": "x" * 96 + ".pdf",
}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_one_plain_line_with_the_ending_of_its_kind(name):
    assert clean_name(name, ".pdf") == NAMES[name]


@given(st.text(max_size=150))
def test_no_name_is_long_or_leads_elsewhere(name):
    made = clean_name(name, ".jpg")
    assert made.endswith(".jpg") and 4 < len(made) <= 100
    assert not set(made) & set('/\\<>:"|?*\r\n\0\u202e\u2066\u200f')
    assert not made.startswith(".")
    assert clean_name(made, ".jpg") == made


# Only ever saved -------------------------------------------------------------

KEPT = SimpleNamespace(name="Ana “at work” – Zoë.jpg", kind="jpeg", data=memoryview(b"\xff\xd8"))


def saved(request):
    return download(KEPT)


def told_html(request):
    return download(SimpleNamespace(name=TEXT + ".html", kind="pdf", data=b"<script>"))


saved.login_required = told_html.login_required = False
urlpatterns = [path("saved/", saved), path("html/", told_html)]


@pytest.mark.django_db
@pytest.mark.urls("tests.lib.test_attachments")
def test_a_download_is_saved_and_never_shown_as_a_page():
    response = Client().get("/saved/")
    assert response.content == b"\xff\xd8"
    headers = response.headers
    assert headers["Content-Type"] == "image/jpeg"
    assert headers["Content-Disposition"] == (
        "attachment; filename*=utf-8''Ana%20%E2%80%9Cat%20work%E2%80%9D%20%E2%80%93%20Zo%C3%AB.jpg"
    )
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert headers["Cache-Control"] == "no-store"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.django_db
@pytest.mark.urls("tests.lib.test_attachments")
def test_the_media_type_is_the_kinds_whatever_the_name_says():
    response = Client().get("/html/")
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"].startswith("attachment; ")


def test_a_kind_that_we_do_not_keep_is_never_sent():
    with pytest.raises(KeyError):
        download(SimpleNamespace(name="a.html", kind="text/html", data=b""))
