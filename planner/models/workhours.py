"""Who is at work when: by their shift, or without one by their site's hours."""

from collections.abc import Iterable
from datetime import time, timedelta
from functools import cached_property

from csweek.people.models import Organisation, Shift, Site
from planner.rules.coverage import hours_on
from planner.rules.parts import USUAL_HOURS
from planner.rules.places import Span


class WorkHours:
    """Of everybody, in two queries, and one for those without a site. `sites`, each with whether
    it is the head site, save two to whoever has them already."""

    def __init__(self, sites: Iterable[Site] = ()):
        self._known = list(sites)

    @cached_property
    def sites(self) -> dict[int, Site]:
        return {site.pk: site for site in self._known or Site.objects.all()}

    @cached_property
    def shifts(self) -> dict[int, Shift]:
        return {shift.pk: shift for shift in Shift.objects.all()}

    @cached_property
    def head(self) -> int | None:
        """Whose hours hold for those without a site."""
        if self._known:
            return next((site.pk for site in self._known if site.is_head), None)
        organisation = Organisation.objects.current()
        return organisation.head_site_id if organisation else None

    def of_a_day(self, site_key: int | None) -> tuple[time, time]:
        """When that site, or the head site, opens and closes; the usual hours where it has none."""
        site = self.sites.get(site_key or self.head)
        if site is None or site.is_open_all_hours:
            return USUAL_HOURS
        return site.opens, site.closes

    def cover(self, site_key: int | None, shift_key: int | None, span: Span) -> bool:
        """Whether whoever has that site and shift is at work for all of it."""
        near = self.about(site_key, shift_key, span)
        return any(each.begins <= span.begins and span.ends <= each.ends for each in near)

    def about(self, site_key: int | None, shift_key: int | None, span: Span) -> list[Span]:
        """When they are at work on the days of that span, and on the eve; all of it where nothing
        is known of their hours."""
        site, shift = self.sites.get(site_key or self.head), self.shifts.get(shift_key)
        if site is None:
            return [span]
        if shift is not None and shift.has_hours:
            starts, ends = shift.starts, shift.ends
        elif site.is_open_all_hours:
            return [span]
        else:
            starts, ends = site.opens, site.closes
        first, last = (each.astimezone(site.zone).date() for each in (span.begins, span.ends))
        days = [first + timedelta(n) for n in range(-1, (last - first).days + 1)]
        return [Span(each.begins, each.ends) for each in hours_on(days, starts, ends, site.zone)]
