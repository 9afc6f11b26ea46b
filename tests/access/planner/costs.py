"""What the access table, its neighbours and its worlds hold of costs."""

import uuid
from decimal import Decimal

from planner.models import Cost
from tests.access.copies import copies

TABLE = """
planner:cost-list                    GET  login  login  403    403    403    200    200    403
                                     POST login  login  403    403    403    405    405    403
planner:cost-comparison              GET  login  login  403    403    403    200    200    403
                                     POST login  login  403    403    403    405    405    403
planner:cost-actual                  GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    302    403
planner:cost-new                     GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    302    403
planner:cost-edit                    GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    302    403
planner:cost-delete                  GET  login  login  403    403    403    403    405    403
                                     POST login  login  403    403    403    403    302    403
planner:cost-bring-back              GET  login  login  403    403    403    403    405    403
                                     POST login  login  403    403    403    403    302    403
planner:funding                      GET  login  login  403    403    403    200    200    403
                                     POST login  login  403    403    403    405    405    403
planner:funding-pdf                  GET  login  login  403    403    403    200    200    403
                                     POST login  login  403    403    403    405    405    403
planner:cost-csv                     GET  login  login  403    403    403    200    200    403
                                     POST login  login  403    403    403    405    405    403
"""


def _cost(world) -> dict:
    return {
        "title": "Sandwiches",
        "activity": world.activity.pk,
        "planned": "250.50",
        "actual": "240",
        "version": world.cost.version,
        "key": uuid.uuid4(),
    }


def _actual(world) -> dict:
    """What was seen, and another amount."""
    cost = world.cost
    return {f"actual-{cost.key}": "499.50", "seen": f'{{"{cost.key}": "512.00"}}'}


# {name of an address: what is sent to it, given the world}
SENT = {
    "planner:cost-actual": _actual,
    "planner:cost-new": _cost,
    "planner:cost-edit": _cost,
    "planner:cost-delete": lambda w: {},
    "planner:cost-bring-back": lambda w: {},
}

# {name of an address: what stands for each of its parameters}
VALUES = {
    "planner:cost-edit": lambda w: {"key": w.cost.key},
    "planner:cost-delete": lambda w: {"key": w.cost.key},
    "planner:cost-bring-back": lambda w: {"key": w.discarded_cost.key},
}

# Addresses about other things: as in tests/access/others.py.
OTHERS = """
planner:cost-list        year=UNBEGUN_YEAR     GET  404
planner:cost-list        year=1983             GET  404
planner:cost-list        year=OTHER_YEAR       GET  200
planner:cost-actual      year=UNBEGUN_YEAR     GET  404  POST 404
planner:cost-comparison  year=UNBEGUN_YEAR     GET  404
planner:cost-comparison  year=OTHER_YEAR       GET  200
planner:cost-new         year=UNBEGUN_YEAR     GET  404  POST 404
planner:cost-edit        year=OTHER_YEAR       GET  404  POST 404
planner:cost-edit        key=other_cost        GET  404  POST 404
planner:cost-edit        key=unknown_key       GET  404  POST 404
planner:cost-edit        key=discarded_cost    GET  404  POST 409
planner:cost-delete      key=other_cost        POST 404
planner:cost-delete      key=discarded_cost    POST 404
planner:cost-bring-back  key=cost              POST 302
planner:cost-bring-back  key=other_cost        POST 404
planner:funding          year=UNBEGUN_YEAR     GET  404
planner:funding          year=OTHER_YEAR       GET  200
planner:funding-pdf      year=UNBEGUN_YEAR     GET  404
planner:cost-csv         year=UNBEGUN_YEAR     GET  404
"""

# 200 to GET, but no page of its own.
NO_PAGES = {"planner:funding-pdf": "a file to save", "planner:cost-csv": "a file to save"}

# Pages with rows whose queries are counted at few and at many.
LISTS = [
    "planner:cost-list",
    "planner:cost-actual",
    "planner:cost-comparison",
    "planner:funding",
]


def furnish(world) -> None:
    """Costs of an activity and of the week, one deleted, one of another year."""
    by = world.people["organizer"]

    def add(week, title, planned, **values):
        return Cost.objects.add(week, by=by, title=title, planned=Decimal(planned), **values)

    world.cost = add(world.week, "Headsets", "480", activity=world.activity, actual=Decimal("512"))
    add(world.week, "Banners", "90.50")
    world.discarded_cost = add(world.week, "Brass band", "900")
    world.discarded_cost.discard(by=by)
    world.other_cost = add(world.other_week, "Last year's cake", "30")


def grow(world, numbers) -> None:
    """More costs of the activity."""
    copies(world.cost, ({"title": f"Cost {n}", "planned": Decimal(n)} for n in numbers))
