"""What the access table, its neighbours and its worlds hold of nominations."""

import uuid

from django.core.files.uploadedfile import SimpleUploadedFile

from csweek.people.models import Team
from recognition.models.cosigns import digest_of
from tests import factories as people
from tests.access.copies import copies
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
recognition:nomination-withdraw      GET  login  login  404    200    404    404    404    404
                                     POST login  login  404    302    404    404    404    404
recognition:my-nominations           GET  login  login  200    200    200    200    200    200
                                     POST login  login  405    405    405    405    405    405
recognition:reminders                GET  login  login  200    200    200    200    200    200
                                     POST login  login  302    302    302    302    302    302
recognition:cosign-list              GET  login  login  200    200    200    200    200    200
                                     POST login  login  405    405    405    405    405    405
recognition:nomination-cosign        GET  login  login  405    405    405    405    405    405
                                     POST login  login  302    404    302    302    302    302
recognition:nomination-uncosign      GET  login  login  405    405    405    405    405    405
                                     POST login  login  302    404    302    302    302    302
recognition:attachment-new           GET  login  login  405    405    405    405    405    405
                                     POST login  login  404    302    404    404    404    404
recognition:attachment-detail        GET  login  login  404    200    404    200    404    404
                                     POST login  login  405    405    405    405    405    405
recognition:attachment-small         GET  login  login  404    200    404    200    404    404
                                     POST login  login  405    405    405    405    405    405
recognition:attachment-delete        GET  login  login  405    405    405    405    405    405
                                     POST login  login  404    302    404    404    404    404
"""


def _typed(world, **values) -> dict:
    return {
        "award": world.award.key,
        "nominee": f"p{world.colleague.pk}",
        "words": factories.WORDS,
        "may_be_read": "on",
    } | values


# The rest of the form's fields, where no page shows them.
_WHOLE = {"words": "She", "is_unnamed": "", "who": "", "key": ""}

# {name of an address: what is sent to it, given the world}
SENT = {
    "recognition:nomination-new": lambda w: _typed(w, key=uuid.uuid4()),
    "recognition:nomination-edit": lambda w: _typed(w, version=w.draft.version),
    "recognition:nomination-save": lambda w: _typed(w, version=w.draft.version) | _WHOLE,
    "recognition:nomination-withdraw": lambda w: {},
    "recognition:reminders": lambda w: {},
    "recognition:nomination-cosign": lambda w: {"seen": digest_of(w.team_nomination)},
    "recognition:nomination-uncosign": lambda w: {},
    "recognition:attachment-new": lambda w: {"files": _photo()},
    "recognition:attachment-delete": lambda w: {},
}

# Addresses about other things: as in tests/access/others.py.
OTHERS = """
recognition:nomination-new    year=UNBEGUN_YEAR     GET  404  POST 404
recognition:nomination-new    year=1983             GET  404  POST 404
recognition:nomination-edit   year=OTHER_YEAR       GET  404  POST 404
recognition:nomination-sent   key=unknown_key       GET  404
recognition:nominee-search    year=UNBEGUN_YEAR     GET  404
recognition:my-nominations    year=UNBEGUN_YEAR     GET  404
recognition:cosign-list       year=UNBEGUN_YEAR     GET  404
recognition:nomination-cosign key=unknown_key       POST 404
recognition:nomination-uncosign key=unknown_key     POST 404
recognition:attachment-new    key=unknown_key       POST 404
recognition:attachment-detail year=OTHER_YEAR       GET  404
recognition:attachment-detail key=unknown_key       GET  404
recognition:attachment-delete key=unknown_key       POST 404
recognition:nomination-withdraw key=unknown_key     GET  404  POST 404
"""

# 200 to GET, but no page of its own.
NO_PAGES = {
    "recognition:nominee-search": "for the page's script",
    "recognition:attachment-detail": "a file",
    "recognition:attachment-small": "a picture",
}

# Pages with rows whose queries are counted at few and at many.
LISTS = ["recognition:cosign-list"]

# {name of an address: what stands for each parameter of it, given the world}
VALUES = {
    "recognition:nomination-edit": lambda w: {"key": w.draft.key},
    "recognition:nomination-save": lambda w: {"key": w.draft.key},
    "recognition:nomination-sent": lambda w: {"key": w.sent_nomination.key},
    "recognition:nomination-withdraw": lambda w: {"key": w.sent_nomination.key},
    "recognition:nomination-cosign": lambda w: {"key": w.team_nomination.key},
    "recognition:nomination-uncosign": lambda w: {"key": w.team_nomination.key},
    "recognition:attachment-new": lambda w: {"key": w.draft.key},
    "recognition:attachment-detail": lambda w: {"key": w.attachment.key},
    "recognition:attachment-small": lambda w: {"key": w.attachment.key},
    "recognition:attachment-delete": lambda w: {"key": w.attachment.key},
}

# Written to without an entry of history: a draft is its writer's alone.
UNTOLD = {
    "recognition:nomination-save": {"recognition_nomination"},
    "recognition:attachment-new": {"recognition_attachment"},
}


def furnish(world) -> None:
    """The owner's: a draft, one that is sent, and one of a team that others may co-sign."""
    owner, staff = world.owner, world.people["staff"]
    world.colleague = people.person("Kim Keen", team=people.team("Chat crew"))
    world.draft = factories.draft(world.award, by=owner, words="She")
    world.sent_nomination = factories.sent(world.award, staff, by=owner)
    world.attachment = factories.attachment(world.sent_nomination)
    world.team_nomination = factories.sent(world.team_award, world.nominee.team, by=owner)


def _photo() -> SimpleUploadedFile:
    """The same bytes each time it is sent."""
    return SimpleUploadedFile("photo.png", factories.PNG, "image/png")


def grow(world, numbers) -> None:
    """More drafts of the owner's, and more of teams that others may co-sign."""
    by = world.people["organizer"]
    draft = factories.draft(world.award, by=world.owner, words="She")
    copies(draft, ({} for _number in numbers))
    teams = Team.objects.bulk_create(Team(name=f"Crew {number}") for number in numbers)
    sent = factories.sent(world.team_award, teams[0], by=by)
    copies(sent, ({"team_id": team.pk} for team in teams[1:]))
