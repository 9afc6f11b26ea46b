"""The days of a week: name, note, dress theme."""

from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from csweek.lib.attempts import try_to_save
from csweek.lib.pages import render_page
from csweek.people.access import organizers_only
from planner.forms.weeks import DayForm

from .activities import back_to_board
from .fetch import week_to_edit


@organizers_only
def day_edit(request, year, number):
    week = week_to_edit(request, year)
    day = get_object_or_404(week.days.select_related("week"), number=number)
    form = DayForm(request.POST or None, instance=day)
    attempt = try_to_save(form, lambda: day.change(form.values(), by=request.user))
    date = date_format(day.date, _("l j F"))
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
