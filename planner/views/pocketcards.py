"""Pocket cards to print: of one pair, for whoever is in it, and of all, for organizers."""

from django.http import Http404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from csweek.people.access import organizers_only
from planner.documents.pocketcards import pocket_cards
from planner.models import Pair
from planner.trading import Trade

from .documents import as_pdf, on_paper
from .fetchtrades import trade_of, trade_to_run

CARDS = "planner/pairs/cards.html"


def all_cards(request, trade: Trade) -> dict:
    pairs = trade.activity.pairs.settled().with_people()
    context = {"trade": trade, "year": trade.year, "cards": pocket_cards(trade, pairs)}
    return context | {"person": request.user}  # it names people: no copy of it is kept


def one_card(request, year, key) -> dict:
    pairs = Pair.objects.settled().visible_to(request.user).with_people()
    pair = pairs.filter(activity__week__year=year, key=key).select_related("activity").first()
    if pair is None:
        raise Http404(_("There is no such pair, or it was broken."))
    trade = trade_of(request, year, pair)
    cards = pocket_cards(trade, [pair])
    context = {"trade": trade, "year": year, "cards": cards, "pair": pair}
    return context | {"person": request.user}


@require_safe
def pair_card(request, year, key):
    return on_paper(request, CARDS, one_card(request, year, key))


@require_safe
def pair_card_pdf(request, year, key):
    context = one_card(request, year, key)
    return as_pdf(request, CARDS, context, f"trade-places-{year}-card")


@organizers_only
@require_safe
def pair_cards(request, year, key):
    return on_paper(request, CARDS, all_cards(request, trade_to_run(request, year, key)))


@organizers_only
@require_safe
def pair_cards_pdf(request, year, key):
    trade = trade_to_run(request, year, key)
    return as_pdf(request, CARDS, all_cards(request, trade), f"trade-places-{year}-cards")
