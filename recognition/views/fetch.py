"""What views begin with: the week, the award, … that this person may see or change."""

from django.http import Http404
from django.utils.translation import gettext as _

from planner.models import Week
from planner.views.fetch import UnplannedYear, refuse_unknown_year
from recognition.models import Award


def week_of(request, year: int) -> Week:
    """The week of that year, for whom what is asked about it is not the plan."""
    refuse_unknown_year(year)
    week = Week.objects.filter(year=year).first()
    if week is None:
        raise UnplannedYear(year)
    return week


def award_to_edit(request, year: int, key, *, discarded: bool = False, lock: bool = False) -> Award:
    """An award of that week; a discarded one (`discarded`) for whoever wants to bring it back, or
    was typing about it when it was deleted.

    `lock` (inside a transaction) is for acts that carry no version: others wait until it is done.
    """
    awards = Award.objects.editable_by(request.user).filter(week__year=year, key=key)
    if lock:
        awards = awards.select_for_update(of=("self",))
    award = awards.select_related("week").first()
    if award is None:
        raise Http404(_("There is no such award in the week of %(year)s.") % {"year": year})
    if award.discarded_at and not discarded:
        raise Http404(
            _("“%(title)s” was deleted. The history of the awards can bring it back.")
            % {"title": award.title}
        )
    return award
