"""Places and their seats."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, F, Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from csweek.lib.attempts import try_to_save
from csweek.people.access import organizers_only
from csweek.people.views.rows import add_row, tell_added
from planner.forms.places import PlaceForm
from planner.models import Place

from .fetch import week_to_edit


@organizers_only
@require_safe
def place_list(request, year):
    """All places by site, with how many activities of this week, and of any, take place there."""
    week = week_to_edit(request, year)
    kept = Q(activity__discarded_at=None)
    places = (
        Place.objects.select_related("site")
        .annotate(
            here=Count("activity", filter=kept & Q(activity__week=week)),
            anywhere=Count("activity", filter=kept),
        )
        .order_by(F("site__name").asc(nulls_last=True), "name")
    )
    return render(request, "planner/places/list.html", {"week": week, "places": places})


@organizers_only
def place_new(request, year):
    week = week_to_edit(request, year)
    form = PlaceForm(request.POST or None)
    place, is_new = add_row(form, by=request.user) if form.is_bound else (None, False)
    if place:
        tell_added(request, place, is_new, _("Added “%(name)s”."))
        return redirect("planner:place-list", year=year)
    context = {"week": week, "form": form, "uses": 0}
    return render(request, "planner/places/form.html", context, status=422 if form.errors else 200)


@organizers_only
def place_edit(request, year, pk):
    week = week_to_edit(request, year)
    place = _place_to_edit(request, pk)
    name = place.name
    form = PlaceForm(request.POST or None, instance=place)
    attempt = try_to_save(form, lambda: place.change(form.values(), by=request.user))
    if attempt.is_saved:
        messages.success(request, _("Saved “%(place)s”.") % {"place": place})
        return redirect("planner:place-list", year=year)
    context = {"week": week, "form": form, "name": name, "conflict": attempt.conflict}
    context |= {"place": place, "uses": place.activity_set.kept().count()}
    return render(request, "planner/places/form.html", context, status=attempt.status)


def _place_to_edit(request, pk: int) -> Place:
    """The place; one deleted while it was being typed about comes back as an empty one."""
    place = Place.objects.select_related("site").filter(pk=pk).first()
    if place is None and request.method != "POST":
        raise Http404(_("There is no such place. It may have been deleted."))
    return place or Place(pk=pk)


@organizers_only
@require_POST
def place_delete(request, year, pk):
    week_to_edit(request, year)
    place = Place.objects.filter(pk=pk).first()
    if place:
        try:
            place.remove(by=request.user)
            messages.success(request, _("Deleted “%(place)s”.") % {"place": place})
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
    return redirect("planner:place-list", year=year)
