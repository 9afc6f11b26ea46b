"""What the access table, its neighbours and its worlds hold of judging.

The owner chairs the panel of the desk's award; judge and manager sit on it.
"""

from recognition.models import PanelMember
from tests import factories as people
from tests.access.copies import copies
from tests.recognition import factories

from .many import many_files

TABLE = """
recognition:desk-home                GET  login  login  200    302    302    302    200    200
                                     POST login  login  405    405    405    405    405    405
recognition:judge-search             GET  login  login  403    403    403    200    403    403
                                     POST login  login  403    403    403    405    403    403
recognition:desk                     GET  login  login  200    200    200    200    200    200
                                     POST login  login  405    405    405    405    405    405
recognition:panel-edit               GET  login  login  403    403    403    200    403    403
                                     POST login  login  403    403    403    302    403    403
recognition:bench                    GET  login  login  404    200    404    200    404    404
                                     POST login  login  405    405    405    405    405    405
recognition:scores-send              GET  login  login  404    200    200    200    404    404
                                     POST login  login  404    302    302    302    404    404
recognition:review-edit              GET  login  login  404    200    200    200    404    404
                                     POST login  login  404    302    302    302    404    404
recognition:review-save              GET  login  login  405    405    405    405    405    405
                                     POST login  login  404    200    200    200    404    404
recognition:review-send              GET  login  login  404    200    200    200    404    404
                                     POST login  login  404    302    302    302    404    404
recognition:step-back                GET  login  login  404    200    200    200    404    404
                                     POST login  login  404    302    302    302    404    404
recognition:waiver-ask               GET  login  login  405    405    405    405    405    405
                                     POST login  login  404    404    302    404    404    404
recognition:waiver-new               GET  login  login  404    200    404    404    404    404
                                     POST login  login  404    302    404    404    404    404
recognition:call-in                  GET  login  login  405    405    405    405    405    405
                                     POST login  login  404    302    404    302    404    404
"""


def _scores(world, version=2) -> dict:
    given = {f"score-{each.pk}": 4 for each in world.desk_award.criteria.all()}
    return given | {"note": "Calm", "version": version}


def _versions(world) -> dict:
    return {"versions": f"{world.desk_file.pk}:2 {world.wait_file.pk}:2"}


# {name of an address: what is sent to it, given the world}
SENT = {
    "recognition:panel-edit": lambda w: {
        "judge-0": w.people["judge"].email,
        "seat-0": "chair",
        "judge-1": w.people["staff"].email,
        "seat-1": "judge",
        "version": w.award.version,
    },
    "recognition:review-edit": _scores,
    "recognition:review-save": _scores,
    "recognition:review-send": _versions,
    "recognition:scores-send": _versions,
    "recognition:step-back": lambda w: {"reason": "A cousin of mine"},
    "recognition:waiver-ask": lambda w: {},
    "recognition:waiver-new": lambda w: {"reason": "They have never met"},
    "recognition:call-in": lambda w: {"judge": w.reserve.pk},
}


def _file(world) -> dict:
    return {"award": world.desk_award.key, "file": world.desk_file.key}


def _waiting(world) -> dict:
    return _file(world) | {"file": world.wait_file.key, "pk": world.people["judge"].pk}


# {name of an address: what stands for its parameters, given the world}
VALUES = {
    "recognition:panel-edit": lambda w: {"key": w.award.key},
    "recognition:bench": _file,
    "recognition:scores-send": _file,
    "recognition:review-edit": _file,
    "recognition:review-save": _file,
    "recognition:review-send": _file,
    "recognition:step-back": _file,
    "recognition:waiver-ask": _waiting,
    "recognition:waiver-new": _waiting,
    "recognition:call-in": _waiting,
}

# Scores are their judge's alone until they are sent; what is asked of the chair is a message.
UNTOLD = {
    "recognition:review-edit": {"recognition_review"},
    "recognition:review-save": {"recognition_review"},
    "recognition:waiver-ask": {"notices_notice", "notices_mail"},
}

