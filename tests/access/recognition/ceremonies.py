"""What the access table, its neighbours and its worlds hold of ceremonies."""

import uuid

from django.utils import timezone

from recognition.models import Award, Ceremony, Decision, File
from tests.access.copies import copies
from tests.recognition import factories, stages

from .many import many_awards

ON_A_PAGE = 60  # at least; as many are presented in full, the others only marked so

TABLE = """
recognition:certificates             GET  login  login  403    403    403    200    403    403
                                     POST login  login  403    403    403    405    403    403
recognition:certificates-pdf         GET  login  login  403    403    403    200    403    403
                                     POST login  login  403    403    403    405    403    403
recognition:certificates-part        GET  login  login  403    403    403    200    403    403
                                     POST login  login  403    403    403    405    403    403
recognition:run-sheet                GET  login  login  403    403    403    200    403    403
                                     POST login  login  403    403    403    405    403    403
recognition:run-sheet-pdf            GET  login  login  403    403    403    200    403    403
                                     POST login  login  403    403    403    405    403    403
recognition:recognised               GET  login  login  403    403    403    200    403    403
                                     POST login  login  403    403    403    405    403    403
recognition:recognised-pdf           GET  login  login  403    403    403    200    403    403
                                     POST login  login  403    403    403    405    403    403
recognition:winners                  GET  login  login  200    200    200    200    200    200
                                     POST login  login  405    405    405    405    405    405
recognition:said-of-me               GET  login  login  200    200    200    200    200    200
                                     POST login  login  405    405    405    405    405    405
recognition:receipt                  GET  login  login  200    200    200    200    200    200
                                     POST login  login  405    405    405    405    405    405
recognition:award-present            GET  login  login  403    403    403    200    403    403
                                     POST login  login  403    403    403    302    403    403
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
    "recognition:award-present": lambda w: {},
    "recognition:ceremony-new": lambda w: {
        "title": "Awards for the night shift",
        "awards": [w.won_award.pk],
        "key": uuid.uuid4(),
    },
    "recognition:ceremony-step": lambda w: {
        "act": "next",
        "place": 0,
        "step": "award",
        "is_hidden": "",
        "is_paused": "",
        "key": uuid.uuid4(),
    },
}

# {name of an address: what stands for each of its parameters}
VALUES = {
    "recognition:receipt": lambda w: {"key": w.presented_award.key},
    "recognition:award-present": lambda w: {"key": w.won_award.key},
} | {
    f"recognition:ceremony-{name}": lambda w: {"key": w.stage.key}
    for name in ("presenter", "audience", "state", "step")
}

# {name of an address: the tables that it writes to and history tells nothing of}
UNTOLD = {"recognition:ceremony-step": {"recognition_ceremony", "recognition_move"}}

# Addresses about other things: as in tests/access/others.py.
OTHERS = """
recognition:certificates        year=UNBEGUN_YEAR     GET  404
recognition:certificates        year=OTHER_YEAR       GET  200
recognition:certificates-pdf    year=UNBEGUN_YEAR     GET  404
recognition:certificates-part   year=UNBEGUN_YEAR     GET  404
recognition:certificates-part   year=OTHER_YEAR       GET  200
recognition:run-sheet           year=UNBEGUN_YEAR     GET  404
recognition:recognised          year=UNBEGUN_YEAR     GET  404
recognition:recognised          year=OTHER_YEAR       GET  200
recognition:winners             year=UNBEGUN_YEAR     GET  200
recognition:winners             year=1983             GET  404
recognition:said-of-me          year=UNBEGUN_YEAR     GET  200
recognition:receipt             key=won_award         GET  404
recognition:receipt             key=award             GET  404
recognition:receipt             key=unknown_award     GET  404
recognition:receipt             year=OTHER_YEAR       GET  404
recognition:award-present       key=other_award       GET  404  POST 404
recognition:award-present       key=unknown_award     GET  404  POST 404
recognition:award-present       key=discarded_award   GET  404  POST 404
recognition:award-present       key=award             GET  200  POST 302
recognition:award-present       key=presented_award   POST 302
recognition:ceremony-new        year=UNBEGUN_YEAR     GET  404  POST 404
recognition:ceremony-presenter  year=OTHER_YEAR       GET  404
recognition:ceremony-presenter  key=award             GET  404
recognition:ceremony-audience   key=award             GET  404
recognition:ceremony-state      key=award             GET  404
recognition:ceremony-step       key=award             POST 404
"""

# 200 to GET, but no page of its own.
NO_PAGES = {
    "recognition:ceremony-state": "where the stage is, for its windows",
    "recognition:certificates-part": "how far the drawing is, for its script",
    "recognition:run-sheet-pdf": "a file",
    "recognition:recognised-pdf": "a file",
    "recognition:certificates-pdf": "a file",
}

# Pages with rows whose queries are counted at few and at many.
LISTS = [
    "recognition:certificates",
    "recognition:run-sheet",
    "recognition:recognised",
    "recognition:winners",
    "recognition:said-of-me",
    "recognition:ceremony-new",
    "recognition:ceremony-presenter",
    "recognition:ceremony-audience",
]


def furnish(world) -> None:
    """An award that the nominee has won, and a stage for it; and one that the owner has
    won, which is presented."""
    by = world.people["manager"]
    world.won_award = factories.award(world.week, "Quick thinker", by=by, window=(-9, -2))
    owner = world.people["owner"]
    factories.accepted(world.won_award, world.nominee, by=owner, manager=by)
    file = world.won_award.files.get()
    File.objects.filter(pk=file.pk).update(citation="She thought first, and then quickly.")
    stages.decided(world.won_award, file, by=by)
    world.presented_award = factories.award(world.week, "Kindest word", by=by, window=(-9, -2))
    factories.accepted(world.presented_award, owner, by=world.nominee, manager=by)
    stages.decided(world.presented_award, world.presented_award.files.get(), by=by)
    world.presented_award.present(by=by)
    world.stage = stages.ceremony(world.week, world.won_award, by=by)


def grow(world, numbers) -> None:
    """More ceremonies, and more awards on the one."""
    by = world.people["manager"]
    awards = many_awards(world, (f"Won {number}" for number in numbers), window=(-9, -2))
    files = File.objects.bulk_create(File(award=each, person=world.nominee) for each in awards)
    presented = awards[1::2]
    for award in presented[:ON_A_PAGE]:
        factories.accepted(award, world.owner, by=world.nominee, manager=by)
    decision = stages.decided(awards[0], files[0], by=by)
    decisions = copies(decision, ({"award_id": award.pk} for award in awards[1:]))
    won = Decision.winners.through
    won.objects.bulk_create(
        won(decision=each, file=file) for each, file in zip(decisions, files[1:], strict=True)
    )
    Ceremony.objects.bulk_create(
        Ceremony(week=world.week, by=by, title=f"Ceremony {number}") for number in numbers
    )
    for award in presented[:ON_A_PAGE]:
        award.present(by=by)
    rest = [award.pk for award in presented[ON_A_PAGE:]]
    Award.objects.filter(pk__in=rest).update(presented_at=timezone.now())
    world.stage.order += [str(award.key) for award in awards]
    world.stage.save()
