"""What is printed: the poster and the lists, as pages, and as PDF where there is the extra."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from csweek.lib import pdf
from planner.documents.lists import my_list_of, week_list_of
from planner.documents.poster import poster_of
from planner.ownweek import own_parts, places_of

from .programmes import latest_of

POSTER, LIST = "planner/documents/poster.html", "planner/documents/list.html"


def on_paper(request, template: str, context: dict) -> HttpResponse:
    return render(request, template, context | {"has_pdf": pdf.is_there()})


def as_pdf(request, template: str, context: dict, name: str) -> HttpResponse:
    """The page of that template as a file; drawn once where it says the same to everybody."""
    refuse_without_pdf()
    make = pdf.to_pdf if "person" in context else pdf.to_pdf_once
    content = make(render_to_string(template, context | {"has_pdf": True}, request))
    response = HttpResponse(content, content_type=pdf.CONTENT_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return response


def as_own_pdf(request, template: str, context: dict, name: str) -> HttpResponse:
    """Drawn anew each time and kept for nobody: it names people, or is dated."""
    return as_pdf(request, template, context | {"person": request.user}, name)


def refuse_without_pdf() -> None:
    if not pdf.is_there():
        raise Http404(
            _(
                "PDF needs the extra “pdf”, which is not installed here: docs/install.md says how. "
                "The page itself can be printed with the browser."
            )
        )


@require_safe
def poster(request, year):
    return on_paper(request, POSTER, poster_of(latest_of(year)))


@require_safe
def poster_pdf(request, year):
    name = f"customer-service-week-{year}-poster"
    return as_pdf(request, POSTER, poster_of(latest_of(year)), name)


@require_safe
def programme_list(request, year):
    """The whole week on A4."""
    return on_paper(request, LIST, week_list_of(latest_of(year)))


@require_safe
def programme_list_pdf(request, year):
    name = f"customer-service-week-{year}-list"
    return as_pdf(request, LIST, week_list_of(latest_of(year)), name)


@require_safe
def my_list(request, year):
    """One's own week on one A4 page."""
    return on_paper(request, LIST, _my_list(request, year))


@require_safe
def my_list_pdf(request, year):
    name = f"my-customer-service-week-{year}"
    return as_pdf(request, LIST, _my_list(request, year), name)


def _my_list(request, year: int) -> dict:
    publication = latest_of(year)
    held = places_of(publication, request.user.pk)
    return my_list_of(publication, request.user, own_parts(publication, request.user.pk), held)
