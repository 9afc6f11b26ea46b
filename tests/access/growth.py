"""Makes the small world large: more rows of everything, so that a page can be counted with many."""

import uuid
from datetime import time

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from csweek.history.models import Entry, Verb, place_of
from csweek.notices.models import Mail, Notice, notify
from csweek.people.models import Person, Shift, Site, StaffList, Team
from planner.models import Activity, Idea, Kind, Place, Week
from planner.rules.dates import FIRST_YEAR, service_week
from tests import factories
from tests.access import nouns
from tests.access.copies import copies
from tests.access.passkeys import credential
from tests.access.world import World
from tests.notices.sample import SAMPLE

MOST_WEEKS = 35


def grow(world: World, count: int) -> None:
    """Add `count` of everything that a list can show; of weeks as many as there are years for."""
    numbers = range(count)
    teams = Team.objects.bulk_create(Team(name=f"Team {n}") for n in numbers)
    sites = Site.objects.bulk_create(
        Site(
            name=f"Site {n}",
            time_zone="Europe/Lisbon",
            country="PT",
            opens=time(9),
            closes=time(17),
        )
        for n in numbers
    )
    shifts = Shift.objects.bulk_create(
        Shift(name=f"Shift {n}", starts=time(n % 24), ends=time((n + 8) % 24)) for n in numbers
    )
    people = _people(numbers, teams, sites, shifts)
    _week(world, numbers, people, sites)
    _weeks(min(count, MOST_WEEKS))
    _entries(world, numbers, people)
    _keys_and_sessions(world, numbers)
    _lists(world, numbers)
    _told(world, numbers)
    _published(world, numbers)
    nouns.grow(world, numbers)
    _count()


def _count() -> None:
    """Give PostgreSQL the statistics that a database in use has: it plans large joins by them."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _published(world: World, numbers) -> None:
    """The large week as it stands, over and over: the newest holds all its activities."""
    latest = factories.publication(world.week)
    copies(latest, ({"number": latest.number + 1 + n} for n in numbers))


def _people(numbers, teams, sites, shifts) -> list[Person]:
    people = [
        Person(
            email=f"p{n}@example.org",
            name=f"Pat Person {n}",
            team=teams[n],
            site=sites[n],
            shift=shifts[n],
            is_organizer=n % 2 == 0,
            is_active=n % 10 != 9,
            password="!",
        )
        for n in numbers
    ]
    for person in people:
        person.tidy()
    return Person.objects.bulk_create(people)


def _week(world: World, numbers, people, sites) -> None:
    places = Place.objects.bulk_create(
        Place(name=f"Room {n}x", folded=f"room {n}x", site=sites[n], seats=5) for n in numbers
    )
    days = list(world.week.days.all())
    Activity.objects.bulk_create(
        Activity(
            week=world.week,
            title=f"Activity {n}",
            kind=Kind.values[n % len(Kind.values)],
            day=days[n % len(days)] if n % 5 else None,
            start=time(8 + n % 9) if n % 5 else None,
            minutes=60,
            site=sites[n],
            place=places[n],
            host=people[n],
            places=20,
            is_cancelled=n % 7 == 6,
            discarded_at=timezone.now() if n % 11 == 10 else None,
            wave_of=world.activity if n % 4 == 1 else None,
        )
        for n in numbers
    )
    Idea.objects.bulk_create(
        Idea(source=uuid.uuid4(), title=f"Idea {n}", kind=Kind.OTHER, kept_by=people[n])
        for n in numbers
    )


def _weeks(count: int) -> None:
    years = range(FIRST_YEAR, FIRST_YEAR + count)
    Week.objects.bulk_create(
        Week(year=year, first_day=service_week(year).first, time_zone="Europe/London")
        for year in years
    )


def _entries(world: World, numbers, people) -> None:
    """What happened to the week, its first day, its activity and its owner, by many."""
    day = world.week.days.get(number=1)
    subjects = [world.week, day, world.activity, world.owner, world.discarded]
    changes = {
        "planner.activity": [
            {"field": "host", "before": world.owner.pk, "after": people[0].pk},
            {"field": "day", "before": None, "after": day.pk},
        ]
    }
    Entry.objects.bulk_create(
        Entry(
            by=people[n],
            origin="192.0.2.0/24",
            verb=Verb.DELETED if subject == world.discarded else Verb.CHANGED,
            subject_type=subject._meta.label_lower,
            subject_id=subject.pk,
            within=place_of(subject),
            changes=changes.get(subject._meta.label_lower, []),
        )
        for n in numbers
        for subject in subjects
    )


def _keys_and_sessions(world: World, numbers) -> None:
    later = timezone.now() + timezone.timedelta(days=1)
    keys = [f"session{n}" for n in numbers]
    signed_in = {HASH_SESSION_KEY: world.owner.get_session_auth_hash()}
    data = Session.get_session_store_class()().encode(signed_in)
    Session.objects.bulk_create(
        Session(session_key=key, session_data=data, expire_date=later) for key in keys
    )
    UserSession.objects.bulk_create(
        UserSession(user=world.owner, session_key=key, ip="192.0.2.1", user_agent="x")
        for key in keys
    )
    Authenticator.objects.bulk_create(
        Authenticator(
            user=world.owner,
            type=Authenticator.Type.WEBAUTHN,
            data={"name": f"Key {n}", "credential": credential()},
        )
        for n in numbers
    )


def _lists(world: World, numbers) -> None:
    StaffList.objects.bulk_create(
        StaffList(
            key=uuid.uuid4(),
            name=f"list{n}.csv",
            sha256="",
            data=b"",
            by=world.people["administrator"],
            applied_at=timezone.now(),
            **dict.fromkeys(("added", "changed", "deactivated", "left_out"), n),
        )
        for n in numbers
    )
    rows = "".join(
        f"Nia {n},nia{n}@example.org,Team new {n},Site new {n}\nBad {n},,,\n" for n in numbers
    )
    changed = "".join(f"Pat Other {n},p{n}@example.org,,\n" for n in numbers)
    data = f"Name,E-mail,Team,Site\nCole Other,cole@example.org,,\n{rows}{changed}".encode()
    StaffList.objects.filter(pk=world.waiting.pk).update(data=data)


def _told(world: World, numbers) -> None:
    readers = [world.people[role].pk for role in ("owner", "organizer", "administrator")]
    for number in numbers:
        notify(readers, SAMPLE, title=f"Room {number} is taken")
    # Last, so that a page of messages holds one, however many there are: its words ask for it.
    told = Notice.objects.filter(name="publication").order_by("-pk").first()
    notify(readers, "publication", **told.context)
    # Two statements: joined, with no statistics yet, PostgreSQL takes minutes over them.
    told = list(Notice.objects.filter(name=SAMPLE).values_list("pk", flat=True))
    Mail.objects.filter(notice__in=told, sent_at=None).update(kept_at=timezone.now())
