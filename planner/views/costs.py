"""What the week costs: planned and actual, and the request for the money."""

from django.contrib import messages
from django.db import transaction
from django.db.models import F
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from csweek.history.models import Entry
from csweek.history.words import in_words
from csweek.lib.attempts import GONE, Attempt, try_to_save
from csweek.lib.downloads import as_csv
from csweek.lib.versions import StaleSave
from csweek.people.access import crew_and_managers_only, organizers_only
from planner.documents.funding import funding_of
from planner.forms.costs import ActualForm, CostForm, field_of
from planner.models import Cost, Overtaken
from planner.money import money
from planner.pages.costs import LONGEST_BAR, costing_of, list_costs

from .documents import as_own_pdf, on_paper
from .fetch import cost_to_edit, week_to_edit, week_with_costs

FUNDING = "planner/costs/funding.html"


@crew_and_managers_only
@require_safe
def cost_list(request, year):
    week = week_with_costs(request, year)
    asked = request.GET.get("cost") or request.GET.get("activity", "")
    shown = list_costs(week, request.organisation, request.GET.get("page"), asked)
    context = {"week": week, "list": shown, "page": shown.page}
    return render(request, "planner/costs/list.html", context)


@crew_and_managers_only
@require_safe
def cost_comparison(request, year):
    """Plan against actual, with a bar for each; the table beside it says the same."""
    week = week_with_costs(request, year)
    context = {"week": week, "costing": costing_of(week, request.organisation)}
    context["width"] = LONGEST_BAR
    return render(request, "planner/costs/comparison.html", context)


@organizers_only
def cost_new(request, year):
    week = week_to_edit(request, year)
    chosen = request.GET.get("activity", "")
    chosen = chosen if chosen.isdecimal() and len(chosen) <= 18 else None
    form = _form(request, week, initial={"activity": chosen})
    if form.is_valid() and _add(form, week, by=request.user):
        said = _("Added “%(title)s”.") % {"title": form.cleaned_data["title"]}
        messages.success(request, said)
        return redirect(_row(year, form.cleaned_data["key"]))
    return _show(request, week, Attempt(form))


def _row(year, key) -> str:
    """The page of the list on which this cost stands, at its row."""
    return f"{reverse('planner:cost-list', args=[year])}?cost={key}#cost-{key}"


def _form(request, week, **kwargs) -> CostForm:
    currency = request.organisation.currency
    return CostForm(request.POST or None, week=week, currency=currency, **kwargs)


@transaction.atomic
def _add(form: CostForm, week, *, by) -> bool:
    """Whether it stands; where the form's key has made another cost before, the form asks."""
    values = form.values()
    cost = Cost.objects.add(week, by=by, key=form.cleaned_data["key"], **values)
    if cost.stands_as(week=week, **values):
        return True
    form.ask_again(cost)
    return False


@organizers_only
def cost_edit(request, year, key):
    cost = cost_to_edit(request, year, key, discarded=request.method == "POST")
    title, is_gone, week = cost.title, bool(cost.discarded_at), cost.week
    currency = request.organisation.currency
    form = _form(request, week, instance=cost)
    attempt = try_to_save(
        form,
        lambda: _save(cost, form, by=request.user),
        afresh=lambda current: CostForm(instance=current, week=week, currency=currency),
    )
    if is_gone and not attempt.conflict:
        attempt = Attempt(form, conflict=GONE)
    if attempt.is_saved:
        messages.success(request, _("Saved “%(title)s”.") % {"title": cost.title})
        return redirect(_row(year, key))
    lines = in_words(Entry.objects.of(cost)[:50])
    context = {"cost": cost, "name": title, "is_gone": is_gone, "lines": lines}
    return _show(request, week, attempt, **context)


def _save(cost: Cost, form: CostForm, *, by) -> None:
    if cost.discarded_at:
        raise StaleSave(None)
    cost.change(form.values(), by=by)


