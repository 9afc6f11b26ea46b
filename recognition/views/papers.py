"""What managers print for Friday: the run sheet, and everyone who was nominated."""

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from csweek.lib import pdf
from csweek.people.access import managers_only
from planner.views.documents import refuse_without_pdf
from recognition.documents.runsheet import everyone, sheet_of

from .awards import awards_path
from .fetch import week_of

SHEET, EVERYONE = "recognition/papers/run_sheet.html", "recognition/papers/everyone.html"


def on_paper(request, template: str, context: dict) -> HttpResponse:
    return render(request, template, context | {"has_pdf": pdf.is_there()})


def as_pdf(request, template: str, context: dict, name: str) -> HttpResponse:
    """Drawn anew each time: no winner's name is kept in memory for having been printed."""
    content = pdf.to_pdf(render_to_string(template, context | {"has_pdf": True}, request))
    return as_file(content, name)


def as_file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=pdf.CONTENT_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return response


def _sheet(request, year: int) -> dict:
    week = week_of(request, year)
    return {"week": week, "year": year, "sheet": sheet_of(week, awards_path(year), request.user)}


def _everyone(request, year: int) -> dict:
    week = week_of(request, year)
    rows = everyone(week, by=request.user)
    unaware = sum(not each.may_know for each in rows)
    return {"week": week, "year": year, "everyone": rows, "unaware": unaware}


@managers_only
@require_safe
def run_sheet(request, year):
    return on_paper(request, SHEET, _sheet(request, year))


@managers_only
@require_safe
def run_sheet_pdf(request, year):
    refuse_without_pdf()
    return as_pdf(request, SHEET, _sheet(request, year), f"customer-service-week-{year}-run-sheet")


@managers_only
@require_safe
def recognised(request, year):
    """A line for each nominee, with the words said of them."""
    return on_paper(request, EVERYONE, _everyone(request, year))


@managers_only
@require_safe
def recognised_pdf(request, year):
    refuse_without_pdf()
    name = f"customer-service-week-{year}-everyone"
    return as_pdf(request, EVERYONE, _everyone(request, year), name)
