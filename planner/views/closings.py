"""Closings: the service is shut for some hours, and customers are told when it is back."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from csweek.lib.attempts import Attempt, try_to_save
from csweek.people.access import organizers_only
from csweek.people.models import Organisation
from planner.documents.closings import notices_of, place_of
from planner.forms.closings import ClosingForm
from planner.models import Closing
from planner.moments import by_clock, day_and_time

from .cover import told_in
from .documents import as_pdf, on_paper
from .fetch import week_to_edit

SIGN = "planner/closings/sign.html"


@organizers_only
def closing_new(request, year):
    week = week_to_edit(request, year)
    told = told_in(request, week)
    initial = told | {"teams": [told["team"]] if "team" in told else [], "language": get_language()}
    form = ClosingForm(request.POST or None, week=week, initial=initial)
    if form.is_valid() and (closing := _add(form, by=request.user)):
        messages.success(request, _("The service is closed then. Here is what customers are told."))
        return redirect("planner:closing-detail", year=year, key=closing.key)
    return _show(request, week, Attempt(form))


def _add(form: ClosingForm, *, by) -> Closing | None:
    """The closing; None where the form's key has made another one: then the form asks."""
    values = form.values()
    closing = Closing.objects.add(by=by, key=form.cleaned_data["key"], **values)
    if closing.stands_as(**values):
        return closing
    form.ask_again(closing)
    return None


@organizers_only
def closing_edit(request, year, key):
    week, closing = week_to_edit(request, year), _closing(request, year, key)
    form = ClosingForm(request.POST or None, instance=closing, week=week)
    attempt = try_to_save(
        form,
        lambda: closing.change(**_split(form.values()), by=request.user),
        afresh=lambda current: ClosingForm(instance=current, week=week),
        together=("starts", "ends"),
    )
    if attempt.is_saved:
        messages.success(request, _("Saved. Here is what customers are told now."))
        return redirect("planner:closing-detail", year=year, key=key)
    return _show(request, week, attempt, closing=closing)


def _split(values: dict) -> dict:
    return {"teams": values.pop("teams"), "values": values}


@organizers_only
@require_safe
def closing_detail(request, year, key):
    """What customers are told, to be copied, in every language."""
    week, closing = week_to_edit(request, year), _closing(request, year, key)
    when = by_clock(day_and_time(closing.date, closing.starts, closing.minutes), place_of(closing))
    context = {"week": week, "closing": closing, "notices": _notices(closing), "when": when}
    return render(request, "planner/closings/detail.html", context)


@organizers_only
@require_safe
def closing_sign(request, year, key):
    """A sign for the door, one A4 page for each language, or for the one that is asked for."""
    return on_paper(request, SIGN, _sign(request, year, key))


@organizers_only
@require_safe
def closing_sign_pdf(request, year, key):
    name = f"customer-service-week-{year}-closed"
    return as_pdf(request, SIGN, _sign(request, year, key), name)


@organizers_only
@require_POST
@transaction.atomic
def closing_delete(request, year, key):
    closing = _closing(request, year, key, lock=True)
    if closing.discarded_at is None:
        closing.discard(by=request.user)
    undo = reverse("planner:closing-bring-back", args=[year, key])
    messages.success(request, _("The service stays open then."), extra_tags=f"undo:{undo}")
    return redirect("planner:phones", year=year)


@organizers_only
@require_POST
@transaction.atomic
def closing_bring_back(request, year, key):
    closing = _closing(request, year, key, lock=True)
    if closing.discarded_at:
        closing.bring_back(by=request.user)
    messages.success(request, _("The service is closed then after all."))
    return redirect("planner:closing-detail", year=year, key=key)


def _sign(request, year: int, key) -> dict:
    closing = _closing(request, year, key)
    notices, asked = _notices(closing), request.GET.get("language", "")
    context = {"year": year, "closing": closing, "notices": notices}
    if chosen := [each for each in notices if each.language == asked]:
        context |= {"notices": chosen, "language": asked}
    return context


def _notices(closing: Closing):
    organisation = Organisation.objects.current()
    return notices_of(closing, organisation.name if organisation else "")


def _show(request, week, attempt: Attempt, closing: Closing | None = None):
    context = {"week": week, "form": attempt.form, "conflict": attempt.conflict}
    context["closing"] = closing
    return render(request, "planner/closings/form.html", context, status=attempt.status)


def _closing(request, year: int, key, *, lock: bool = False) -> Closing:
    """A closing of that week; one that was given up too, so that it can be brought back."""
    week_to_edit(request, year)
    closings = Closing.objects.editable_by(request.user).filter(day__week__year=year, key=key)
    if lock:
        closings = closings.select_for_update(of=("self",))
    closing = closings.select_related("site", "day__week").first()
    if closing is None:
        raise Http404(_("There is no such closing."))
    return closing
