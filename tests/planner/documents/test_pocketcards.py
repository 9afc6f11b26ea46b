"""Pocket cards: what stands on them fits, and the stylesheet has the same lengths."""

import re
from datetime import time
from pathlib import Path

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from planner.documents.pocketcards import HEIGHT, SIZES, Named, PocketCard, tips
from planner.models import Half, Kind, Offer, Pair
from tests import factories

CSS = (Path(__file__).parents[3] / "static/css/pocketcards.css").read_text("utf-8")


def card(name: str, said: str = "") -> PocketCard:
    people = (Named("Leader", name, said, "Claims"), Named("Buddy", name, said, "Billing"))
    when = "Tuesday 6 October, 11:00–12:00"
    return PocketCard("Leaders on the line", when, "Main floor · Leeds", people, "", tips(), 2)


def test_the_stylesheet_says_the_same_sizes():
    found = re.findall(r"\.size-(\d) \.words \{ font-size: (\d+)pt", CSS)
    assert [(int(step), int(size)) for step, size in found] == list(enumerate(SIZES, start=1))
    assert "width: 93mm; height: 68mm; padding: 5mm" in CSS  # 83 by 58 are written on
    assert (210 - 2 * 12) // 93 * ((297 - 2 * 12) // 68) == 8  # on an A4 page


def test_a_usual_card_has_large_letters():
    assert SIZES[card("Cole Carter", "KOHL").size - 1] >= 9


@pytest.mark.parametrize(
    "name", ["Maria da Conceição Vasconcelos de Albuquerque Sousa", "X" * 120, "Ab " * 40]
)
def test_a_long_name_makes_the_letters_smaller_and_still_fits(name):
    long = card(name.strip()[:120], "say it slowly " * 8)
    assert long.size > 1
    assert long._height(SIZES[long.size - 1]) <= HEIGHT


@pytest.mark.django_db
def test_a_card_names_the_two_how_to_say_them_and_the_stand_in(client, week, paula, otto):
    activity = factories.activity(
        week, "Leaders on the line", 2, "11:00", 60, by=paula, kind=Kind.TRADE_PLACES
    )
    factories.publication(week, by=paula)
    lea, cole = factories.person("Lea Leader", said_as="LAY-a"), factories.person("Cole Carter")
    both = [
        Offer.objects.offer(activity, person, half, time(11), 60, by=paula)
        for person, half in ((lea, Half.LEADER), (cole, Half.BUDDY))
    ]
    key = "11111111-2222-4333-8444-555555555555"
    pair = Pair.objects.make(*both, by=paula, key=key, start=time(11), minutes=60, stand_in=otto)
    for reader in (paula, cole, otto):
        client.force_login(reader)
        page = client.get(reverse("planner:pair-card", args=[2026, pair.key]))
        for words in ("Lea Leader", "say: LAY-a", "Cole Carter", "Stand-in: Otto Okafor"):
            assertContains(page, words)
        assertContains(page, "Tuesday 6 October, 11:00–12:00")
    client.force_login(paula)
    every = client.get(reverse("planner:pair-cards", args=[2026, activity.key]))
    assertContains(every, 'class="card ', count=1)
    pair.break_off(by=paula, reason="Ill")
    gone = client.get(reverse("planner:pair-cards", args=[2026, activity.key]))
    assertNotContains(gone, 'class="card ')
