"""The week itself: its page for everyone, making it, and its settings."""

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import redirect, render
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from csweek.lib.attempts import try_to_save
from csweek.people.access import organizers_only
from planner.almanac import Dates, coming_weeks, dates_of, today, weeks_to_begin
from planner.forms.weeks import WeekForm, WeekNewForm, YearForm
from planner.models import Week, begin_week, count_copies, count_lessons
from planner.moments import countdown, week_span
from planner.rules.dates import FIRST_YEAR, LAST_YEAR, service_week
from planner.starter import starter_days

from .fetch import refuse_unknown_year, week_to_edit
from .programmes import shown_week, to_show

SHOWN_YEARS = 5


@require_safe
def home(request):
    """Everyone's first page: the coming week's board for an organizer, my week for the others."""
    is_organizer = request.user.is_organizer
    coming = coming_weeks(today(request=request), 1, planned=is_organizer)
    year = coming[0].year if coming else LAST_YEAR
    if is_organizer:
        is_begun = bool(coming and coming[0].is_begun)
        return redirect("planner:board" if is_begun else "planner:week-new", year=year)
    is_published = bool(coming and coming[0].is_published)
    return redirect("planner:my-week" if is_published else "planner:week-detail", year=year)


@require_safe
def about(request):
    coming = coming_weeks(today(request=request), SHOWN_YEARS, planned=request.user.is_organizer)
    return render(request, "planner/weeks/about.html", {"next_weeks": coming})


@organizers_only
@require_safe
def week_list(request):
    """The weeks begun, the newest first, and the years ahead that nobody has begun.

    With the `year` of its form it leads to where that year's week is begun.
    """
    form = YearForm(request.GET if "year" in request.GET else None)
    if form.is_valid():
        return redirect("planner:week-new", year=form.cleaned_data["year"])
    here = today(request=request)
    context = {
        "rows": [
            {
                "week": week,
                "span": week_span(week.first_day, week.last_day),
                "countdown": countdown(week.first_day, week.last_day, here),
            }
            for week in Week.objects.with_counts()
        ],
        "ahead": weeks_to_begin(here, SHOWN_YEARS),
        "form": form,
    }
    return render(request, "planner/weeks/list.html", context, status=422 if form.errors else 200)


@require_safe
def week_detail(request, year):
    """What is on, as published; why these are the dates, and how long it is until then.

    Of a draft only organizers learn anything, its dates too.
    """
    refuse_unknown_year(year)
    publication = to_show().latest_of(year)
    known = dates_of(range(FIRST_YEAR, year + 1 + SHOWN_YEARS), planned=request.user.is_organizer)
    this = known[year - FIRST_YEAR]
    dates = Dates.of(publication) if publication else this
    here = today(request=request)
    earlier = [each for each in reversed(known) if each.is_published and each.year < year]
    context = {
        "dates": dates,
        "usual": service_week(year),
        "is_begun": this.is_begun,
        "countdown": countdown(dates.first, dates.last, here),
        "is_over": dates.last < here,
        "last_weeks": [each for each in earlier if each.last < here][:SHOWN_YEARS],
        "next_weeks": [each for each in known if each.year > year],
    }
    if publication:
        context |= shown_week(request, publication, here)
    return render(request, "planner/weeks/detail.html", context)


@organizers_only
def week_new(request, year):
    refuse_unknown_year(year)
    if Week.objects.filter(year=year).exists():
        messages.info(
            request, _("The week of %(year)s has been begun. Here it is.") % {"year": year}
        )
        return redirect("planner:board", year=year)
    last = Week.objects.filter(year__lt=year).first()
    form = WeekNewForm(request.POST or None, year=year, last=last)
    if form.is_valid():
        begin_week(year, by=request.user, **form.cleaned_data)
        messages.success(request, _("The week of %(year)s is begun.") % {"year": year})
        return redirect("planner:board", year=year)
    context = {"year": year, "form": form, "last": last, "plan": starter_days()}
    context["dates"] = dates_of([year], planned=True)[0]
    if last:
        context["activities"], context["ideas"] = count_copies(year, last)
        context["lessons"] = count_lessons(last)
    return render(request, "planner/weeks/new.html", context, status=422 if form.errors else 200)


@organizers_only
def week_edit(request, year):
    week = week_to_edit(request, year)
    weekend = _weekend(week)
    form = WeekForm(request.POST or None, instance=week)
    attempt = try_to_save(
        form, lambda: week.change(form.values(), by=request.user, crew=form.cleaned_data["crew"])
    )
    if attempt.is_saved:
        lost = sum(day.count for day in weekend if day.number > week.days_count)
        messages.success(request, _saved(lost))
        return redirect("planner:board", year=year)
    context = {"dates": dates_of([year], planned=True)[0], "usual": service_week(year)}
    context |= {"form": form, "conflict": attempt.conflict}
    context |= {
        "with_activities": [day for day in weekend if day.count],
        "with_words": [day for day in weekend if day.name or day.note or day.dress_theme],
    }
    return render(request, "planner/weeks/form.html", context, status=attempt.status)


def _weekend(week: Week) -> list:
    """The days after the fifth, each with the `count` of its activities: they may be given up."""
    kept = Count("activities", filter=Q(activities__discarded_at=None))
    return list(week.days.filter(number__gt=5).annotate(count=kept).select_related("week"))


def _saved(lost: int) -> str:
    """What was saved, and what became of the activities of days that the week no longer has."""
    if not lost:
        return _("Saved the week's settings.")
    return ngettext(
        "Saved the week's settings. %(count)s activity of a day given up lies among the ideas now.",
        "Saved the week's settings. %(count)s activities of days given up lie among the ideas now.",
        lost,
    ) % {"count": formats.number_format(lost)}
