"""The bench of an award: who may judge which file, which reviews count, and which files lack
judges or reviews; worked out of facts that judged.py and desks.py ask the database for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from functools import cached_property

from csweek.people.models import Person
from recognition.models import Award
from recognition.models import Criterion as CriterionRow
from recognition.rules.conflicts import Conflict, Kind, may_judge
from recognition.rules.reviews import Criterion, Review, lacking_quorum

# Whoever is nominated learns nothing of it before the ceremony: not even that there is a file.
SECRET = frozenset({Kind.NOMINEE, Kind.MEMBER})


class Part(StrEnum):
    """What a judge of the panel has to do with a file."""

    JUDGES = "judges"
    RESERVE = "reserve"  # not called in for it
    STEPPED_BACK = "stepped-back"
    WAITS = "waits"  # for the chair's waiver
    BARRED = "barred"


@dataclass(frozen=True)
class Judge:
    pk: int
    name: str
    is_chair: bool = False
    is_reserve: bool = False
    is_active: bool = True


@dataclass(frozen=True)
class JudgedFile:
    """A file with an accepted nomination; `key` is its public one, as text, and `nominee` the
    numbers of the person and of the team, of which it has one."""

    pk: int
    key: str
    name: str
    team: str = ""
    site: str = ""
    is_of_team: bool = False
    is_shortlisted: bool = False
    citation: str = ""
    nominee: tuple[int | None, int | None] = (None, None)
    has_left: bool = False

    def is_own_of(self, person: Person) -> bool:
        """Whether it is the person's own, or their team's."""
        of_person, of_team = self.nominee
        return of_person == person.pk or (of_team is not None and of_team == person.team_id)


@dataclass(frozen=True)
class Mark:
    """A waiver, a stepping back or a calling in: by whom, when and why."""

    by: int | None = None
    at: datetime | None = None
    reason: str = ""


@dataclass(frozen=True)
class Given:
    """A review as far as it has come; `scores` go from the criterion's key to 1 to 5."""

    scores: Mapping[str, int]
    sent_at: datetime | None = None

    @property
    def is_sent(self) -> bool:
        return self.sent_at is not None


Pair = tuple[int, str]  # (number of the judge, key of the file)


