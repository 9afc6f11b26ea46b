"""What the access table, its neighbours and its worlds hold of trading places.

The judge leads, the owner is the buddy: they are a pair. Two others are proposed, and one waits for
a buddy since hers has withdrawn. What must lie ahead
is asked before the week.
"""

import uuid
from datetime import time

import time_machine

from planner.models import Half, Offer, Pair
from tests import factories as people
from tests.access.copies import copies
from tests.access.moments import BEFORE

TABLE = """
planner:offer-list                   GET  login  login  200    200    200    200    200    200
                                     POST login  login  405    405    405    405    405    405
planner:offer-new                    GET  login  login  405    405    405    405    405    405
                                     POST login  login  302    302    302    302    302    302
planner:offer-add                    GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    302    403
planner:offer-edit                   GET  login  login  404    200    404    404    200    404
                                     POST login  login  404    302    404    404    302    404
planner:offer-withdraw               GET  login  login  404    200    404    404    200    404
                                     POST login  login  404    302    404    404    302    404
planner:pair-desk                    GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    405    403
planner:pair-propose                 GET  login  login  403    403    403    403    405    403
                                     POST login  login  403    403    403    403    302    403
planner:pair-settle-all              GET  login  login  403    403    403    403    405    403
                                     POST login  login  403    403    403    403    302    403
planner:pair-new                     GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    302    403
planner:pair-cards                   GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    405    403
planner:pair-cards-pdf               GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    405    403
planner:pair-settle                  GET  login  login  403    403    403    403    405    403
                                     POST login  login  403    403    403    403    302    403
planner:pair-edit                    GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    302    403
planner:pair-tick                    GET  login  login  403    403    403    403    405    403
                                     POST login  login  403    403    403    403    302    403
planner:pair-drop                    GET  login  login  403    403    403    403    405    403
                                     POST login  login  403    403    403    403    302    403
planner:pair-break                   GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    302    403
planner:pair-take                    GET  login  login  405    405    405    405    405    405
                                     POST login  login  404    302    302    404    404    404
planner:pair-card                    GET  login  login  404    200    200    404    200    404
                                     POST login  login  405    405    405    405    405    405
planner:pair-card-pdf                GET  login  login  404    200    200    404    200    404
                                     POST login  login  405    405    405    405    405    405
"""


def _pair_by_hand(world) -> dict:
    return {
        "leader": world.waiting_leader.pk,
        "buddy": world.waiting_buddy.pk,
        "start": "11:00",
        "end": "11:30",
        "because": "They asked for it",
        "key": uuid.uuid4(),
    }


# What can be done only while it lies ahead.
WHILE_AHEAD = [
    "planner:offer-edit",
    "planner:offer-withdraw",
    "planner:pair-edit",
    "planner:pair-break",
]
WHILE_AHEAD += [
    "planner:pair-new",
    "planner:pair-settle",
    "planner:pair-settle-all",
    "planner:pair-take",
]
# {name of an address: what is sent to it, given the world}
SENT = {
    "planner:offer-new": lambda w: {"half": "buddy"},
    "planner:offer-add": lambda w: {
        "person": w.people["staff"].email,
        "half": "buddy",
        "start": "11:00",
        "end": "12:00",
    },
    "planner:offer-edit": lambda w: {
        "start": "11:00",
        "end": "12:00",
        "note": "Portuguese queue",
        "version": w.offer.version,
    },
    "planner:offer-withdraw": lambda w: {"reason": "On leave"},
    "planner:pair-propose": lambda w: {"minutes": 45},
    "planner:pair-settle-all": lambda w: {},
    "planner:pair-new": _pair_by_hand,
    "planner:pair-settle": lambda w: {},
    "planner:pair-edit": lambda w: {
        "start": "11:15",
        "end": "11:45",
        "stand_in": w.people["staff"].email,
        "version": w.pair.version,
    },
    "planner:pair-tick": lambda w: {"tick": "has_login", "on": "1"},
    "planner:pair-drop": lambda w: {},
    "planner:pair-break": lambda w: {
        "cannot": "",
        "reason": "The queue is too long",
        "version": w.pair.version,
    },
    "planner:pair-take": lambda w: {},
}


def _of(name: str):
    return lambda world: {"key": getattr(world, name).key}


# {name of an address: what stands for each parameter of it, given the world}
VALUES = {
    f"planner:{name}": _of(row)
    for row, names in {
        "activity": "offer-new offer-add pair-desk pair-propose pair-settle-all pair-new "
        "pair-cards pair-cards-pdf",
        "offer": "offer-edit offer-withdraw",
        "pair": "pair-edit pair-tick pair-break pair-card pair-card-pdf",
        "proposed_pair": "pair-settle pair-drop",
        "open_pair": "pair-take",
    }.items()
    for name in names.split()
}

