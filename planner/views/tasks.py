"""Tasks: one's own, the whole list, and each act on one of them."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from csweek.history.models import Entry
from csweek.history.words import in_words
from csweek.lib.attempts import GONE, Attempt, try_to_save
from csweek.lib.versions import StaleSave
from csweek.people.access import organizers_only
from planner.forms.tasks import MarkForm, NoteForm, TaskFilterForm, TaskForm
from planner.models import Task
from planner.pages.tasks import address_of, day_in_words, list_tasks, own_tasks
from planner.workdays import Workdays

from .fetch import task_to_edit, task_to_mark, week_to_edit


@require_safe
def my_tasks(request):
    """What waits for whoever asks, of every week."""
    own = own_tasks(request.user, request.organisation)
    return render(request, "planner/tasks/mine.html", {"own": own})


@organizers_only
@require_safe
def task_list(request, year):
    week = week_to_edit(request, year)
    form = TaskFilterForm(request.GET)
    found = list_tasks(
        week,
        form,
        request.GET.get("page"),
        reader=request.user,
        organisation=request.organisation,
    )
    context = {"week": week, "list": found, "page": found.page, "query": form.address()}
    return render(request, "planner/tasks/list.html", context)


@organizers_only
def task_new(request, year):
    week = week_to_edit(request, year)
    filters = TaskFilterForm(request.GET)
    initial = {"activity": filters.activity if filters.activity.isdecimal() else None}
    form = TaskForm(request.POST or None, week=week, initial=initial)
    if form.is_valid() and _add(form, week, by=request.user):
        said = _("Added “%(title)s”.") % {"title": form.cleaned_data["title"]}
        messages.success(request, said)
        return redirect(_list(request, year))
    return _show(request, week, Attempt(form))


@transaction.atomic
def _add(form: TaskForm, week, *, by) -> bool:
    """Whether it stands; where the form's key has made another task before, the form asks."""
    values = form.values()
    task = Task.objects.add(week, by=by, key=form.cleaned_data["key"], **values)
    if task.stands_as(week=week, **values):
        return True
    form.ask_again(task)
    return False


@organizers_only
def task_edit(request, year, key):
    task = task_to_edit(request, year, key, discarded=request.method == "POST")
    title, is_gone = task.title, bool(task.discarded_at)
    form = TaskForm(request.POST or None, instance=task, week=task.week)
    attempt = try_to_save(
        form,
        lambda: _save(task, form, by=request.user),
        afresh=lambda current: TaskForm(instance=current, week=task.week),
    )
    if is_gone and not attempt.conflict:
        attempt = Attempt(form, conflict=GONE)
    if attempt.is_saved:
        messages.success(request, _("Saved “%(title)s”.") % {"title": task.title})
        return redirect(_list(request, year))
    return _show(request, task.week, attempt, task=task, name=title, is_gone=is_gone)


def _save(task: Task, form: TaskForm, *, by) -> None:
    if task.discarded_at:
        raise StaleSave(None)
    task.change(form.values(), by=by)


def task_mark(request, year, key):
    """How far it is: by its owner, or by an organizer."""
    task = task_to_mark(request, year, key)
    kind = NoteForm if request.method != "POST" or "note" in request.POST else MarkForm
    form = kind(request.POST or None, task=task)
    attempt = try_to_save(
        form,
        lambda: task.mark(by=request.user, **form.values()),
        row=task,
        afresh=lambda current: kind(task=current),
        stands=lambda current: all(
            getattr(current, name) == value for name, value in form.values().items()
        ),
    )
    if attempt.is_saved:
        words = {"title": task.title, "state": task.get_state_display()}
        messages.success(request, _("“%(title)s”: %(state)s.") % words)
        return redirect(_list(request, year))
    context = {"task": task, "week": task.week, "form": attempt.form, "conflict": attempt.conflict}
    workdays = Workdays.of(task.week, request.organisation)
    day = day_in_words(workdays.due(task.days_before), workdays.today)
    context |= {"list": _filters(request), "day": day}
    return render(request, "planner/tasks/mark.html", context, status=attempt.status)


@organizers_only
@require_POST
@transaction.atomic
def task_delete(request, year, key):
    task = task_to_edit(request, year, key, lock=True)
    task.discard(by=request.user)
    undo = reverse("planner:task-bring-back", args=[year, key])
    said = _("Deleted “%(title)s”.") % {"title": task.title}
    messages.success(request, said, extra_tags=f"undo:{undo}")
    return redirect(_list(request, year))


@organizers_only
@require_POST
@transaction.atomic
def task_bring_back(request, year, key):
    task = task_to_edit(request, year, key, discarded=True, lock=True)
    if task.discarded_at:
        task.bring_back(by=request.user)
    messages.success(request, _("“%(title)s” is back.") % {"title": task.title})
    return redirect(_list(request, year))


@organizers_only
@require_safe
def task_history(request, year, key):
    task = task_to_edit(request, year, key, discarded=True)
    context = {"task": task, "week": task.week, "lines": in_words(Entry.objects.of(task)[:200])}
    return render(request, "planner/tasks/history.html", context)


def _show(request, week, attempt: Attempt, **context):
    context |= {"week": week, "form": attempt.form, "conflict": attempt.conflict}
    context["list"] = _filters(request) or request.GET.urlencode()
    return render(request, "planner/tasks/form.html", context, status=attempt.status)


def _filters(request) -> str:
    """The list that the page was opened from, as the page has sent it back."""
    return TaskFilterForm.of_address(request.POST.get("list", "")).address()


def _list(request, year) -> str:
    """Back to the list as it was asked for; to their own tasks for whoever has come from there."""
    if not request.user.is_organizer or request.POST.get("list") == "mine":
        return reverse("planner:my-tasks")
    return address_of(year, TaskFilterForm.of_address(request.POST.get("list", "")))