@dataclass(frozen=True)
class Judged:
    """Everything that judging an award has come to. Judges go by their number, files by their key
    and criteria by their number as text. Pairs without a conflict are not in `conflicts`.
    `decided_by` are the reviews of the decision that stands, where it is looked at by those."""

    award: Award
    criteria_rows: tuple[CriterionRow, ...]
    judges: Mapping[int, Judge]
    files: Mapping[str, JudgedFile]
    conflicts: Mapping[Pair, tuple[Conflict, ...]] = field(default_factory=dict)
    waivers: Mapping[Pair, Mark] = field(default_factory=dict)
    step_backs: Mapping[Pair, Mark] = field(default_factory=dict)
    calls: Mapping[Pair, Mark] = field(default_factory=dict)
    given: Mapping[Pair, Given] = field(default_factory=dict)
    decided_by: tuple[Review, ...] | None = None

    @property
    def quorum(self) -> int:
        return self.award.quorum

    @cached_property
    def criteria(self) -> tuple[Criterion, ...]:
        """As recognition.rules.tally wants them."""
        return tuple(Criterion(str(each.pk), each.weight) for each in self.criteria_rows)

    @cached_property
    def reviews(self) -> tuple[Review, ...]:
        """Those that count, as recognition.rules.tally wants them: sent, by judges who may judge
        the file as things stand now; or those that were decided by."""
        if self.decided_by is not None:
            return tuple(each for each in self.decided_by if each.file in self.files)
        return tuple(
            Review(judge, file, given.scores)
            for (judge, file), given in self.given.items()
            if given.is_sent and self.part(judge, file) == Part.JUDGES
        )

    @property
    def chair(self) -> Judge | None:
        """Nobody, where whoever was in the chair has left."""
        seated = (each for each in self.judges.values() if each.is_chair and each.is_active)
        return next(seated, None)

    @property
    def reserve(self) -> list[Judge]:
        return [each for each in self.judges.values() if each.is_reserve]

    @property
    def scorers(self) -> list[Judge]:
        """Judges, and reserve judges who were called in to a file; of those who have left, who
        had sent scores."""
        called = {judge for judge, _file in self.calls}
        gave = {judge for (judge, _file), given in self.given.items() if given.is_sent}
        return [
            each
            for each in self.judges.values()
            if (each.is_active or each.pk in gave) and (not each.is_reserve or each.pk in called)
        ]

    def part(self, judge: int, file: str) -> Part:
        """The gravest of what holds the judge from the file, or that they judge it."""
        pair = (judge, file)
        found = self.conflicts.get(pair)
        if found and any(each.is_absolute for each in found):
            return Part.BARRED
        if pair in self.step_backs:
            return Part.STEPPED_BACK
        if found and not may_judge(found, has_waiver=pair in self.waivers):
            return Part.WAITS
        if self.judges[judge].is_reserve and pair not in self.calls:
            return Part.RESERVE
        return Part.JUDGES

    def may_know(self, judge: int, file: str) -> bool:
        """Whether a judge may learn that there is such a file."""
        return not any(each.kind in SECRET for each in self.conflicts.get((judge, file), ()))

    def may_call(self, judge: int, file: str) -> bool:
        """Whether a reserve judge who is not called in yet could judge the file."""
        return self.judges[judge].is_active and self.part(judge, file) == Part.RESERVE

    def may_waive(self, file: str) -> bool:
        """Whether the chair can decide who judges the file: only if nothing ties them to it."""
        return self.chair is not None and not self.conflicts.get((self.chair.pk, file))

    def known_to(self, judge: int) -> "Judged":
        """The same without the files that the judge may not learn of."""
        return self.without(key for key in self.files if not self.may_know(judge, key))

    def own_of(self, person: Person) -> list[str]:
        """Keys of the files of a person, or of their team."""
        return [key for key, file in self.files.items() if file.is_own_of(person)]

    def without(self, keys: Iterable[str]) -> "Judged":
        """The same as if these files were not there."""
        gone = set(keys)
        files = {key: file for key, file in self.files.items() if key not in gone}
        kept = {
            name: {pair: value for pair, value in getattr(self, name).items() if pair[1] in files}
            for name in ("conflicts", "waivers", "step_backs", "calls", "given")
        }
        return replace(self, files=files, **kept)

    def files_of(self, judge: int, *parts: Part) -> list[JudgedFile]:
        """Those that this judge has that part in, of all that they may know of."""
        return [
            file
            for key, file in self.files.items()
            if self.part(judge, key) in parts and self.may_know(judge, key)
        ]

    def unsent(self, judge: int) -> list[JudgedFile]:
        """What the judge still has to score or to send."""
        return [
            file for file in self.files_of(judge, Part.JUDGES) if not self._is_sent(judge, file.key)
        ]

    def has_sent_all(self, judge: int) -> bool:
        return bool(self.files_of(judge, Part.JUDGES)) and not self.unsent(judge)

    def is_ready(self, given: Given | None) -> bool:
        """Whether a review has a score for every criterion."""
        return given is not None and all(each.key in given.scores for each in self.criteria)

    @cached_property
    def lacking(self) -> dict[str, int]:
        """Files that too few judges have sent scores of, and how many reviews each lacks."""
        return lacking_quorum(self.files, self.reviews, self.quorum)

    @cached_property
    def short(self) -> dict[str, int]:
        """Files that too few judges may judge, and how many judges each lacks. Says nothing of
        who has sent: but a judge who has left and never sent is none."""
        found = {file: self.quorum - len(self.bench_of(file)) for file in self.files}
        return {file: count for file, count in found.items() if count > 0}

    def bench_of(self, file: str) -> list[Judge]:
        """Those who judge the file, or have done so before they left."""
        return [
            each
            for each in self.judges.values()
            if self.part(each.pk, file) == Part.JUDGES
            and (each.is_active or self._is_sent(each.pk, file))
        ]

    def waiting(self) -> list[Pair]:
        """Judges and files that only a waiver would bring together: those who judge every file."""
        return [
            (judge.pk, file)
            for file in self.files
            for judge in self.judges.values()
            if self.part(judge.pk, file) == Part.WAITS and judge.is_active
        ]

    def _is_sent(self, judge: int, file: str) -> bool:
        given = self.given.get((judge, file))
        return given is not None and given.is_sent


def scores_of(stored: Mapping[str, int], criteria: Iterable[CriterionRow]) -> dict[str, int]:
    """The scores of the award's criteria as they are: none of one that was taken out since."""
    known = {str(each.pk) for each in criteria}
    return {key: score for key, score in stored.items() if key in known}
