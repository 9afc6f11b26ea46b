"""A judge's desk: the files of their own panels, in an order of their own, and how far they are.

It asks for nothing that others have done: neither their scores nor whether they have sent any.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from django.db.models import (
    CharField,
    Exists,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Concat

from csweek.notices.models import Notice
from recognition.bench import Given, Judge, Judged, JudgedFile, Mark, Part, scores_of
from recognition.judged import (
    FILE,
    case_of,
    colleague_of,
    criteria_of,
    file_of,
    members_who_matter,
    writers_among,
)
from recognition.models import (
    CallIn,
    ChairVote,
    Decision,
    File,
    Nomination,
    PanelMember,
    StepBack,
    Waiver,
)
from recognition.rules.conflicts import find_conflicts
from recognition.rules.desk import desk_order

MARKS = {"waivers": Waiver, "step_backs": StepBack, "calls": CallIn}


class Progress(StrEnum):
    """How far a judge is with a file that they judge."""

    NOT_BEGUN = "not-begun"
    BEGUN = "begun"
    READY = "ready"  # every criterion has its score
    SENT = "sent"


@dataclass(frozen=True)
class Desk:
    """One award on the desk of one judge."""

    seat: PanelMember
    judged: Judged

    @property
    def award(self):
        return self.seat.award

    @property
    def is_open(self) -> bool:
        """Whether its files lie on the desk: once its nominations have closed."""
        return self.award.is_closed

    @property
    def is_decided(self) -> bool:
        """Not while the decision is reopened, also after it was presented: scores may come in."""
        return self.seat.is_decided

    @property
    def has_criteria(self) -> bool:
        return bool(self.judged.criteria_rows)

    @property
    def can_score(self) -> bool:
        return self.is_open and not self.is_decided

    @property
    def is_to_vote(self) -> bool:
        """Whether the chair was asked to part files that are level, and has not done so since."""
        voted, asked = self.seat.voted_at, self.seat.asked_at
        return self._may_vote and asked is not None and (voted is None or voted < asked)

    @property
    def has_voted(self) -> bool:
        """Whether the chair's vote is kept, and can still be given anew."""
        return self._may_vote and self.seat.voted_at is not None and not self.is_to_vote

    @property
    def _may_vote(self) -> bool:
        return self.seat.is_chair and self.can_score

    def can_ask(self, file: JudgedFile) -> bool:
        """Whether the judge can ask the chair for a waiver; the chair has nobody to ask, nor has
        anybody while the chair is empty."""
        has_chair = self.seat.chair is not None and not self.seat.is_chair
        return self.can_score and has_chair and self.part(file) == Part.WAITS

    def asking(self, file: JudgedFile) -> str:
        """What is kept of having asked: another chair can be asked anew."""
        return f"{file.pk}:{self.seat.chair}"

    @cached_property
    def files(self) -> list[JudgedFile]:
        """Those that the judge judges, in the order of this judge's desk."""
        return self._in_order(Part.JUDGES)

    @cached_property
    def set_aside(self) -> list[JudgedFile]:
        """Those that the judge may know of and does not judge."""
        return self._in_order(Part.BARRED, Part.WAITS, Part.STEPPED_BACK)

    def _in_order(self, *parts: Part) -> list[JudgedFile]:
        if not self.is_open:
            return []
        files = {each.key: each for each in self.judged.files_of(self.seat.person_id, *parts)}
        order = desk_order(str(self.award.key), self.seat.person_id, files)
        return [files[key] for key in order]

    def part(self, file: JudgedFile) -> Part:
        return self.judged.part(self.seat.person_id, file.key)

    def conflicts(self, file: JudgedFile):
        return self.judged.conflicts.get((self.seat.person_id, file.key), ())

    def progress(self, file: JudgedFile) -> Progress:
        given = self.judged.given.get((self.seat.person_id, file.key))
        if given is None or not (given.scores or given.is_sent):
            return Progress.NOT_BEGUN
        if given.is_sent:
            return Progress.SENT
        return Progress.READY if self.judged.is_ready(given) else Progress.BEGUN

    def those(self, *progress: Progress) -> list[JudgedFile]:
        return [each for each in self.files if self.progress(each) in progress]

    @cached_property
    def scored(self) -> list[JudgedFile]:
        return self.those(Progress.READY, Progress.SENT)

    @cached_property
    def sent(self) -> list[JudgedFile]:
        return self.those(Progress.SENT)

    @cached_property
    def to_score(self) -> list[JudgedFile]:
        return self.those(Progress.NOT_BEGUN, Progress.BEGUN)

    @cached_property
    def to_send(self) -> list[JudgedFile]:
        return self.those(Progress.READY)

    def file(self, key) -> JudgedFile | None:
        """A file that the judge judges; None of any other."""
        return next((each for each in self.files if each.key == str(key)), None)


