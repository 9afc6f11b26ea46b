"""What a set says of itself, its awards and their criteria. Its texts are lazy."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class ReadyCriterion:
    """What judges score from 1 to 5. `weight` is 1 to 5; `description` says what 1 and 5 mean."""

    title: Promise
    weight: int
    description: Promise


@dataclass(frozen=True)
class ReadyAward:
    """An award to start from. `subject` is "person" or "team"; `minutes` are those on stage.

    `icon` is a key of the award icons. `joined_within_months` bars those who have been here longer.
    """

    title: Promise
    honours: Promise
    subject: str
    minutes: int
    icon: str
    criteria: tuple[ReadyCriterion, ...]
    joined_within_months: int | None = None
    not_last_winner: bool = False
    not_own_team: bool = False
    cosigning: bool = False


@dataclass(frozen=True)
class AwardSet:
    """Awards that go well together. `key` is a slug that never changes once shipped."""

    key: str
    title: Promise
    for_whom: Promise
    awards: tuple[ReadyAward, ...]
