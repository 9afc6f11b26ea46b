"""The needs of a team: how many must be on the phones on usual days, and on days of this week."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from csweek.lib.attempts import Attempt, try_to_save
from csweek.people.access import organizers_only
from csweek.people.models import Team
from planner.forms.needs import NeedForm
from planner.models import Day, Need, Week

from .activities import DAY_NUMBERS
from .fetch import week_to_edit


@organizers_only
@require_safe
def need_list(request, year, pk):
    week = week_to_edit(request, year)
    team = _team(pk)
    lines = Need.objects.of_week(week).filter(team=team).select_related("site", "day")
    of_day = {day.number: [] for day in week.days.all()}
    usual = []
    for line in lines.order_by("starts", "pk"):
        (of_day.setdefault(line.day.number, []) if line.day_id else usual).append(line)
    days = [
        {"number": n, "date": date_format(day, "DAY_FORMAT"), "lines": of_day[n]}
        for n, day in enumerate(week.dates(), start=1)
    ]
    context = {"week": week, "team": team, "usual": usual, "days": days}
    return render(request, "planner/needs/list.html", context)


@organizers_only
def need_new(request, year, pk):
    week = week_to_edit(request, year)
    team = _team(pk)
    number = request.GET.get("day", "")
    day = week.days.filter(number=number).first() if number in DAY_NUMBERS else None
    form = NeedForm(request.POST or None, week=week, initial={"day": day})
    if form.is_valid() and _add(form, team, by=request.user):
        messages.success(request, _("Added a line for %(team)s.") % {"team": team})
        return redirect("planner:need-list", year=year, pk=team.pk)
    return _show(request, week, team, Attempt(form))


def _add(form: NeedForm, team: Team, *, by) -> bool:
    """Whether it stands; where the form's key has made another line before, the form asks."""
    values = form.values() | {"team": team}
    need = Need.objects.add(by=by, key=form.cleaned_data["key"], **values)
    if need.stands_as(**values):
        return True
    form.ask_again(need)
    return False


@organizers_only
def need_edit(request, year, key):
    week = week_to_edit(request, year)
    need = _need_to_edit(request, week, key)
    form = NeedForm(request.POST or None, instance=need, week=week)
    attempt = try_to_save(
        form,
        lambda: need.change(form.values(), by=request.user),
        afresh=lambda current: NeedForm(instance=current, week=week),
        together=("starts", "ends"),
    )
    if attempt.is_saved:
        messages.success(request, _("Saved a line for %(team)s.") % {"team": need.team})
        return redirect("planner:need-list", year=year, pk=need.team_id)
    return _show(request, week, need.team, attempt, need=need)


@organizers_only
@require_POST
def need_delete(request, year, key):
    week = week_to_edit(request, year)
    need = _need_to_edit(request, week, key)
    team = need.team
    need.remove(by=request.user)
    messages.success(request, _("Deleted a line for %(team)s.") % {"team": team})
    return redirect("planner:need-list", year=year, pk=team.pk)


@organizers_only
@require_POST
def need_copy(request, year, pk, number):
    """Let a day of this week begin with the lines for usual days, to be changed."""
    week = week_to_edit(request, year)
    team, day = _team(pk), _day(week, number)
    if Need.objects.copy_usual(team, day, by=request.user):
        words = {"day": date_format(day.date, "DAY_FORMAT")}
        messages.success(request, _("%(day)s has lines of its own now.") % words)
    return redirect("planner:need-list", year=year, pk=team.pk)


def _show(request, week: Week, team: Team, attempt: Attempt, need: Need | None = None):
    context = {"week": week, "team": team, "need": need}
    context |= {"form": attempt.form, "conflict": attempt.conflict}
    return render(request, "planner/needs/form.html", context, status=attempt.status)


def _team(pk: int) -> Team:
    team = Team.objects.filter(pk=pk).first()
    if team is None:
        raise Http404(_("There is no such team. It may have been deleted."))
    return team


def _day(week: Week, number: int) -> Day:
    day = week.days.filter(number=number).first()
    if day is None:
        raise Http404(_("The week has no such day. It may have been given up."))
    return day


def _need_to_edit(request, week: Week, key) -> Need:
    needs = Need.objects.editable_by(request.user).of_week(week).filter(key=key)
    need = needs.select_related("team", "site", "day__week").first()
    if need is None:
        raise Http404(_("There is no such line. It may have been deleted."))
    return need