# {name of an address: the kinds of things that tell of themselves besides the act}
TOUCHED = {"planner:offer-withdraw": {"planner.pair"}}

# Addresses about other things: as in tests/access/others.py.
OTHERS = """
planner:offer-list      year=UNBEGUN_YEAR     GET  200
planner:offer-list      year=1983             GET  404
planner:offer-new       year=OTHER_YEAR       POST 404
planner:offer-new       key=unknown_key       POST 404
planner:offer-new       key=cancelled         POST 404
planner:offer-add       year=OTHER_YEAR       GET  404  POST 404
planner:offer-add       key=unknown_key       GET  404  POST 404
planner:offer-edit      year=OTHER_YEAR       GET  404  POST 404
planner:offer-edit      key=unknown_key       GET  404  POST 404
planner:offer-withdraw  key=unknown_key       GET  404  POST 404
planner:pair-desk       key=unknown_key       GET  404
planner:pair-desk       key=discarded         GET  404
planner:pair-desk       year=OTHER_YEAR       GET  404
planner:pair-desk       year=UNBEGUN_YEAR     GET  404
planner:pair-propose    key=unknown_key       POST 404
planner:pair-settle-all key=unknown_key       POST 404
planner:pair-new        key=unknown_key       GET  404  POST 404
planner:pair-cards      key=unknown_key       GET  404
planner:pair-cards-pdf  key=unknown_key       GET  404
planner:pair-settle     key=unknown_key       POST 404
planner:pair-settle     year=OTHER_YEAR       POST 404
planner:pair-settle     key=pair              POST 302
planner:pair-edit       key=unknown_key       GET  404  POST 404
planner:pair-edit       key=open_pair         GET  404  POST 302
planner:pair-tick       key=unknown_key       POST 404
planner:pair-drop       key=unknown_key       POST 404
planner:pair-drop       key=pair              POST 302
planner:pair-break      key=unknown_key       GET  404  POST 404
planner:pair-break      key=open_pair         GET  404  POST 302
planner:pair-take       key=unknown_key       POST 404
planner:pair-take       key=pair              POST 404
planner:pair-card       key=unknown_key       GET  404
planner:pair-card       key=proposed_pair     GET  404
planner:pair-card-pdf   key=open_pair         GET  404
"""

# 200 to GET, but no page of its own.
NO_PAGES = {"planner:pair-cards-pdf": "a file", "planner:pair-card-pdf": "a file"}

# Pages with rows whose queries are counted at few and at many.
LISTS = ["planner:offer-list", "planner:pair-desk", "planner:pair-cards"]


def furnish(world) -> None:
    by, activity = world.people["organizer"], world.activity

    def offer(person, half):
        return Offer.objects.offer(activity, person, half, time(11), 60, by=by)

    def pair(leader, buddy):
        key = uuid.uuid4()
        values = {"start": time(11), "minutes": 60}
        return Pair.objects.make(leader, buddy, by=by, key=key, because="Asked for", **values)

    def somebody(name, half):
        return offer(people.person(name, team=people.team("Training")), half)

    leads = offer(world.people["judge"], Half.LEADER)
    world.offer = offer(world.owner, Half.BUDDY)
    lost = somebody("Bea Buddy", Half.BUDDY)
    world.open_pair = pair(somebody("Lou Leader", Half.LEADER), lost)
    world.pair = pair(leads, world.offer)
    with time_machine.travel(BEFORE, tick=False):
        lost.withdraw(by=lost.person)
    both = [somebody("Lyn Leader", Half.LEADER), somebody("Bob Buddy", Half.BUDDY)]
    people_of = [each.person for each in both]
    Pair.objects.propose(activity, [(*people_of, time(11))], 60, by=by)
    world.proposed_pair = Pair.objects.proposed().get()
    world.waiting_leader = somebody("Lex Leader", Half.LEADER)
    world.waiting_buddy = somebody("Bet Buddy", Half.BUDDY)
    for row in (world.open_pair, world.pair, world.offer):
        row.refresh_from_db()


def grow(world, numbers) -> None:
    """More who have offered, and of each kind more pairs of people who are in no other."""
    made = people.Person.objects.bulk_create(
        people.Person(email=f"t{n}@example.org", name=f"Tess {n}", password="!", folded="")
        for n in range(4 * len(numbers))
    )
    halves = {Half.LEADER: made[::2], Half.BUDDY: made[1::2]}
    for half, each in halves.items():
        copies(world.offer, ({"person_id": one.pk, "half": half} for one in each))
    both = list(zip(halves[Half.LEADER], halves[Half.BUDDY], strict=True))
    for row, some in ((world.pair, both[: len(numbers)]), (world.open_pair, both[:1])):
        copies(row, ({"leader_id": one.pk, "buddy_id": other.pk} for one, other in some))
