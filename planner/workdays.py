"""The days on which the head site works: by them tasks fall due, and the late ones are told."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils import formats, timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from csweek.lib.holidays import public_holidays
from csweek.people.models import Organisation, Site
from planner.models import Week
from planner.rules.duedates import due_day, least_overdue


@dataclass
class Workdays:
    """Due days of one week's tasks. One calendar holds for all, the head site's, so that a task
    is due on one day whoever has it."""

    first: date
    today: date
    holidays: frozenset[date]
    _due: dict[int, date] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, week: Week, organisation: Organisation | None = None) -> "Workdays":
        """`organisation` saves a query: who has signed in was told it already."""
        organisation = organisation or Organisation.objects.current()
        site = organisation.head_site if organisation else None
        today = today_of(week)
        return cls(week.first_day, today, holidays_near(site, week.first_day, today))

    def due(self, days_before: int) -> date:
        if days_before not in self._due:
            self._due[days_before] = due_day(self.first, days_before, self.holidays)
        return self._due[days_before]

    @property
    def least_overdue(self) -> int:
        """Tasks with as many days before the Monday, or more, were due before today."""
        return least_overdue(self.first, self.today, self.holidays)


def today_of(week: Week) -> date:
    """The day it is at the head site."""
    return timezone.localdate(timezone=week.zone)


def holidays_near(site: Site | None, *days: date) -> frozenset[date]:
    """The site's public holidays of the years of these days, and of those on either side."""
    if site is None or not site.country:
        return frozenset()
    years = {day.year + step for day in days for step in (-1, 0, 1)}
    return frozenset(
        day for year in years for day in public_holidays(site.country, site.region, year)
    )


@dataclass(frozen=True)
class HolidayAt:
    """A site's public holiday inside a week, on its day `number`."""

    number: int
    day: date
    site: Site
    name: str

    def __str__(self):
        words = {"day": formats.date_format(self.day, "DAY_FORMAT"), "site": self.site}
        return _("%(day)s is a public holiday in %(site)s: %(name)s.") % (
            words | {"name": self.name}
        )


def holidays_in(dates: Sequence[date], sites: Iterable[Site]) -> Iterator[HolidayAt]:
    """Named in the reader's language."""
    language = get_language() or "en"
    for site in sites:
        for number, day in enumerate(dates, start=1):
            # By each day's own year: a week moved to late December runs into the next.
            name = public_holidays(site.country, site.region, day.year, language).get(day)
            if name is not None:
                yield HolidayAt(number, day, site, name)
