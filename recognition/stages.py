"""How far each award has come, and what is counted of it: worked out anew whenever it is asked.

It names winners: what uses it is for managers alone.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.functions import Coalesce

from csweek.people.models import Person
from recognition.bench import scores_of
from recognition.models import (
    Award,
    CallIn,
    Criterion,
    Decision,
    File,
    Nomination,
    PanelMember,
    Review,
    Stage,
    StepBack,
    Waiver,
)
from recognition.models.decisions import place_among
from recognition.rules import reviews as rules
from recognition.rules.freezing import marks_in
from recognition.rules.ties import Terms, TieRule, settle

CEREMONY = ("activity__day", "activity__place", "activity__site")


@dataclass(frozen=True)
class Winner:
    """`score` is the mean of the reviews, 1 to 5; None where nobody scored."""

    file: File
    score: Decimal | None
    reviews: int


@dataclass(frozen=True)
class Progress:
    """An award and how far it has come.

    `judges` are those who score every file (no reserve), `sent` how many of them have nothing
    left to send; `tied` are files among which the chair's vote would still choose.
    """

    award: Award
    stage: Stage
    to_read: int
    returned: int
    accepted: int
    files: int
    judges: int
    sent: int
    is_begun: bool  # some scores are sent
    tied: tuple[File, ...]
    winners: tuple[Winner, ...]

    @property
    def nominations(self) -> int:
        return self.to_read + self.returned + self.accepted

    @property
    def is_decided(self) -> bool:
        return self.stage in (Stage.DECIDED, Stage.PRESENTED, Stage.NOT_GIVEN)

    @property
    def is_judged(self) -> bool:
        """Closed, and every judge has sent what they may judge: it can be decided."""
        return self.stage == Stage.JUDGING and self.is_begun and self.sent == self.judges


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
    (nominations), `file_count`, `judge_count`; `is_decided`, and `is_begun` to be scored."""
    nominations = Nomination.objects.not_about(reader)
    sent = Review.objects.sent().exclude(file__in=File.objects.own_of(reader))
    return awards.annotate(
        to_read=count_of(nominations.to_read()),
        returned=count_of(nominations.returned()),
        accepted=count_of(nominations.accepted()),
        file_count=count_of(_live_files(reader)),
        judge_count=count_of(_seats(reader)),
        is_decided=Exists(Decision.objects.standing().filter(award=OuterRef("pk"))),
        is_begun=Exists(sent.filter(file__award=OuterRef("pk"))),
    )


def progress_of(awards: QuerySet, reader: Person | None = None) -> list[Progress]:
    """Each award's progress, in seven queries however many there are; in the order of `awards`.

    Nothing of it but the winners of what is decided tells whether the reader, or their team, is
    nominated.
    """
    rows = list(counted(awards, reader).select_related("chair_vote", "presenter", *CEREMONY))
    winners = _winners([row.pk for row in rows if row.is_decided])
    closed = [row.pk for row in rows if row.is_closed and row.is_begun and not row.is_decided]
    left = _with_something_left(closed, reader)
    judged = [row for row in rows if row.pk in set(closed) and not left[row.pk]]
    tied = _ties(judged, reader)
    return [
        Progress(
            award=row,
            stage=stage_of(row, is_decided=row.is_decided, is_given=row.pk in winners),
            to_read=row.to_read,
            returned=row.returned,
            accepted=row.accepted,
            files=row.file_count,
            judges=row.judge_count,
            sent=row.judge_count - left[row.pk] if row.pk in left else 0,
            is_begun=row.is_begun,
            tied=tied.get(row.pk, ()),
            winners=winners.get(row.pk, ()),
        )
        for row in rows
    ]


def count_of(rows: QuerySet) -> Coalesce:
    """How many of these rows each award has, to annotate awards with."""
    of_award = rows.filter(award=OuterRef("pk")).order_by().values("award")
    return Coalesce(Subquery(of_award.annotate(n=Count("pk")).values("n")), 0)


def _live_files(reader: Person | None = None) -> QuerySet:
    """None of the reader's own."""
    return File.objects.live().not_own_of(reader)


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


def _seats(reader: Person | None) -> QuerySet:
    """Those who score, or have sent scores before they left: judges, and reserve judges who were
    called in to a file."""
    calls = CallIn.objects.exclude(file__in=File.objects.own_of(reader))
    called = calls.filter(judge=OuterRef("person"), file__award=OuterRef("award"))
    sent = Review.objects.sent().exclude(file__in=File.objects.own_of(reader))
    given = sent.filter(judge=OuterRef("person"), file__award=OuterRef("award"))
    here = Q(person__is_active=True) | Exists(given)
    return PanelMember.objects.filter(here, Q(is_reserve=False) | Exists(called))