@organizers_only
def cost_actual(request, year):
    """What everything did cost, in one form."""
    week = week_to_edit(request, year)
    costs = _to_enter(week, request.POST)
    form, status = ActualForm(request.POST or None, costs=costs), 200
    if form.is_valid():
        try:
            count = Cost.objects.enter_actual(week, form.typed(), by=request.user)
        except Overtaken as overtaken:
            form, status = _entered_meanwhile(request, costs, overtaken), 409
        else:
            if count:
                said = ngettext("%(count)s amount saved.", "%(count)s amounts saved.", count)
                messages.success(request, said % {"count": formats.number_format(count)})
            return redirect("planner:cost-list", year=year)
    elif form.errors:
        status = 422
    context = {"week": week, "form": form, "currency": request.organisation.currency}
    return render(request, "planner/costs/actual.html", context, status=status)


def _to_enter(week, sent) -> list[Cost]:
    """What is on the list; and, deleted since, what was sent, so that nothing typed is lost."""
    by_title = F("activity__title").asc(nulls_last=True)
    costs = week.costs.select_related("activity").order_by(by_title, "pk")
    kept = set(week.costs.kept().values_list("pk", flat=True))
    return [cost for cost in costs if cost.pk in kept or field_of(cost) in sent]


def _entered_meanwhile(request, costs: list[Cost], overtaken: Overtaken) -> ActualForm:
    """The same form on what stands now: sent again, it puts the amounts typed in its place."""
    stands = {cost.pk: cost for cost in overtaken.costs}
    costs = [stands.get(cost.pk, cost) for cost in costs]
    data = request.POST.copy()
    data["seen"] = ActualForm(costs=costs).initial["seen"]
    form = ActualForm(data, costs=costs)
    for cost in overtaken.costs:
        amount = (
            money(cost.actual, request.organisation.currency)
            if cost.actual is not None
            else _("nothing")
        )
        said = _("%(amount)s was saved here meanwhile. Save again to put yours in its place.")
        if cost.discarded_at:
            said = _("This cost was deleted meanwhile. Bring it back, or open this page anew.")
        form.add_error(field_of(cost), said % {"amount": amount})
    return form


@organizers_only
@require_POST
@transaction.atomic
def cost_delete(request, year, key):
    cost = cost_to_edit(request, year, key, lock=True)
    page = list_costs(cost.week, request.organisation, None, str(key)).page
    cost.discard(by=request.user)
    undo = reverse("planner:cost-bring-back", args=[year, key])
    said = _("Deleted “%(title)s”.") % {"title": cost.title}
    messages.success(request, said, extra_tags=f"undo:{undo}")
    return redirect(f"{reverse('planner:cost-list', args=[year])}?page={page.number}")


@organizers_only
@require_POST
@transaction.atomic
def cost_bring_back(request, year, key):
    cost = cost_to_edit(request, year, key, discarded=True, lock=True)
    if cost.discarded_at:
        cost.bring_back(by=request.user)
    messages.success(request, _("“%(title)s” is back.") % {"title": cost.title})
    return redirect(_row(year, key))


def _funding(request, year) -> dict:
    week = week_with_costs(request, year)
    return {"week": week, "year": year, "funding": funding_of(week, request.organisation)}


@crew_and_managers_only
@require_safe
def funding(request, year):
    """The request for the money, one page to print."""
    return on_paper(request, FUNDING, _funding(request, year))


@crew_and_managers_only
@require_safe
def funding_pdf(request, year):
    name = f"customer-service-week-{year}-funding"
    return as_own_pdf(request, FUNDING, _funding(request, year), name)


@crew_and_managers_only
@require_safe
def cost_csv(request, year):
    """All costs for spreadsheet programs, amounts as plain numbers."""
    week = week_with_costs(request, year)
    costs = week.costs.kept().order_by("activity__title", "pk")
    header = (_("For"), _("What for"), _("Planned"), _("Actual"), _("Currency"), _("Cancelled"))
    currency = request.organisation.currency
    rows = (
        (
            activity or "",
            title,
            planned,
            "" if actual is None else actual,
            currency,
            _("yes") if is_cancelled else "",
        )
        for activity, title, planned, actual, is_cancelled in costs.values_list(
            "activity__title", "title", "planned", "actual", "activity__is_cancelled"
        )
    )
    return as_csv(f"customer-service-week-{year}-costs", header, rows)


def _show(request, week, attempt: Attempt, **context):
    context |= {"week": week, "form": attempt.form, "conflict": attempt.conflict}
    return render(request, "planner/costs/form.html", context, status=attempt.status)
