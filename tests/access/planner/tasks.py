"""What the access table, its neighbours and its worlds hold of tasks."""

import uuid
from datetime import timedelta

from planner.models import Task, Week
from planner.pages.catchingup import late_plan
from tests.access.copies import copies

TABLE = """
planner:my-tasks                     GET  login  login  200    200    200    200    200    200
                                     POST login  login  405    405    405    405    405    405
planner:task-list                    GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    405    403
planner:task-new                     GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    302    403
planner:task-edit                    GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    302    403
planner:task-mark                    GET  login  login  404    200    404    404    200    404
                                     POST login  login  404    302    404    404    302    404
planner:task-delete                  GET  login  login  403    403    403    403    405    403
                                     POST login  login  403    403    403    403    302    403
planner:task-bring-back              GET  login  login  403    403    403    403    405    403
                                     POST login  login  403    403    403    403    302    403
planner:task-put-back                GET  login  login  403    403    403    403    405    403
                                     POST login  login  403    403    403    403    302    403
planner:task-history                 GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    405    403
planner:task-late                    GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    302    403
planner:task-timeline                GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    405    403
planner:task-timeline-pdf            GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    405    403
planner:task-csv                     GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    405    403
"""


def _task(world) -> dict:
    due = world.week.first_day - timedelta(days=10)
    return {
        "title": "Order twelve headsets",
        "due": due.isoformat(),
        "owner": "cole@example.org",
        "activity": world.activity.pk,
        "state": "started",
        "note": "Ask the supplier twice",
        "can_be_dropped": "on",
        "version": world.task.version,
        "key": uuid.uuid4(),
    }


# {name of an address: what is sent to it, given the world}
SENT = {
    "planner:task-new": _task,
    "planner:task-edit": _task,
    "planner:task-mark": lambda w: {"state": "done", "note": "", "version": w.task.version},
    "planner:task-delete": lambda w: {},
    "planner:task-bring-back": lambda w: {},
    "planner:task-put-back": lambda w: {},
    "planner:task-late": lambda w: {"seen": late_plan(Week.objects.get(pk=w.week.pk)).digest},
}

ONE = ("edit", "mark", "delete", "history")
# {name of an address: what stands for each of its parameters}
VALUES = {f"planner:task-{act}": lambda w: {"key": w.task.key} for act in ONE}
VALUES |= {
    "planner:task-bring-back": lambda w: {"key": w.discarded_task.key},
    "planner:task-put-back": lambda w: {"key": w.late_task.key},
}

# {name of an address: what tells of itself besides, each thing that the act has touched}
TOUCHED = {"planner:idea-add": {"planner.task"}, "planner:task-late": {"planner.task"}}

# Addresses about other things: as in tests/access/others.py.
OTHERS = """
planner:task-list        year=UNBEGUN_YEAR     GET  404
planner:task-list        year=1983             GET  404
planner:task-list        year=OTHER_YEAR       GET  200
planner:task-new         year=UNBEGUN_YEAR     GET  404  POST 404
planner:task-edit        year=OTHER_YEAR       GET  404  POST 404
planner:task-edit        key=other_task        GET  404  POST 404
planner:task-edit        key=unknown_key       GET  404  POST 404
planner:task-edit        key=discarded_task    GET  404  POST 409
planner:task-mark        key=other_task        GET  404  POST 404
planner:task-mark        key=discarded_task    GET  404  POST 404
planner:task-delete      key=other_task        POST 404
planner:task-delete      key=unknown_key       POST 404
planner:task-delete      key=discarded_task    POST 404
planner:task-bring-back  year=OTHER_YEAR       POST 404
planner:task-bring-back  key=task              POST 302
planner:task-put-back    key=task              POST 302
planner:task-put-back    key=other_task        POST 404
planner:task-history     key=other_task        GET  404
planner:task-history     key=discarded_task    GET  200
planner:task-late        year=UNBEGUN_YEAR     GET  404  POST 404
planner:task-timeline    year=UNBEGUN_YEAR     GET  404
planner:task-timeline    year=OTHER_YEAR       GET  200
planner:task-timeline-pdf year=UNBEGUN_YEAR    GET  404
planner:task-csv         year=UNBEGUN_YEAR     GET  404
"""

# 200 to GET, but no page of its own.
NO_PAGES = {"planner:task-timeline-pdf": "a file to save", "planner:task-csv": "a file to save"}

# Pages with rows whose queries are counted at few and at many.
LISTS = [
    "planner:task-list",
    "planner:my-tasks",
    "planner:task-late",
    "planner:task-timeline",
    "planner:task-history",
]


def furnish(world) -> None:
    """The owner has a task; one was deleted, one a late start has moved, one is of another year."""
    by = world.people["organizer"]
    add = Task.objects.add
    world.task = add(
        world.week, by=by, title="Order headsets", activity=world.activity, owner=world.owner
    )
    world.discarded_task = add(world.week, by=by, title="Hire a brass band", days_before=30)
    world.discarded_task.discard(by=by)
    world.late_task = add(world.week, by=by, title="Win over the canteen", days_before=21)
    world.late_task.come_late(3, by=by)
    world.other_task = add(world.other_week, by=by, title="Find last year's banner")


def grow(world, numbers) -> None:
    """More tasks of the owner's, of every state, and more done about one of them."""
    states = ["open", "started", "done", "dropped"]
    copies(
        world.task,
        (
            {"title": f"Task {n}", "days_before": n % 60, "state": states[n % 4], "source": ""}
            for n in numbers
        ),
    )
