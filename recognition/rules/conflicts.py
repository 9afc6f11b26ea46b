"""Who may not judge a file, or only with the chair's written waiver, worked out of plain facts."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

Key = Hashable  # of a person or a team


class Kind(StrEnum):
    """What ties a judge to a file; the gravest first."""

    NOMINEE = "nominee"  # it is the judge's own
    MEMBER = "member"  # the judge belongs to the nominated team
    NOMINATOR = "nominator"
    COSIGNER = "co-signer"
    MANAGER = "manager"  # the judge is line manager of the nominee, or of one of the team
    REPORT = "report"  # the nominee, or one of the team, is the judge's line manager
    SAME_TEAM = "same-team"


ABSOLUTE = frozenset({Kind.NOMINEE, Kind.MEMBER, Kind.NOMINATOR, Kind.COSIGNER})


@dataclass(frozen=True)
class Colleague:
    """A person as the directory has them: team and line manager, where known."""

    key: Key
    team: Key | None = None
    manager: Key | None = None


@dataclass(frozen=True)
class Case:
    """A file: the nominee alone, or a nominated `team` with all its members, and who wrote it."""

    people: tuple[Colleague, ...]
    team: Key | None = None
    nominators: frozenset[Key] = field(default_factory=frozenset)
    cosigners: frozenset[Key] = field(default_factory=frozenset)

    @cached_property
    def keys(self) -> frozenset[Key]:
        return frozenset(person.key for person in self.people)

    @cached_property
    def teams(self) -> frozenset[Key]:
        return frozenset(person.team for person in self.people) - {None}

    @cached_property
    def managers(self) -> frozenset[Key]:
        return frozenset(person.manager for person in self.people)


@dataclass(frozen=True)
class Conflict:
    """One that `is_absolute` bars the judge; any other needs the chair's written waiver."""

    kind: Kind
    is_absolute: bool


def find_conflicts(judge: Colleague, case: Case) -> list[Conflict]:
    """Every conflict of this judge with this file, each kind once, the gravest first.

    What is not known (no team, no line manager) is nobody's. Only the line manager counts, not
    the manager's own.
    """
    is_of_team = case.team is not None
    is_inside = judge.key in case.keys
    found = {
        Kind.NOMINEE: is_inside and not is_of_team,
        Kind.MEMBER: is_of_team and (is_inside or judge.team == case.team),
        Kind.NOMINATOR: judge.key in case.nominators,
        Kind.COSIGNER: judge.key in case.cosigners,
        Kind.MANAGER: judge.key in case.managers,
        Kind.REPORT: judge.manager is not None and judge.manager in case.keys,
        Kind.SAME_TEAM: not is_inside and not is_of_team and judge.team in case.teams,
    }
    return [Conflict(kind, kind in ABSOLUTE) for kind in Kind if found[kind]]


def may_judge(conflicts: Iterable[Conflict], *, has_waiver: bool = False) -> bool:
    """Whether the judge may score the file; a waiver lifts no absolute conflict."""
    return all(has_waiver and not conflict.is_absolute for conflict in conflicts)
