"""What was done: for the week, a day, an activity."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from csweek.history.models import Entry, Verb
from csweek.history.words import in_words
from csweek.lib.pages import render_page
from csweek.people.access import organizers_only

from .fetch import activity_to_edit, week_to_edit

PER_PAGE = 50


def _lines(request, entries) -> dict:
    """One page of entries, in words."""
    page = Paginator(entries, PER_PAGE).get_page(request.GET.get("page"))
    return {"page": page, "lines": in_words(page.object_list)}


@organizers_only
@require_safe
def week_history(request, year):
    """Everything in the week; what is still deleted can be brought back from here."""
    week = week_to_edit(request, year)
    discarded = week.activities.exclude(discarded_at=None).values_list("pk", flat=True)
    context = _lines(request, Entry.objects.within(week)) | {
        "week": week,
        "discarded": set(discarded),
        "deleted": Verb.DELETED,
    }
    return render(request, "planner/history/week.html", context)


@organizers_only
@require_safe
def day_history(request, year, number):
    week = week_to_edit(request, year)
    day = get_object_or_404(week.days.select_related("week"), number=number)
    context = _lines(request, Entry.objects.of(day)) | {
        "week": week,
        "day": day,
        "date": date_format(day.date, _("l j F")),
        "is_piece": bool(request.htmx),
    }
    return render_page(
        request, "planner/history/day.html", context, piece="planner/history/_day.html"
    )


@organizers_only
@require_safe
def activity_history(request, year, pk):
    activity = activity_to_edit(request, year, pk, discarded=True)
    context = _lines(request, Entry.objects.of(activity)) | {
        "week": activity.week,
        "activity": activity,
        "is_piece": bool(request.htmx),
    }
    return render_page(
        request, "planner/history/activity.html", context, piece="planner/history/_activity.html"
    )
