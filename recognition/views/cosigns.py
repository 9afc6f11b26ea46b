"""Co-signing: what colleagues wrote of other teams, and standing behind it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from recognition.models import CoSignature, Nomination
from recognition.models.cosigns import digest_of

from .fetch import call_of

PER_PAGE = 20


@require_safe
def cosign_list(request, year):
    call = call_of(request, year)
    found = CoSignature.objects.open_to(request.user).filter(week=call.week)
    page = Paginator(found.select_related("team", "award", "nominator"), PER_PAGE)
    page = page.get_page(request.GET.get("page"))
    shown = [each.pk for each in page.object_list]
    own = CoSignature.objects.filter(person=request.user, nomination__in=shown)
    signed = set(own.values_list("nomination", flat=True))
    rows = [
        {"nomination": each, "is_signed": each.pk in signed, "digest": digest_of(each)}
        for each in page.object_list
    ]
    context = {"year": year, "page": page, "rows": rows}
    return render(request, "recognition/nominations/cosign.html", context)


@require_POST
def nomination_cosign(request, year, key):
    call = call_of(request, year)
    nomination = get_object_or_404(
        CoSignature.objects.open_to(request.user).filter(week=call.week), key=key
    )
    try:
        CoSignature.objects.sign(nomination, by=request.user, seen=request.POST.get("seen", ""))
        said = _("You stand behind the nomination of %(team)s.")
        messages.success(request, said % {"team": nomination.nominee_name})
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect("recognition:cosign-list", year=year)


@require_POST
def nomination_uncosign(request, year, key):
    """Of what one has signed, or might: of anything else nobody learns that it is there."""
    rows = Nomination.objects.select_related("award").filter(week__year=year, key=key)
    nomination = rows.filter(cosignatures__person=request.user).first()
    if nomination is None:
        known = CoSignature.objects.open_to(request.user).filter(week__year=year, key=key)
        if not known.exists():
            raise Http404(_("There is no such nomination."))
        return redirect("recognition:cosign-list", year=year)
    try:
        CoSignature.objects.take_back(nomination, by=request.user)
        messages.success(request, _("Your co-signature is taken back."))
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect("recognition:cosign-list", year=year)
