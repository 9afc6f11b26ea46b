"""Where an award stands: what its judging gives by the tally, and what is open about it.

It names winners: what uses it is for managers alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from itertools import chain

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from csweek.people.models import Person
from recognition.bench import Judged, JudgedFile
from recognition.counts import count_of
from recognition.judged import judged_all
from recognition.models import Award, ChairVote, Decision, File, Nomination
from recognition.models.decisions import place_among
from recognition.rules.canonical import canonical, digest
from recognition.rules.freezing import UNREADABLE, reviews_in
from recognition.rules.reviews import Review
from recognition.rules.tally import Tally, open_tie, tally
from recognition.rules.ties import TieRule


class Doubt(StrEnum):
    """What whoever decides is to know, and says that they know."""

    TO_READ = "to-read"  # nominations that no manager has read
    RETURNED = "returned"  # nominations whose nominators are to answer a question
    UNSENT = "unsent"  # scores that judges have not sent
    QUORUM = "quorum"  # files that too few judges have scored
    CLOSE_CALL = "close-call"  # another fair method would choose others
    TIE = "tie"  # files that nothing has parted: all of them win


@dataclass(frozen=True)
class Won:
    """A file that was decided to win; `team` is the person's."""

    key: str
    name: str
    team: str
    citation: str


@dataclass(frozen=True)
class Made:
    """A decision as it is read: by its number, with the names of whoever made and reopened it."""

    number: int
    reason: str
    at: datetime
    by: str | None
    sha256: str
    struck_at: datetime | None
    reopened_at: datetime | None
    reopened_by: str | None
    reopened_because: str
    ranks: dict[str, int]
    is_otherwise: bool
    winners: list[Won] = field(default_factory=list)

    @property
    def is_standing(self) -> bool:
        return self.reopened_at is None

    def held_at(self, moment: datetime) -> bool:
        """Whether it stood then, or was made later: as models.decisions.HELD asks."""
        return self.reopened_at is None or self.reopened_at >= moment


DECISION_AS = {
    "number": "number",
    "reason": "reason",
    "at": "at",
    "by": "by__name",
    "sha256": "sha256",
    "struck_at": "struck_at",
    "reopened_at": "reopened_at",
    "reopened_by": "reopened_by__name",
    "reopened_because": "reopened_because",
    "ranks": "ranks",
    "is_otherwise": "is_otherwise",
}
# As the frozen text has it, which is not fetched for it; a quote within a text is escaped there.
OTHERWISE = Q(frozen__contains='"basis":"otherwise"')
DECISION = ("award_id", *DECISION_AS.values())
WINNER = {
    "key": "winners__key",
    "person": "winners__person__name",
    "of_team": "winners__team__name",
    "team": "winners__person__team__name",
    "citation": "winners__citation",
}


@dataclass(frozen=True)
class Standing:
    """`to_read` counts nominations still to be read, `returned` those whose nominators are to
    answer; `decisions` are all that were made, the newest first; `has_own` says whether a file that
    may yet win is the reader's own, or their team's, and `is_damaged` that what was decided by
    cannot be read. Files go by their key, judges by their number."""

    judged: Judged
    vote: ChairVote | None
    decisions: tuple[Made, ...]
    to_read: int
    returned: int
    has_own: bool = False
    is_damaged: bool = False

    @property
    def decision(self) -> Made | None:
        """The one that stands."""
        return next((each for each in self.decisions if each.is_standing), None)

    @property
    def shown(self) -> list[Made]:
        """Those that everyone was shown, the last one first."""
        since = self.award.presented_at
        return [each for each in self.decisions if since and each.held_at(since)]

    @property
    def award(self) -> Award:
        return self.judged.award

    @cached_property
    def reviews(self) -> tuple[Review, ...]:
        """Those that count: also in full by the criteria as they are now."""
        wanted = {each.key for each in self.judged.criteria}
        given = self.judged.reviews if wanted else ()
        return tuple(each for each in given if each.scores.keys() == wanted)

    @property
    def order(self) -> tuple[str, ...] | None:
        """The chair's vote, as far as its files are still there."""
        if self.vote is None:
            return None
        return tuple(key for key in self.vote.order if key in self.judged.files)

    @cached_property
    def tally(self) -> Tally | None:
        """None while nothing was sent."""
        return tally(self.judged.criteria, self.reviews, **self.terms) if self.reviews else None

    @property
    def terms(self) -> dict:
        return {
            "rule": TieRule(self.award.tie_rule),
            "vote": self.order,
            "places": self.award.winners_count,
        }

    @property
    def proposed(self) -> tuple[str, ...]:
        """Whom the scores choose, by the award's number of winners and its tie rule."""
        return self.tally.winners if self.tally else ()

    @cached_property
    def tied(self) -> tuple[str, ...]:
        """The files among which a vote of the chair would still choose."""
        if not self.reviews or self.award.tie_rule == TieRule.JOINT:
            return ()
        return open_tie(self.judged.criteria, self.reviews, **self.terms)

    @cached_property
    def unsent(self) -> Mapping[int, int]:
        """{judge: how many files they still have to send}, of those who have any."""
        left = {
            pk: len(self.judged.unsent(pk))
            for pk, judge in self.judged.judges.items()
            if judge.is_active
        }
        return {pk: count for pk, count in left.items() if count}

    @property
    def is_all_in(self) -> bool:
        return bool(self.reviews) and not self.unsent

    @property
    def is_close(self) -> bool:
        return bool(self.tally and self.tally.close_calls)

    @cached_property
    def doubts(self) -> list[Doubt]:
        open_about = {
            Doubt.TO_READ: self.to_read,
            Doubt.RETURNED: self.returned,
            Doubt.UNSENT: self.unsent,
            Doubt.QUORUM: self.judged.lacking,
            Doubt.CLOSE_CALL: self.is_close,
            Doubt.TIE: self.tally and self.tally.is_joint,
        }
        return [doubt for doubt, is_open in open_about.items() if is_open]

    def files(self, keys: Iterable[str]) -> list[JudgedFile]:
        return [self.judged.files[key] for key in keys]

    @cached_property
    def seen(self) -> str:
        """What a page that was drawn from this carries: another one as soon as anything is."""
        judged = self.judged
        return digest(
            canonical(
                {
                    "criteria": [[each.key, each.weight] for each in judged.criteria],
                    "reviews": sorted(
                        [str(each.judge), each.file, each.scores] for each in self.reviews
                    ),
                    "rule": str(self.award.tie_rule),
                    "places": self.award.winners_count,
                    "quorum": judged.quorum,
                    "vote": self.order,
                    "files": sorted(judged.files),
                    "unsent": sorted(map(list, self.unsent.items())),
                    "to_read": self.to_read,
                    "returned": self.returned,
                    "decision": self.decision.number if self.decision else None,
                }
            )
        )


