"""What views begin with: the week, the award, … that this person may see or change."""

from django.http import Http404
from django.utils.translation import gettext as _

from planner.models import Week
from planner.views.fetch import UnplannedYear, refuse_unknown_year
from recognition.calls import Call
from recognition.models import Award, Nomination


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


def call_of(request, year: int) -> Call:
    """The awards of that year for which one can nominate, could or will; 404 while there are none.

    Of a week without awards nobody learns whether it has been begun.
    """
    refuse_unknown_year(year)
    awards = Award.objects.visible_to(request.user).exclude(closes_at=None).filter(week__year=year)
    found = tuple(awards.select_related("week").in_order())
    if not found:
        raise Http404(_("Nobody can be nominated in %(year)s yet.") % {"year": year})
    return Call(found[0].week, found)


def own_nomination(request, year: int, key) -> Nomination:
    """A nomination that this person wrote: whoever else asks does not learn that it is there."""
    own = Nomination.objects.editable_by(request.user).filter(week__year=year, key=key)
    rows = ("award", "week", "person__team", "person__site", "team")
    nomination = own.select_related(*rows).first()
    if nomination is None:
        raise Http404(_("You have written no such nomination. “My nominations” lists yours."))
    return nomination
