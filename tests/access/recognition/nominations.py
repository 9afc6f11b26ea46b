"""What the access table, its neighbours and its worlds hold of nominations."""

import uuid

from tests.recognition import factories

TABLE = """
recognition:nominate-home            GET  login  login  302    302    302    302    302    302
                                     POST login  login  405    405    405    405    405    405
recognition:nomination-new           GET  login  login  200    200    200    200    200    200
                                     POST login  login  302    302    302    302    302    302
recognition:nomination-edit          GET  login  login  404    200    404    404    404    404
                                     POST login  login  404    302    404    404    404    404
recognition:nomination-save          GET  login  login  405    405    405    405    405    405
                                     POST login  login  404    200    404    404    404    404
recognition:nomination-sent          GET  login  login  404    200    404    404    404    404
                                     POST login  login  405    405    405    405    405    405
recognition:nominee-search           GET  login  login  200    200    200    200    200    200
                                     POST login  login  405    405    405    405    405    405
"""


def _typed(world, **values) -> dict:
    return {
        "award": world.award.key,
        "nominee": f"p{world.nominee.pk}",
        "words": factories.WORDS,
        "may_be_read": "on",
    } | values


# {name of an address: what is sent to it, given the world}
SENT = {
    "recognition:nomination-new": lambda w: _typed(w, key=uuid.uuid4()),
    "recognition:nomination-edit": lambda w: _typed(w, version=w.draft.version),
    "recognition:nomination-save": lambda w: _typed(w, version=w.draft.version, words="She"),
}

# Addresses about other things: as in tests/access/others.py.
OTHERS = """
recognition:nomination-new    year=UNBEGUN_YEAR     GET  404  POST 404
recognition:nomination-new    year=1983             GET  404  POST 404
recognition:nomination-edit   year=OTHER_YEAR       GET  404  POST 404
recognition:nomination-sent   key=unknown_key       GET  404
recognition:nominee-search    year=UNBEGUN_YEAR     GET  404
"""

# 200 to GET, but no page of its own.
NO_PAGES = {"recognition:nominee-search": "for the page's script"}

# Pages with rows whose queries are counted at few and at many.
LISTS = []

# {name of an address: what stands for each parameter of it, given the world}
VALUES = {
    "recognition:nomination-edit": lambda w: {"key": w.draft.key},
    "recognition:nomination-save": lambda w: {"key": w.draft.key},
    "recognition:nomination-sent": lambda w: {"key": w.sent_nomination.key},
}

# Written to without an entry of history: a draft is its writer's alone.
UNTOLD = {"recognition:nomination-save": {"recognition_nomination"}}


def furnish(world) -> None:
    """The owner's: a draft and one that is sent."""
    owner, staff = world.owner, world.people["staff"]
    world.draft = factories.draft(world.award, by=owner, words="She")
    world.sent_nomination = factories.sent(world.award, staff, by=owner)


def grow(world, numbers) -> None:
    """More drafts of the owner's."""
    for _number in numbers:
        factories.draft(world.award, by=world.owner, words="She")
