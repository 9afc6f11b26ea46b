"""Programmes and their feeds without a database, and how a feed is read back."""

from unittest import mock

import vobject

from planner.documents.ical import _events_text, feed_of
from planner.models import Publication, Rendering, Week
from planner.rules.programme import Item, Programme, ProgrammeDay

KEY = "b1946ac9-2f4b-4f2e-9a47-7d2f6f5f3b7a"
MADE = "2026-09-10T09:00:00+00:00"


def item(title: str = "Leaders on the line", day: int = 1, zone: str = "Europe/London", **fields):
    fields = {"key": KEY, "kind": "game", "changed": MADE, "start": "09:00", "minutes": 60} | fields
    return Item(title=title, day=day, zone=zone, **fields)


def programme(*items: Item, first: str = "2026-10-05", days: int = 5, zone: str = "Europe/London"):
    numbered = tuple(ProgrammeDay(number) for number in range(1, days + 1))
    return Programme(int(first[:4]), first, zone, days=numbered, items=items)


def feed(frozen: Programme, hosts: dict[int, str] | None = None, **whose) -> str:
    """What `feed_of` makes of a programme that was published, with hosts called so."""
    publication = Publication(week=Week(year=frozen.year), programme=frozen.as_plain())
    made_now = mock.Mock(return_value=_events_text(publication, hosts or {}))
    with mock.patch.object(Rendering.objects, "body", made_now):
        return feed_of(publication, **whose)


def lines(text: str) -> list[str]:
    """Content lines, unfolded, as a reader takes them that ends a line wherever one may end."""
    return text.replace("\r\n ", "").splitlines()


def properties(text: str) -> list[str]:
    return [line.partition(":")[0].partition(";")[0] for line in lines(text)]


def events(text: str) -> list:
    """As another library reads them."""
    return vobject.readOne(text).contents.get("vevent", [])
