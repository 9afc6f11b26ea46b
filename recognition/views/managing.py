"""Nominations as managers read them: the list, one of them, and what becomes of it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from csweek.people.access import managers_only
from planner.almanac import coming_weeks, today
from planner.models import Week
from recognition.forms.managing import ChosenForm, NominationFilterForm
from recognition.models import Nomination
from recognition.nominationlist import nomination_list as list_nominations

from .fetch import week_of


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


def _back(request, year: int) -> str:
    """The list as it was asked for: what the page has sent back is read as filters, and no more."""
    query = NominationFilterForm.of_address(request.POST.get("list", "")).address()
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
