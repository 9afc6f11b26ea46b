"""Calendars of what is published, as RFC 5545 wants them: feeds, and files of one activity.

The events of a publication are made once a language and kept; a feed joins those it is for.
"""

import json
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vDuration, vText

from csweek.lib.markdown import to_words
from csweek.lib.text import clean
from planner.models import Kind, Publication, Rendering, Signup, Week
from planner.models.renderings import made_once
from planner.ownweek import Part, own_parts
from planner.rules.programme import Item, Programme

from .timezones import timezone_text

CONTENT_TYPE = "text/calendar; charset=utf-8"
READ_AGAIN = timedelta(hours=1)  # how often programs are asked to; most do so less often
_END_OF_EVENT = "END:VEVENT\r\n"


class Words(vText):
    """Text of a property. The library takes a backslash before a capital N for a line end."""

    def to_ical(self) -> bytes:
        escaped = self.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
        return escaped.replace("\n", "\\n").encode()


def feed_of(publication: Publication, *, site: int | None = None, person: int | None = None) -> str:
    """The whole week; or, at a site, what takes place there or everywhere or is hosted by them,
    and what they have a place in, which says so. A person's pair and cover are events of their own.

    `publication` needs neither its programme nor its hosts: they are fetched when they are needed.
    """
    kept = _kept(publication)
    events = kept["events"]
    held = _held(publication, person) if person is not None else set()
    if site is not None:
        events = [
            each
            for each in events
            if each["site"] in (None, site)
            or (person is not None and each["host"] == person)
            or each["key"] in held
        ]
    if held:
        said = _comment(_("You have a place."))
        events = [
            each | {"text": each["text"] + said} if each["key"] in held else each for each in events
        ]
    if person is not None:
        events = [*events, *_own_events(publication, person)]
    return _calendar(_name(publication.week, person), publication.week, kept["zone"], events)


def _own_events(publication: Publication, person: int) -> list[dict]:
    return [
        {"zone": part.zone, "text": _own_event(part, publication.at)}
        for part in own_parts(publication, person)
    ]


def _own_event(part: Part, at: datetime) -> str:
    """One's pair or cover. Nobody is busy with what they only wait for, or what was called off."""
    event = Event()
    event.add("UID", part.key)
    event.add("SEQUENCE", part.version - 1)
    event.add("DTSTAMP", at.astimezone(UTC))
    for name, each in (("DTSTART", part.begins), ("DTEND", part.ends)):
        there = each.astimezone(ZoneInfo(part.zone)).replace(tzinfo=None)
        event.add(name, there, {"TZID": part.zone})
    event.add("SUMMARY", Words(clean(part.heading, " ")))
    if part.where:
        event.add("LOCATION", Words(clean(part.where, " ")))
    event.add("STATUS", "CONFIRMED" if part.is_on else "CANCELLED")
    event.add("TRANSP", "TRANSPARENT" if part.waits or not part.is_on else "OPAQUE")
    return event.to_ical(sorted=False).decode().removesuffix(_END_OF_EVENT)


def _held(publication: Publication, person: int) -> set[str]:
    """The keys of what they have a place in."""
    places = Signup.objects.confirmed().filter(person=person, activity__week=publication.week_id)
    return {str(key) for key in places.values_list("activity__key", flat=True)}


@lru_cache(maxsize=64)
def _comment(words: str) -> str:
    event = Event()
    event.add("COMMENT", Words(words))
    return event.to_ical().decode().removeprefix("BEGIN:VEVENT\r\n").removesuffix(_END_OF_EVENT)


def feed_before(week: Week, zone: str, *, person: int | None = None) -> str:
    """The feed of a week of which nothing is published yet: no event, and nothing of the draft."""
    return _calendar(_name(week, person), week, zone, [])


def file_of(publication: Publication, key: str) -> tuple[str, str] | None:
    """One activity as a file: its name and its text. None when it was never published."""
    kept = _kept(publication)
    found = next((each for each in kept["events"] if each["key"] == key), None)
    if found is None:
        return None
    name = f"{found['file'] or 'activity'}.ics"
    return name, _calendar("", publication.week, kept["zone"], [found])


def _name(week: Week, person: int | None) -> str:
    name = _("Customer Service Week %(year)s") if person is None else _("My week %(year)s")
    return name % {"year": week.year}


def _kept(publication: Publication) -> dict:
    return json.loads(Rendering.objects.body(publication, "events"))


