"""What the access table, its neighbours and its world hold of the day and of the web app."""

from datetime import time

from django.utils import timezone

from planner.models import Cover, CoverCall
from tests.access.copies import copies

TABLE = """
planner:today-home                   GET  login  login  302    302    302    302    302    302
                                     POST login  login  405    405    405    405    405    405
planner:today                        GET  login  login  200    200    200    200    200    200
                                     POST login  login  405    405    405    405    405    405
planner:wall                         GET  200    200    200    200    200    200    200    200
                                     POST 405    405    405    405    405    405    405    405
planner:wall-manifest                GET  200    200    200    200    200    200    200    200
                                     POST 405    405    405    405    405    405    405    405
planner:wall-open                    GET  login  login  403    403    403    403    405    403
                                     POST login  login  403    403    403    403    302    403
planner:wall-close                   GET  login  login  403    403    403    403    405    403
                                     POST login  login  403    403    403    403    302    403
planner:manifest                     GET  200    200    200    200    200    200    200    200
                                     POST 405    405    405    405    405    405    405    405
planner:worker                       GET  200    200    200    200    200    200    200    200
                                     POST 405    405    405    405    405    405    405    405
planner:offline                      GET  200    200    200    200    200    200    200    200
                                     POST 405    405    405    405    405    405    405    405
"""

SENT = {"planner:wall-open": lambda w: {"anew": "on"}, "planner:wall-close": lambda w: {}}

OTHERS = """
planner:today       year=UNBEGUN_YEAR  GET  404
planner:today       year=1983          GET  404
planner:wall        wall=unknown_key   GET  404
planner:wall-open   year=UNBEGUN_YEAR  POST 404
planner:wall-close  year=UNBEGUN_YEAR  POST 404
"""

NO_PAGES = {
    "planner:manifest": "for browsers",
    "planner:wall-manifest": "for browsers",
    "planner:worker": "a script",
}

LISTS = ["planner:today", "planner:wall"]

VALUES = {
    name: lambda w: {"wall": w.week.wall} for name in ("planner:wall", "planner:wall-manifest")
}


def furnish(world) -> None:
    """A wall, and somebody who covers."""
    by = world.people["organizer"]
    world.week.open_wall(by=by)
    now = timezone.now()
    world.wall_call = CoverCall.objects.create(
        team=world.team,
        day=world.week.days.get(number=1),
        people=500,
        starts=time(9),
        ends=time(10),
    )
    Cover.objects.create(call=world.wall_call, person=world.people["judge"], given_at=now)


def grow(world, numbers) -> None:
    """More calls that somebody has answered."""
    calls = copies(world.wall_call, ({} for _number in numbers))
    cover = [
        Cover(call=call, person=world.people["staff"], given_at=timezone.now()) for call in calls
    ]
    Cover.objects.bulk_create(cover)
