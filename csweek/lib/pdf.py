"""PDF from our own pages: the only file that knows WeasyPrint, which is optional (the extra `pdf`).

What is drawn for everybody alike is drawn once: it is kept in memory, known by its text. Whatever
would read otherwise is another text; nothing is written to disk or database for having been read,
and nobody's name outlives its erasure in a file.
"""

import logging
import mimetypes
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib import import_module
from io import BytesIO
from threading import RLock
from urllib.parse import unquote

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import SuspiciousFileOperation

CONTENT_TYPE = "application/pdf"
# Where pages seem to lie while they are drawn. No host is called so (RFC 2606).
HERE = "https://paper.invalid"
PACKED_FONT = b"wOF2"
KEPT = 128

log = logging.getLogger(__name__)
_one_at_a_time = RLock()


class Refused(ValueError):
    """An address that is none of our static files: what it would show is left out."""


class Missing(LookupError):
    """A static file of ours is not there: a page without its styles is no document."""


@cache
def _maker():
    """The library, or None where it or what it needs of the machine is missing."""
    try:
        found = import_module("weasyprint")
    except ImportError:
        return None
    except OSError as error:  # the library is there, and Pango is not
        log.warning("PDFs cannot be made: %s", error)
        return None
    # It warns of every property that only screens have.
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    return found


def is_there() -> bool:
    return _maker() is not None


def read_static(address: str) -> tuple[bytes, str]:
    """Content and type of a static file of ours, hashed or not. Raises Refused for every other
    address, and Missing for a file that we lack."""
    root = f"{HERE}{settings.STATIC_URL}"
    name = unquote(address.removeprefix(root))
    if not address.startswith(root) or not name or ".." in name.split("/"):
        raise Refused(f"Only our own static files are read for a PDF, not {address}")
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    try:
        if staticfiles_storage.exists(name):
            with staticfiles_storage.open(name) as file:
                return file.read(), kind
        found = finders.find(name)
    except SuspiciousFileOperation as error:
        raise Refused(str(error)) from error
    if found is None:
        raise Missing(f"There is no static file {name}")
    with open(found, "rb") as file:
        return file.read(), kind


def own_files_only():
    """Reads for the library what pages name; `missing` is what could not be found."""
    urls = import_module("weasyprint.urls")

    class OwnFilesOnly(urls.URLFetcher):
        missing: Missing | None = None

        def fetch(self, url, headers=None):
            try:
                content, kind = read_static(url)
            except Missing as error:
                self.missing = error
                raise
            if content.startswith(PACKED_FONT):
                content, kind = _unpacked(content), "font/ttf"
            return urls.URLFetcherResponse(url, content, {"Content-Type": kind})

    return OwnFilesOnly()


@lru_cache(maxsize=8)
def _unpacked(font: bytes) -> bytes:
    """Ready for the library, which would unpack each font for each PDF: as long as ten pages."""
    unpacked = BytesIO()
    import_module("fontTools.ttLib.woff2").decompress(BytesIO(font), unpacked)
    return unpacked.getvalue()


def to_pdf(html: str) -> bytes:
    """The page on paper, by its stylesheets for print. A second of work or more, so one at a time:
    the other requests want the processor too.

    Raises Missing when one of them is not there.
    """
    fetcher = own_files_only()
    page = _maker().HTML(string=html, base_url=f"{HERE}/", url_fetcher=fetcher)
    with _one_at_a_time:
        content = page.write_pdf()
    if fetcher.missing:
        raise fetcher.missing
    return content


def to_pdf_once(html: str) -> bytes:
    """The same, kept for whoever asks for the same text again; who asks meanwhile waits for it."""
    with _one_at_a_time:
        return _kept(html)


@lru_cache(maxsize=KEPT)
def _kept(html: str) -> bytes:
    return to_pdf(html)


def forget() -> None:
    """Drop what is kept: somebody who stood in it was erased."""
    _kept.cache_clear()


def to_pdf_in_parts(parts: Iterable[str]) -> bytes:
    """One PDF of several pages of HTML. Each is drawn by itself, which takes the memory of one, and
    kept: whoever has asked for them one after another has all of it at once."""
    drawn = [to_pdf_once(each) for each in parts]
    if len(drawn) == 1:
        return drawn[0]
    return import_module("csweek.lib.papers").join(drawn)
