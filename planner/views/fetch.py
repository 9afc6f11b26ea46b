"""What views begin with: the week or the activity that this person may change."""

from django.http import Http404
from django.utils.translation import gettext as _

from planner.models import Activity, Cost, Task, Week
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
    return _begun(Week.objects.editable_by(request.user).filter(year=year).first(), year)


def week_with_days(request, year: int) -> Week:
    """As `week_to_edit`, and its days with it, for pages that read the whole draft."""
    refuse_unknown_year(year)
    mine = Week.objects.editable_by(request.user).filter(year=year)
    return _begun(mine.with_its_days(), year)


def _begun(week: Week | None, year: int) -> Week:
    if week is None:
        raise UnplannedYear(year)
    return week


def locked_week(request, year: int) -> Week:
    """The week, while others who change it wait, for acts that carry no version."""
    return Week.objects.select_for_update().get(pk=week_to_edit(request, year).pk)


def week_with_costs(request, year: int) -> Week:
    """The week for whoever may read its costs."""
    refuse_unknown_year(year)
    return _begun(Week.objects.with_costs_for(request.user).filter(year=year).first(), year)


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


def task_to_edit(request, year: int, key, *, discarded: bool = False, lock: bool = False) -> Task:
    """A task of that week; a deleted one (`discarded`) for whoever wants to bring it back, or was
    typing about it when it was deleted. `lock` as for activities."""
    return _task(Task.objects.editable_by(request.user), year, key, discarded, lock)


def task_to_mark(request, year: int, key) -> Task:
    """A task whose state this person may change: their own, or any for an organizer."""
    return _task(Task.objects.markable_by(request.user).kept(), year, key, False, False)


def _task(tasks, year: int, key, discarded: bool, lock: bool) -> Task:
    tasks = tasks.filter(week__year=year, key=key)
    if lock:
        tasks = tasks.select_for_update(of=("self",))
    task = tasks.select_related("week", "activity", "owner").first()
    if task is None or (task.discarded_at and not discarded):
        raise Http404(
            _("There is no such task in the week of %(year)s. It may have been deleted.")
            % {"year": year}
        )
    return task


def cost_to_edit(request, year: int, key, *, discarded: bool = False, lock: bool = False) -> Cost:
    """A cost of that week, as a task."""
    costs = Cost.objects.editable_by(request.user).filter(week__year=year, key=key)
    if lock:
        costs = costs.select_for_update(of=("self",))
    cost = costs.select_related("week", "activity").first()
    if cost is None or (cost.discarded_at and not discarded):
        raise Http404(
            _("There is no such cost in the week of %(year)s. It may have been deleted.")
            % {"year": year}
        )
    return cost
