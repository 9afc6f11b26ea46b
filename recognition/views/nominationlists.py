"""The list of nominations as a file: as it is narrowed on the page, and every row of it."""

from django.http import HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe

from csweek.people.access import managers_only
from recognition.documents.nominations import Rows, csv_pieces, header, to_xlsx
from recognition.forms.managing import NominationFilterForm
from recognition.models import Nomination

from .fetch import week_of

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@managers_only
@require_safe
def nomination_csv(request, year):
    rows = _rows(request, year)
    if request.method == "HEAD":
        return _named(HttpResponse(content_type=CSV), year, "csv")
    pieces = csv_pieces(rows, header())
    return _named(StreamingHttpResponse(pieces, content_type=CSV), year, "csv")


@managers_only
@require_safe
def nomination_xlsx(request, year):
    rows = _rows(request, year)
    data = b"" if request.method == "HEAD" else to_xlsx(rows, header())
    return _named(HttpResponse(data, content_type=XLSX), year, "xlsx")


def _rows(request, year: int) -> Rows:
    form = NominationFilterForm(request.GET)
    managed = Nomination.objects.managed_by(request.user).filter(week=week_of(request, year))
    found = form.narrow_to_view(form.narrow(managed, by=request.user))
    return Rows(found, by=request.user)


def _named(response, year: int, ending: str):
    """A name that tells of nobody, and nothing that a browser keeps."""
    response.headers["Content-Disposition"] = f'attachment; filename="nominations-{year}.{ending}"'
    response.headers["Cache-Control"] = "no-store"
    return response
