"""Activities: each act as a page of its own, and as a piece for the board's side panel."""

import uuid

from django.contrib import messages
from django.db import transaction
from django.db.models import Count, OuterRef, Subquery, Sum
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from csweek.lib.attempts import GONE, Attempt, try_to_save
from csweek.lib.pages import render_page
from csweek.lib.versions import StaleSave
from csweek.people.access import organizers_only
from csweek.people.models import Person
from planner.forms.activities import ActivityForm, CancelForm, MoveForm, OnceForm, WaveForm
from planner.models import Activity, Cost, Place, Task
from planner.moments import when
from planner.money import money
from planner.rules.dates import MOST_DAYS

from .fetch import activity_to_edit, week_to_edit

MOST_HOSTS = 8
LONGEST_QUERY = 200
DAY_NUMBERS = {str(number) for number in range(1, MOST_DAYS + 1)}


def back_to_board(request, week, said: str, *, undo: str = ""):
    """Say what happened and show the board: to htmx by an event, which the open board hears."""
    messages.success(request, said, extra_tags=undo)
    if request.htmx:
        return HttpResponse(status=204, headers={"HX-Trigger": "board:changed"})
    return redirect("planner:board", year=week.year)


def show_form(request, page: str, week, attempt: Attempt, **context):
    """A form as a page, or as the piece of the same name for the side panel."""
    context |= {
        "week": week,
        "form": attempt.form,
        "conflict": attempt.conflict,
        "is_piece": bool(request.htmx),
    }
    return render_page(
        request,
        f"planner/activities/{page}.html",
        context,
        piece=f"planner/activities/_{page}.html",
        status=attempt.status,
    )


@organizers_only
def activity_new(request, year):
    week = week_to_edit(request, year)
    number = request.GET.get("day", "")
    day = week.days.filter(number=number).first() if number in DAY_NUMBERS else None
    form = ActivityForm(request.POST or None, week=week, initial={"day": day, "site": None})
    if form.is_valid() and (activity := _add(form, week, by=request.user)):
        return back_to_board(request, week, _("Added “%(title)s”.") % {"title": activity.title})
    return show_form(request, "form", week, Attempt(form), day=day, **_suggestions())


@transaction.atomic
def _add(form: ActivityForm, week, *, by) -> Activity | None:
    """The activity; None where the form's key has made another one: then the form asks."""
    values = form.values(by=by)
    activity = Activity.objects.add(week, by=by, key=form.cleaned_data["key"], **values)
    if activity.stands_as(week=week, **values):
        return activity
    transaction.set_rollback(True)  # a place of a new name waits for the answer too
    form.ask_again(activity)
    return None


@organizers_only
def activity_edit(request, year, pk):
    activity = activity_to_edit(request, year, pk, discarded=request.method == "POST")
    week = activity.week
    form = ActivityForm(request.POST or None, instance=activity, week=week)
    is_gone = bool(activity.discarded_at)  # while it was being typed about: that is shown again
    attempt = try_to_save(
        form,
        lambda: _save(activity, form, by=request.user, is_back="bring_back" in request.POST),
        afresh=lambda current: ActivityForm(instance=current, week=week),
        together=("start", "end"),
    )
    if is_gone and not (attempt.is_saved or attempt.conflict):
        attempt = Attempt(form, conflict=GONE)
    if attempt.is_saved:
        return back_to_board(request, week, _("Saved “%(title)s”.") % {"title": activity.title})
    context = {"activity": activity, "once": uuid.uuid4()} | _suggestions()
    context["is_gone"] = bool(attempt.conflict and not attempt.conflict.subject)
    context |= _beside(activity, request.organisation)
    return show_form(request, "form", week, attempt, **context)


def _save(activity: Activity, form: ActivityForm, *, by, is_back: bool) -> None:
    """What was typed; of a deleted activity only for whoever brings it back with it."""
    if activity.discarded_at and not is_back:
        raise StaleSave(Activity.objects.get(pk=activity.pk))
    if activity.discarded_at:
        activity.bring_back(by=by)
    activity.change(form.values(by=by), by=by)


def _beside(activity: Activity, organisation) -> dict:
    """What else belongs to it: its waves, how many tasks wait, and what it is planned to cost."""
    own = OuterRef("pk")
    costs = Cost.objects.kept().filter(activity=own).order_by().values("activity")
    tasks = Task.objects.kept().waiting().filter(activity=own).order_by().values("activity")
    waves = activity.waves().annotate(
        planned=Subquery(costs.annotate(sum=Sum("planned")).values("sum")),
        waiting=Subquery(tasks.annotate(count=Count("pk")).values("count")),
    )
    found = {each.pk: each for each in waves.select_related("day__week", "site")}
    here = found.get(activity.pk)  # a deleted one is no wave
    return {
        "waves": list(found.values()),
        "tasks_waiting": (here and here.waiting) or 0,
        "planned_cost": here and here.planned and money(here.planned, organisation.currency),
    }


