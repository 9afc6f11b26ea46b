"""My nominations: the list, and taking one away."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from csweek.lib.versions import StaleSave
from recognition.models import Nomination, State
from recognition.pages.own import rows_of

from .fetch import call_of, own_nomination

PER_PAGE = 25


@require_safe
def my_nominations(request, year):
    """What one wrote this year, the latest first; of winners nothing."""
    call = call_of(request, year)
    own = Nomination.objects.of(request.user).filter(week=call.week).order_by("-saved_at", "-pk")
    page = Paginator(own, PER_PAGE).get_page(request.GET.get("page"))
    context = {"year": year, "call": call, "page": page, "rows": rows_of(page.object_list)}
    return render(request, "recognition/nominations/mine.html", context)


def nomination_withdraw(request, year, key):
    """Asks once; a draft is deleted, what was sent is withdrawn and counts no more."""
    nomination = own_nomination(request, year, key)
    if request.method == "POST" or nomination.state == State.WITHDRAWN:
        return _take_away(request, nomination)
    may = nomination.is_draft or nomination.can_be_edited
    context = {"year": year, "nomination": nomination, "may": may}
    return render(request, "recognition/nominations/withdraw.html", context)


def _take_away(request, nomination: Nomination):
    year = nomination.week.year
    try:
        if nomination.is_draft:
            nomination.delete()
            messages.success(request, _("The draft is deleted."))
        elif nomination.state != State.WITHDRAWN:
            _withdraw(nomination, by=request.user)
            messages.success(
                request, _("Your nomination is withdrawn. Nobody but you can read it any more.")
            )
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    except StaleSave:
        messages.error(request, _("It has changed in this very moment. Look at it anew."))
    return redirect("recognition:my-nominations", year=year)


def _withdraw(nomination: Nomination, *, by) -> None:
    if not nomination.can_be_edited:
        raise ValidationError(
            _("Nominations have closed. If yours should not count, ask a manager to withdraw it.")
        )
    nomination.withdraw(by=by)
