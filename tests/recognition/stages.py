"""Decided awards and stages for tests, with one short call each."""

import uuid

from django.utils import timezone

from recognition.models import Ceremony, Decision, File
from recognition.rules.freezing import freeze
from recognition.rules.reviews import Criterion, Review
from recognition.rules.stage import Act, Stage


def decided(award, *winners: File, by, reason: str = "By the scores") -> Decision:
    """A decision as it is kept; that it follows from the scores is not what is tested here."""
    keys = [str(file.key) for file in winners]
    reviews = [Review("1", key, {"1": 4}) for key in keys]
    facts = {"quorum": 3, "panel": [], "recusals": [], "winners": keys, "waivers": []}
    frozen = freeze([Criterion("1", 3)], reviews, facts=facts)
    last = award.decisions.count()
    made = Decision.objects.create(
        award=award,
        number=last + 1,
        key=uuid.uuid4(),
        reason=reason,
        by=by,
        at=timezone.now(),
        frozen=frozen.text,
        sha256=frozen.sha256,
    )
    made.winners.set(winners)
    return made


def ceremony(week, *awards, by, **values) -> Ceremony:
    values = {"title": "Awards 2026", "key": uuid.uuid4()} | values
    return Ceremony.objects.start(week, awards, by=by, **values)


def walk(ceremony: Ceremony, *acts: str, by) -> Stage:
    for act in acts:
        stage = ceremony.act(Act(act), by=by, key=uuid.uuid4())
    ceremony.refresh_from_db()
    return stage
