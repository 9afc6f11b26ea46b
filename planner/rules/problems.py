"""A problem of the plan as data: what, how bad, how to mend. Words are put to it upstairs."""

from dataclasses import dataclass
from enum import IntEnum


class Severity(IntEnum):
    """How bad: BLOCKS a publication unless a reason is given, WARNS, or is worth KNOWING."""

    KNOWING = 1
    WARNS = 2
    BLOCKS = 3


@dataclass(frozen=True)
class Problem:
    """`check` is the name of the check that found it; `activities` the keys of its cards."""

    check: str
    severity: Severity
    what: str
    mend: str
    activities: tuple[int, ...] = ()
    day: int | None = None