def _suggestions() -> dict:
    return {"places": Place.objects.select_related("site")[:200]}


@organizers_only
def activity_move(request, year, pk):
    activity = activity_to_edit(request, year, pk)
    form = MoveForm(request.POST or None, activity=activity)
    attempt = try_to_save(
        form,
        lambda: activity.move(
            form.cleaned_data["day"], form.cleaned_data["start"], by=request.user
        ),
        row=activity,
        afresh=lambda current: MoveForm(activity=current),
        stands=lambda current: (
            (current.day, current.start) == (form.cleaned_data["day"], form.cleaned_data["start"])
        ),
        together=("day", "start"),
    )
    if attempt.is_saved:
        words = {"title": activity.title, "when": when(activity)}
        said = _("Moved “%(title)s” to %(when)s") % words
        return back_to_board(request, activity.week, said)
    shown = (attempt.conflict and attempt.conflict.subject) or activity
    return show_form(request, "move", activity.week, attempt, activity=shown)


@organizers_only
def activity_wave(request, year, pk):
    activity = activity_to_edit(request, year, pk)
    form = WaveForm(request.POST or None, activity=activity)
    if form.is_valid():
        data = form.cleaned_data
        wave = activity.add_wave(data["day"], data["start"], by=request.user, key=data["key"])
        if wave.stands_as(week=activity.week, day=data["day"], start=data["start"]):
            said = _("Added a wave of “%(title)s”.") % {"title": activity.title}
            return back_to_board(request, activity.week, said)
        form.ask_again(wave)
    return show_form(request, "wave", activity.week, Attempt(form), activity=activity)


@organizers_only
def activity_cancel(request, year, pk):
    activity = activity_to_edit(request, year, pk)
    form = CancelForm(request.POST or None, initial={"version": activity.version})
    attempt = try_to_save(
        form,
        lambda: activity.cancel(by=request.user, reason=form.cleaned_data["reason"]),
        row=activity,
        afresh=lambda current: CancelForm(initial={"version": current.version}),
        stands=lambda current: (
            current.is_cancelled and current.cancelled_because == form.cleaned_data["reason"]
        ),
    )
    if attempt.is_saved:
        said = _("Cancelled “%(title)s”.") % {"title": activity.title}
        return back_to_board(request, activity.week, said)
    return show_form(request, "cancel", activity.week, attempt, activity=activity)


@organizers_only
@require_POST
def activity_copy(request, year, pk):
    activity = activity_to_edit(request, year, pk)
    form = OnceForm(request.POST)
    copy = activity.copy(by=request.user, key=form.cleaned_data["key"] if form.is_valid() else None)
    if copy.discarded_at:  # by a page from before: this is no second press of its button
        activity.copy(by=request.user)
    said = _("Copied “%(title)s”.") % {"title": activity.title}
    return back_to_board(request, activity.week, said)


@organizers_only
@require_POST
@transaction.atomic
def activity_reinstate(request, year, pk):
    activity = activity_to_edit(request, year, pk, lock=True)
    activity.reinstate(by=request.user)
    said = _("“%(title)s” takes place after all.") % {"title": activity.title}
    return back_to_board(request, activity.week, said)


@organizers_only
@require_POST
@transaction.atomic
def activity_delete(request, year, pk):
    activity = activity_to_edit(request, year, pk, lock=True)
    activity.discard(by=request.user)
    said = _("Deleted “%(title)s”.") % {"title": activity.title}
    undo = reverse("planner:activity-bring-back", args=[year, pk])
    return back_to_board(request, activity.week, said, undo=f"undo:{undo}")


@organizers_only
@require_POST
@transaction.atomic
def activity_bring_back(request, year, pk):
    activity = activity_to_edit(request, year, pk, discarded=True, lock=True)
    if activity.discarded_at:
        activity.bring_back(by=request.user)
    said = _("“%(title)s” is back.") % {"title": activity.title}
    return back_to_board(request, activity.week, said)


@organizers_only
@require_safe
def host_search(request):
    """Suggestions for the host, as options: name and address of the first few that match."""
    typed = next(filter(None, map(request.GET.get, ("host", "q", "person"))), "")
    query = typed.replace("\0", "").strip()[:LONGEST_QUERY]
    people = Person.objects.active().matching(query) if len(query) > 1 else Person.objects.none()
    context = {"people": people.only("name", "email")[:MOST_HOSTS]}
    return render(request, "planner/activities/_hosts.html", context)
