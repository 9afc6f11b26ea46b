"""How far each award has come, and what is counted of it: worked out anew whenever it is asked.

It names winners: what uses it is for managers alone.
"""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.db.models import Exists, OuterRef, QuerySet

from csweek.people.models import Person
from recognition.bench import JudgedFile
from recognition.counts import count_of
from recognition.judged import judged_all
from recognition.models import Award, Decision, File, Nomination, Stage
from recognition.models.decisions import place_among
from recognition.readers import manager_count
from recognition.rules import reviews as rules
from recognition.rules.freezing import marks_in
from recognition.standings import Standing

CEREMONY = ("activity__day", "activity__place", "activity__site")


@dataclass(frozen=True)
class Winner:
    """`score` is the mean of the reviews, 1 to 5; None where nobody scored."""

    file: File
    score: Decimal | None
    reviews: int


@dataclass(frozen=True)
class Progress:
    """An award and how far it has come; `stand` is None but of one that is being judged."""

    award: Award
    stage: Stage
    to_read: int
    returned: int
    accepted: int
    files: int
    winners: tuple[Winner, ...]
    stand: Standing | None

    @property
    def nominations(self) -> int:
        return self.to_read + self.returned + self.accepted

    @property
    def is_decided(self) -> bool:
        return self.stage in (Stage.DECIDED, Stage.PRESENTED, Stage.NOT_GIVEN)

    @property
    def is_judged(self) -> bool:
        """Closed, and every judge has sent what they may judge: it can be decided."""
        return self.stand is not None and self.stand.is_all_in

    @property
    def tied(self) -> list[JudgedFile]:
        """By name, those among which the chair's vote would still choose: once all is sent."""
        found = self.stand.files(self.stand.tied) if self.is_judged else []
        return sorted(found, key=lambda file: file.name)


def stage_of(award: Award, *, is_decided: bool, is_given: bool) -> Stage:
    """`is_decided`: a decision stands; `is_given`: it has a winner."""
    if award.is_presented and is_decided:
        return Stage.PRESENTED if is_given else Stage.NOT_GIVEN
    if award.is_presented:
        return Stage.REOPENED
    if is_decided:
        return Stage.DECIDED
    if award.is_closed:
        return Stage.JUDGING
    return Stage.OPEN if award.is_open else Stage.PLANNED


def counted(awards: QuerySet, reader: Person | None = None) -> QuerySet:
    """Awards with what is counted of each, in one query: `to_read`, `returned`, `accepted`
    (nominations), `file_count`, whether it `is_decided`, and the organisation's `manager_count`."""
    nominations = Nomination.objects.not_about(reader)
    return awards.annotate(
        to_read=count_of(nominations.to_read()),
        returned=count_of(nominations.returned()),
        accepted=count_of(nominations.accepted()),
        file_count=count_of(File.objects.live().not_own_of(reader)),
        manager_count=manager_count(),
        is_decided=Exists(Decision.objects.standing().filter(award=OuterRef("pk"))),
    )


def progress_of(awards: QuerySet, reader: Person | None = None) -> list[Progress]:
    """Each award's progress, in seven queries however many there are, and one more where teams are
    judged; in the order of `awards`.

    Nothing of it but the winners of what is decided tells whether the reader, or their team, is
    nominated.
    """
    rows = list(counted(awards, reader).select_related("chair_vote", "presenter", *CEREMONY))
    winners = _winners([row.pk for row in rows if row.is_decided])
    stages = {
        row.pk: stage_of(row, is_decided=row.is_decided, is_given=row.pk in winners) for row in rows
    }
    judging = [row for row in rows if stages[row.pk] == Stage.JUDGING]
    stands = _stands(judging, reader)
    return [
        Progress(
            award=row,
            stage=stages[row.pk],
            to_read=row.to_read,
            returned=row.returned,
            accepted=row.accepted,
            files=row.file_count,
            winners=winners.get(row.pk, ()),
            stand=stands.get(row.pk),
        )
        for row in rows
    ]


def _stands(judging: list[Award], reader: Person | None) -> dict[int, Standing]:
    """What the judging of each award has come to, as its own page has it: without what was
    decided, for no decision stands, and without the reader's own files."""
    found = judged_all(judging)
    if reader:
        found = {pk: each.without(each.own_of(reader)) for pk, each in found.items()}
    return {
        row.pk: Standing(
            found[row.pk], getattr(row, "chair_vote", None), (), row.to_read, row.returned
        )
        for row in judging
    }


def _winners(decided: list[int]) -> dict[int, tuple[Winner, ...]]:
    """{award: files that won it, the first in rank first} of the decisions that stand, with the
    scores that were decided by."""
    files = defaultdict(list)
    through = Decision.winners.through.objects.filter(
        decision__award__in=decided, decision__reopened_at=None
    )
    related = ("file__person__team", "file__person__site", "file__team")
    for row in through.select_related("decision", *related):
        files[row.decision].append(row.file)
    return {decision.award_id: _in_order(decision, won) for decision, won in files.items()}


def _in_order(decision: Decision, files: list[File]) -> tuple[Winner, ...]:
    ranks = decision.ranks
    marks = marks_in(decision.frozen, [file.key for file in files])
    files = sorted(
        files, key=lambda file: (*place_among(ranks, file.key, file.nominee_name), file.pk)
    )
    return tuple(_winner(file, *marks.get(str(file.key), (None, 0))) for file in files)


def _winner(file: File, mean: Fraction | None, reviews: int) -> Winner:
    score = None if mean is None else rules.to_hundredths(mean * rules.HIGHEST / 100)
    return Winner(file, score, reviews)
