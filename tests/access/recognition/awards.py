"""What the access table, its neighbours and its worlds hold of awards."""

import uuid

from recognition.pages.awards import order_digest
from tests import factories as people
from tests.recognition import factories

from .many import many_awards

TABLE = """
recognition:award-home               GET  login  login  403    403    403    302    403    403
                                     POST login  login  403    403    403    405    403    403
recognition:award-list               GET  login  login  403    403    403    200    403    403
                                     POST login  login  403    403    403    405    403    403
recognition:award-new                GET  login  login  403    403    403    200    403    403
                                     POST login  login  403    403    403    302    403    403
recognition:award-edit               GET  login  login  403    403    403    200    403    403
                                     POST login  login  403    403    403    302    403    403
recognition:award-set-add            GET  login  login  403    403    403    200    403    403
                                     POST login  login  403    403    403    302    403    403
recognition:award-copy               GET  login  login  403    403    403    200    403    403
                                     POST login  login  403    403    403    302    403    403
recognition:award-history            GET  login  login  403    403    403    200    403    403
                                     POST login  login  403    403    403    405    403    403
recognition:award-move               GET  login  login  403    403    403    200    403    403
                                     POST login  login  403    403    403    302    403    403
recognition:award-delete             GET  login  login  403    403    403    405    403    403
                                     POST login  login  403    403    403    302    403    403
recognition:award-bring-back         GET  login  login  403    403    403    405    403    403
                                     POST login  login  403    403    403    302    403    403
"""


# {name of an address: what is sent to it, given the world}
def _window() -> dict:
    return {
        "opens_on": "2026-09-14",
        "opens_time": "09:00",
        "closes_on": "2026-10-07",
        "closes_time": "18:00",
        "time_zone": "Europe/London",
    }


def _award(world) -> dict:
    award = world.award
    return _window() | {
        "title": "Quiet heroine",
        "honours": "Helps before anybody asks",
        "icon": "heart",
        "given_to": award.given_to,
        "quorum": 3,
        "tie_rule": award.tie_rule,
        "winners_count": 1,
        "minutes": 4,
        "criterion_1_title": "Care",
        "criterion_1_weight": 3,
        "version": award.version,
        "key": uuid.uuid4(),
    }


def _order(world) -> str:
    return order_digest(world.week.awards.kept().in_order().values_list("key", flat=True))


SENT = {
    "recognition:award-new": _award,
    "recognition:award-edit": _award,
    "recognition:award-set-add": lambda w: _window() | {"award_set": "small", "key": uuid.uuid4()},
    "recognition:award-copy": lambda w: {"year": w.other_week.year, "key": uuid.uuid4()},
    "recognition:award-move": lambda w: {"to": 2, "seen": _order(w)},
    "recognition:award-delete": lambda w: {},
    "recognition:award-bring-back": lambda w: {},
}

# {name of an address: what stands for each of its parameters}
VALUES = {
    "recognition:award-edit": lambda w: {"key": w.award.key},
    "recognition:award-history": lambda w: {"key": w.award.key},
    "recognition:award-move": lambda w: {"key": w.award.key},
    "recognition:award-delete": lambda w: {"key": w.award.key},
    "recognition:award-bring-back": lambda w: {"key": w.discarded_award.key},
}

# {name of an address: what tells of itself besides, each thing that the act has touched}
TOUCHED = {
    "recognition:award-set-add": {"recognition.award"},
    "recognition:award-copy": {"recognition.award"},
}

# Addresses about other things: as in tests/access/others.py.
OTHERS = """
recognition:award-list        year=UNBEGUN_YEAR     GET  404
recognition:award-list        year=1983             GET  404
recognition:award-list        year=OTHER_YEAR       GET  200
recognition:award-new         year=UNBEGUN_YEAR     GET  404  POST 404
recognition:award-edit        year=OTHER_YEAR       GET  404  POST 404
recognition:award-edit        key=other_award       GET  404  POST 404
recognition:award-edit        key=unknown_award     GET  404  POST 404
recognition:award-edit        key=discarded_award   GET  404  POST 409
recognition:award-edit        key=bare_award        GET  200
recognition:award-set-add     year=UNBEGUN_YEAR     GET  404  POST 404
recognition:award-copy        year=UNBEGUN_YEAR     GET  404  POST 404
recognition:award-copy        year=OTHER_YEAR       GET  200
recognition:award-history     key=other_award       GET  404
recognition:award-history     key=unknown_award     GET  404
recognition:award-history     key=discarded_award   GET  200
recognition:award-move        key=other_award       GET  404  POST 404
recognition:award-move        key=discarded_award   GET  404  POST 404
recognition:award-delete      key=other_award       POST 404
recognition:award-delete      key=unknown_award     POST 404
recognition:award-delete      key=discarded_award   POST 404
recognition:award-bring-back  year=OTHER_YEAR       POST 404
recognition:award-bring-back  key=unknown_award     POST 404
recognition:award-bring-back  key=award             POST 302
"""

# 200 to GET, but no page of its own.
NO_PAGES = {}

# Pages with rows whose queries are counted at few and at many.
LISTS = ["recognition:award-list", "recognition:award-history"]


def furnish(world) -> None:
    """Awards at every stage: open, closed and judged, for a team, discarded, of another year."""
    by = world.people["manager"]
    world.award = factories.award(world.week, by=by)
    world.team_award = factories.team_award(world.week, by=by, allows_cosigning=True)
    world.judged_award = factories.award(world.week, "Above and beyond", by=by, window=(-9, -2))
    world.bare_award = factories.award(world.week, "Rookie of the year", by=by, window=None)
    world.discarded_award = factories.award(world.week, "Loudest laugh", by=by)
    world.discarded_award.discard(by=by)
    world.other_award = factories.award(world.other_week, "Last year's hero", by=by)
    world.nominee = people.person("Nell Nominee", team=people.team("Chat crew"))
    panel = [world.people["judge"], by, people.person("Cara Chair", team=people.team("Training"))]
    for award in (world.award, world.judged_award):
        factories.panel(award, panel, chair=panel[-1], by=by)
    world.unknown_award = uuid.uuid4()


def grow(world, numbers) -> None:
    """More awards in the week."""
    many_awards(world, (f"Award {number}" for number in numbers))
