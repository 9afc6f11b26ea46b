"""The adjusted figure: what a file's mean might be, had every judge scored every file.

It stands beside the raw mean for people to weigh, and decides nothing.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import fsum

from .reviews import Criterion, Key, Marks, Review, collect, to_hundredths

PENALTY = 3  # reviews: of a judge with n of them, about n / (n + 3) of the leniency is believed
CLOSE_ENOUGH = 1e-12

Vector = dict[Key, float]


@dataclass(frozen=True)
class Adjustment:
    """`means` are comparable with the raw ones, in percent; two places, halves up.

    `leniency` is how many points above (or below, if negative) the others a judge was found to
    score the same files; they add up to nothing over the panel, but for the rounding.
    """

    means: Mapping[Key, Decimal]
    leniency: Mapping[Key, Decimal]


def adjusted(criteria: Collection[Criterion], reviews: Iterable[Review]) -> Adjustment | None:
    """The adjusted means, or None where every judge scored the same files: the raw ones are fair.

    A percentage is taken as the file's merit plus the judge's leniency plus chance. The squares of
    what is left to chance are made least, together with PENALTY times those of the leniencies, so
    that little evidence corrects little. This is the analysis of incomplete blocks with recovery
    of inter-block information (F. Yates, Annals of Eugenics 10, 1940), judges being the blocks, as
    C. R. Henderson's mixed-model equations put it (Biometrics 31, 1975), for a variance within
    judges PENALTY times that between them. Were every file scored by every judge, merits would be
    the raw means. A merit is not held within 100.

    Raises ValueError as `collect` does.
    """
    marks = collect(criteria, reviews)
    if all(given.keys() == marks.counts.keys() for given in marks.points.values()):
        return None
    leniency = _leniency(marks)
    merit = {
        file: float(marks.mean(file)) - offset
        for file, offset in _mean_offsets(marks, leniency).items()
    }
    return Adjustment(_told(merit), _told(leniency))


def _told(figures: Vector) -> dict[Key, Decimal]:
    """To two places, after nine: what the last bits of a float say is not to tip a half."""
    return {key: to_hundredths(Fraction(f"{figure:.9f}")) for key, figure in figures.items()}


def _mean_offsets(marks: Marks, leniency: Vector) -> Vector:
    """For each file, the mean leniency of its judges."""
    of_file: dict[Key, list[float]] = {file: [] for file in sorted(marks.counts, key=str)}
    for judge, given in marks.points.items():
        for file in given:
            of_file[file].append(leniency[judge])
    return {file: fsum(each) / len(each) for file, each in of_file.items()}


def _leniency(marks: Marks) -> Vector:
    """What makes the squares least, once every file's merit is its mean less its judges' leniency.

    Solved by conjugate gradients (M. R. Hestenes and E. Stiefel, 1952): each turn costs as much as
    there are reviews, and as many turns as judges would do if sums were exact.
    """
    judges = sorted(marks.points, key=str)

    def pull(leniency: Vector) -> Vector:
        offsets = _mean_offsets(marks, leniency)
        return {
            judge: PENALTY * leniency[judge]
            + fsum(leniency[judge] - offsets[file] for file in marks.points[judge])
            for judge in judges
        }

    means = {file: marks.mean(file) for file in marks.counts}
    left = {}
    for judge, given in marks.points.items():
        above = (Fraction(100 * points, marks.most) - means[file] for file, points in given.items())
        left[judge] = fsum(map(float, above))
    found = dict.fromkeys(judges, 0.0)
    way, size = dict(left), _dot(left, left)
    start = size
    for _turn in range(2 * len(judges) + 50):
        if size <= start * CLOSE_ENOUGH**2:
            break
        along = pull(way)
        step = size / _dot(way, along)
        found = {judge: found[judge] + step * way[judge] for judge in judges}
        left = {judge: left[judge] - step * along[judge] for judge in judges}
        size, before = _dot(left, left), size
        way = {judge: left[judge] + size / before * way[judge] for judge in judges}
    return found


def _dot(one: Vector, other: Vector) -> float:
    return fsum(one[key] * other[key] for key in one)
