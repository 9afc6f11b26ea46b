"""What views begin with: the week or the activity that this person may change."""

from django.http import Http404
from django.utils.translation import gettext as _

from planner.models import Activity, Week
from planner.rules.dates import FIRST_YEAR, LAST_YEAR


class UnplannedYear(Http404):
    """No week of that year has been begun; the page for it offers to plan it."""

    def __init__(self, year: int):
        self.year = year
        super().__init__(_("The week of %(year)s has not been begun.") % {"year": year})


def refuse_unknown_year(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404(
            _(
                "Customer Service Week is worked out for the years %(first)s to %(last)s. "
                "Check the year in the address."
            )
            % {"first": FIRST_YEAR, "last": LAST_YEAR}
        )


def week_to_edit(request, year: int) -> Week:
    refuse_unknown_year(year)
    week = Week.objects.editable_by(request.user).filter(year=year).first()
    if week is None:
        raise UnplannedYear(year)
    return week


def activity_to_edit(
    request, year: int, pk: int, *, discarded: bool = False, lock: bool = False
) -> Activity:
    """An activity of that week; a discarded one (`discarded`) for whoever wants to bring it back,
    or was typing about it when it was deleted.

    `lock` (inside a transaction) is for acts that carry no version: others wait until it is done.
    """
    activities = Activity.objects.editable_by(request.user).filter(week__year=year, pk=pk)
    if lock:
        activities = activities.select_for_update(of=("self",))
    activity = activities.select_related("week", "day__week", "site", "place", "host").first()
    if activity is None:
        raise Http404(_("There is no such activity in the week of %(year)s.") % {"year": year})
    if activity.discarded_at and not discarded:
        raise Http404(
            _("“%(title)s” was deleted. The week's history says by whom, and can bring it back.")
            % {"title": activity.title}
        )
    return activity
