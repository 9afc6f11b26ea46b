"""A table as a file to save."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from .sheets import write_csv


def as_csv(name: str, header, rows: Iterable) -> HttpResponse:
    """For spreadsheet programs; `name` is that of the file without its ending."""
    return HttpResponse(
        write_csv(header, rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": content_disposition_header(True, f"{name}.csv")},
    )
