"""When each year's week is, as it stands: worked out, or as an organizer moved it."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import QuerySet, Value
from django.utils import timezone

from csweek.people.models import Organisation
from planner.models import Publication, Week
from planner.moments import week_span
from planner.rules.dates import FIRST_YEAR, LAST_YEAR, service_week


@dataclass(frozen=True)
class Dates:
    """When a year's week is. For organizers as it is planned; for all others as it is published,
    so that nothing of a draft gets out."""

    year: int
    first: date
    last: date
    is_begun: bool = False
    is_published: bool = False
    moved_because: str = ""

    @classmethod
    def of(cls, stands: Week | Publication) -> "Dates":
        last = stands.first_day + timedelta(days=stands.days_count - 1)
        is_published = isinstance(stands, Publication)
        return cls(
            stands.year,
            stands.first_day,
            last,
            is_published=is_published,
            moved_because=stands.moved_because,
        )

    @classmethod
    def usual(cls, year: int) -> "Dates":
        """As they are worked out."""
        worked_out = service_week(year)
        return cls(year, worked_out.first, worked_out.last)

    @property
    def span(self) -> str:
        return week_span(self.first, self.last)

    @property
    def days(self) -> list[date]:
        return [self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1)]

    @property
    def is_moved(self) -> bool:
        return self.first != service_week(self.year).first


def dates_of(years, *, planned: bool) -> list[Dates]:
    """The weeks of these years, in their order; years out of range are left out.

    `planned` asks for the draft, which is for organizers only. One query.
    """
    known = [year for year in years if FIRST_YEAR <= year <= LAST_YEAR]
    published, begun = _standing(known, planned=planned)
    found = []
    for year in known:
        dates = begun.get(year) or published.get(year) or Dates.usual(year)
        found.append(replace(dates, is_begun=year in begun, is_published=year in published))
    return found


def _standing(years: list[int], *, planned: bool) -> tuple[dict[int, Dates], dict[int, Dates]]:
    """{year: dates} as they are published, and as they are planned."""
    rows = _rows(Publication.objects.newest().filter(week__year__in=years), "week__year", True)
    if planned:
        rows = rows.union(
            _rows(Week.objects.filter(year__in=years), "year", False), all=True
        ).order_by()
    published: dict[int, Dates] = {}
    begun: dict[int, Dates] = {}
    for year, first, count, moved_because, is_published in rows:
        last = first + timedelta(days=count - 1)
        dates = Dates(year, first, last, moved_because=moved_because)
        (published if is_published else begun)[year] = dates
    return published, begun


def _rows(stands: QuerySet, year: str, is_published: bool) -> QuerySet:
    columns = (year, "first_day", "days_count", "moved_because")
    return stands.order_by().values_list(*columns, Value(is_published))


def coming_weeks(on: date, count: int, *, planned: bool) -> list[Dates]:
    """The weeks that are not over on a day, the nearest first; fewer than `count` near 2100."""
    years = range(on.year - 1, on.year + count + 1)
    return [week for week in dates_of(years, planned=planned) if week.last >= on][:count]


def weeks_to_begin(on: date, count: int) -> list[Dates]:
    """The weeks not over on a day that nobody has begun, the nearest first; fewer near 2100."""
    ahead = coming_weeks(on, LAST_YEAR - on.year + 1, planned=True)
    return [week for week in ahead if not week.is_begun][:count]


def today(week: Week | None = None, *, request=None) -> date:
    """The day it is at the head site, which the week's clock times are told in.

    `request` saves a query: who has signed in was told the organisation already.
    """
    if week is not None:
        return timezone.localdate(timezone=week.zone)
    organisation = getattr(request, "organisation", None) or Organisation.objects.current()
    return timezone.localdate(timezone=organisation.head_site.zone if organisation else None)
