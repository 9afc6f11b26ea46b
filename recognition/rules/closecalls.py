"""Close calls: where another fair method, or one judge fewer, would choose other winners."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import lcm

from .reviews import Key, Marks
from .ties import Group, Terms, settle, winners


class Method(StrEnum):
    """What the winners are tried against."""

    BORDA = "borda"
    WITHOUT_JUDGE = "without-judge"


@dataclass(frozen=True)
class CloseCall:
    """The `winners` that `method` would choose; `judge` is the one left out, where one is."""

    method: Method
    winners: Group
    judge: Key | None = None


def find_close_calls(marks: Marks, terms: Terms, chosen: Group) -> list[CloseCall]:
    """Borda first, then each judge whose leaving out would choose other winners than `chosen`.

    Sets are compared, not their order. Ties are broken by the same rule; the chair's vote stands,
    also where it is the chair who is left out. A panel of one is not tried without its judge.
    Costs judges × files.
    """
    found = []
    by_borda = _winners(borda(marks), marks, terms)
    if set(by_borda) != set(chosen):
        found.append(CloseCall(Method.BORDA, by_borda))
    for judge in sorted(marks.points, key=str) if len(marks.points) > 1 else ():
        fewer = marks.without(judge)
        others = _winners(fewer.merits(), fewer, terms)
        if set(others) != set(chosen):
            found.append(CloseCall(Method.WITHOUT_JUDGE, others, judge))
    return found


def _winners(merits: dict, marks: Marks, terms: Terms) -> Group:
    settled, _ties = settle(merits, marks, terms)
    return winners(settled, terms.places)


def borda(marks: Marks) -> dict[Key, Fraction]:
    """Each file's Borda score, from 0 (last with every judge) to 1 (first with every judge).

    With a judge who scored n files, one gets the share of the n − 1 others that it stands above,
    files of the same percentage counting half: they share the places that they fill, as M. G.
    Kendall does ("The treatment of ties in ranking problems", Biometrika 33, 1945). A judge's only
    file gets a half. The file's score is the mean over its judges, so that who scored few has the
    same say as who scored many. Where everybody scored everything, the order is that of
    J.-C. de Borda's own count ("Mémoire sur les élections au scrutin", 1781).
    """
    others = {judge: max(len(given) - 1, 1) for judge, given in marks.points.items()}
    whole = 2 * lcm(*set(others.values()))
    sums: Counter[Key] = Counter()
    for judge, given in marks.points.items():
        level = Counter(given.values())
        share = whole // (2 * others[judge])
        halves, below = {}, 0  # half points for standing above, or level with, another
        for points in sorted(level):
            halves[points] = 2 * below + level[points] - 1
            below += level[points]
        for file, points in given.items():
            sums[file] += halves[points] * share if len(given) > 1 else whole // 2
    return {file: Fraction(total, whole * marks.counts[file]) for file, total in sums.items()}
