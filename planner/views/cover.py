"""Calls for cover: organizers ask, staff of other teams answer with one tap."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from csweek.lib.attempts import Attempt, try_to_save
from csweek.notices.models import Notice
from csweek.people.access import organizers_only
from csweek.people.models import Person, Site, Team
from planner.almanac import dates_of, today
from planner.covering import who_may, why_not
from planner.forms.cover import CoverForm
from planner.models import CoverCall, CoverState
from planner.pages.cover import shown_call, shown_calls
from planner.rules.dates import MOST_DAYS

from .fetch import refuse_unknown_year, week_to_edit

LONGEST = 6  # digits of a key in an address


@require_safe
def cover_list(request, year):
    """Can you help out? What is asked of everybody, and what this person has said yes to."""
    refuse_unknown_year(year)
    context = {"year": year, "calls": shown_calls(year, request.user)}
    context["is_over"] = dates_of([year], planned=False)[0].last < today(request=request)
    return render(request, "planner/cover/list.html", context)


@require_safe
def cover_detail(request, year, key):
    call = shown_call(_call(request, year, key), request.user)
    context = {"year": year, "call": call}
    if request.user.is_organizer:
        everybody = call.row.cover.exclude(state=CoverState.WITHDRAWN)
        context["cover"] = everybody.select_related("person__team")
    return render(request, "planner/cover/detail.html", context)


@require_POST
def cover_answer(request, year, key):
    call = _call(request, year, key)
    try:
        cover = call.answer(by=request.user, why_not=lambda row: why_not(row, request.user))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("planner:cover-detail", year=year, key=key)
    if cover.state == CoverState.GIVEN:
        words = _("Thank you: you help %(team)s out.")
    else:
        words = _("Enough have said yes by now. You are in line, and told if you are wanted.")
    messages.success(request, words % {"team": call.team})
    return redirect("planner:cover-detail", year=year, key=key)


@require_POST
def cover_withdraw(request, year, key):
    call = _call(request, year, key)
    try:
        call.withdraw(by=request.user, may=who_may)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        said = _("You no longer help %(team)s out. Thank you for saying so.")
        messages.success(request, said % {"team": call.team})
    return redirect("planner:cover-detail", year=year, key=key)


@organizers_only
def cover_new(request, year):
    week = week_to_edit(request, year)
    form = CoverForm(request.POST or None, week=week, initial=told_in(request, week))
    if form.is_valid() and (call := _ask(form, by=request.user)):
        _say_asked(request, call)
        return redirect("planner:cover-detail", year=year, key=call.key)
    return _show(request, week, Attempt(form))


def _ask(form: CoverForm, *, by) -> CoverCall | None:
    """The call; None where the form's key has made another one: then the form asks."""
    values, key = form.values(), form.cleaned_data["key"]
    call = CoverCall.objects.ask(by=by, told=who_may, key=key, **values)
    if call.stands_as(**values):
        return call
    form.ask_again(call)
    return None


def _say_asked(request, call: CoverCall) -> None:
    """How many were asked: only teams that can spare somebody are."""
    asked = Notice.objects.filter(name="cover-call", subject=f"covercall:{call.pk}").count()
    if asked:
        said = ngettext(
            "Asked for cover for %(team)s: %(count)s person is told.",
            "Asked for cover for %(team)s: %(count)s people are told.",
            asked,
        )
        words = {"team": call.team, "count": formats.number_format(asked)}
        messages.success(request, said % words)
        return
    said = _(
        "Nobody could be asked: whoever is at work and free then is needed by their own team. "
        "Close the service for that time, or split what takes people off into waves."
    )
    messages.warning(request, said)


@organizers_only
def cover_edit(request, year, key):
    week, call = week_to_edit(request, year), _call(request, year, key)
    form = CoverForm(request.POST or None, instance=call, week=week)
    try:
        attempt = try_to_save(
            form,
            lambda: call.change(form.values(), by=request.user, may=who_may),
            afresh=lambda current: CoverForm(instance=current, week=week),
            together=("starts", "ends"),
        )
    except ValidationError as wrong:
        form.add_error(None, wrong)
        attempt = Attempt(form)
    if attempt.is_saved:
        messages.success(request, _("Saved the call for %(team)s.") % {"team": call.team})
        return redirect("planner:cover-detail", year=year, key=key)
    return _show(request, week, attempt, call=call)


@organizers_only
@require_POST
def cover_close(request, year, key):
    week_to_edit(request, year)
    call = _call(request, year, key)
    call.close(by=request.user)
    messages.success(request, _("Closed the call for %(team)s.") % {"team": call.team})
    return redirect("planner:cover-detail", year=year, key=key)


def told_in(request, week) -> dict:
    """What the address fills a form in with: a thin half-hour says team, day, hours and people."""
    told = {name: value for name, value in request.GET.items() if len(value) <= LONGEST}
    number = {name: int(value) for name, value in told.items() if value.isdecimal()}
    day = number.get("day", 0)
    found = {
        "day": week.days.filter(number=day).first() if 1 <= day <= MOST_DAYS else None,
        "team": Team.objects.filter(pk=number.get("team")).first(),
        "site": Site.objects.filter(pk=number.get("site")).first(),
        "people": number.get("people"),
        "starts": told.get("from"),
        "ends": told.get("until"),
    }
    return {name: value for name, value in found.items() if value is not None}


def _show(request, week, attempt: Attempt, call: CoverCall | None = None):
    context = {"week": week, "form": attempt.form, "conflict": attempt.conflict, "call": call}
    return render(request, "planner/cover/form.html", context, status=attempt.status)


def _call(request, year: int, key) -> CoverCall:
    """Of a day that is not published, only organizers know, and who has answered before it was
    given up."""
    refuse_unknown_year(year)
    call = CoverCall.objects.filter(day__week__year=year, key=key)
    call = call.select_related("team", "site", "day__week").first()
    if call is None or not (call.is_published or _is_known(call, request.user)):
        raise Http404(_("There is no such call for cover."))
    return call


def _is_known(call: CoverCall, person: Person) -> bool:
    return person.is_organizer or call.cover.filter(person=person).exists()