def desks_of(person, **awards) -> list[Desk]:
    """The awards whose panels somebody sits on, as they come on stage; `awards` are conditions of
    the award: desks_of(jun, week=week). In five queries, however many awards and files."""
    seats = PanelMember.objects.filter(
        person=person,
        award__discarded_at=None,
        **{f"award__{field}": value for field, value in awards.items()},
    )
    decided = Decision.objects.standing().filter(award=OuterRef("award"))
    award = Cast(OuterRef("award"), CharField())
    subject = Concat(Value("award:"), award, Value(":"))  # of that award, whichever its tie
    asked = Notice.objects.of(person).filter(name="chair-vote", subject__startswith=subject)
    voted = ChairVote.objects.filter(award=OuterRef("award"), by=person)
    chair = PanelMember.objects.in_chair().filter(award=OuterRef("award"))
    seats = (
        seats.annotate(
            is_decided=Exists(decided),
            asked_at=Subquery(asked.order_by("-id").values("made_at")[:1]),
            voted_at=Subquery(voted.values("at")),
            chair=Subquery(chair.values("person")[:1]),
        )
        .select_related("award__week")
        .order_by("award__position", "award_id")
    )
    return desks_at(list(seats), person)


def desks_at(seats: list[PanelMember], person) -> list[Desk]:
    awards = [seat.award_id for seat in seats]
    rows = _files(awards, person)
    of_award = defaultdict(list)
    for row in rows:
        of_award[row["award_id"]].append(row)
    colleague = colleague_of(person)
    teams = {row["team_id"] for row in rows if row["team_id"]}
    members = members_who_matter(teams, [colleague])
    writers = writers_among(Nomination.objects.filter(award__in=awards), {person.pk})
    criteria = criteria_of(awards)
    return [
        Desk(
            seat,
            _judged(
                seat,
                Judge(person.pk, person.name, seat.is_chair, seat.is_reserve),
                of_award[seat.award_id],
                tuple(criteria[seat.award_id]),
                lambda row: tuple(find_conflicts(colleague, case_of(row, members, writers))),
            ),
        )
        for seat in seats
    ]


def _files(awards: Iterable[int], person) -> list[dict]:
    """Files as judged.file_rows has them, with what this judge has done about each."""
    own = {
        name: Exists(model.objects.filter(file=OuterRef("pk"), judge=person))
        for name, model in MARKS.items()
    }
    files = (
        File.objects.live()
        .filter(award__in=awards)
        .annotate(
            review=FilteredRelation("reviews", condition=Q(reviews__judge=person)),
            given_scores=F("review__scores"),
            given_at=F("review__sent_at"),
            **{f"has_{name}": found for name, found in own.items()},
        )
    )
    marks = [f"has_{name}" for name in MARKS]
    return list(files.order_by("pk").values(*FILE, "given_scores", "given_at", *marks))


def _judged(seat, judge: Judge, rows: list[dict], criteria, clashes_of) -> Judged:
    """What judging the award has come to, as far as it is this judge's."""
    pairs = {row["pk"]: (judge.pk, str(row["key"])) for row in rows}
    marked = {
        name: {pairs[row["pk"]]: Mark() for row in rows if row[f"has_{name}"]} for name in MARKS
    }
    return Judged(
        seat.award,
        criteria,
        {judge.pk: judge},
        {str(row["key"]): file_of(row) for row in rows},
        {pairs[row["pk"]]: found for row in rows if (found := clashes_of(row))},
        given={
            pairs[row["pk"]]: Given(scores_of(row["given_scores"], criteria), row["given_at"])
            for row in rows
            if row["given_scores"] is not None
        },
        **marked,
    )
