"""What the access table, its neighbours and its world hold of the phones."""

import uuid
from datetime import time

from django.utils import timezone

from planner.models import Closing, Cover, CoverCall, Need
from tests.access.copies import copies

TABLE = """
planner:phones                       GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    405    403
planner:need-list                    GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    405    403
planner:need-new                     GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    302    403
planner:need-edit                    GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    302    403
planner:need-delete                  GET  login  login  403    403    403    403    405    403
                                     POST login  login  403    403    403    403    302    403
planner:need-copy                    GET  login  login  403    403    403    403    405    403
                                     POST login  login  403    403    403    403    302    403
planner:missing                      GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    405    403
planner:cover-list                   GET  login  login  200    200    200    200    200    200
                                     POST login  login  405    405    405    405    405    405
planner:cover-detail                 GET  login  login  200    200    200    200    200    200
                                     POST login  login  405    405    405    405    405    405
planner:cover-answer                 GET  login  login  405    405    405    405    405    405
                                     POST login  login  302    302    302    302    302    302
planner:cover-withdraw               GET  login  login  405    405    405    405    405    405
                                     POST login  login  302    302    302    302    302    302
planner:cover-new                    GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    302    403
planner:cover-edit                   GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    302    403
planner:cover-close                  GET  login  login  403    403    403    403    405    403
                                     POST login  login  403    403    403    403    302    403
planner:closing-new                  GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    302    403
planner:closing-detail               GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    405    403
planner:closing-edit                 GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    302    403
planner:closing-sign                 GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    405    403
planner:closing-sign-pdf             GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    405    403
planner:closing-delete               GET  login  login  403    403    403    403    405    403
                                     POST login  login  403    403    403    403    302    403
planner:closing-bring-back           GET  login  login  403    403    403    403    405    403
                                     POST login  login  403    403    403    403    302    403
"""


def _hours(world, **more) -> dict:
    day = world.week.days.get(number=3)
    return {"day": day.pk, "starts": "12:00", "ends": "13:00", "key": uuid.uuid4()} | more


def _call(world, **more) -> dict:
    return _hours(world, team=world.team.pk, people=4, note="Bring a headset", **more)


def _closing(world, **more) -> dict:
    told = {"service": "Our phones", "instead": "Write to us", "teams": [world.team.pk]}
    told["language"] = "en-gb"
    return _hours(world, **told, **more)


# What can be done only while it lies ahead.
WHILE_AHEAD = [
    "planner:cover-new",
    "planner:cover-edit",
    "planner:cover-answer",
    "planner:cover-withdraw",
]
# {name of an address: what is sent to it, given the world}
SENT = {
    "planner:need-new": lambda w: _hours(w, people=3),
    "planner:need-edit": lambda w: _hours(w, people=3, version=w.need.version),
    "planner:need-delete": lambda w: {},
    "planner:need-copy": lambda w: {},
    "planner:cover-new": _call,
    "planner:cover-edit": lambda w: _call(w, version=w.cover_call.version),
    "planner:cover-close": lambda w: {},
    "planner:cover-answer": lambda w: {},
    "planner:cover-withdraw": lambda w: {},
    "planner:closing-new": _closing,
    "planner:closing-edit": lambda w: _closing(w, version=w.closing.version),
    "planner:closing-delete": lambda w: {},
    "planner:closing-bring-back": lambda w: {},
}

# {name of an address: what stands for each of its parameters}
VALUES = (
    {f"planner:need-{name}": lambda w: {"pk": w.team.pk} for name in ("list", "new")}
    | {"planner:need-copy": lambda w: {"pk": w.team.pk, "number": 2}}
    | {f"planner:need-{name}": lambda w: {"key": w.need.key} for name in ("edit", "delete")}
    | {
        f"planner:cover-{name}": lambda w: {"key": w.cover_call.key}
        for name in ("detail", "edit", "close", "answer", "withdraw")
    }
    | {
        f"planner:closing-{name}": lambda w: {"key": w.closing.key}
        for name in ("detail", "edit", "sign", "sign-pdf", "delete")
    }
    | {"planner:closing-bring-back": lambda w: {"key": w.given_up.key}}
)

# {name of an address: what tells of itself besides, each thing that the act has touched}
TOUCHED: dict = {}

# Addresses about other things: as in tests/access/others.py.
OTHERS = """
planner:phones              year=UNBEGUN_YEAR  GET  404
planner:phones              year=OTHER_YEAR    GET  200
planner:missing             year=UNBEGUN_YEAR  GET  404
planner:need-list           year=UNBEGUN_YEAR  GET  404
planner:need-list           pk=MISSING         GET  404
planner:need-new            pk=MISSING         GET  404  POST 404
planner:need-copy           pk=MISSING         POST 404
planner:need-copy           number=7           POST 404
planner:need-edit           key=unknown_key    GET  404  POST 404
planner:need-delete         key=unknown_key    POST 404
planner:cover-list          year=1983          GET  404
planner:cover-list          year=UNBEGUN_YEAR  GET  200
planner:cover-detail        key=unknown_key    GET  404
planner:cover-detail        year=OTHER_YEAR    GET  404
planner:cover-answer        key=unknown_key    POST 404
planner:cover-withdraw      key=unknown_key    POST 404
planner:cover-new           year=UNBEGUN_YEAR  GET  404  POST 404
planner:cover-edit          key=unknown_key    GET  404  POST 404
planner:cover-edit          year=OTHER_YEAR    GET  404  POST 404
planner:cover-close         key=unknown_key    POST 404
planner:closing-new         year=UNBEGUN_YEAR  GET  404  POST 404
planner:closing-detail      key=unknown_key    GET  404
planner:closing-detail      key=given_up       GET  200
planner:closing-edit        key=unknown_key    GET  404  POST 404
planner:closing-sign        year=OTHER_YEAR    GET  404
planner:closing-delete      key=unknown_key    POST 404
planner:closing-bring-back  key=unknown_key    POST 404
planner:closing-bring-back  key=closing        POST 302
"""

# 200 to GET, but no page of its own.
NO_PAGES = {"planner:closing-sign-pdf": "a file"}

# Pages with rows whose queries are counted at few and at many.
LISTS = [
    "planner:phones",
    "planner:missing",
    "planner:need-list",
    "planner:cover-list",
    "planner:cover-detail",
    "planner:closing-detail",
]


def furnish(world) -> None:
    """A need, a call that the owner has answered, a closing and one that was given up."""
    by, week = world.people["organizer"], world.week
    hours = {"starts": time(12), "ends": time(13)}
    world.need = Need.objects.add(by=by, team=world.team, people=2, **hours)
    day = week.days.get(number=3)
    world.cover_call = CoverCall.objects.ask(
        by=by, told=lambda call: [], team=world.team, day=day, people=2, **hours
    )
    owner = world.owner
    Cover.objects.create(call=world.cover_call, person=owner, given_at=timezone.now())
    world.cover_call.count()
    values = {"service": "Our phones", "day": day, "teams": [world.team]}
    world.closing = Closing.objects.add(by=by, **values, **hours)
    world.given_up = Closing.objects.add(by=by, **values, **hours)
    world.given_up.discard(by=by)


def grow(world, numbers) -> None:
    """More lines of need, calls, answers and closings."""
    copies(world.need, ({"people": number % 9} for number in numbers))
    calls = copies(world.cover_call, ({"taken": 1, "people": 700} for _number in numbers))
    Cover.objects.bulk_create(
        Cover(call=call, person=world.owner, given_at=timezone.now()) for call in calls
    )
    copies(world.closing, ({"service": f"Desk {number}"} for number in numbers))