# Addresses about other things: as in tests/access/others.py.
OTHERS = """
recognition:desk            year=UNBEGUN_YEAR     GET  200
recognition:desk            year=1983             GET  404
recognition:panel-edit      key=unknown_award     GET  404  POST 404
recognition:panel-edit      key=discarded_award   GET  404  POST 404
recognition:panel-edit      year=OTHER_YEAR       GET  404  POST 404
recognition:bench           award=unknown_award   GET  404
recognition:bench           award=discarded_award GET  404
recognition:bench           year=OTHER_YEAR       GET  404
recognition:scores-send     award=unknown_award   GET  404  POST 404
recognition:scores-send     award=award           GET  404  POST 404
recognition:scores-send     year=OTHER_YEAR       GET  404  POST 404
recognition:review-edit     file=unknown_award    GET  404  POST 404
recognition:review-edit     award=judged_award    GET  404  POST 404
recognition:review-edit     award=award           GET  404  POST 404
recognition:review-edit     year=OTHER_YEAR       GET  404  POST 404
recognition:review-edit     file=own_file         GET  404  POST 404
recognition:review-save     file=unknown_award    POST 404
recognition:review-save     file=own_file         POST 404
recognition:review-send     file=unknown_award    GET  404  POST 404
recognition:review-send     file=own_file         GET  404  POST 404
recognition:step-back       file=unknown_award    GET  404  POST 404
recognition:step-back       file=own_file         GET  404  POST 404
recognition:waiver-ask      file=unknown_award    POST 404
recognition:waiver-ask      file=own_file         POST 404
recognition:waiver-new      file=unknown_award    GET  404  POST 404
recognition:waiver-new      file=own_file         GET  404  POST 404
recognition:waiver-new      pk=MISSING            GET  404  POST 404
recognition:call-in         file=unknown_award    POST 404
"""

# 200 to GET, but no page of its own.
NO_PAGES = {"recognition:judge-search": "options for a field"}

# Pages with rows whose queries are counted at few and at many.
LISTS = []  # tests/recognition/test_judging.py counts them


def furnish(world) -> None:
    """A desk: one file that all three judge, one for which the judge needs a waiver, and one of a
    team that nobody who judges it may know of: they are all in it."""
    by, chair, judge = (world.people[role] for role in ("manager", "owner", "judge"))
    world.reserve = people.person("Rita Reserve", team=people.team("Night crew"))
    world.desk_award = factories.award(world.week, "Calm in the storm", by=by, window=(-9, -2))
    bench = [chair, judge, by]
    factories.panel(world.desk_award, bench, chair=chair, reserve=[world.reserve], by=by)
    writer = people.person("Wim Writer", team=people.team("Night crew"))
    ron = people.person("Ron Nominee", team=judge.team)
    world.desk_file, world.wait_file = (
        factories.accepted(world.desk_award, nominee, by=writer, manager=by).file
        for nominee in (world.nominee, ron)
    )
    own = factories.award(world.week, "Steady hand", by=by, window=(-9, -2))
    factories.panel(own, [world.reserve, writer], by=by)
    world.own_file = factories.accepted(own, chair, by=writer, manager=by).file
    for file, judges in [(world.desk_file, bench), (world.wait_file, [chair, by])]:
        for each in judges:
            factories.review(file, each, 3, 4, is_sent=False)


def grow(world, numbers) -> None:
    """More files on the desk, more awards, more judges."""
    by, judge = world.people["manager"], world.people["judge"]
    writer = people.person("Wanda Writer", team=people.team("Night crew"))
    files = many_files(world.desk_award, "Nell", numbers, writer=writer, by=by)
    sent = factories.review(files[0], judge, 2, 3)
    now = sent.sent_at
    copies(
        sent,
        (
            {"file_id": file.pk, "sent_at": now if number % 2 == 0 else None}
            for number, file in enumerate(files[1:], start=1)
        ),
    )
    awards = world.week.awards.filter(title__startswith="Award ")
    PanelMember.objects.bulk_create(PanelMember(award=each, person=judge) for each in awards)
