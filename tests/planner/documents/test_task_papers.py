"""The timeline of the tasks and the request for funding, as PDF: their paper, and what fits."""

from decimal import Decimal

import pytest
from django.urls import reverse

from planner.models import Cost, Task
from tests import factories
from tests.pdfs import A4, A4_LANDSCAPE, needs_pdf, pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def crew(client, paula):
    needs_pdf()
    client.force_login(paula)
    return client


def test_the_timeline_is_a4_landscape_and_as_long_as_it_needs(crew, week, cole):
    address = reverse("planner:task-timeline-pdf", args=[2026])
    assert pages(crew.get(address).content) == [A4_LANDSCAPE]
    Task.objects.bulk_create(
        Task(week=week, title=f"Task {n} {'wide ' * 25}", days_before=n % 90, owner=cole)
        for n in range(120)
    )
    found = pages(crew.get(address).content)
    assert set(found) == {A4_LANDSCAPE} and len(found) > 3


def test_the_request_for_funding_is_one_page_however_much_it_asks_for(crew, week):
    """Also with the longest words that there can be, and a large crew."""
    for number in range(40):
        activity = factories.activity(week, f"{number} " + "W" * 100)
        for _again in range(4):
            Cost.objects.add(
                week, by=None, title="M" * 120, planned=Decimal("9999999.99"), activity=activity
            )
    week.change({"theme": "Every voice counts " * 6}, by=None)
    week.crew.set(
        [factories.person(f"P{n} {'Longname ' * 8}", email=f"p{n}@x.org") for n in "abcdefgh"]
    )
    found = crew.get(reverse("planner:funding-pdf", args=[2026]))
    assert pages(found.content) == [A4]
