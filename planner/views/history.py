"""What was done: for the week, a day, an activity."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from csweek.history.models import Entry, Verb
from csweek.history.words import in_words
from csweek.lib.pages import render_page
from csweek.people.access import organizers_only
from planner.models import Activity

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
    context = _lines(request, Entry.objects.within(week))
    context |= {"week": week, "deleted": _still_deleted(week, context["lines"])}
    return render(request, "planner/history/week.html", context)


def _still_deleted(week, lines) -> set[int]:
    """The keys of those lines that tell how an activity was deleted which is still so."""
    kind = Activity._meta.label_lower
    told = {
        line.pk: line.subject_id
        for line in lines
        if line.verb == Verb.DELETED and line.subject_type == kind
    }
    gone = week.activities.filter(pk__in=told.values()).exclude(discarded_at=None)
    still = set(gone.values_list("pk", flat=True))
    return {line for line, activity in told.items() if activity in still}


@organizers_only
@require_safe
def day_history(request, year, number):
    week = week_to_edit(request, year)
    day = get_object_or_404(week.days.select_related("week"), number=number)
    context = _lines(request, Entry.objects.of(day)) | {
        "week": week,
        "day": day,
        "date": date_format(day.date, "DAY_FORMAT"),
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
