"""What each page costs, beside a bare page of the same rows in the same run.

    .venv/bin/python bench/pages.py [--rows 25,250,2500] [--write docs/speed.md]

For each number of rows it makes a database in memory, asks each page several times and takes the
smallest processor time; queries are counted once. The bare page is one query with values(), one
template that formats the same columns of the same rows with Django's filters, no middleware and no
session; it is asked as the pages are, through Django's handler and test client. Ratios and counts
of queries can be compared between machines; milliseconds cannot.
"""

import argparse
import os
import platform
import sqlite3
import sys
import time
from datetime import time as clock
from pathlib import Path
from types import ModuleType
from uuid import uuid4

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ["DJANGO_SETTINGS_MODULE"] = "csweek.settings"
os.environ["DATABASE_URL"] = "sqlite://:memory:"
os.environ["CSWEEK_DEBUG"] = "no"

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth.hashers import make_password  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.template import engines  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.client import ClientHandler  # noqa: E402
from django.test.utils import CaptureQueriesContext, override_settings  # noqa: E402
from django.urls import path  # noqa: E402

from csweek.history.models import Entry  # noqa: E402
from csweek.people.models import Organisation, Person, Shift, Site, Team  # noqa: E402
from planner.models import (  # noqa: E402
    Activity,
    Calendar,
    Kind,
    Place,
    Publication,
    Rendering,
    Week,
    begin_week,
)

YEAR = 2031
ASKED = 15  # times; the smallest counts

BARE_BOARD = """<!doctype html><title>Bare</title><h1>Board</h1><ol>{% for row in rows %}<li>
<p>{{ row.start|time:"TIME_FORMAT" }} {{ row.minutes }}</p>
<h3><a href="/{{ row.pk }}/">{{ row.title }}</a></h3>
<p>{{ row.kind }} {{ row.place__name }} {{ row.site__name }}</p>
<p>{{ row.host__name }} {{ row.places }}</p>
<p>{{ row.day__number }} {{ row.version }} {{ row.is_cancelled }}</p></li>{% endfor %}</ol>"""
BARE_WEEK = """<!doctype html><title>Bare</title><h1>Week</h1><ol>{% for row in rows %}<li>
<p>{{ row.start|time:"TIME_FORMAT" }} {{ row.minutes }}</p><h3>{{ row.title }}</h3>
<p>{{ row.kind }} {{ row.place__name }} {{ row.site__name }}</p><p>{{ row.host__name }}</p>
<p>{{ row.description }} {{ row.day__number }} {{ row.is_cancelled }}</p></li>{% endfor %}</ol>"""
BARE_FEED = """BEGIN:VCALENDAR{% for row in rows %}
BEGIN:VEVENT
UID:{{ row.key }}
DTSTART:{{ row.day__number }}T{{ row.start|time:"His" }}
DURATION:PT{{ row.minutes }}M
SUMMARY:{{ row.title }}
LOCATION:{{ row.place__name }} {{ row.site__name }}
DESCRIPTION:{{ row.description }} {{ row.host__name }}
END:VEVENT{% endfor %}
END:VCALENDAR"""
BARE_PEOPLE = """<!doctype html><title>Bare</title><h1>People</h1><table>{% for row in rows %}<tr>
<td><a href="/{{ row.pk }}/">{{ row.name }}</a></td><td>{{ row.email }}</td>
<td>{{ row.team__name }}</td><td>{{ row.site__name }}</td><td>{{ row.is_active }}</td></tr>
{% endfor %}</table>"""
BARE_HISTORY = """<!doctype html><title>Bare</title><h1>History</h1><ol>{% for row in rows %}<li>
{{ row.by__name }} {{ row.verb }} {{ row.subject_name }}
{{ row.at|date:"DATETIME_FORMAT" }} {{ row.changes }}
</li>{% endfor %}</ol>"""

BOARD_COLUMNS = ["pk", "start", "minutes", "title", "kind", "place__name", "site__name", "places"]
BOARD_COLUMNS += ["host__name", "day__number", "version", "is_cancelled"]
WEEK_COLUMNS = ["key", "start", "minutes", "title", "kind", "place__name", "site__name"]
WEEK_COLUMNS += ["host__name", "description", "day__number", "is_cancelled"]
PEOPLE_COLUMNS = ["pk", "name", "email", "team__name", "site__name", "is_active"]
HISTORY_COLUMNS = ["by__name", "verb", "subject_name", "at", "changes"]
PAGED = 50


