"""Where a week's awards begin: a ready-made set, or another year's awards."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from csweek.people.access import managers_only
from planner.models import Week
from recognition.forms.beginnings import CopyForm, SetForm, years_to_copy
from recognition.models.begin import add_set, copy_awards
from recognition.sets import all_sets

from .fetch import week_of


@managers_only
def award_set_add(request, year):
    week = week_of(request, year)
    form = SetForm(request.POST or None, week=week)
    if form.is_valid():
        data = form.cleaned_data
        made = add_set(
            week,
            data["award_set"],
            by=request.user,
            key=data["key"],
            window=form.window(),
            activity=data["activity"],
        )
        return _tell(request, year, made)
    context = {"week": week, "form": form, "sets": all_sets()}
    return _show(request, "set", context)


@managers_only
def award_copy(request, year):
    week = week_of(request, year)
    years = years_to_copy(week)
    form = CopyForm(request.POST or None, week=week, years=years)
    if form.is_valid():
        data = form.cleaned_data
        last = Week.objects.get(year=data["year"])
        made = copy_awards(week, last, by=request.user, key=data["key"], activity=data["activity"])
        return _tell(request, year, made)
    return _show(request, "copy", {"week": week, "form": form, "years": years})


def _show(request, page: str, context: dict):
    status = 422 if context["form"].errors else 200
    return render(request, f"recognition/awards/{page}.html", context, status=status)


def _tell(request, year: int, made: list):
    if made:
        words = ngettext("Added %(count)s award.", "Added %(count)s awards.", len(made))
        messages.success(request, words % {"count": formats.number_format(len(made))})
    else:
        messages.info(request, _("All of these awards are there already."))
    return redirect("recognition:award-list", year=year)
