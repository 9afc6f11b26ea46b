"""The report of a week on one page, to print and as PDF; for organizers."""

from django.views.decorators.http import require_safe

from csweek.people.access import organizers_only
from csweek.people.models import Organisation
from planner.pages.reports import report_of

from .documents import as_pdf, on_paper
from .fetch import week_with_days

REPORT = "planner/report/report.html"


@organizers_only
@require_safe
def report(request, year):
    return on_paper(request, REPORT, _context(request, year))


@organizers_only
@require_safe
def report_pdf(request, year):
    context = _context(request, year)
    return as_pdf(request, REPORT, context, f"customer-service-week-{year}-report")


def _context(request, year: int) -> dict:
    week = week_with_days(request, year)
    organisation = getattr(request, "organisation", None) or Organisation.objects.current()
    return report_of(week, organisation.currency)
