"""The list of awards and each act on one of them, for managers."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from csweek.lib.attempts import GONE, Attempt, try_to_save
from csweek.lib.versions import StaleSave
from csweek.people.access import managers_only
from planner.almanac import coming_weeks, today
from planner.models import Week
from recognition.forms.awards import AwardForm
from recognition.forms.order import MoveForm
from recognition.forms.windows import TOGETHER
from recognition.models import Award
from recognition.pages.awards import award_list as list_awards
from recognition.pages.trail import told, trail_of
from recognition.readers import too_few_readers

from .fetch import award_to_edit, week_of

PER_PAGE = 50


def awards_path(year: int) -> str:
    """What the addresses of a year's awards begin with."""
    return reverse("recognition:award-list", args=[year])


@managers_only
@require_safe
def award_home(request):
    """The awards of the coming week; of the latest one where that has not been begun."""
    coming = coming_weeks(today(), 1, planned=True)
    year = coming[0].year if coming else today().year
    begun = Week.objects.values_list("year", flat=True)
    latest = begun.filter(year__lte=year).first()  # the newest first
    return redirect("recognition:award-list", year=latest or year)


@managers_only
@require_safe
def award_list(request, year):
    week = week_of(request, year)
    awards = list_awards(week, awards_path(year), request.user)
    context = {"week": week, "awards": awards}
    if awards.has_hidden:
        context["readers"] = too_few_readers(awards.managers)
    return render(request, "recognition/awards/list.html", context)


@managers_only
def award_new(request, year):
    week = week_of(request, year)
    form = AwardForm(request.POST or None, week=week)
    if form.is_valid() and (award := _add(form, week, by=request.user)):
        messages.success(request, _("Added “%(title)s”.") % {"title": award.title})
        return redirect("recognition:award-list", year=year)
    return _show_form(request, week, Attempt(form))


def _add(form: AwardForm, week: Week, *, by) -> Award | None:
    """The award; None where the form's key has made another one: then the form asks."""
    values, criteria = form.values(), form.criteria()
    key = form.cleaned_data["key"]
    award = Award.objects.add(week, by=by, key=key, criteria=criteria, **values)
    is_there = award.week_id == week.pk and not award.discarded_at
    if is_there and award.stands_as(criteria=criteria, **values):
        return award
    form.ask_again(award)
    return None


@managers_only
def award_edit(request, year, key):
    award = award_to_edit(request, year, key, discarded=request.method == "POST")
    title = award.title  # as it stands, not as it is being typed
    form = AwardForm(request.POST or None, instance=award, week=award.week)
    is_gone = bool(award.discarded_at)  # while it was being typed about: that is shown again
    attempt = _save(form, by=request.user, is_back="bring_back" in request.POST)
    if is_gone and not (attempt.is_saved or attempt.conflict):
        attempt = Attempt(form, conflict=GONE)
    if attempt.is_saved:
        messages.success(request, _("Saved “%(title)s”.") % {"title": award.title})
        return redirect("recognition:award-list", year=year)
    is_gone = bool(attempt.conflict and not attempt.conflict.subject)
    return _show_form(request, award.week, attempt, award=award, title=title, is_gone=is_gone)


def _save(form: AwardForm, *, by, is_back: bool) -> Attempt:
    """What was typed; of a deleted award only for whoever brings it back with it. What the award
    refuses, once judges have scored, is said in the form."""
    award = form.instance

    def act():
        if award.discarded_at and not is_back:
            raise StaleSave(Award.objects.get(pk=award.pk))
        if award.discarded_at:
            award.bring_back(by=by)
        award.change(form.values(), by=by, criteria=form.criteria())

    try:
        return try_to_save(
            form,
            act,
            afresh=lambda current: AwardForm(instance=current, week=award.week),
            together=TOGETHER,
        )
    except ValidationError as error:
        form.add_error(None, error)
        return Attempt(form)


def _show_form(request, week: Week, attempt: Attempt, **context):
    context |= {"week": week, "form": attempt.form, "conflict": attempt.conflict}
    return render(request, "recognition/awards/form.html", context, status=attempt.status)


@managers_only
def award_move(request, year, key):
    """To another place in the order: by a form of its own, by a button of the list, or by hand,
    which htmx tells and to which the list is the answer."""
    award = award_to_edit(request, year, key)
    week = award.week
    form = MoveForm(request.POST or None, award=award)
    is_done = form.is_valid() and _move(form, award, by=request.user)
    said = is_done and _("“%(title)s” is number %(number)s now.") % {
        "title": award.title,
        "number": form.cleaned_data["to"],
    }
    if request.htmx:
        context = {"week": week, "awards": list_awards(week, awards_path(year), request.user)}
        context |= {"announced": said, "problem": "" if is_done else _problem(form)}
        status = 200 if is_done else 409
        return render(request, "recognition/awards/_list.html", context, status=status)
    if is_done:
        messages.success(request, said)
        return redirect(f"{awards_path(year)}#award-{award.key}")
    context = {"week": week, "award": award, "form": form}
    status = 409 if form.non_field_errors() else 422 if form.errors else 200
    return render(request, "recognition/awards/move.html", context, status=status)


def _move(form: MoveForm, award: Award, *, by) -> bool:
    """Whether it is done; else the form says that the list has changed."""
    try:
        Award.objects.put_in_order(award.week, form.order(), by=by)
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True


def _problem(form: MoveForm) -> str:
    return " ".join(error for errors in form.errors.values() for error in errors)


@managers_only
@require_POST
@transaction.atomic
def award_delete(request, year, key):
    Week.objects.hold(week_of(request, year).pk)  # before the award, as presenting does
    award = award_to_edit(request, year, key, lock=True)
    try:
        award.discard(by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        undo = reverse("recognition:award-bring-back", args=[year, key])
        said = _("Deleted “%(title)s”.") % {"title": award.title}
        messages.success(request, said, extra_tags=f"undo:{undo}")
    return redirect("recognition:award-list", year=year)


@managers_only
@require_POST
@transaction.atomic
def award_bring_back(request, year, key):
    award = award_to_edit(request, year, key, discarded=True, lock=True)
    if award.discarded_at:
        award.bring_back(by=request.user)
    messages.success(request, _("“%(title)s” is back.") % {"title": award.title})
    return redirect("recognition:award-list", year=year)


@managers_only
@require_safe
def award_history(request, year, key):
    """What happened to the award and to what is in it; a deleted one's too."""
    award = award_to_edit(request, year, key, discarded=True)
    page = Paginator(trail_of(award, request.user), PER_PAGE).get_page(request.GET.get("page"))
    context = {"week": award.week, "award": award, "page": page}
    context["lines"] = told(page.object_list, award, request.user)
    return render(request, "recognition/awards/history.html", context)
