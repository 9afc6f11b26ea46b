"""The idea library: to search it, to add from it, and to keep what one's own organisation does."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from csweek.lib.pages import render_page
from csweek.people.access import organizers_only
from planner.forms.ideas import IdeaAddForm, IdeaFilterForm
from planner.models import Idea
from planner.moments import when
from planner.pages.ideas import add_to_week, find_sheet, find_sheets

from .activities import back_to_board
from .fetch import activity_to_edit, week_to_edit

PER_PAGE = 100


@organizers_only
@require_safe
def idea_list(request, year):
    week = week_to_edit(request, year)
    form = IdeaFilterForm(request.GET)
    sheets = find_sheets(**form.wanted())
    page = Paginator(sheets, PER_PAGE).get_page(request.GET.get("page"))
    without_page = request.GET.copy()
    without_page.pop("page", None)
    context = {
        "form": form,
        "chosen": form.wanted()["kinds"],
        "page": page,
        "count": len(sheets),
        "query": without_page.urlencode(),
        "here": request.GET.urlencode(),
    }
    return render_page(
        request,
        "planner/ideas/list.html",
        context | _to_add_with(week),
        piece="planner/ideas/_list.html",
    )


def _to_add_with(week) -> dict:
    """What the form needs that adds an idea: the days, made once for all ideas, and a key."""
    days = format_html_join(
        "", '<option value="{}">{}</option>', IdeaAddForm(week=week).fields["day"].choices
    )
    return {"week": week, "days": days, "once": uuid.uuid4()}


@organizers_only
@require_POST
def idea_add(request, year, key):
    """Add it to the week, say so, and stay on the list; to htmx, the foot of that idea anew."""
    week = week_to_edit(request, year)
    sheet = find_sheet(key)
    if sheet is None:
        raise Http404(_("There is no such idea. It may have been taken out of the library."))
    form = IdeaAddForm(request.POST, week=week)
    added = None
    if form.is_valid():
        placing = form.placing(sheet.minutes)
        added = add_to_week(sheet, week, by=request.user, key=form.key(key), **placing)
        if added.discarded_at:  # by a page from before: this is no second press of its button
            added = add_to_week(sheet, week, by=request.user, **placing)
    if request.htmx:
        context = {"sheet": sheet, "added": added, "add_form": form} | _to_add_with(week)
        context |= {"here": request.GET.urlencode()}
        return render(request, "planner/ideas/_add.html", context, status=200 if added else 422)
    if added:
        messages.success(request, _said(added))
    else:
        messages.error(request, " ".join(map(" ".join, form.errors.values())))
    return redirect(_list(request, year))


def _said(activity):
    text = _("Added “%(title)s”: %(when)s.") % {"title": activity.title, "when": when(activity)}
    address = reverse("planner:board", args=[activity.week.year])
    anchor = f"{address}#activity-{activity.pk}"
    return format_html('{} <a href="{}">{}</a>', text, anchor, _("See it on the board"))


def _list(request, year) -> str:
    return _with_query(request, reverse("planner:idea-list", args=[year]))


def _with_query(request, address: str) -> str:
    """An address that leads to the list as the reader had searched it."""
    query = request.GET.urlencode()
    return f"{address}?{query}" if query else address


@organizers_only
@require_POST
def idea_keep(request, year, pk):
    """Put an activity into the library, for the weeks to come."""
    activity = activity_to_edit(request, year, pk)
    before = Idea.objects.kept().filter(source=activity.key).first()
    idea = Idea.objects.keep(activity, by=request.user)
    if before is None:
        said = _("“%(title)s” is in the idea library now.")
    elif before.version == idea.version:
        said = _("“%(title)s” is in the idea library already.")
    else:
        said = _("“%(title)s” stands in the idea library as it is now.")
    return back_to_board(request, activity.week, said % {"title": idea.title})


@organizers_only
@require_POST
@transaction.atomic
def idea_remove(request, year, pk):
    week_to_edit(request, year)
    idea = Idea.objects.kept().select_for_update().filter(pk=pk).first()
    if idea:
        idea.discard(by=request.user)
        said = _("Took “%(title)s” out of the library.") % {"title": idea.title}
        undo = reverse("planner:idea-bring-back", args=[year, pk])
        messages.success(request, said, extra_tags=f"undo:{_with_query(request, undo)}")
    return redirect(_list(request, year))


@organizers_only
@require_POST
@transaction.atomic
def idea_bring_back(request, year, pk):
    week_to_edit(request, year)
    idea = Idea.objects.select_for_update().filter(pk=pk).first()
    if idea is None:
        raise Http404(_("There is no such idea. It may have been taken out of the library."))
    if idea.discarded_at:
        idea.bring_back(by=request.user)
    messages.success(request, _("“%(title)s” is back.") % {"title": idea.title})
    return redirect(_list(request, year))
