"""What everyone reads once awards are presented; and presenting one without the stage."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from csweek.people.access import managers_only
from planner.views.fetch import refuse_unknown_year
from recognition.models import Award
from recognition.pages.receipts import receipt_of
from recognition.presented import outcomes_of_year
from recognition.presented import said_of as words_said_of
from recognition.rules.freezing import UNREADABLE

from .fetch import award_to_edit


@require_safe
def winners(request, year):
    """Of what is not presented it says nothing, not even whether there is anything."""
    refuse_unknown_year(year)
    context = {"year": year, "outcomes": outcomes_of_year(year)}
    return render(request, "recognition/winners/list.html", context)


@require_safe
def said_of_me(request, year):
    """What colleagues said of this person, of awards that are presented."""
    refuse_unknown_year(year)
    context = {"year": year, "said": words_said_of(request.user, year)}
    return render(request, "recognition/winners/said.html", context)


@require_safe
def receipt(request, year, key):
    """How a presented award was decided; 404 for every other, whether it is there or not."""
    refuse_unknown_year(year)
    award = Award.objects.presented().filter(week__year=year, key=key).first()
    try:
        found = receipt_of(award) if award else None
    except UNREADABLE:
        return render(request, "recognition/winners/damaged.html", {"year": year, "award": award})
    if found is None:
        raise Http404(_("No such award of %(year)s has been presented.") % {"year": year})
    return render(request, "recognition/winners/receipt.html", {"year": year, "receipt": found})


@managers_only
def award_present(request, year, key):
    """Asks first: it cannot be taken back. What goes to nobody is told in the same way."""
    award = award_to_edit(request, year, key)
    decision = award.decisions.standing().first()
    is_given = decision is None or decision.winners.exists()
    if request.method == "POST":
        try:
            award.present(by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("recognition:award-list", year=year)
        said = _("Presented “%(title)s”.") if is_given else _("Told the outcome of “%(title)s”.")
        messages.success(request, said % {"title": award.title})
        return redirect("recognition:winners", year=year)
    context = {"week": award.week, "award": award, "is_given": is_given}
    return render(request, "recognition/winners/present.html", context)
