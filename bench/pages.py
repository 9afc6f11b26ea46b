"""What each page costs, beside a bare page of the same rows in the same run.

    .venv/bin/python bench/pages.py [--rows 25,250,2500] [--write docs/speed.md]

For each number of rows it makes a database in memory, asks each page several times and takes the
smallest processor time; queries are counted once. The bare page is one query with values(), one
template that formats the same columns of the same rows with Django's filters, no middleware and no
session; it is asked as the pages are, through Django's handler and test client. Ratios and counts
of queries can be compared between machines; milliseconds cannot.
"""

import argparse
import json
import os
import platform
import re
import sqlite3
import sys
import time
from pathlib import Path
from uuid import uuid4

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ["DJANGO_SETTINGS_MODULE"] = "csweek.settings"
os.environ["DATABASE_URL"] = "sqlite://:memory:"
os.environ["CSWEEK_DEBUG"] = "no"

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from bench.bare import bare_pages  # noqa: E402
from bench.takingpart import part_pages, take_part  # noqa: E402
from bench.worlds import YEAR, furnish  # noqa: E402
from csweek.people.models import Person  # noqa: E402
from planner.models import Calendar, Week  # noqa: E402
from recognition.models import Award  # noqa: E402

ASKED = 15  # times; the smallest counts


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
    board, people = f"/{YEAR}/board/", "/people/"
    poll = {"HX-Request": "true"}
    week, mine = f"/{YEAR}/", f"/{YEAR}/mine/"
    link, token = addresses_without_sign_in()
    # After all that is entered in the history: else there is something new.
    seen = json.loads(re.search(r"hx-vals='(.*?)'", client.get(board).content.decode())[1])
    visitor = Client(headers={"host": "localhost"})
    known = {"If-None-Match": visitor.get(link).headers["ETag"]}
    same = {"If-None-Match": visitor.get(token).headers["ETag"]}
    return [
        ("board with all its checks", lambda: client.get(board), "board", (4, 6)),
        (
            "board, asked whether anything is new",
            lambda: client.get(board, seen, headers=poll),
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
        *awards(client),
        *part_pages(client),
        ("history of the week (paged)", lambda: client.get(f"/{YEAR}/history/"), "history", (4, 4)),
    ]


def awards(client):
    """Of recognition: nominating, and `count` nominations judged by five."""
    year = f"/{YEAR}"
    judged = Award.objects.get(title="Above and beyond")
    searched = {"q": "person 0001"}
    return [
        ("nominate: the form", lambda: client.get(f"{year}/nominate/"), "form", (2, 2)),
        ("nominate: search", lambda: client.get(f"{year}/nominees/", searched), "found", (3, 3)),
        ("nominations (paged)", lambda: client.get(f"{year}/nominations/"), "nominations", (4, 4)),
        ("judge's desk", lambda: client.get(f"{year}/judging/"), "files", (5, 5)),
        ("awards list", lambda: client.get(f"{year}/awards/"), "files", (5, 5)),
        (
            "an award's files and scores",
            lambda: client.get(f"{year}/awards/{judged.key}/"),
            "files",
            (5, 5),
        ),
    ]


def measure(count: int):
    organizer = furnish(count)
    take_part(Week.objects.get(year=YEAR), count, list(Person.objects.order_by("pk")))
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
