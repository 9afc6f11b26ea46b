"""What the access table, its neighbours and its worlds hold of ceremonies."""

import uuid

from recognition.models import File
from tests.recognition import factories, stages

TABLE = """
recognition:ceremony-new             GET  login  login  403    403    403    200    403    403
                                     POST login  login  403    403    403    302    403    403
recognition:ceremony-presenter       GET  login  login  403    403    403    200    403    403
                                     POST login  login  403    403    403    405    403    403
recognition:ceremony-audience        GET  login  login  403    403    403    200    403    403
                                     POST login  login  403    403    403    405    403    403
recognition:ceremony-state           GET  login  login  403    403    403    200    403    403
                                     POST login  login  403    403    403    405    403    403
recognition:ceremony-step            GET  login  login  403    403    403    405    403    403
                                     POST login  login  403    403    403    302    403    403
"""

# {name of an address: what is sent to it, given the world}
SENT = {
    "recognition:ceremony-new": lambda w: {
        "title": "Awards for the night shift",
        "awards": [w.won_award.pk],
        "key": uuid.uuid4(),
    },
    "recognition:ceremony-step": lambda w: {
        "act": "next",
        "place": 0,
        "step": "award",
        "key": uuid.uuid4(),
    },
}

# {name of an address: what stands for each of its parameters}
VALUES = {
    f"recognition:ceremony-{name}": lambda w: {"key": w.stage.key}
    for name in ("presenter", "audience", "state", "step")
}

# {name of an address: the tables that it writes to and history tells nothing of}
UNTOLD = {"recognition:ceremony-step": {"recognition_ceremony", "recognition_move"}}

# Addresses about other things: as in tests/access/others.py.
OTHERS = """
recognition:ceremony-new        year=UNBEGUN_YEAR     GET  404  POST 404
recognition:ceremony-presenter  year=OTHER_YEAR       GET  404
recognition:ceremony-presenter  key=award             GET  404
recognition:ceremony-audience   key=award             GET  404
recognition:ceremony-state      key=award             GET  404
recognition:ceremony-step       key=award             POST 404
"""

# 200 to GET, but no page of its own.
NO_PAGES = {"recognition:ceremony-state": "where the stage is, for its windows"}

# Pages with rows whose queries are counted at few and at many.
LISTS = [
    "recognition:ceremony-new",
    "recognition:ceremony-presenter",
    "recognition:ceremony-audience",
]


def furnish(world) -> None:
    """An award that the nominee has won, and a stage for it; nothing is presented yet."""
    by = world.people["manager"]
    world.won_award = factories.award(world.week, "Quick thinker", by=by, window=(-9, -2))
    owner = world.people["owner"]
    factories.accepted(world.won_award, world.nominee, by=owner, manager=by)
    file = world.won_award.files.get()
    File.objects.filter(pk=file.pk).update(citation="She thought first, and then quickly.")
    stages.decided(world.won_award, file, by=by)
    world.stage = stages.ceremony(world.week, world.won_award, by=by)


def grow(world, numbers) -> None:
    """More ceremonies, and more awards on the one."""
    by = world.people["manager"]
    for number in numbers:
        award = factories.award(world.week, f"Won {number}", by=by, window=(-9, -2))
        file = File.objects.create(award=award, person=world.nominee)
        stages.decided(award, file, by=by)
        stages.ceremony(world.week, by=by, title=f"Ceremony {number}")
        world.stage.order.append(str(award.key))
    world.stage.save()
