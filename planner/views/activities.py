"""Activities: each act as a page of its own, and as a piece for the board's side panel."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from csweek.lib.conflicts import conflict_between
from csweek.lib.pages import render_page
from csweek.lib.versions import StaleSave
from csweek.people.access import organizers_only
from csweek.people.models import Person
from planner.forms.activities import ActivityForm, CancelForm, MoveForm, WaveForm
from planner.models import Activity, Place
from planner.moments import when

from .fetch import activity_to_edit, week_to_edit

MOST_HOSTS = 8


def back_to_board(request, week, said: str, *, undo: str = ""):
    """Say what happened and show the board: to htmx by an event, which the open board hears."""
    messages.success(request, said, extra_tags=undo)
    if request.htmx:
        return HttpResponse(status=204, headers={"HX-Trigger": "board:changed"})
    return HttpResponse(
        status=302, headers={"Location": reverse("planner:board", args=[week.year])}
    )


def show_form(request, page: str, week, form, *, status: int = 200, **context):
    """A form as a page, or as the piece of the same name for the side panel."""
    context |= {"week": week, "form": form, "is_piece": bool(request.htmx), "once": uuid.uuid4()}
    if form.is_bound and not form.is_valid():
        status = 422
    return render_page(
        request,
        f"planner/activities/{page}.html",
        context,
        piece=f"planner/activities/_{page}.html",
        status=status,
    )


@organizers_only
def activity_new(request, year):
    week = week_to_edit(request, year)
    number = request.GET.get("day", "")
    day = week.days.filter(number=number).first() if number.isdecimal() else None
    form = ActivityForm(request.POST or None, week=week, initial={"day": day, "site": None})
    if form.is_valid():
        activity = Activity.objects.add(
            week, by=request.user, key=form.cleaned_data["key"], **form.values()
        )
        return back_to_board(request, week, _("Added “%(title)s”.") % {"title": activity.title})
    return show_form(request, "form", week, form, **_suggestions(week), day=day)


@organizers_only
def activity_edit(request, year, pk):
    activity = activity_to_edit(request, year, pk)
    week = activity.week
    form = ActivityForm(request.POST or None, instance=activity, week=week)
    conflict, status = None, 200
    if form.is_valid():
        activity.version = form.cleaned_data["version"] or 0
        try:
            activity.change(form.values(), by=request.user)
            return back_to_board(request, week, _("Saved “%(title)s”.") % {"title": activity.title})
        except StaleSave as stale:
            current = ActivityForm(instance=stale.current, week=week)
            conflict, status = conflict_between(form, current, stale.current), 409
            form.data = form.data.copy() | {"version": stale.current.version}
    waves = list(activity.waves().select_related("day__week")) if activity.pk else []
    context = {"activity": activity, "conflict": conflict, "waves": waves} | _suggestions(week)
    return show_form(request, "form", week, form, status=status, **context)


def _suggestions(week) -> dict:
    return {"places": Place.objects.select_related("site")[:200]}


@organizers_only
def activity_move(request, year, pk):
    activity = activity_to_edit(request, year, pk)
    form = MoveForm(request.POST or None, activity=activity)
    conflict, status = None, 200
    if form.is_valid():
        activity.version = form.cleaned_data["version"]
        try:
            activity.move(form.cleaned_data["day"], form.cleaned_data["start"], by=request.user)
            return back_to_board(request, activity.week, _moved(activity))
        except StaleSave as stale:
            data = {"day": form.cleaned_data["day"], "start": form.cleaned_data["start"]}
            typed = MoveForm(
                {"day": data["day"] and data["day"].pk, "start": data["start"]}
                | {"version": stale.current.version},
                activity=stale.current,
            )
            current = MoveForm(activity=stale.current)
            typed.is_valid()
            conflict, status = conflict_between(typed, current, stale.current), 409
            form = typed
    return show_form(
        request, "move", activity.week, form, status=status, activity=activity, conflict=conflict
    )


def _moved(activity) -> str:
    return _("Moved “%(title)s” to %(when)s.") % {"title": activity.title, "when": when(activity)}


@organizers_only
def activity_wave(request, year, pk):
    activity = activity_to_edit(request, year, pk)
    form = WaveForm(request.POST or None, activity=activity)
    if form.is_valid():
        data = form.cleaned_data
        activity.add_wave(data["day"], data["start"], by=request.user, key=data["key"])
        said = _("Added a wave of “%(title)s”.") % {"title": activity.title}
        return back_to_board(request, activity.week, said)
    return show_form(request, "wave", activity.week, form, activity=activity)


@organizers_only
def activity_cancel(request, year, pk):
    activity = activity_to_edit(request, year, pk)
    form = CancelForm(request.POST or None, initial={"version": activity.version})
    conflict, status = None, 200
    if form.is_valid():
        activity.version = form.cleaned_data["version"]
        try:
            activity.cancel(by=request.user, reason=form.cleaned_data["reason"])
            said = _("Cancelled “%(title)s”.") % {"title": activity.title}
            return back_to_board(request, activity.week, said)
        except StaleSave as stale:
            form.data = form.data.copy() | {"version": stale.current.version}
            conflict, status = conflict_between(form, form, stale.current), 409
    return show_form(
        request, "cancel", activity.week, form, status=status, activity=activity, conflict=conflict
    )


@organizers_only
@require_POST
def activity_copy(request, year, pk):
    activity = activity_to_edit(request, year, pk)
    activity.copy(by=request.user, key=request.POST.get("key") or None)
    said = _("Copied “%(title)s”.") % {"title": activity.title}
    return back_to_board(request, activity.week, said)


@organizers_only
@require_POST
def activity_reinstate(request, year, pk):
    activity = activity_to_edit(request, year, pk)
    activity.reinstate(by=request.user)
    said = _("“%(title)s” takes place after all.") % {"title": activity.title}
    return back_to_board(request, activity.week, said)


@organizers_only
@require_POST
def activity_delete(request, year, pk):
    activity = activity_to_edit(request, year, pk)
    activity.discard(by=request.user)
    said = _("Deleted “%(title)s”.") % {"title": activity.title}
    undo = reverse("planner:activity-bring-back", args=[year, pk])
    return back_to_board(request, activity.week, said, undo=f"undo:{undo}")


@organizers_only
@require_POST
def activity_bring_back(request, year, pk):
    activity = activity_to_edit(request, year, pk, discarded=True)
    if activity.discarded_at:
        activity.bring_back(by=request.user)
    said = _("“%(title)s” is back.") % {"title": activity.title}
    return back_to_board(request, activity.week, said)


@organizers_only
@require_GET
def host_search(request):
    """Suggestions for the host, as options: name and address of the first few that match."""
    query = request.GET.get("host", "").strip()
    people = Person.objects.active().matching(query) if len(query) > 1 else Person.objects.none()
    context = {"people": people.only("name", "email")[:MOST_HOSTS]}
    return render(request, "planner/activities/_hosts.html", context)
