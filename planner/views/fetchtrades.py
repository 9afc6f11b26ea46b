"""What views of trading places begin with: the activity, the offer or the pair they are about."""

import uuid

from django.contrib import messages
from django.http import Http404
from django.utils.translation import gettext as _

from planner.models import Activity, Kind, Offer, Pair, Publication
from planner.trading import Trade, draft_trade, published_trades

from .fetch import refuse_unknown_year, week_to_edit


def published(year: int, among=Activity.objects) -> list[Trade]:
    publication = Publication.objects.latest_of(year)
    return published_trades(publication, among) if publication else []


def trade_to_read(year: int, key: uuid.UUID) -> Trade:
    """As it is published; 404 for what is not, or does not take place."""
    found = next((each for each in published(year) if each.activity.key == key), None)
    if found is None:
        raise Http404(_("No places are traded there, or not any more. The week's page says why."))
    return found


def trade_to_run(request, year: int, key: uuid.UUID) -> Trade:
    """The same for an organizer, who may prepare what is not published yet."""
    refuse_unknown_year(year)
    activities = Activity.objects.editable_by(request.user)
    trades = published(year, activities)
    found = next((each for each in trades if each.activity.key == key), None)
    if found is None:
        week_to_edit(request, year)
        mine = activities.kept().filter(week__year=year, key=key, kind=Kind.TRADE_PLACES)
        activity = mine.select_related("week", "site").first()
        found = activity and draft_trade(activity)
    if found is None:
        raise Http404(_("There is no such activity of trading places, or it has no day."))
    return found


def trade_of(request, year: int, row: Offer | Pair) -> Trade:
    """The activity of an offer or a pair, as whoever asks may know it."""
    key = row.activity.key
    is_organizer = request.user.is_organizer
    trade = trade_to_run(request, year, key) if is_organizer else trade_to_read(year, key)
    row.activity = trade.activity
    return trade


def offer_to_edit(request, year: int, key: uuid.UUID) -> tuple[Offer, Trade]:
    offers = Offer.objects.editable_by(request.user).filter(activity__week__year=year, key=key)
    offer = offers.select_related("person", "activity").first()
    if offer is None:
        raise Http404(_("There is no such offer."))
    return offer, trade_of(request, year, offer)


def refuse_over(request, trade: Trade, pair: Pair | None) -> bool:
    """What has been, stays: whoever had opened the form before is told so."""
    is_over = trade.is_over_for(pair)
    if is_over:
        messages.error(request, _("It is over: nothing of it can be changed any more."))
    return is_over


def pair_to_edit(request, year: int, key: uuid.UUID) -> tuple[Pair, Trade]:
    """A proposal that was dropped meanwhile is gone."""
    week_to_edit(request, year)
    pairs = Pair.objects.filter(activity__week__year=year, key=key)
    pair = pairs.select_related("activity", "leader", "buddy", "stand_in").first()
    if pair is None:
        raise Http404(_("There is no such pair any more."))
    return pair, trade_of(request, year, pair)