def furnish(count: int):
    """A week of `count` activities, `count` people and at least as many entries of history.

    Answers with the organizer, who also administers.
    """
    call_command("flush", interactive=False, verbosity=0)
    sites = make_sites()
    people = make_people(max(count, 2), sites)
    week = begin_week(YEAR, by=people[0], start_from="empty")
    make_activities(week, count, sites, people)
    for activity in week.activities.all():
        activity.change({"description": "Bring a cup."}, by=people[0])
    publish(week, people[0])
    return people[0]


def publish(week: Week, by: Person) -> None:
    seen = Publication.objects.propose(week).draft.digest()
    published = Publication.objects.publish(week, by=by, key=uuid4(), seen=seen)
    Rendering.objects.prepare(published)
    week.open_to_all(by=by)


def make_sites() -> list[Site]:
    """Four on three continents; the organisation's head site is the first."""
    sites = [
        Site.objects.create(
            name=name, time_zone=zone, country=country, opens=clock(7), closes=clock(20)
        )
        for name, zone, country in [
            ("Leeds", "Europe/London", "GB"),
            ("Porto", "Europe/Lisbon", "PT"),
            ("Cape Town", "Africa/Johannesburg", "ZA"),
            ("Sydney", "Australia/Sydney", "AU"),
        ]
    ]
    Organisation.objects.create(name="Northwind Mutual", head_site=sites[0])
    return sites


def make_people(count: int, sites: list[Site]) -> list[Person]:
    teams = [Team.objects.create(name=f"Team {n}") for n in range(12)]
    shift = Shift.objects.create(name="Day", starts=clock(9), ends=clock(17))
    people = [
        Person(
            name=f"Person {n:05}",
            email=f"person{n}@example.org",
            password=make_password(None),
            team=teams[n % 12],
            site=sites[n % 4],
            shift=shift,
            is_organizer=n == 0,
            is_administrator=n == 0,
        )
        for n in range(count)
    ]
    for person in people:
        person.tidy()
    return Person.objects.bulk_create(people)


def make_activities(week: Week, count: int, sites: list[Site], people: list[Person]) -> None:
    """Most rooms and hosts are free: a plan in which all clash is no plan anybody makes."""
    days = list(week.days.all())
    places = [Place.objects.named(f"Room {n}", sites[n % 4], by=people[0]) for n in range(40)]
    hosts = people[:200]
    Activity.objects.bulk_create(
        Activity(
            week=week,
            title=f"Activity {n}",
            kind=Kind.values[n % len(Kind.values)],
            day=days[n % 5],
            start=clock(8 + n * 7 % 11, n * 5 % 60),
            minutes=30 + n % 4 * 15,
            site=sites[n % 4],
            place=places[n] if n < len(places) else None,
            host=hosts[n] if n < len(hosts) else None,
            places=20,
        )
        for n in range(count)
    )


class BareHandler(ClientHandler):
    """Django with one view and no middleware."""

    def __init__(self, view):
        super().__init__()
        self.urls = ModuleType("bare")
        self.urls.urlpatterns = [path("", view)]

    def load_middleware(self, is_async=False):
        with override_settings(MIDDLEWARE=[]):
            super().load_middleware(is_async)

    def get_response(self, request):
        request.urlconf = self.urls
        return super().get_response(request)


def bare(template: str, query, content_type: str = "text/html"):
    compiled = engines["django"].from_string(template)

    def view(request):
        rows = {"rows": list(query())}
        return HttpResponse(compiled.render(rows), content_type=content_type)

    client = Client(headers={"host": "localhost"})
    client.handler = BareHandler(view)
    return lambda: client.get("/")


def costs(asks: dict) -> dict[str, float]:
    """The smallest processor time of several of each, in milliseconds.

    They take turns, so that what else the machine does meets all of them alike.
    """
    least = dict.fromkeys(asks, float("inf"))
    for _time in range(ASKED):
        for name, ask in asks.items():
            began = time.process_time()
            ask()
            least[name] = min(least[name], (time.process_time() - began) * 1000)
    return least


def addresses_without_sign_in() -> tuple[str, str]:
    """Of the open page, and of a calendar feed of the whole week."""
    week = Week.objects.get(year=YEAR)
    reader = Person.objects.organizers().first()
    token = Calendar.objects.make(week, whole=True, key=uuid4(), by=reader)
    return f"/open/{week.link}/", f"/calendars/{token}/week.ics"


