"""Whose clock what is for all sites goes by, said where the clocks of the sites differ."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef

from csweek.people.models import Organisation, Site
from planner.rules.dates import one_clock
from planner.rules.programme import Item

HEADED = Organisation.objects.filter(head_site=OuterRef("pk"))  # by it, in one query with the sites


class Clocks:
    """Names clocks as the sites are now; they are fetched once, when the first is asked for."""

    def __init__(self, sites: Iterable[Site] | None = None):
        if sites is not None:
            self.sites = list(sites)

    @cached_property
    def sites(self) -> list[Site]:
        """All of them; `is_head` says which is the head site."""
        return list(Site.objects.annotate(is_head=Exists(HEADED)))

    def name(self, zone: str, days: list[date]) -> str:
        """The head site's name where it goes by that zone, else the zone's city. Empty where the
        clocks of all sites show the same on these days."""
        if one_clock([ZoneInfo(zone), *(site.zone for site in self.sites)], days):
            return ""
        head = next((site for site in self.sites if site.is_head), None)
        if head and head.time_zone == zone:
            return head.name
        return zone.rpartition("/")[2].replace("_", " ")

    def of(self, item: Item, day: date) -> str:
        """Whose clock a published activity goes by; what is at a site goes by that site's."""
        return "" if item.site or not item.start else self.name(item.zone, [day])
