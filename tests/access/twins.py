"""Two worlds that differ only in the draft of a week, and everything that anybody can see of them.

The worlds are one: it is asked, then its draft is made as different as can be, it is asked again,
and what was made different is taken back.
"""

import re
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal

from csweek.lib import ticks
from csweek.people.models import Person
from planner.models import (
    Activity,
    Calendar,
    Closing,
    Cost,
    Day,
    Idea,
    Kind,
    Need,
    Place,
    Task,
    Week,
    begin_week,
)
from tests import factories
from tests.access.records import number_as_before
from tests.access.sent import sent
from tests.access.statements import watched
from tests.access.table import ROLES, ROWS, is_refused, said
from tests.access.world import World, rolled_back

OTHERS = [role for role in ROLES if role != "organizer"]
SOME = ["anonymous", "owner", "organizer"]
OURS = ("planner:", "people:", "notices:", "recognition:")
WORD = "Zeppelin"  # in whatever only the draft has
KEY = uuid.UUID(int=7)

# What is drawn by lot for each page: it says nothing of the draft, and is masked.
BY_LOT = [
    re.compile(rb'(?<=name="csrfmiddlewaretoken" value=")\w+'),
    re.compile(rb'(?<=name="key" value=")[0-9a-f-]{36}'),
    re.compile(rb'(?<="X-CSRFToken": ")\w+'),
    re.compile(rb'(?<=data-token=")\w+'),
    re.compile(rb'(?<=data-key=")[0-9a-f-]{36}'),
    re.compile(rb"(?<=/nominate/)[0-9a-f-]{36}"),
    re.compile(rb'(?<="challenge": ")[\w-]+'),
    re.compile(rb"(?<=csweek-csrf=)\w+"),
    re.compile(rb"(?<=csweek-session=)\w+"),
]
NOT_COMPARED = {"Expires"}


@dataclass(frozen=True)
class Answer:
    """All that whoever asks could tell two worlds apart by."""

    said: str
    headers: tuple[tuple[str, str], ...]
    cookies: str
    body: bytes = field(repr=False)
    queries: int

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")


def seen_by(world: World, role: str, method: str, name: str, query: str = "", **changed) -> Answer:
    data = sent(world, name) if method == "POST" else None
    if data:
        data |= {each: KEY for each in ("key", "once") if each in data}
    if query:
        data = dict(part.split("=") for part in query.split("&"))
    with rolled_back():
        if method == "POST":  # whoever only looks makes nothing that has a number
            number_as_before()
        with watched() as statements:
            answer = world.ask(role, method, name, data, **changed)
        return Answer(
            said(answer),
            tuple(sorted((k, _masked(v)) for k, v in answer.items() if k not in NOT_COMPARED)),
            _masked(answer.cookies.output()),
            _masked(answer.content if not answer.streaming else b"".join(answer)),
            len(statements.all),
        )


def _masked(value):
    text = value.encode() if isinstance(value, str) else value
    for each in BY_LOT:
        text = each.sub(b"by lot", text)
    return text.decode() if isinstance(value, str) else text


Question = tuple[str, str, str, str, tuple]


def questions(world: World, names: Iterable[str], roles=OTHERS, **changed) -> list[Question]:
    """Every address; every form that is not refused; what is searched for; every calendar.

    What the library for accounts answers is asked by two roles, and so are files of a second each.
    """
    asked = []
    here = tuple(changed.items())
    for name in names:
        is_few = not name.startswith(OURS) or "pdf" in name
        for role in [role for role in roles if role in SOME] if is_few else roles:
            get, post = (ROWS[name, method].answers[role] for method in ("GET", "POST"))
            asked.append((role, "GET", name, "", here))
            if not is_refused(post) and post != "login":
                asked.append((role, "POST", name, "", here))
            if get == "200" and name.startswith("planner:"):
                search = f"q={WORD}&site={world.draft_site.pk}&day=6"
                asked.append((role, "GET", name, search, here))
    tokens = [(("token", token),) for token in world.draft_tokens]
    return asked + [("anonymous", "GET", "planner:calendar-feed", "", each) for each in tokens]


def told_apart(
    world: World, asked: list[Question], differ: Callable, look: Callable = seen_by
) -> list[str]:
    """The questions, as sentences, that are answered otherwise once the draft is another."""

    def answers() -> list:
        ticks.run()
        return [look(world, role, how, name, q, **dict(c)) for role, how, name, q, c in asked]

    with rolled_back():
        before = answers()
    with rolled_back():
        differ(world)
        after = answers()
    return [
        f"{how} {name}{query and '?' + query} by {role}: {_difference(was, now)}"
        for (role, how, name, query, _c), was, now in zip(asked, before, after, strict=True)
        if was != now
    ]


def _difference(was: Answer, now: Answer) -> str:
    for each in ("said", "headers", "cookies", "queries"):
        if getattr(was, each) != getattr(now, each):
            return f"{each} {getattr(was, each)} {getattr(now, each)}"
    pairs = enumerate(zip(was.body, now.body, strict=False))
    at = max(40, next((place for place, (old, new) in pairs if old != new), 0))
    return f"body {was.body[at - 40 : at + 60]!r} {now.body[at - 40 : at + 60]!r}"


# Drafts. -----------------------------------------------------------------------------------------


