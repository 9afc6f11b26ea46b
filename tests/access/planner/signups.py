"""What the access table, its neighbours and its worlds hold of places, and of who has them."""

from django.utils import timezone

from csweek.people.models import Person
from planner.models import Signup, SignupList
from tests import factories
from tests.access.copies import copies

AHEAD = 2090  # nobody can sign up for what is over

TABLE = """
planner:activity-detail              GET  login  login  200    200    200    200    200    200
                                     POST login  login  405    405    405    405    405    405
planner:signup-join                  GET  login  login  405    405    405    405    405    405
                                     POST login  login  302    302    302    302    302    302
planner:signup-leave                 GET  login  login  405    405    405    405    405    405
                                     POST login  login  302    302    302    302    302    302
planner:signup-edit                  GET  login  login  405    405    405    405    405    405
                                     POST login  login  404    302    404    404    404    404
planner:signup-check-in              GET  login  login  405    405    405    405    405    405
                                     POST login  login  404    302    404    404    404    404
planner:signup-list                  GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    405    403
planner:signup-add                   GET  login  login  403    403    403    403    405    403
                                     POST login  login  403    403    403    403    302    403
planner:signup-export                GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    405    403
planner:signup-remove                GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    302    403
planner:signup-let-in                GET  login  login  403    403    403    403    405    403
                                     POST login  login  403    403    403    403    302    403
planner:signup-tick                  GET  login  login  403    403    403    403    405    403
                                     POST login  login  403    403    403    403    302    403
planner:signup-untick                GET  login  login  403    403    403    403    405    403
                                     POST login  login  403    403    403    403    302    403
planner:door-list                    GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    405    403
planner:door-list-pdf                GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    405    403
planner:door-sheet                   GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    405    403
planner:kitchen-list                 GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    405    403
planner:kitchen-list-pdf             GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    405    403
"""


def _wishes(world) -> dict:
    return {
        "guests": 1,
        "meal": "Curry",
        "eats": "vegan",
        "allergies": "walnuts",
        "version": world.own_signup.version,
    }


_SAYS = {"eats": "vegan", "allergies": ""}

SENT = {
    "planner:signup-join": lambda w: {"back": "week", "guests": "", "meal": "", **_SAYS},
    "planner:signup-leave": lambda w: {"back": "mine"},
    "planner:signup-edit": _wishes,
    "planner:signup-check-in": lambda w: {},
    "planner:signup-add": lambda w: {"person": w.people["manager"].email},
    "planner:signup-remove": lambda w: {"reason": "On the late shift"},
    "planner:signup-let-in": lambda w: {},
    "planner:signup-tick": lambda w: {},
    "planner:signup-untick": lambda w: {},
}

_KEYS = "activity-detail signup-join signup-leave signup-edit signup-check-in"
_LISTS = "signup-list signup-add signup-export door-list door-list-pdf door-sheet kitchen-list"
_LISTS += " kitchen-list-pdf"
_ROWS = "signup-remove signup-let-in signup-tick signup-untick"

OTHERS = """
planner:activity-detail       year=OTHER_YEAR       GET  404
planner:activity-detail       key=unknown_key       GET  404
planner:signup-join           year=OTHER_YEAR       POST 404
planner:signup-join           key=unknown_key       POST 404
planner:signup-leave          key=unknown_key       POST 404
planner:signup-edit           key=unknown_key       POST 404
planner:signup-check-in       key=unknown_key       POST 404
planner:signup-list           year=OTHER_YEAR       GET  404
planner:signup-list           pk=MISSING            GET  404
planner:signup-add            pk=MISSING            POST 404
planner:signup-export         pk=MISSING            GET  404
planner:signup-remove         year=OTHER_YEAR       GET  404  POST 404
planner:signup-remove         pk=MISSING            GET  404  POST 404
planner:signup-let-in         pk=MISSING            POST 404
planner:signup-tick           pk=MISSING            POST 404
planner:signup-untick         pk=MISSING            POST 404
planner:door-list             pk=MISSING            GET  404
planner:door-list-pdf         pk=MISSING            GET  404
planner:door-sheet            pk=MISSING            GET  404
planner:kitchen-list          pk=MISSING            GET  404
planner:kitchen-list-pdf      pk=MISSING            GET  404
"""

NO_PAGES = dict.fromkeys(
    ("planner:signup-export", "planner:door-list-pdf", "planner:kitchen-list-pdf"), "a file"
)
LISTS = ["planner:signup-list", "planner:door-list", "planner:kitchen-list"]

VALUES = {
    **{f"planner:{n}": lambda w: {"year": AHEAD, "key": w.outing.key} for n in _KEYS.split()},
    **{f"planner:{n}": lambda w: {"year": AHEAD, "pk": w.outing.pk} for n in _LISTS.split()},
    **{f"planner:{n}": lambda w: {"year": AHEAD, "pk": w.signup.pk} for n in _ROWS.split()},
    "planner:signup-untick": lambda w: {"year": AHEAD, "pk": w.there.pk},
}


def furnish(world) -> None:
    """An outing far ahead: the owner and two others have places, one of them is there already."""
    by = world.people["organizer"]
    world.week_ahead = factories.week(AHEAD, by=by)
    world.outing = factories.activity(
        world.week_ahead,
        "Outing to the sea",
        3,
        "12:00",
        60,
        by=by,
        needs_sign_up=True,
        places=900,
        guests=2,
        meal_choices="Curry\nSoup",
        asks_needs=True,
    )
    factories.publication(world.week_ahead, by=by)
    world.own_signup = _joined(world, world.owner, allergies="peanuts", eats=["vegan"])
    world.signup = _joined(world, factories.person("Gwen Guest", site=factories.site()))
    world.there = _joined(world, factories.person("Tess There", site=factories.site()))
    Signup.objects.filter(pk=world.there.pk).update(checked_in_at=timezone.now())


def _joined(world, person: Person, **wishes) -> Signup:
    return Signup.objects.join(world.outing.pk, person, by=person, **wishes)


def grow(world, numbers) -> None:
    """More who have a place, and who wait for one."""
    people = list(Person.objects.filter(email__in=[f"p{n}@example.org" for n in numbers]))
    rows = [
        {"person_id": each.pk, "state": ("confirmed", "waiting")[n % 2], "line": 9 + n}
        for n, each in enumerate(people)
    ]
    copies(world.signup, rows)
    taken = sum(row["state"] == "confirmed" for row in rows)
    SignupList.take_places(world.outing.pk, taken)
