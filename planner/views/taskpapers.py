"""What is made of all tasks at once: catching up with a late start, the timeline, a table."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from csweek.lib.downloads import as_csv
from csweek.people.access import organizers_only
from planner.documents.timeline import timeline_of
from planner.forms.tasks import SeenForm, TaskFilterForm
from planner.pages.catchingup import do_catch_up, late_plan
from planner.pages.tasks import all_rows

from .documents import as_own_pdf, on_paper
from .fetch import task_to_edit, week_to_edit

TIMELINE = "planner/tasks/timeline.html"


@organizers_only
def task_late(request, year):
    """What becomes of tasks that were due before today: shown first, then done as it was shown."""
    week = week_to_edit(request, year)
    form = SeenForm(request.POST or None)
    is_stale = False
    if form.is_valid():
        seen = form.cleaned_data["seen"]
        done = do_catch_up(week, seen, by=request.user, organisation=request.organisation)
        if done and done.applied:
            said = _("Caught up with what was late: %(what)s.") % {"what": done.in_short()}
            messages.success(request, said)
        if done:
            return redirect("planner:task-late", year=year)
        is_stale = True
    plan = late_plan(week, request.organisation)
    if is_stale and not plan.applied:  # the second press of the button, or somebody else's
        return redirect("planner:task-late", year=year)
    context = {"week": week, "plan": plan, "is_stale": is_stale}
    status = 409 if is_stale else 200
    return render(request, "planner/tasks/late.html", context, status=status)


@organizers_only
@require_POST
@transaction.atomic
def task_put_back(request, year, key):
    """Undo for one task what a late start has done to it."""
    task = task_to_edit(request, year, key, lock=True)
    if task.was_late:
        task.put_back(by=request.user)
        messages.success(request, _("“%(title)s” is as it was.") % {"title": task.title})
    return redirect("planner:task-late", year=year)


def _timeline(request, year) -> dict:
    week = week_to_edit(request, year)
    return {"week": week, "year": year, "timeline": timeline_of(week, request.organisation)}


@organizers_only
@require_safe
def task_timeline(request, year):
    return on_paper(request, TIMELINE, _timeline(request, year))


@organizers_only
@require_safe
def task_timeline_pdf(request, year):
    name = f"customer-service-week-{year}-tasks"
    return as_own_pdf(request, TIMELINE, _timeline(request, year), name)


@organizers_only
@require_safe
def task_csv(request, year):
    """The list as it was asked for, for spreadsheet programs."""
    week = week_to_edit(request, year)
    form = TaskFilterForm(request.GET)
    rows = all_rows(week, form, reader=request.user, organisation=request.organisation)
    header = (_("Task"), _("For"), _("Due"), _("Owner"), _("State"), _("Note"))
    cells = ((r.title, r.activity, r.due.isoformat(), r.owner, r.state_name, r.note) for r in rows)
    return as_csv(f"customer-service-week-{year}-tasks", header, cells)
