"""A problem of the plan as data: what, how bad, how to mend. Words are put to it upstairs."""

from dataclasses import dataclass
from enum import IntEnum


class Severity(IntEnum):
    """How bad: WARNS, or BLOCKS a publication unless a reason is given."""

    WARNS = 1
    BLOCKS = 2


@dataclass(frozen=True)
class Mend:
    """One way to mend a problem: its words, where an organizer does it, and an icon."""

    words: str
    path: str
    icon: str


@dataclass(frozen=True)
class Problem:
    """`check` is the name of the check that found it; `activities` the keys of its cards; `path`
    is where an administrator mends what nobody else can."""

    check: str
    severity: Severity
    what: str
    mend: str
    activities: tuple[int, ...] = ()
    day: int | None = None
    path: str = ""
    mends: tuple[Mend, ...] = ()