def _with_something_left(awards: Iterable[int], reader: Person | None = None) -> dict[int, int]:
    """{award: how many of its judges have a file left to score}, of these awards; as
    recognition.judged finds of one award, but in one query of a whole list."""
    judge = OuterRef(OuterRef("person"))
    done = Exists(Review.objects.sent().filter(file=OuterRef("pk"), judge=judge)) | Exists(
        StepBack.objects.filter(file=OuterRef("pk"), judge=judge)
    )
    files = _live_files(reader).filter(award=OuterRef("award"))
    # What is unknown of somebody (no team, no line manager) bars nobody: NULL counts as no.
    barred = Case(When(_is_barred(judge), then=True), default=False, output_field=BooleanField())
    left = files.exclude(done).annotate(is_barred=barred).filter(is_barred=False)
    called = left.filter(Exists(CallIn.objects.filter(file=OuterRef("pk"), judge=judge)))
    seats = PanelMember.objects.filter(award__in=awards, person__is_active=True)
    seats = seats.filter(
        (Q(is_reserve=False) & Exists(left)) | (Q(is_reserve=True) & Exists(called))
    )
    found = dict.fromkeys(awards, 0)
    for award in seats.values_list("award", flat=True):
        found[award] += 1
    return found


def _is_barred(judge) -> Q:
    """What recognition.rules.conflicts finds between a judge and a file, asked of the database."""
    team = Coalesce(OuterRef("person__team"), 0)
    boss = Coalesce(OuterRef("person__line_manager"), 0)
    same = Q(person=OuterRef("person")) | Q(team=OuterRef("team"))
    here = Nomination.objects.counted().filter(same, award=OuterRef("award"))
    signed = here.filter(cosignatures__person=judge)
    members = Person.objects.active().filter(team=OuterRef("team"))
    reports = members.filter(line_manager=judge)
    bosses = members.filter(pk=OuterRef(OuterRef("person__line_manager")))
    waived = Exists(Waiver.objects.filter(file=OuterRef("pk"), judge=judge))
    absolute = Q(person=OuterRef("person")) | Q(team=team)
    absolute |= Q(Exists(here.filter(nominator=judge))) | Q(Exists(signed))
    waivable = Q(person=boss) | Q(person__team=team) | Q(person__line_manager=OuterRef("person"))
    waivable |= Q(Exists(bosses)) | Q(Exists(reports))
    return absolute | (waivable & ~Q(waived))


def _ties(judged: list[Award], reader: Person | None) -> dict[int, tuple[File, ...]]:
    """{award: files that tie}, of those that only the chair's vote can part."""
    rows = {award.pk: award for award in judged if award.tie_rule != TieRule.JOINT}
    criteria = defaultdict(list)
    for criterion in Criterion.objects.filter(award__in=rows):
        criteria[criterion.award_id].append(criterion)
    given = defaultdict(list)
    for award, file, judge, scores in _sent_reviews(rows, reader):
        given[award].append(rules.Review(judge, file, scores_of(scores, criteria[award])))
    ties, votes = {}, _votes(list(rows.values()))
    for award, reviews in given.items():
        weights = [rules.Criterion(str(each.pk), each.weight) for each in criteria[award]]
        try:
            marks = rules.collect(weights, reviews)
        except ValueError:
            continue  # its criteria were changed under the scores: the award's own page says so
        row = rows[award]
        terms = Terms(TieRule(row.tie_rule), votes.get(award), row.winners_count)
        ties[award] = _open_tie(marks, terms)
    files = File.objects.select_related("person", "team").in_bulk(
        [key for tie in ties.values() for key in tie]
    )
    return {award: tuple(files[key] for key in tie) for award, tie in ties.items()}


def _sent_reviews(awards: Iterable[int], reader: Person | None) -> QuerySet:
    """(award, file, judge, scores) of what counts in these awards."""
    known = File.objects.filter(award__in=awards).not_own_of(reader)
    gone = StepBack.objects.filter(file=OuterRef("file"), judge=OuterRef("judge"))
    reviews = Review.objects.sent().filter(file__in=known.values("pk")).exclude(judge=None)
    reviews = reviews.exclude(Exists(gone))
    return reviews.values_list("file__award", "file", "judge", "scores")


def _votes(judged: list[Award]) -> dict[int, tuple[int, ...]]:
    """{award: its files in the order of its chair's vote}, of those that have one."""
    orders = {row.pk: row.chair_vote.order for row in judged if hasattr(row, "chair_vote")}
    found = File.objects.filter(award__in=list(orders)).values_list("key", "pk")
    pks = {str(key): pk for key, pk in found}
    return {
        award: tuple(pks[key] for key in order if key in pks) for award, order in orders.items()
    }


def _open_tie(marks: rules.Marks, terms: Terms) -> tuple[int, ...]:
    """The files that a vote of the chair would still choose among."""
    _settled, ties = settle(marks.merits(), marks, terms)
    return next((tie.files for tie in ties if tie.is_at_edge and tie.broken_by is None), ())
