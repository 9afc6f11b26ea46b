"""After the week: keep, change or drop, activity by activity; and what was taken to heart."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from csweek.lib.attempts import try_to_save
from csweek.people.access import organizers_only
from planner.forms.feedback import LessonForm
from planner.learning import cost_in_words, learnt_in
from planner.models import Lesson

from .activities import back_to_board
from .fetch import activity_to_edit, week_to_edit


@organizers_only
@require_safe
def lesson_list(request, year):
    week = week_to_edit(request, year)
    learnt = learnt_in(week)
    for each in learnt:
        each.cost = cost_in_words(each.spent, request.organisation.currency)
    context = {
        "week": week,
        "learnt": learnt,
        "open": sum(each.lesson is None for each in learnt),
    }
    return render(request, "planner/lessons/list.html", context)


@organizers_only
def lesson_edit(request, year, pk):
    activity = activity_to_edit(request, year, pk)
    lesson = Lesson.objects.of(activity)
    form = LessonForm(request.POST or None, instance=lesson)
    attempt = try_to_save(form, lambda: lesson.draw(form.values(), by=request.user))
    if attempt.is_saved:
        messages.success(request, _("Kept for next year's crew."))
        return redirect("planner:lesson-list", year=year)
    context = {"week": activity.week, "activity": activity, "form": attempt.form}
    context["conflict"] = attempt.conflict
    return render(request, "planner/lessons/form.html", context, status=attempt.status)


@organizers_only
@require_POST
@transaction.atomic
def activity_heed(request, year, pk):
    """What last year advised is done: the card says no more of it."""
    activity = activity_to_edit(request, year, pk, lock=True)
    activity.heed(by=request.user)
    said = _("“%(title)s” carries no advice from last year any more.") % {"title": activity.title}
    return back_to_board(request, activity.week, said)