def prepare(world: World) -> None:
    """What both worlds have, and only the draft of the second will speak of."""
    world.draft_site = factories.site("Faro", "Atlantic/Azores", "PT")
    world.draft_place = Place.objects.add(by=None, name="Boathouse", site=world.draft_site)
    world.draft_host = factories.person(
        f"Zita {WORD}", site=world.draft_site, team=factories.team("Lost property")
    )
    staff = world.people["staff"]
    world.draft_tokens = [
        Calendar.objects.make(world.week, whole=whole, key=uuid.uuid4(), by=person)
        for person, whole in ((world.draft_host, False), (staff, False), (staff, True))
    ]
    ticks.run()  # what is read is made before anybody asks, in both worlds once


def other_draft(world: World) -> None:
    """Everything that a draft can say is said otherwise than it was published."""
    by = world.people["organizer"]
    activity, late = world.activity, Activity.objects.get(title="Thank-you wall in the hall")
    fresh = Activity.objects.get(pk=activity.pk)
    fresh.change(
        {
            "title": f"{WORD} on the line",
            "kind": Kind.RAFFLE,
            "day": world.week.days.get(number=4),
            "start": time(15, 5),
            "minutes": 85,
            "site": world.draft_site,
            "place": world.draft_place,
            "host": world.draft_host,
            "description": f"Bring a {WORD}.",
            "places": 77,
            "takes_off_phones": True,
            "needs_sign_up": True,
        },
        by=by,
    )
    fresh.add_wave(world.week.days.get(number=4), time(17), by=by)
    late.discard(by=by)
    Activity.objects.get(pk=world.cancelled.pk).reinstate(by=by)
    Activity.objects.get(pk=world.discarded.pk).bring_back(by=by)
    other = world.people["staff"]
    factories.activity(world.week, f"{WORD} race", 1, "09:00", 45, by=by, host=other)
    factories.activity(world.week, f"{WORD} idea", None, by=by)
    drawn = factories.activity(world.week, f"No {WORD}", 2, None, None, by=by)
    drawn.cancel(by=by, reason=f"The {WORD} is broken")
    Idea.objects.keep(drawn, by=by)
    new_place = Place.objects.add(by=by, name=f"{WORD} hangar", site=world.draft_site, seats=3)
    factories.activity(world.week, "Rigging", 3, "08:00", by=by, place=new_place)
    Place.objects.get(pk=world.place.pk).change({"name": f"Room {WORD}", "seats": 2}, by=by)
    _other_week(world, by)
    _other_sign_up(world, by)
    _other_work(world, by)


def _other_week(world: World, by: Person) -> None:
    for day in Day.objects.filter(week=world.week):
        texts = {"name": f"{WORD} {day.number}", "note": f"A {WORD}", "dress_theme": f"As {WORD}"}
        day.change(texts, by=by)
    crew = [by, world.people["owner"], world.draft_host]
    Week.objects.get(pk=world.week.pk).change(
        {
            "theme": f"{WORD}s for all",
            "tagline": f"Every {WORD} counts",
            "first_day": date(2026, 10, 12),
            "moved_because": f"The {WORD} is late",
            "days_count": 7,
            "time_zone": "Pacific/Auckland",
        },
        by=by,
        crew=crew,
    )


def _other_sign_up(world: World, by: Person) -> None:
    """Of what people have places in, and of what is over, the draft says everything otherwise."""
    ahead = Week.objects.get(pk=world.week_ahead.pk)
    ahead.change({"days_count": 6, "time_zone": "Pacific/Auckland"}, by=by)
    by_now = {
        "title": f"{WORD} to the sea",
        "site": world.draft_site,
        "place": world.draft_place,
        "host": world.draft_host,
    }
    sign_up = {
        "day": ahead.days.get(number=6),
        "start": time(8),
        "places": 1,
        "places_per_team": 1,
        "opens_days_before": 1,
        "closes_hours_before": 600,
        "invited_teams": [world.draft_host.team],
        "invited_sites": [world.draft_site],
        "guests": 0,
        "meal_choices": f"{WORD} pie",
        "asks_needs": False,
    }
    Activity.objects.get(pk=world.outing.pk).change(by_now | sign_up, by=by)
    Activity.objects.get(pk=world.over.pk).change(by_now, by=by)
    factories.activity(ahead, f"{WORD} run", 3, "12:00", by=by, needs_sign_up=True)


def _other_work(world: World, by: Person) -> None:
    """What only the crew has to do with: tasks of its own, costs, needs and closings."""
    for activity in (None, world.activity):
        Task.objects.add(world.week, by=by, title=f"Hire a {WORD}", activity=activity, owner=by)
        Cost.objects.add(world.week, by=by, title=WORD, activity=activity, planned=Decimal(9))
    hours = {"day": world.week.days.get(number=3), "starts": time(11), "ends": time(14)}
    Need.objects.add(by=by, team=world.draft_host.team, people=90, **hours)
    Closing.objects.add(by=by, service=WORD, teams=[], **hours)
    Activity.objects.get(pk=world.taught.pk).heed(by=by)


def begun_week(year: int) -> Callable[[World], None]:
    """A whole plan for a year of which nothing is published."""

    def begin(world: World) -> None:
        by = world.people["organizer"]
        plan(begin_week(year, by=by, start_from="plan", theme=f"{WORD}s for all"), world)

    return begin


def plan(week: Week, world: World) -> None:
    by, host = world.people["organizer"], world.people["owner"]
    week.change({"days_count": 7, "time_zone": "Pacific/Auckland"}, by=by)
    week.open_to_all(by=by)
    factories.activity(week, f"{WORD} race", 6, "09:00", 45, by=by, host=host)
