"""Offers of trading places: one's own, in one tap, and those that organizers add for others."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from csweek.lib.attempts import Attempt, try_to_save
from csweek.people.access import organizers_only
from planner.forms.offers import HalfForm, OfferAddForm, OfferForm, OfferWithdrawForm
from planner.models import Offer, Pair
from planner.pages.offers import own_trades
from planner.trading import Trade, is_above_of

from .fetch import refuse_unknown_year
from .fetchtrades import (
    offer_to_edit,
    published,
    refuse_over,
    trade_of,
    trade_to_read,
    trade_to_run,
)


def back_from(request, trade: Trade, person):
    """To the desk for an organizer who acts for somebody else, else to one's own page."""
    if request.user.is_organizer and person != request.user:
        return redirect("planner:pair-desk", year=trade.year, key=trade.activity.key)
    return redirect("planner:offer-list", year=trade.year)


@require_safe
def offer_list(request, year):
    """Where places are traded this week, with what one has offered, and one's pair."""
    refuse_unknown_year(year)
    rows = own_trades(published(year), request.user)
    return render(request, "planner/offers/list.html", {"year": year, "rows": rows})


@require_POST
def offer_new(request, year, key):
    """One tap: an offer for as long as it lasts, which can be changed afterwards."""
    trade = trade_to_read(year, key)
    form = HalfForm(request.POST)
    if trade.has_begun:
        messages.error(request, _("It has begun: nothing more can be offered."))
    elif form.is_valid():
        half, by = form.cleaned_data["half"], request.user
        try:
            Offer.objects.offer(trade.activity, by, half, trade.start, trade.minutes, by=by)
        except ValidationError as wrong:
            messages.error(request, " ".join(wrong.messages))
        else:
            said = _("Thank you. You are down for %(when)s. You are told when you have a pair.")
            messages.success(request, said % {"when": trade.when})
    return redirect("planner:offer-list", year=year)


@organizers_only
def offer_add(request, year, key):
    trade = trade_to_run(request, year, key)
    form = OfferAddForm(request.POST or None, trade=trade)
    if form.is_valid():
        values = {"half": form.cleaned_data["half"], **form.span()}
        person, note = form.cleaned_data["person"], form.cleaned_data["note"]
        try:
            offer = Offer.objects.offer(
                trade.activity, person, **values, note=note, by=request.user
            )
        except ValidationError as wrong:
            form.add_error("person", wrong)
            return _show_add(request, year, trade, form)
        if all(getattr(offer, field) == value for field, value in values.items()):
            messages.success(request, _("%(name)s is down.") % {"name": person.name})
            return redirect("planner:pair-desk", year=year, key=key)
        words = _("%(name)s has offered already: %(times)s. Change that offer instead.")
        said = {"name": person.name, "times": trade.times_of(offer)}
        form.add_error("person", words % said)
    return _show_add(request, year, trade, form)


def _show_add(request, year: int, trade: Trade, form: OfferAddForm):
    context = {"trade": trade, "form": form, "year": year}
    return render(request, "planner/offers/add.html", context, status=422 if form.errors else 200)


def offer_edit(request, year, key):
    offer, trade = offer_to_edit(request, year, key)
    if offer.withdrawn_at and request.method != "POST":
        raise Http404(_("This offer was withdrawn."))
    form = OfferForm(request.POST or None, trade=trade, offer=offer)
    if form.is_valid() and refuse_over(request, trade, offer.pair):
        return back_from(request, trade, offer.person)
    try:
        attempt = try_to_save(
            form,
            lambda: offer.change(form.values(), by=request.user),
            row=offer,
            afresh=lambda current: OfferForm(trade=trade, offer=current),
            together=("start", "end"),
        )
    except ValidationError as wrong:
        form.add_error(None, wrong)
        attempt = Attempt(form)
    if attempt.is_saved:
        messages.success(request, _("Saved. It is %(times)s.") % {"times": trade.times_of(offer)})
        return back_from(request, trade, offer.person)
    context = {"trade": trade, "offer": offer, "form": attempt.form, "year": year}
    context |= {"conflict": attempt.conflict, "is_over": trade.is_over_for(offer.pair)}
    return render(request, "planner/offers/form.html", context, status=attempt.status)


def offer_withdraw(request, year, key):
    """Says before what becomes of the pair."""
    offer, trade = offer_to_edit(request, year, key)
    pair = offer.pair
    form = OfferWithdrawForm(request.POST or None)
    if form.is_valid() and refuse_over(request, trade, pair):
        return back_from(request, trade, offer.person)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        offer.withdraw(by=request.user, reason=reason, is_above=is_above_of(trade))
        messages.success(request, _("The offer is withdrawn."))
        return back_from(request, trade, offer.person)
    context = {"trade": trade, "offer": offer, "pair": pair, "form": form, "year": year}
    context["is_over"] = trade.is_over_for(pair)
    if pair:
        context |= {"when": trade.when_of(pair), "has_begun": trade.has_pair_begun(pair)}
    status = 422 if form.errors else 200
    return render(request, "planner/offers/withdraw.html", context, status=status)


@require_POST
def pair_take(request, year, key):
    """One tap: the place that somebody has left is mine."""
    pair = Pair.objects.filter(activity__week__year=year, key=key).with_people().first()
    if pair is None or not pair.is_known_to(request.user):
        raise Http404(_("There is no such place to take."))
    trade = trade_of(request, year, pair)
    if trade.has_pair_begun(pair):
        messages.error(request, _("It has begun: nothing more can be taken."))
        return redirect("planner:offer-list", year=year)
    try:
        taken = pair.take(by=request.user, is_above=is_above_of(trade))
    except ValidationError as wrong:
        messages.error(request, " ".join(wrong.messages))
    else:
        said = _("It is yours: %(when)s.") % {"when": trade.when_of(taken)}
        messages.success(request, said)
    return redirect("planner:offer-list", year=year)
