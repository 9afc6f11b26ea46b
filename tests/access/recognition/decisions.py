"""What the access table, its neighbours and its worlds hold of decisions.

The judge and Cara have sent scores of two files of `deciding_award`; `decided_award` is decided.
"""

import uuid

from recognition.chairing import ballot_of
from recognition.deciding import decide
from recognition.standings import standing
from tests import factories as people
from tests.access.copies import copies
from tests.recognition import factories

from .many import many_files

TABLE = """
recognition:award-detail             GET  login  login  403    403    403    200    403    403
                                     POST login  login  403    403    403    405    403    403
recognition:decision-new             GET  login  login  403    403    403    200    403    403
                                     POST login  login  403    403    403    302    403    403
recognition:decision-reopen          GET  login  login  403    403    403    200    403    403
                                     POST login  login  403    403    403    302    403    403
recognition:file-shortlist           GET  login  login  403    403    403    405    403    403
                                     POST login  login  403    403    403    302    403    403
recognition:citation-edit            GET  login  login  403    403    403    200    403    403
                                     POST login  login  403    403    403    302    403    403
recognition:chair-vote               GET  login  login  404    404    200    404    404    404
                                     POST login  login  404    404    302    404    404    404
recognition:chair-ask                GET  login  login  403    403    403    405    403    403
                                     POST login  login  403    403    403    302    403    403
"""


def _decision(world) -> dict:
    stand = standing(world.deciding_award)
    return {
        "choice": "scores",
        "reason": "Both judges put her first",
        "known": [str(each) for each in stand.doubts],
        "seen": stand.seen,
        "key": uuid.uuid4(),
    }


# {name of an address: what is sent to it, given the world}
SENT = {
    "recognition:decision-new": _decision,
    "recognition:decision-reopen": lambda w: {"reason": "A score was given in error"},
    "recognition:file-shortlist": lambda w: {"on": "1"},
    "recognition:citation-edit": lambda w: {"citation": "She stayed.", "version": 1},
    "recognition:chair-vote": lambda w: {
        f"place-{w.tied_file.key}": 1,
        "reason": "Closest to customers",
        "seen": ballot_of(standing(w.tied_award)).seen,
    },
    "recognition:chair-ask": lambda w: {},
}


def _file(world) -> dict:
    return {"key": world.deciding_award.key, "file": world.deciding_file.key}


# {name of an address: what stands for each parameter of it, given the world}
VALUES = {
    "recognition:award-detail": lambda w: {"key": w.deciding_award.key},
    "recognition:decision-new": lambda w: {"key": w.deciding_award.key},
    "recognition:decision-reopen": lambda w: {"key": w.decided_award.key, "number": 1},
    "recognition:file-shortlist": _file,
    "recognition:citation-edit": _file,
    "recognition:chair-vote": lambda w: {"key": w.tied_award.key},
    "recognition:chair-ask": lambda w: {"key": w.tied_award.key},
}

# {name of an address: the tables that it writes to and history tells nothing of}
UNTOLD = {"recognition:chair-ask": {"notices_notice", "notices_mail"}}

# Addresses about other things: as in tests/access/others.py.
OTHERS = """
recognition:award-detail      key=unknown_award     GET  404
recognition:award-detail      key=discarded_award   GET  404
recognition:award-detail      key=bare_award        GET  200
recognition:award-detail      key=decided_award     GET  200
recognition:award-detail      year=OTHER_YEAR       GET  404
recognition:decision-new      key=unknown_award     GET  404  POST 404
recognition:decision-new      key=discarded_award   GET  404  POST 404
recognition:decision-new      key=award             GET  200  POST 409
recognition:decision-new      key=decided_award     GET  200  POST 409
recognition:decision-new      year=OTHER_YEAR       GET  404  POST 404
recognition:decision-reopen   number=MISSING        GET  404  POST 404
recognition:decision-reopen   key=deciding_award    GET  404  POST 404
recognition:file-shortlist    file=unknown_award    POST 404
recognition:file-shortlist    key=award             POST 404
recognition:citation-edit     file=unknown_award    GET  404  POST 404
recognition:citation-edit     key=award             GET  404  POST 404
recognition:chair-vote        key=unknown_award     GET  404  POST 404
recognition:chair-vote        key=decided_award     GET  404  POST 404
recognition:chair-ask         key=unknown_award     POST 404
recognition:chair-ask         key=decided_award     POST 302
"""

# 200 to GET, but no page of its own.
NO_PAGES = {}

# Pages with rows whose queries are counted at few and at many.
LISTS = ["recognition:award-detail"]


def furnish(world) -> None:
    """An award that can be decided, and one that is."""
    by, judge = world.people["manager"], world.people["judge"]
    cara = people.person("Carla Chair", team=people.team("Training"))
    writer = people.person("Wes Writer", team=people.team("Night crew"))
    world.decision_writer = writer
    for name, title in (("deciding", "Safe pair of hands"), ("decided", "Lift of the year")):
        award = factories.award(world.week, title, by=by, window=(-9, -2))
        factories.panel(award, [cara, judge], chair=cara, by=by)
        file = factories.accepted(award, world.nominee, by=writer, manager=by).file
        for each in (cara, judge):
            factories.review(file, each, 4, 5)
        setattr(world, f"{name}_award", award)
        setattr(world, f"{name}_file", file)
    world.tied_award = factories.award(world.week, "Level heads", by=by, window=(-9, -2))
    factories.panel(world.tied_award, [judge, cara], chair=judge, by=by)
    other = people.person("Nan Nominee", team=people.team("Chat crew"))
    for nominee in (other, world.nominee):
        file = factories.accepted(world.tied_award, nominee, by=writer, manager=by).file
        for each in (cara, judge):
            factories.review(file, each, 4, 4)
    world.tied_file = file
    stand = standing(world.decided_award)
    decide(
        world.decided_award,
        [str(world.decided_file.key)],
        by=by,
        key=uuid.uuid4(),
        reason="Nobody was near her",
        seen=stand.seen,
        known=stand.doubts,
    )


def grow(world, numbers) -> None:
    """More files of the award that can be decided."""
    by, award = world.people["manager"], world.deciding_award
    files = many_files(award, "Nils", numbers, writer=world.decision_writer, by=by)
    for member in award.panel.select_related("person"):
        review = factories.review(files[0], member.person, 2, 1)
        result = str(award.criteria.last().pk)
        copies(
            review,
            (
                {"file_id": file.pk, "scores": review.scores | {result: 1 + number % 5}}
                for number, file in enumerate(files[1:], start=1)
            ),
        )
