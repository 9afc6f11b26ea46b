"""Paths of trading places: offers, the desk, pairs and their cards."""

from django.urls import path

from planner.views import offers, pairs, pocketcards

TRADE = "<year:year>/trade-places/<uuid:key>/"
PAIR = "<year:year>/pairs/<uuid:key>/"
OFFER = "<year:year>/offers/<uuid:key>/"

urlpatterns = [
    path("<year:year>/trade-places/", offers.offer_list, name="offer-list"),
    path(f"{TRADE}offer/", offers.offer_new, name="offer-new"),
    path(f"{TRADE}offers/add/", offers.offer_add, name="offer-add"),
    path(f"{OFFER}edit/", offers.offer_edit, name="offer-edit"),
    path(f"{OFFER}withdraw/", offers.offer_withdraw, name="offer-withdraw"),
    path(f"{TRADE}desk/", pairs.pair_desk, name="pair-desk"),
    path(f"{TRADE}propose/", pairs.pair_propose, name="pair-propose"),
    path(f"{TRADE}settle/", pairs.pair_settle_all, name="pair-settle-all"),
    path(f"{TRADE}pairs/new/", pairs.pair_new, name="pair-new"),
    path(f"{TRADE}cards/", pocketcards.pair_cards, name="pair-cards"),
    path(f"{TRADE}cards.pdf", pocketcards.pair_cards_pdf, name="pair-cards-pdf"),
    path(f"{PAIR}settle/", pairs.pair_settle, name="pair-settle"),
    path(f"{PAIR}edit/", pairs.pair_edit, name="pair-edit"),
    path(f"{PAIR}tick/", pairs.pair_tick, name="pair-tick"),
    path(f"{PAIR}drop/", pairs.pair_drop, name="pair-drop"),
    path(f"{PAIR}break/", pairs.pair_break, name="pair-break"),
    path(f"{PAIR}take/", offers.pair_take, name="pair-take"),
    path(f"{PAIR}card/", pocketcards.pair_card, name="pair-card"),
    path(f"{PAIR}card.pdf", pocketcards.pair_card_pdf, name="pair-card-pdf"),
]
