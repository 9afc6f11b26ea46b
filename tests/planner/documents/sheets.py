"""Documents of publications that no database holds, and what they are drawn from."""

import uuid
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from unittest import mock

from django.template.loader import render_to_string

from planner.clocks import Clocks
from planner.documents.poster import poster_of
from planner.models import Publication, Week
from planner.rules.programme import Programme, ProgrammeDay
from tests.planner.documents.feeds import item, programme

HOST = "Priya Raman-Oliveira da Conceição"
LONG = (
    "Listening to what customers do not say, and what the best of us do about it when nobody "
    "looks and the queue is long"
)


def full(count: int, days: int = 5, *, title: str = LONG, name: str = "", **shown) -> Programme:
    """`count` activities on each of the days, all alike; `shown` is of the week or of each."""
    of_week = {each: shown.pop(each) for each in ("theme", "tagline") if each in shown}
    dress = shown.pop("dress_theme", "")
    items = [
        item(title, day=1 + number % days, key=str(uuid.UUID(int=number)), **shown)
        for number in range(count * days)
    ]
    named = tuple(
        ProgrammeDay(number, name=name or f"Day {number}", dress_theme=dress)
        for number in range(1, days + 1)
    )
    return replace(programme(*items, days=days), days=named, **of_week)


def published(frozen: Programme) -> Publication:
    at = datetime(2026, 9, 10, 9, tzinfo=UTC)
    week = Week(year=frozen.year, link="an-open-link-of-22-lett")
    return Publication(week=week, number=3, at=at, programme=frozen.as_plain())


@contextmanager
def hosted():
    """Person number 1 hosts, and has a long name. No site's clock stands differently."""
    names = mock.patch.object(Publication, "names_of_hosts", lambda publication: {1: HOST})
    with names, mock.patch.object(Clocks, "sites", []):
        yield


def poster_context(frozen: Programme) -> dict:
    with hosted():
        return poster_of(published(frozen))


def poster_page(frozen: Programme) -> str:
    return render_to_string("planner/documents/poster.html", poster_context(frozen))