def standing(award: Award, reader: Person | None = None) -> Standing:
    return standing_of([award], reader)[award.pk]


def standing_of(awards: Iterable[Award], reader: Person | None = None) -> dict[int, Standing]:
    """Each award's standing, by its number, in eight queries at most, however many there are; in
    seven of awards that were fetched `with_facts`. `reader` is whoever is asked about in `has_own`,
    and of whom no nomination is counted."""
    awards = list(awards)
    found, decisions = judged_all(awards), _decisions(awards)
    if all(hasattr(each, "to_read") for each in awards):
        facts = awards
    else:
        facts = with_facts(Award.objects.filter(pk__in=found), reader).only("pk", "chair_vote")
    return {
        row.pk: Standing(
            found[row.pk],
            getattr(row, "chair_vote", None),
            tuple(decisions[row.pk]),
            row.to_read,
            row.returned,
            row.has_own,
        )
        for row in facts
    }


def with_frozen(awards: QuerySet) -> QuerySet:
    """Awards with the text of the decision that stands (`frozen`), for `as_decided`."""
    decision = Decision.objects.standing().filter(award=OuterRef("pk"))
    return awards.annotate(frozen=Subquery(decision.values("frozen")))


def as_decided(stand: Standing, frozen: str) -> Standing:
    """The same by the reviews in the text of its decision, whatever has changed since: a judge
    moved to another team, or left. Of a text that is damaged, as things stand now."""
    try:
        given = [replace(each, judge=int(each.judge)) for each in reviews_in(frozen)]
        found = replace(stand, judged=replace(stand.judged, decided_by=tuple(given)))
        found.tally  # noqa: B018 - it raises where these are no scores
    except UNREADABLE:
        return replace(stand, is_damaged=True)
    return found


def with_facts(awards: QuerySet, reader: Person | None) -> QuerySet:
    """Awards with what a standing wants to know beside the judging."""
    nominations = Nomination.objects.not_about(reader)
    return awards.select_related("chair_vote").annotate(
        to_read=count_of(nominations.to_read()),
        returned=count_of(nominations.returned()),
        has_own=Exists(File.objects.may_count().own_of(reader).filter(award=OuterRef("pk"))),
    )


def _decisions(awards) -> dict[int, list[Made]]:
    """Every decision of each award, the newest first, without what is frozen; in one query."""
    rows = Decision.objects.filter(award__in=awards).annotate(is_otherwise=OTHERWISE)
    rows = rows.order_by("-number", "winners__pk")
    found: dict[int, list[Made]] = defaultdict(list)
    for row in rows.values(*DECISION, *WINNER.values()):
        of_award = found[row["award_id"]]
        if not of_award or of_award[-1].number != row["number"]:
            of_award.append(Made(**{name: row[field] for name, field in DECISION_AS.items()}))
        if row["winners__key"]:
            values = {name: row[field] or "" for name, field in WINNER.items()}
            of_team = values.pop("of_team")
            values |= {"key": str(values["key"]), "name": values.pop("person") or of_team}
            of_award[-1].winners.append(Won(**values))
    for made in chain.from_iterable(found.values()):
        made.winners.sort(key=lambda won, made=made: place_among(made.ranks, won.key, won.name))
    return found
