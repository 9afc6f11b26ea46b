"""Ties: who stands level, and how the rule that was declared beforehand parts them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from .reviews import Key, Marks

Group = tuple[Key, ...]  # files that stand level, in the order of their keys as text


class Step(StrEnum):
    """What a tie can be broken by. Never the time of sending, nor the number of nominations."""

    HEAD_TO_HEAD = "head-to-head"
    CRITERION = "criterion"
    FIRST_PLACES = "first-places"
    CHAIR = "chair"


class TieRule(StrEnum):
    """What the award declares: all steps in turn, the chair's written vote alone, or none."""

    STANDARD = "standard"
    CHAIR = "chair"
    JOINT = "joint"


STEPS: dict[TieRule, tuple[Step, ...]] = {
    TieRule.STANDARD: tuple(Step),
    TieRule.CHAIR: (Step.CHAIR,),
    TieRule.JOINT: (),
}


@dataclass(frozen=True)
class Terms:
    """What was declared before the judging: the rule for ties, and how many places there are.

    `vote` is the chair's, in writing: files, best first; not all, and others too, may be in it.
    """

    rule: TieRule = TieRule.STANDARD
    vote: Group | None = None
    places: int = 1

    def __post_init__(self):
        if not isinstance(self.places, int) or self.places < 1:
            raise ValueError(f"There must be a place to win, not {self.places!r}.")
        if self.vote is not None and len(set(self.vote)) < len(self.vote):
            raise ValueError("The chair's vote names a file twice.")


@dataclass(frozen=True)
class Tie:
    """Files that stood level from `rank` on, and what became of it.

    `order` is how they were parted, best first: one group of all where nothing parted them
    (`broken_by` is None). Those still level in it are a Tie of their own. `is_at_edge`: some of
    them could win and others not, so that all of them win unless it is broken.
    """

    files: Group
    rank: int
    broken_by: Step | None
    order: tuple[Group, ...]
    is_at_edge: bool


def settle(merits: Mapping[Key, Any], marks: Marks, terms: Terms) -> tuple[list[Group], list[Tie]]:
    """The files in groups, best first, by their merits and then by the rule; and every tie.

    A tie is broken where its first place is one of those to win. Below them, nobody gains by
    its breaking: the files share their rank, and the chair need not be asked.
    Where a step parts some of the files, those still level begin again at the first step, among
    themselves: what head-to-head says of three it need not say of two of them.
    """
    waiting = grouped(merits)[::-1]
    settled: list[Group] = []
    ties: list[Tie] = []
    rank = 1
    while waiting:
        group = waiting.pop()
        if len(group) > 1:
            is_open = rank <= terms.places
            step, order = _part(group, marks, terms) if is_open else (None, (group,))
            is_at_edge = is_open and terms.places < rank + len(group) - 1
            ties.append(Tie(group, rank, step, order, is_at_edge))
            if step is not None:
                waiting += order[::-1]
                continue
        settled.append(group)
        rank += len(group)
    return settled, ties


def winners(settled: Sequence[Group], places: int) -> Group:
    """The files of the first places, and all that share the last of them."""
    found: list[Key] = []
    for group in settled:
        if len(found) >= places:
            break
        found += group
    return tuple(found)


def grouped(merits: Mapping[Key, Any]) -> list[Group]:
    """Files of equal merit together, the greatest first; inside a group, by their keys as text."""
    level: dict[Any, list[Key]] = defaultdict(list)
    for file in sorted(merits, key=str):
        level[merits[file]].append(file)
    return [tuple(level[merit]) for merit in sorted(level, reverse=True)]


def _part(group: Group, marks: Marks, terms: Terms) -> tuple[Step | None, tuple[Group, ...]]:
    """The first step of the rule that parts a group, and the order it brings."""
    for step in STEPS[terms.rule]:
        if step is Step.CHAIR:
            merits = chairs_order(group, terms.vote)
        else:
            merits = _MERITS[step](group, marks)
        order = grouped(merits)
        if len(order) > 1:
            return step, tuple(order)
    return None, (group,)


def head_to_head(files: Group, marks: Marks) -> dict[Key, int]:
    """For each file, how many of the others it beats less how many beat it.

    One beats another if more judges gave it the higher percentage than the lower; only those who
    scored both have a say, and a judge who gave both the same takes no side. This is Copeland's
    method, with a win as 1 and a loss as −1 (A. H. Copeland, "A reasonable social welfare
    function", University of Michigan, 1951).

    The duels of one file with all others are counted at once, each in 16 bits of a long number,
    so that a tie of thousands is no matter.
    """
    digit = {file: 1 << 16 * place for place, file in enumerate(files)}
    ones, judges = sum(digit.values()), len(marks.points)
    top = ones << 15
    if judges >= 1 << 15:
        raise ValueError(f"A panel of {judges} is too large.")
    duels = dict.fromkeys(files, top - ones)  # one judge more for than against sets the top bit
    for given in marks.points.values():
        level: dict[int, list[Key]] = defaultdict(list)
        for file in files:
            if file in given:
                level[given[file]].append(file)
        here = {points: sum(digit[file] for file in level[points]) for points in level}
        below, above = 0, sum(here.values())
        for points in sorted(level):
            above -= here[points]
            for file in level[points]:
                duels[file] += below - above
            below += here[points]
    found = {}
    for file, duel in duels.items():
        won, not_lost = (duel & top).bit_count(), ((duel + ones) & top).bit_count()
        found[file] = won + not_lost - len(files)
    return found


def strongest_criterion(files: Group, marks: Marks) -> dict[Key, Fraction]:
    """The mean score in the criterion of most weight; where several share it, in all of them."""
    found = {}
    for file in files:
        scores = [
            marks.heaviest[judge][file] for judge, given in marks.points.items() if file in given
        ]
        found[file] = Fraction(sum(scores), len(scores))
    return found


def first_places(files: Group, marks: Marks) -> dict[Key, int]:
    """How many judges gave no file, of all that they scored, a higher percentage than this one."""
    return {
        file: sum(given.get(file) == marks.tops[judge] for judge, given in marks.points.items())
        for file in files
    }


def chairs_order(files: Group, vote: Group | None) -> dict[Key, int]:
    """As the chair's vote has them, best first; those it does not name come after, level."""
    named = {file: len(vote) - place for place, file in enumerate(vote)} if vote else {}
    return {file: named.get(file, 0) for file in files}


_MERITS = {
    Step.HEAD_TO_HEAD: head_to_head,
    Step.CRITERION: strongest_criterion,
    Step.FIRST_PLACES: first_places,
}