def pages(client):
    """(name, how to ask it, what it is measured against, the bar)."""
    latest = Entry.objects.values_list("pk", flat=True).first()
    board, people = f"/{YEAR}/board/", "/people/"
    poll = {"HX-Request": "true"}
    week, mine = f"/{YEAR}/", f"/{YEAR}/mine/"
    link, token = addresses_without_sign_in()
    visitor = Client(headers={"host": "localhost"})
    known = {"If-None-Match": visitor.get(link).headers["ETag"]}
    same = {"If-None-Match": visitor.get(token).headers["ETag"]}
    return [
        ("board with all its checks", lambda: client.get(board), "board", (4, 6)),
        (
            "board, asked whether anything is new",
            lambda: client.get(f"{board}?entry={latest}", headers=poll),
            "board",
            None,
        ),
        ("problems of the week", lambda: client.get(f"/{YEAR}/problems/"), "board", (4, 6)),
        ("week as published", lambda: client.get(week), "week", (1.2, 1.2)),
        ("a person's week", lambda: client.get(mine), "week", (1.2, 1.2)),
        ("week behind the link", lambda: visitor.get(link), "week", (1.2, 1.2)),
        (
            "week behind the link, unchanged",
            lambda: visitor.get(link, headers=known),
            "week",
            (0.6, 0.6),
        ),
        ("calendar feed", lambda: visitor.get(token), "feed", (1, 1)),
        ("calendar feed, unchanged", lambda: visitor.get(token, headers=same), "feed", (1, 1)),
        ("people (paged)", lambda: client.get(people), "people", (4, 4)),
        (
            "people, searched without accents",
            lambda: client.get(people, {"q": "person 0001"}),
            "people",
            (4, 4),
        ),
        ("history of the week (paged)", lambda: client.get(f"/{YEAR}/history/"), "history", (4, 4)),
    ]


def bare_pages():
    return {
        "board": bare(BARE_BOARD, lambda: Activity.objects.values(*BOARD_COLUMNS)),
        "week": bare(BARE_WEEK, lambda: Activity.objects.values(*WEEK_COLUMNS)),
        "feed": bare(BARE_FEED, lambda: Activity.objects.values(*WEEK_COLUMNS), "text/calendar"),
        "people": bare(BARE_PEOPLE, lambda: Person.objects.values(*PEOPLE_COLUMNS)[:PAGED]),
        "history": bare(BARE_HISTORY, lambda: Entry.objects.values(*HISTORY_COLUMNS)[:PAGED]),
    }


def measure(count: int):
    organizer = furnish(count)
    client = Client(headers={"host": "localhost"})
    client.force_login(organizer)
    bare, asked = bare_pages(), pages(client)
    queries = {}
    for name, ask, _base, _bars in asked:
        answer = ask()
        if answer.status_code not in (200, 204, 304):
            raise SystemExit(f"{name}: answered {answer.status_code}")
        with CaptureQueriesContext(connection) as captured:
            ask()
        queries[name] = len(captured)
    least = costs(bare | {name: ask for name, ask, _base, _bars in asked})
    for name, _ask, base, bars in asked:
        limit = bars and bars[count >= 2500]
        ratio = least[name] / least[base]
        yield name, count, least[name], least[base], ratio, queries[name], limit


def table(rows) -> str:
    lines = [
        "| page | rows | ms | bare ms | ratio | bar | queries |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for name, count, spent, base, ratio, queries, limit in rows:
        verdict = "none" if limit is None else f"≤ {limit}"
        verdict += ", **missed**" if limit is not None and ratio > limit else ""
        lines.append(
            f"| {name} | {count:,} | {spent:.1f} | {base:.1f} "
            f"| {ratio:.2f} | {verdict} | {queries} |"
        )
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", default="25,250,2500")
    parser.add_argument("--write", type=Path, help="put the table between the marks of this file")
    options = parser.parse_args()
    settings.ALLOWED_HOSTS = ["localhost"]
    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    rows = [row for count in options.rows.split(",") for row in measure(int(count))]
    versions = (
        f"Python {platform.python_version()}, Django {django.get_version()}, "
        f"SQLite {sqlite3.sqlite_version}; processor time, smallest of {ASKED}."
    )
    text = f"{versions}\n\n{table(rows)}"
    print(text)
    if options.write:
        before, _old, after = _parts(options.write.read_text())
        options.write.write_text(f"{before}<!-- table -->\n{text}\n<!-- /table -->{after}")


def _parts(document: str):
    before, rest = document.split("<!-- table -->", 1)
    old, after = rest.split("<!-- /table -->", 1)
    return before, old, after


if __name__ == "__main__":
    main()
