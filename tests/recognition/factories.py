"""Makes what tests of recognition need, with one short call each."""

import base64
import uuid
from datetime import datetime, timedelta

from django.utils import timezone

from csweek.people.models import Team
from planner.models import Week
from recognition.models import (
    Attachment,
    Award,
    ChairVote,
    File,
    GivenTo,
    Nomination,
    PanelMember,
    Review,
)

CRITERIA = (
    {"title": "Care", "weight": 3, "description": "1: did the job. 5: nobody else would have."},
    {"title": "Result", "weight": 2, "description": "1: nothing changed. 5: all was well."},
)
WORDS = "She stayed on the line for two hours with a customer who had lost everything."
# The smallest picture there is: one pixel.
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def ago(**span) -> datetime:
    return timezone.now() - timedelta(**span)


def award(week: Week, title: str = "Quiet hero", *, by, window=(-7, 7), **values) -> Award:
    """An award whose nominations open and close these days from now; None: no window."""
    now = timezone.now()
    if window:
        opens, closes = window
        values.setdefault("opens_at", now + timedelta(days=opens))
        values.setdefault("closes_at", now + timedelta(days=closes))
    values.setdefault("honours", "Helps without being asked")
    values.setdefault("criteria", CRITERIA)
    return Award.objects.add(week, by=by, title=title, **values)


def team_award(week: Week, title: str = "Team of the year", *, by, **values) -> Award:
    return award(week, title, by=by, given_to=GivenTo.TEAM, **values)


def draft(award: Award, nominee=None, *, by, words: str = WORDS, **values) -> Nomination:
    field = "team" if isinstance(nominee, Team) else "person"
    return Nomination.objects.keep(
        award.week, by=by, key=uuid.uuid4(), award=award, words=words, **{field: nominee}, **values
    )


def sent(award: Award, nominee, *, by, **values) -> Nomination:
    """A nomination handed in; also where the window has closed since."""
    made = draft(award, nominee, by=by, **values)
    opens, closes = award.opens_at, award.closes_at
    now = timezone.now()
    made.award.opens_at, made.award.closes_at = now - timedelta(1), now + timedelta(1)
    made.send(by=by)
    made.award.opens_at, made.award.closes_at = opens, closes
    return made


def accepted(award: Award, nominee, *, by, manager, **values) -> Nomination:
    made = sent(award, nominee, by=by, **values)
    made.accept(by=manager)
    return made


def panel(award: Award, judges, *, by, chair=None, reserve=()) -> None:
    PanelMember.objects.seat(award, list(judges), chair=chair or judges[0], reserve=reserve, by=by)


def review(file: File, judge, *scores: int, note: str = "", is_sent: bool = True) -> Review:
    """Scores in the order of the award's criteria."""
    made, _is_new = Review.objects.get_or_create(file=file, judge=judge)
    criteria = file.award.criteria.values_list("pk", flat=True)
    made.keep(dict(zip(criteria, scores, strict=False)), note)
    if is_sent:
        made.send(by=judge)
    return made


def chair_vote(award: Award, *files: File, by) -> ChairVote:
    order = [str(file.key) for file in files]
    return ChairVote.objects.create(award=award, by=by, order=order, reason="Closest to customers")


def attachment(nomination: Nomination, name: str = "party.png") -> Attachment:
    """As it is kept; what cleaning makes of a file is tried elsewhere."""
    return Attachment.objects.create(
        nomination=nomination,
        name=name,
        media_type="image/png",
        data=PNG,
        thumbnail=PNG,
        size=len(PNG),
    )
