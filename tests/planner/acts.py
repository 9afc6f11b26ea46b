"""What organizers do to a plan that is published, one act for each kind of change."""

from collections.abc import Callable
from datetime import date, time

from planner.models import Activity, Kind, Place, Week
from tests import factories


def lunch(week) -> Activity:
    return Activity.objects.get(week=week, title="Lunch")


def set_to(**values) -> Callable:
    """An act that sets these on the lunch; of a place or a site the name will do."""

    def act(week, by):
        known = dict(values)
        if known.get("day"):
            known["day"] = week.days.get(number=known["day"])
        if known.get("site"):
            known["site"] = factories.site(known["site"], "Europe/Lisbon", "PT")
        if known.get("place"):
            known["place"] = Place.objects.add(by=by, name=known["place"], site=None)
        if known.get("host"):
            known["host"] = factories.person(known["host"])
        lunch(week).change(known, by=by)

    return act


def day_to(**values) -> Callable:
    return lambda week, by: week.days.get(number=2).change(values, by=by)


def week_to(**values) -> Callable:
    return lambda week, by: Week.objects.get(pk=week.pk).change(values, by=by)


def cancel(week, by):
    lunch(week).cancel(by=by, reason="No cook")


def reinstate(week, by):
    cancel(week, by)
    factories.publication(week, by=by)
    lunch(week).reinstate(by=by)


def take_out(week, by):
    lunch(week).discard(by=by)


def to_the_ideas(week, by):
    lunch(week).move(None, None, by=by)


def add(week, by):
    factories.activity(week, "Quiz", 4, "15:00", 45, by=by)


ACTS = {
    "title": set_to(title="Picnic"),
    "time": set_to(start=time(12, 30)),
    "day": set_to(day=4),
    "all-day": set_to(start=None),
    "length": set_to(minutes=90),
    "place": set_to(place="Roof"),
    "no-place": set_to(place=None),
    "host": set_to(host="Nia New"),
    "no-host": set_to(host=None),
    "places": set_to(places=1200),
    "no-places": set_to(places=None),
    "site": set_to(site="Porto"),
    "all-sites": set_to(site=None),
    "description": set_to(description="Bring a cup."),
    "sign-up": set_to(needs_sign_up=True),
    "phones": set_to(takes_off_phones=True),
    "kind": set_to(kind=Kind.GROUP_MEAL),
    "cancelled": cancel,
    "reinstated": reinstate,
    "deleted": take_out,
    "to-the-ideas": to_the_ideas,
    "added": add,
    "week-moved": week_to(first_day=date(2026, 10, 12), moved_because="Holiday"),
    "days": week_to(days_count=6),
    "time-zone": week_to(time_zone="Europe/Rome"),
    "theme": week_to(theme="Together"),
    "tagline": week_to(tagline="As one"),
    "dress": day_to(dress_theme="Red"),
    "no-name": day_to(name=""),
    "name-of-a-day": day_to(name="Swap"),
    "note": day_to(note="Bring a cup."),
}
