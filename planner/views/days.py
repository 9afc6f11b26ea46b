"""The days of a week: name, note, dress theme."""

from django.http import Http404
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from csweek.lib.attempts import GONE, Attempt, try_to_save
from csweek.lib.pages import render_page
from csweek.people.access import organizers_only
from planner.forms.weeks import DayForm
from planner.models import Day, Week

from .activities import back_to_board
from .fetch import week_to_edit


@organizers_only
def day_edit(request, year, number):
    week = week_to_edit(request, year)
    day = _day_to_edit(request, week, number)
    form = DayForm(request.POST or None, instance=day)
    if number > week.days_count:
        attempt = Attempt(form, conflict=GONE)
    else:
        attempt = try_to_save(form, lambda: day.change(form.values(), by=request.user))
    date = date_format(day.date, "DAY_FORMAT")
    if attempt.is_saved:
        return back_to_board(request, week, _("Saved %(day)s.") % {"day": date})
    context = {"week": week, "day": day, "date": date, "form": form}
    context |= {"conflict": attempt.conflict, "is_piece": bool(request.htmx)}
    return render_page(
        request,
        "planner/days/form.html",
        context,
        piece="planner/days/_form.html",
        status=attempt.status,
    )


def _day_to_edit(request, week: Week, number: int) -> Day:
    """The day; one given up while it was being typed about comes back as an empty one."""
    if number <= week.days_count:
        return week.days.select_related("week").get(number=number)
    if request.method != "POST":
        raise Http404(_("The week has no such day. It may have been given up."))
    return Day(week=week, number=number)