@made_once("events")
def _events_text(publication: Publication, hosts: dict[int, str]) -> str:
    """What is kept: each event as text, and by what feeds choose it."""
    programme = publication.frozen
    events = [
        {
            "key": item.key,
            "site": item.site,
            "host": item.host,
            "zone": item.zone if item.start else None,
            "file": slugify(item.title)[:60].strip("-"),
            "text": event_text(programme, item, hosts),
        }
        for item in programme.items
    ]
    return json.dumps({"zone": programme.time_zone, "events": events}, ensure_ascii=False)


def event_text(programme: Programme, item: Item, hosts: dict[int, str]) -> str:
    """One event, without its last lines: they hold the address of this installation."""
    event = Event()
    event.add("UID", item.key)
    event.add("SEQUENCE", item.sequence)
    for name in ("DTSTAMP", "LAST-MODIFIED"):
        event.add(name, datetime.fromisoformat(item.changed).astimezone(UTC))
    for name, value, more in _times(programme, item):
        event.add(name, value, more)
    place = " · ".join(each for each in (item.place_name, item.site_name) if each)
    words = {
        "SUMMARY": clean(item.title, " "),
        "LOCATION": clean(place, " "),
        "DESCRIPTION": _description(item, hosts.get(item.host, "")),
        "CATEGORIES": clean(str(dict(Kind.choices).get(item.kind, item.kind)), " "),
    }
    for name, text in words.items():
        if text:
            event.add(name, Words(text))
    event.add("STATUS", "CONFIRMED" if item.is_on else "CANCELLED")
    # For programs that look at nothing else: nobody is busy with what is cancelled.
    event.add("TRANSP", "OPAQUE" if item.start and item.is_on else "TRANSPARENT")
    return event.to_ical(sorted=False).decode().removesuffix(_END_OF_EVENT)


def _times(programme: Programme, item: Item) -> list[tuple]:
    """Begin and end: wall-clock times in a named zone, or a day and the day after it.

    Both are read back from the instants, so that a time that a clock change skips is not written.
    """
    if item.start is None:
        day = programme.date_of(item.day)
        both = (day, day + timedelta(days=1))
        return [(name, each, None) for name, each in zip(("DTSTART", "DTEND"), both, strict=True)]
    zone = ZoneInfo(item.zone)
    both = (each.astimezone(zone).replace(tzinfo=None) for each in programme.instants_of(item))
    more = {"TZID": item.zone}
    return [(name, each, more) for name, each in zip(("DTSTART", "DTEND"), both, strict=True)]


def _description(item: Item, host: str) -> str:
    parts = [clean(to_words(clean(item.description)))]
    if item.cancelled_because:
        parts.insert(0, _("Why: %(reason)s") % {"reason": clean(item.cancelled_because, " ")})
    if host:
        parts.append(_("Host: %(name)s") % {"name": clean(host, " ")})
    return "\n\n".join(part for part in parts if part)


def _calendar(name: str, week: Week, zone: str, events: list[dict]) -> str:
    """A calendar of these events. One without any describes the week's zone: RFC 5545 wants at
    least one component in each."""
    zones = {each["zone"] for each in events if each["zone"]}
    if not events:
        zones.add(zone)
    tail = _last_lines(settings.ADDRESS, week.year)
    return "".join(
        (
            _head(name),
            *(timezone_text(each, week.year) for each in sorted(zones)),
            *(each["text"] + tail for each in events),
            "END:VCALENDAR\r\n",
        )
    )


@lru_cache(maxsize=64)
def _head(name: str) -> str:
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", "-//csweek//Customer Service Week//EN")
    calendar.add("METHOD", "PUBLISH")
    if name:
        calendar.add("NAME", Words(clean(name, " ")))
        calendar.add("X-WR-CALNAME", Words(clean(name, " ")))
        calendar.add("REFRESH-INTERVAL", vDuration(READ_AGAIN), {"VALUE": "DURATION"})
        calendar.add("X-PUBLISHED-TTL", vDuration(READ_AGAIN))
    return calendar.to_ical(sorted=False).decode().removesuffix("END:VCALENDAR\r\n")


@lru_cache(maxsize=64)
def _last_lines(address: str, year: int) -> str:
    event = Event()
    event.add("URL", address + reverse("planner:week-detail", args=[year]))
    return event.to_ical().decode().removeprefix("BEGIN:VEVENT\r\n")
