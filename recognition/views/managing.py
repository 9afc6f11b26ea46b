"""Nominations as managers read them: the list, one of them, and what becomes of it."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from csweek.lib.versions import StaleSave
from csweek.people.access import managers_only
from planner.almanac import coming_weeks, today
from planner.models import Week
from recognition.forms.managing import (
    ActForm,
    ChosenForm,
    MoveForm,
    NominationFilterForm,
    QuestionForm,
    RedirectForm,
    WhoForm,
    WithdrawForm,
)
from recognition.limits import limits_of
from recognition.models import Award, Nomination
from recognition.nominees import find_nominees
from recognition.pages.managing import awards_like, page_of, targets_of
from recognition.pages.nominationlists import nomination_list as list_nominations

from .fetch import nomination_to_manage, week_of

CONFLICT, UNFIT = 409, 422


@managers_only
@require_safe
def nomination_home(request):
    """Those of the coming week; of the latest one where that has not been begun."""
    coming = coming_weeks(today(), 1, planned=True)
    year = coming[0].year if coming else today().year
    begun = Week.objects.values_list("year", flat=True)
    latest = begun.filter(year__lte=year).first()  # the newest first
    return redirect("recognition:nomination-list", year=latest or year)


@managers_only
@require_safe
def nomination_list(request, year):
    week = week_of(request, year)
    form = NominationFilterForm(request.GET)
    found = list_nominations(week, form, request.GET.get("page"), by=request.user)
    context = {"week": week, "list": found, "page": found.page, "query": form.address()}
    return render(request, "recognition/managing/list.html", context)


@managers_only
@require_POST
def nominations_accept(request, year):
    """Several at once: those that stand as they were read, and the others are told of."""
    week = week_of(request, year)
    form = ChosenForm(request.POST)
    if form.is_valid():
        chosen = form.cleaned_data["chosen"]
        accepted = Nomination.objects.accept_all(week, chosen, by=request.user)
        _tell(request, accepted)
    else:
        messages.error(request, " ".join(form.errors["chosen"]))
    return redirect(_back(request, year))


@managers_only
@require_safe
def nomination_detail(request, year, key):
    filters = NominationFilterForm(request.GET)
    nomination = _beside(request, year, key, filters)
    return _show(request, nomination, filters)


@managers_only
@require_POST
def nomination_accept(request, year, key):
    """Accepted, one goes on to the next of the list."""
    filters = _filters(request)
    nomination = _beside(request, year, key, filters)

    def accept(form):
        nomination.accept(by=request.user)
        words = {"name": nomination.nominee_name, "award": nomination.award}
        return _("Accepted the nomination of %(name)s for “%(award)s”.") % words

    to = _address(year, filters, nomination.older) if nomination.older else _back(request, year)
    return _act(request, nomination, "accept", ActForm(request.POST), accept, to=to)


@managers_only
@require_POST
def nomination_return(request, year, key):
    nomination = nomination_to_manage(request, year, key)

    def ask(form):
        nomination.ask(form.cleaned_data["question"], by=request.user)
        return _("Returned. Its nominator is told of your question.")

    return _act(request, nomination, "return", QuestionForm(request.POST), ask)


@managers_only
@require_POST
def nomination_move(request, year, key):
    nomination = nomination_to_manage(request, year, key)
    awards = awards_like(nomination)  # its own too: pressed twice, it is there already

    def move(form):
        award = form.cleaned_data["award"]
        nomination.move_to(award, by=request.user, reason=form.cleaned_data["reason"])
        return _("Moved to “%(award)s”, where it is read once more.") % {"award": award}

    return _act(request, nomination, "move", MoveForm(request.POST, awards=awards), move)


@managers_only
@require_POST
def nomination_redirect(request, year, key):
    nomination = nomination_to_manage(request, year, key)

    def point(form):
        nominee = form.cleaned_data["nominee"]
        nomination.redirect(nominee, by=request.user)
        return _("It is a nomination of %(name)s now. Read it once more.") % {"name": nominee}

    return _act(request, nomination, "redirect", RedirectForm(request.POST), point)


@managers_only
@require_POST
def nomination_withdraw_for(request, year, key):
    nomination = nomination_to_manage(request, year, key)

    def withdraw(form):
        nomination.withdraw(by=request.user, reason=form.cleaned_data["reason"])
        return _("Withdrawn. Its nominator is told why.")

    return _act(request, nomination, "withdraw", WithdrawForm(request.POST), withdraw)


def _act(request, nomination, name: str, form, do: Callable, *, to: str = ""):
    """Do it on the nomination as it was read, and go on; else the page again, with what was typed
    and the nomination as it stands now."""
    year, key = nomination.week.year, nomination.key
    is_late = False
    if form.is_valid():
        nomination.version = form.cleaned_data["version"]
        try:
            messages.success(request, do(form))
            return redirect(to or _address(year, _filters(request), key))
        except StaleSave:
            is_late = True
        except ValidationError as error:
            form.add_error(None, error)
    filters = _filters(request)
    now = _beside(request, year, key, filters)
    status = CONFLICT if is_late else UNFIT
    return _show(request, now, filters, status=status, is_late=is_late, act=name, bound=form)


def _show(request, nomination, filters, *, status=200, **context):
    page = page_of(nomination, filters.address(), by=request.user)
    awards = awards_like(nomination) if page.can_point else []
    context |= {
        "page": page,
        "week": nomination.week,
        "query": filters.address(),
        "asked": filters.asked(),
        "targets": targets_of(nomination, awards, by=request.user),
        "forms": {
            "return": QuestionForm(),
            "move": MoveForm(awards=awards),
            "withdraw": WithdrawForm(),
            context.get("act", ""): context.get("bound"),
        },
        **(_found(request, nomination, awards) if page.can_point else {}),
    }
    return render(request, "recognition/managing/detail.html", context, status=status)


def _found(request, nomination, awards: list[Award]) -> dict:
    """Whom it may be pointed to, where somebody is looked for; its award is one of these."""
    form = WhoForm(request.GET)
    who = form.cleaned_data["who"] if form.is_valid() else ""
    if not who:
        return {}
    by = nomination.nominator or request.user
    award = next(each for each in awards if each.pk == nomination.award_id)
    found = find_nominees(who, by=by, award=award)
    return {"who": who, "found": found, "limits": limits_of(award)}


def _filters(request) -> NominationFilterForm:
    """The list that the page was opened from, as the page has sent it back."""
    return NominationFilterForm.of_address(request.POST.get("list", ""))


def _beside(request, year: int, key, filters: NominationFilterForm) -> Nomination:
    """The nomination and its neighbours in that list."""
    listed = Nomination.objects.managed_by(request.user).filter(week__year=year)
    listed = filters.narrow_to_view(filters.narrow(listed, by=request.user))
    return nomination_to_manage(request, year, key, among=listed)


def _address(year: int, filters: NominationFilterForm, key) -> str:
    path = reverse("recognition:nomination-detail", args=[year, key])
    return f"{path}?{filters.address()}" if filters.address() else path


def _back(request, year: int) -> str:
    """The list as it was asked for: what the page has sent back is read as filters, and no more."""
    query = _filters(request).address()
    path = reverse("recognition:nomination-list", args=[year])
    return f"{path}?{query}" if query else path


def _tell(request, accepted) -> None:
    if count := len(accepted.done):
        said = ngettext("Accepted %(count)s nomination.", "Accepted %(count)s nominations.", count)
        messages.success(request, said % {"count": count})
    if count := len(accepted.changed):
        said = ngettext(
            "%(count)s has been changed since you opened the list. It is not accepted: read it "
            "anew first.",
            "%(count)s have been changed since you opened the list. They are not accepted: read "
            "them anew first.",
            count,
        )
        messages.warning(request, said % {"count": count})
    if settled := accepted.settled:
        titles = ", ".join(f"“{title}”" for title in sorted({each.award.title for each in settled}))
        said = _("Not accepted for %(awards)s, which is decided or deleted. Reopen it first.")
        messages.warning(request, said % {"awards": titles})
