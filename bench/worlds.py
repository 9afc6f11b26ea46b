"""Fills an empty database with what is measured: people, a published week, awards being judged."""

from datetime import time as clock
from datetime import timedelta
from uuid import uuid4

from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.utils import timezone

from csweek.people.models import Organisation, Person, Shift, Site, Team
from planner.models import Activity, Kind, Place, Publication, Rendering, Week, begin_week
from recognition.models import Award, File, Nomination, PanelMember, Review, State

YEAR = 2031
TEAMS = 12
JUDGES = 5
CRITERIA = (
    {"title": "Care", "weight": 3, "description": "1: did the job. 5: nobody else would have."},
    {"title": "Result", "weight": 2, "description": "1: nothing changed. 5: all was well."},
)
WORDS = "She stayed on the line for two hours with a customer who had lost everything. " * 3


def furnish(count: int):
    """A week of `count` activities, `count` people, at least as many entries of history, and
    `count` nominations. Answers with the organizer, who also manages, administers and judges.
    """
    call_command("flush", interactive=False, verbosity=0)
    sites = make_sites()
    people = make_people(max(count, 2 * TEAMS), sites)
    week = begin_week(YEAR, by=people[0], start_from="empty")
    make_activities(week, count, sites, people)
    for activity in week.activities.all():
        activity.change({"description": "Bring a cup."}, by=people[0])
    publish(week, people[0])
    make_awards(week, count, people)
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
    teams = [Team.objects.create(name=f"Team {n}") for n in range(TEAMS)]
    shift = Shift.objects.create(name="Day", starts=clock(9), ends=clock(17))
    people = [
        Person(
            name=f"Person {n:05}",
            email=f"person{n}@example.org",
            password=make_password(None),
            team=teams[n % TEAMS],
            site=sites[n % 4],
            shift=shift,
            is_organizer=n == 0,
            is_administrator=n == 0,
            is_manager=n == 0,
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


def make_awards(week: Week, count: int, people: list[Person]) -> None:
    """One award that takes nominations, and one with `count` of them, all files judged by five."""
    by, now = people[0], timezone.now()
    window = {"opens_at": now - timedelta(9), "closes_at": now + timedelta(9)}
    for title in ("Quiet hero", "Above and beyond"):
        award = Award.objects.add(
            week, by=by, title=title, honours="Helps unasked", criteria=CRITERIA, **window
        )
        PanelMember.objects.seat(award, people[:JUDGES], chair=by, by=by)
    award.closes_at = now - timedelta(1)
    award.save()
    # Of no judge's team: nobody needs a waiver, so that every review counts.
    nominees = [person for n, person in enumerate(people) if n % TEAMS >= JUDGES]
    File.objects.bulk_create(
        File(award=award, person=person) for person in nominees[: (count + 1) // 2]
    )
    files = list(award.files.order_by("pk"))
    nominate(award, files, nominees, count)
    judge(award, files, people[:JUDGES])


def nominate(award: Award, files: list[File], nominees: list[Person], count: int) -> None:
    """`count` nominations, each file's by colleagues who come after its nominee in the list."""
    Nomination.objects.bulk_create(
        Nomination(
            week=award.week,
            award=award,
            person_id=files[n % len(files)].person_id,
            nominator=nominees[(n % len(files) + 1 + n // len(files)) % len(nominees)],
            words=WORDS,
            state=State.ACCEPTED,
            sent_at=award.opens_at,
            file=files[n % len(files)],
        )
        for n in range(count)
    )


def judge(award: Award, files: list[File], judges: list[Person]) -> None:
    criteria = [str(pk) for pk in award.criteria.values_list("pk", flat=True)]
    Review.objects.bulk_create(
        Review(
            file=file,
            judge=person,
            scores={
                key: 1 + (n * 7 + number + person.pk) % 5 for number, key in enumerate(criteria)
            },
            sent_at=award.closes_at,
        )
        for n, file in enumerate(files)
        for person in judges
    )
