"""Who covers the phones, as the page of the day shows it at a site."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import formats

from csweek.people.models import Person, Site
from planner.models import Cover, CoverCall, Publication
from planner.rules.dates import instants
from planner.rules.programme import Programme
from planner.rules.today import Span


@dataclass(frozen=True)
class Covering:
    """Who covers for a team, by their first names; shown from the day's beginning to its end."""

    span: Span
    day: int
    team: str
    time: str
    names: str


def covering_at(
    site: Site, publication: Publication, days: dict[int, Span], now: datetime
) -> list[Covering]:
    """Those who step in, on the days as they are published, by this site's clock."""
    given = Cover.objects.stepping_in().filter(call__day__week=publication.week_id)
    given = given.select_related("call__team", "call__site", "call__day", "person")
    calls = defaultdict(list)
    for each in given.order_by("call__day__number", "call__starts", "call", "given_at"):
        calls[each.call].append(each.person)
    found = []
    for call, people in calls.items():
        day = days.get(call.day.number)
        begins, ends = _hours(call, publication.frozen) if day else (now, now)
        if ends > now:
            here = [formats.time_format(each.astimezone(site.zone)) for each in (begins, ends)]
            found.append(
                Covering(
                    span=Span(day.begins, ends),
                    day=call.day.number,
                    team=str(call.team),
                    time="–".join(here),
                    names=_listed(people),
                )
            )
    return found


def _hours(call: CoverCall, programme: Programme) -> tuple[datetime, datetime]:
    """Its begin and end on the day as it is published: where the draft has it is nobody's news."""
    zone = call.site.zone if call.site_id else ZoneInfo(programme.time_zone)
    return instants(programme.date_of(call.day.number), call.starts, call.minutes, zone)


def _listed(people: Iterable[Person]) -> str:
    return ", ".join(person.first_name for person in people)
