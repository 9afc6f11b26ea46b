"""Adds sign-ups to the demo: last year's week with who came, this year's while people join."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from csweek.notices.models import Notice
from csweek.people.models import Person
from planner.models import Eats, Signup, SignupList, Week

from .clock import standing_at
from .furnishing import chapter

# What some of those say who are asked, and which of the meals they choose; most say nothing.
NEEDS = (
    (2, {}),
    (1, {"eats": [Eats.VEGETARIAN]}),
    (2, {}),
    (0, {"eats": [Eats.HALAL]}),
    (2, {}),
    (None, {}),
    (1, {"eats": [Eats.VEGAN, Eats.GLUTEN_FREE]}),
    (2, {}),
    (0, {"eats": [Eats.HALAL]}),
    (2, {"allergies": "Peanuts"}),
    (1, {}),
    (None, {}),
    (1, {"eats": [Eats.VEGETARIAN], "allergies": "Sesame"}),
    (2, {}),
    (0, {"eats": [Eats.HALAL, Eats.LACTOSE_FREE]}),
    (2, {}),
    (2, {}),
)
STEP = 7  # of those who may join, each seventh does first: so all teams are there


@chapter(_("Furnishing: who takes part …"))
def tell_signups(people: dict[str, Person], last: Week, this: Week, today: date) -> None:
    everyone = sorted((each for each in people.values() if each.is_active), key=lambda p: p.pk)
    opened = datetime.combine(last.first_day - timedelta(days=12), time(9), UTC)
    for number, door in enumerate(_lists(last)):
        fill(door, everyone[number:], opened, part=1.0 if number % 2 else 0.8)
        come(door, absent=5 + number)
    yesterday = datetime.combine(today - timedelta(days=1), time(9), UTC)
    for number, door in enumerate(_lists(this)):
        fill(door, everyone[number:], yesterday, part=(1.25, 0.6, 0.4)[number % 3])
    one_leaves(this, yesterday + timedelta(hours=6))


def _lists(week: Week) -> list[SignupList]:
    return list(SignupList.objects.open_to_sign_up().filter(week=week).order_by("pk"))


def fill(door: SignupList, everyone: list[Person], at: datetime, *, part: float) -> None:
    """So many of its places are taken, one a minute; above 1, the others wait."""
    wanted = round((door.places or 40) * part)
    for number, person in enumerate(islice(_willing(door, everyone), wanted)):
        meal, needs = NEEDS[number % len(NEEDS)]
        wishes = needs if door.asks_needs else {}
        if door.meal_choices and meal is not None:
            wishes = wishes | {"meal": door.meal_choices[meal % len(door.meal_choices)]}
        with standing_at(at + timedelta(minutes=number)):
            try:
                Signup.objects.join(door, person, by=person, **wishes)
            except ValidationError:
                continue  # they have something else at that time


def _willing(door: SignupList, everyone: list[Person]) -> Iterator[Person]:
    site = door.activity.site_id
    near = [each for each in everyone if site in (None, each.site_id) and door.invites(each)]
    return (near[n] for first in range(STEP) for n in range(first, len(near), STEP))


def come(door: SignupList, *, absent: int) -> None:
    """All but each so manyth were there, and the host ticked them as they came in."""
    host = door.activity.host
    confirmed = Signup.objects.confirmed().filter(activity=door.pk).with_list()
    for number, signup in enumerate(confirmed):
        if number % absent:
            with standing_at(signup.activity.signup_list.closes_at + timedelta(seconds=number)):
                signup.check_in(by=host or signup.person)


def one_leaves(week: Week, at: datetime) -> None:
    """Of what is full, so that somebody goes up and reads that they have a place."""
    full = next((door for door in _lists(week) if door.places == door.taken), None)
    if full is not None:
        with standing_at(at):
            first = Signup.objects.confirmed().filter(activity=full.pk).first()
            first.leave(by=first.person)
        Notice.objects.filter(name="place-given").update(made_at=at)
