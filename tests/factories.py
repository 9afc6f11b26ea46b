"""Makes what tests need, with one short call each."""

import uuid
from datetime import time

from csweek.people.models import Organisation, Person, Site, Team
from planner.models import Activity, Publication, Week, begin_week
from planner.models.weeks import Day

PASSWORD = "customer-service-week"
DAY_NAMES = ["Kick-off", "Trade places", "Eat together", "Dress up", "Awards", "Saturday", "Sunday"]


def site(name: str = "Leeds", time_zone: str = "Europe/London", country: str = "GB", **fields):
    return Site.objects.get_or_create(
        name=name, defaults={"time_zone": time_zone, "country": country, **fields}
    )[0]


def team(name: str = "Billing") -> Team:
    return Team.objects.get_or_create(name=name)[0]


def organisation(name: str = "Northwind Mutual") -> Organisation:
    return Organisation.objects.get_or_create(defaults={"name": name, "head_site": site()})[0]


def person(name: str = "Cole Carter", **fields) -> Person:
    fields.setdefault("email", f"{name.split()[0].lower()}@example.org")
    fields.setdefault("team", team())
    fields.setdefault("site", site())
    return Person.objects.create_user(name=name, password=PASSWORD, **fields)


def week(year: int = 2026, *, by=None, days: int = 5, **fields) -> Week:
    made = begin_week(year, by=by, start_from="empty")
    if days != 5 or fields:
        made.change({"days_count": days, **fields}, by=by)
    for day in Day.objects.filter(week=made):
        day.change({"name": DAY_NAMES[day.number - 1]}, by=by)
    return Week.objects.get(pk=made.pk)


def activity(
    week: Week,
    title: str = "Opening stand-up",
    day: int | None = 1,
    start: str | None = "09:00",
    minutes: int | None = 30,
    **fields,
) -> Activity:
    """An activity on day number `day` (None: among the ideas) at `start` (None: all day)."""
    by = fields.pop("by", None)
    return Activity.objects.add(
        week,
        by=by,
        title=title,
        day=week.days.get(number=day) if day else None,
        start=time.fromisoformat(start) if day and start else None,
        minutes=minutes,
        **fields,
    )


def publication(week: Week, *, by=None, **values) -> Publication:
    """The week's draft, published as it is."""
    week = Week.objects.get(pk=week.pk)
    seen = Publication.objects.propose(week).draft.digest()
    values = {"seen": seen, "key": uuid.uuid4()} | values
    return Publication.objects.publish(week, by=by, **values)
