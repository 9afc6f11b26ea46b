"""What the access table, its neighbours and its worlds hold of managing."""

from datetime import timedelta

from django.utils import timezone

from csweek.people.models import Person
from recognition.models import Nomination, State
from tests.recognition import factories

TABLE = """
recognition:nomination-home          GET  login  login  403    403    403    302    403    403
                                     POST login  login  403    403    403    405    403    403
recognition:nomination-list          GET  login  login  403    403    403    200    403    403
                                     POST login  login  403    403    403    405    403    403
recognition:nominations-accept       GET  login  login  403    403    403    405    403    403
                                     POST login  login  403    403    403    302    403    403
recognition:nomination-csv           GET  login  login  403    403    403    200    403    403
                                     POST login  login  403    403    403    405    403    403
recognition:nomination-xlsx          GET  login  login  403    403    403    200    403    403
                                     POST login  login  403    403    403    405    403    403
recognition:nomination-detail        GET  login  login  403    403    403    200    403    403
                                     POST login  login  403    403    403    405    403    403
recognition:nomination-accept        GET  login  login  403    403    403    405    403    403
                                     POST login  login  403    403    403    302    403    403
recognition:nomination-return        GET  login  login  403    403    403    405    403    403
                                     POST login  login  403    403    403    302    403    403
recognition:nomination-move          GET  login  login  403    403    403    405    403    403
                                     POST login  login  403    403    403    302    403    403
recognition:nomination-redirect      GET  login  login  403    403    403    405    403    403
                                     POST login  login  403    403    403    302    403    403
recognition:nomination-withdraw-for  GET  login  login  403    403    403    405    403    403
                                     POST login  login  403    403    403    302    403    403
"""

# {name of an address: what is sent to it, given the world}
SENT = {
    "recognition:nominations-accept": lambda w: {
        "chosen": f"{w.nomination.key}:{w.nomination.version}"
    },
    "recognition:nomination-accept": lambda w: _read(w),
    "recognition:nomination-return": lambda w: _read(w, question="When was that?"),
    "recognition:nomination-move": lambda w: _read(w, award=w.judged_award.key, reason="Fits"),
    "recognition:nomination-redirect": lambda w: _read(w, nominee=f"p{w.owner.pk}"),
    "recognition:nomination-withdraw-for": lambda w: _read(w, reason="They asked to"),
}
ONE = ("detail", "accept", "return", "move", "redirect", "withdraw-for")
VALUES = {f"recognition:nomination-{act}": lambda w: {"key": w.nomination.key} for act in ONE}


def _read(world, **typed) -> dict:
    """What is sent about a nomination as it was read."""
    return typed | {"version": world.nomination.version, "list": "state=all"}


# Addresses about other things: as in tests/access/others.py.
OTHERS = """
recognition:nomination-list    year=UNBEGUN_YEAR       GET  404
recognition:nomination-list    year=1983               GET  404
recognition:nomination-list    year=OTHER_YEAR         GET  200
recognition:nomination-csv     year=UNBEGUN_YEAR       GET  404
recognition:nomination-xlsx    year=UNBEGUN_YEAR       GET  404
recognition:nominations-accept year=UNBEGUN_YEAR       POST 404
recognition:nominations-accept year=OTHER_YEAR         POST 302
recognition:nomination-detail       key=other_nomination      GET  404
recognition:nomination-detail       key=own_nomination        GET  404
recognition:nomination-detail       key=drafted_nomination    GET  404
recognition:nomination-detail       key=unknown_award         GET  404
recognition:nomination-detail       year=OTHER_YEAR           GET  404
recognition:nomination-accept       key=other_nomination      POST 404
recognition:nomination-accept       key=own_nomination        POST 404
recognition:nomination-accept       key=drafted_nomination    POST 404
recognition:nomination-accept       key=unknown_award         POST 404
recognition:nomination-accept       year=OTHER_YEAR           POST 404
recognition:nomination-return       key=other_nomination      POST 404
recognition:nomination-return       key=own_nomination        POST 404
recognition:nomination-return       key=drafted_nomination    POST 404
recognition:nomination-return       key=unknown_award         POST 404
recognition:nomination-return       year=OTHER_YEAR           POST 404
recognition:nomination-move         key=other_nomination      POST 404
recognition:nomination-move         key=own_nomination        POST 404
recognition:nomination-move         key=drafted_nomination    POST 404
recognition:nomination-move         key=unknown_award         POST 404
recognition:nomination-move         year=OTHER_YEAR           POST 404
recognition:nomination-redirect     key=other_nomination      POST 404
recognition:nomination-redirect     key=own_nomination        POST 404
recognition:nomination-redirect     key=drafted_nomination    POST 404
recognition:nomination-redirect     key=unknown_award         POST 404
recognition:nomination-redirect     year=OTHER_YEAR           POST 404
recognition:nomination-withdraw-for key=other_nomination      POST 404
recognition:nomination-withdraw-for key=own_nomination        POST 404
recognition:nomination-withdraw-for key=drafted_nomination    POST 404
recognition:nomination-withdraw-for key=unknown_award         POST 404
recognition:nomination-withdraw-for year=OTHER_YEAR           POST 404
"""

# 200 to GET, but no page of its own.
NO_PAGES = {
    "recognition:nomination-csv": "a file to save",
    "recognition:nomination-xlsx": "a file to save",
}

# Pages with rows whose queries are counted at few and at many.
LISTS = ["recognition:nomination-list"]


def furnish(world) -> None:
    """One to read, one accepted of the same nominee, one of another year, one of the manager."""
    by, owner = world.people["staff"], world.owner
    world.nomination = factories.sent(world.award, world.nominee, by=by)
    manager = world.people["manager"]
    factories.accepted(world.award, world.nominee, by=world.people["organizer"], manager=manager)
    world.other_nomination = factories.sent(world.other_award, world.nominee, by=by)
    world.own_nomination = factories.sent(world.award, manager, by=owner)
    world.drafted_nomination = factories.draft(world.award, owner, by=by)


def grow(world, numbers) -> None:
    """More nominations, of many and of one nominee, in every state."""
    people = Person.objects.filter(name__startswith="Pat Person").order_by("pk")
    people = list(people[: len(numbers)])
    now = timezone.now()
    rows = [
        Nomination(
            week=world.week,
            award=world.award,
            nominator=nominator,
            person=world.nominee if n % 2 else people[n - 1],
            words=f"{factories.WORDS} {n}",
            state=[State.SENT, State.RETURNED, State.WITHDRAWN][n % 3],
            sent_at=now - timedelta(minutes=n),
        )
        for n, nominator in zip(numbers, people, strict=True)
        if len(people) > 1 or n % 2
    ]
    for each in rows:
        each.tidy()
    Nomination.objects.bulk_create(rows)
