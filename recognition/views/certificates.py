"""Certificates: as a page, and as one PDF, drawn in parts so that a bar can show how far it is."""

from uuid import UUID

from django.http import JsonResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from csweek.lib import pdf
from csweek.people.access import managers_only
from planner.models import Week
from planner.views.documents import refuse_without_pdf
from recognition.documents.certificates import Certificate, certificates_of, in_parts
from recognition.forms.papers import CertificatesForm, PartForm
from recognition.models import Decision, File

from .fetch import week_of
from .papers import as_file, on_paper

PAGE = "recognition/papers/certificates.html"


def _asked_for(request, week: Week) -> list[Certificate]:
    return certificates_of(week, by=request.user, **_asked(request))


def _asked(request) -> dict:
    return CertificatesForm(request.GET).asked()


@managers_only
@require_safe
def certificates(request, year):
    """Of all winners; of one award, one file, or everyone, as the address says."""
    week = week_of(request, year)
    found = _asked_for(request, week)
    context = {"year": year, "certificates": found, "parts": len(in_parts(found))}
    context |= {"awards": week.awards.kept().in_order(), "chosen": _chosen(request, week)}
    context |= {
        "query": request.GET.urlencode(),
        "not_given": "" if found else _not_given(request, week),
    }
    return on_paper(request, PAGE, context)


def _chosen(request, week: Week) -> UUID | None:
    """The award that is asked for, or that of the one certificate."""
    asked = _asked(request)
    if asked["award"] or not asked["file"]:
        return asked["award"]
    award = File.objects.filter(key=asked["file"], award__week=week)
    return award.values_list("award__key", flat=True).first()


def _not_given(request, week: Week) -> str:
    """The title of the award that is asked for, if it goes to nobody."""
    nobody = Decision.objects.in_force().filter(award__week=week, winners=None)
    asked = nobody.filter(award__key=_asked(request)["award"], award__discarded_at=None)
    return asked.values_list("award__title", flat=True).first() or ""


@managers_only
@require_safe
def certificates_pdf(request, year):
    refuse_without_pdf()
    parts = in_parts(_asked_for(request, week_of(request, year)))
    content = pdf.to_pdf_in_parts(_sheet(request, year, part) for part in parts)
    return as_file(content, f"customer-service-week-{year}-certificates")


@managers_only
@require_safe
def certificates_part(request, year):
    """Draws the part of that number, and says how many certificates are drawn by then. It is kept
    in memory for the PDF, which draws what it does not find there."""
    refuse_without_pdf()
    parts = in_parts(_asked_for(request, week_of(request, year)))
    number = PartForm(request.GET).number()
    if number < len(parts):
        pdf.to_pdf_once(_sheet(request, year, parts[number]))
    following = number + 1 if number + 1 < len(parts) else None
    drawn = sum(map(len, parts[: number + 1]))
    return JsonResponse({"drawn": drawn, "all": sum(map(len, parts)), "next": following})


def _sheet(request, year: int, part: list[Certificate]) -> str:
    """The same text for the same certificates, however they are asked for."""
    return render_to_string(PAGE, {"year": year, "certificates": part}, request)
