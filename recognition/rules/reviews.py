"""What judges give: criteria, reviews, and their points in whole numbers."""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from math import floor, lcm

Key = Hashable  # of a judge, a file or a criterion: str() of it orders what nothing else orders

LOWEST, HIGHEST = 1, 5  # of a score and of a weight
QUORUM = 3


@dataclass(frozen=True)
class Criterion:
    """Something that is judged; `weight` is a whole number from 1 to 5."""

    key: Key
    weight: int

    def __post_init__(self):
        _check_range("The weight of a criterion", self.weight)


@dataclass(frozen=True)
class Review:
    """One judge's scores (1 to 5, whole) of one file, by criterion.

    One that is not sent yet counts nowhere, and need not be complete.
    """

    judge: Key
    file: Key
    scores: Mapping[Key, int]
    is_sent: bool = field(default=True, kw_only=True)


@dataclass(frozen=True)
class Marks:
    """The points of every review that was sent, and what is worked out of them.

    `points` and `heaviest` go from judge to file to points: Σ weight × score over all criteria,
    and Σ score over those of the most weight. `tops` holds each judge's most points, `totals` and
    `counts` each file's points and reviews. `most` is what a perfect review is worth.
    """

    points: Mapping[Key, Mapping[Key, int]]
    heaviest: Mapping[Key, Mapping[Key, int]]
    tops: Mapping[Key, int]
    totals: Mapping[Key, int]
    counts: Mapping[Key, int]
    most: int

    def mean(self, file: Key) -> Fraction:
        """The mean percentage (0 to 100, in truth 20 to 100) of a file's reviews."""
        return Fraction(100 * self.totals[file], self.counts[file] * self.most)

    def merits(self) -> dict[Key, int]:
        """Whole numbers in the order of the means, exactly, and equal where the means are."""
        shared = lcm(*set(self.counts.values()))
        return {file: total * (shared // self.counts[file]) for file, total in self.totals.items()}

    def without(self, judge: Key) -> "Marks":
        """The marks had this judge given none: a file that nobody else has judged is out of it."""
        left = self.points[judge]
        counts = {file: count - (file in left) for file, count in self.counts.items()}
        return Marks(
            {each: given for each, given in self.points.items() if each != judge},
            self.heaviest,
            self.tops,
            {file: self.totals[file] - left.get(file, 0) for file in counts if counts[file]},
            {file: count for file, count in counts.items() if count},
            self.most,
        )


def collect(criteria: Collection[Criterion], reviews: Iterable[Review]) -> Marks:
    """The marks of the reviews that were sent, whatever their order.

    Raises ValueError for a judge who reviews a file twice, a review whose scores are not those of
    the criteria, a score that is not 1 to 5, and two keys that read the same.
    """
    weights = {criterion.key: criterion.weight for criterion in criteria}
    if not weights or len({str(key) for key in weights}) < len(criteria):
        raise ValueError("There must be criteria, and no two of them of the same key.")
    most_weight = max(weights.values())
    heavy = [key for key, weight in weights.items() if weight == most_weight]
    points: dict[Key, dict[Key, int]] = {}
    heaviest: dict[Key, dict[Key, int]] = {}
    totals: Counter[Key] = Counter()
    counts: Counter[Key] = Counter()
    for review in sent(reviews):
        judge, file, scores = review.judge, review.file, review.scores
        _check_scores(review, weights)
        given = points.setdefault(judge, {})
        if file in given:
            raise ValueError(f"{judge} reviews {file} twice.")
        given[file] = sum(weights[key] * score for key, score in scores.items())
        heaviest.setdefault(judge, {})[file] = sum(scores[key] for key in heavy)
        totals[file] += given[file]
        counts[file] += 1
    for keys in (points, totals):
        if len({str(key) for key in keys}) < len(keys):
            raise ValueError("Two judges, or two files, have keys that read the same.")
    tops = {judge: max(given.values()) for judge, given in points.items()}
    return Marks(points, heaviest, tops, totals, counts, HIGHEST * sum(weights.values()))


def sent(reviews: Iterable[Review]) -> list[Review]:
    return [review for review in reviews if review.is_sent]


def percentage(review: Review, criteria: Collection[Criterion]) -> Fraction:
    """100 × Σ(weight × score) / Σ(weight × 5), exactly: 20 where all is 1, 100 where all is 5.

    Raises ValueError as `collect` does.
    """
    weights = {criterion.key: criterion.weight for criterion in criteria}
    _check_scores(review, weights)
    points = sum(weights[key] * score for key, score in review.scores.items())
    return Fraction(100 * points, HIGHEST * sum(weights.values()))


def lacking_quorum(
    files: Iterable[Key], reviews: Iterable[Review], quorum: int = QUORUM
) -> dict[Key, int]:
    """How many reviews each of the files still lacks, of those that lack any; in their order."""
    counts = Counter(review.file for review in sent(reviews))
    return {file: quorum - counts[file] for file in files if counts[file] < quorum}


def is_quorate(files: Iterable[Key], reviews: Iterable[Review], quorum: int = QUORUM) -> bool:
    """Whether every one of the files has been reviewed by enough judges."""
    return not lacking_quorum(files, reviews, quorum)


def to_hundredths(value: Fraction) -> Decimal:
    """For people's eyes only: two places, halves up."""
    return Decimal(floor(value * 100 + Fraction(1, 2))).scaleb(-2)


def _check_scores(review: Review, weights: Mapping[Key, int]) -> None:
    if review.scores.keys() != weights.keys():
        raise ValueError(
            f"{review.judge} must score {review.file} in every criterion, and in no other."
        )
    for score in review.scores.values():
        _check_range("A score", score)


def _check_range(what: str, value: int) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or not LOWEST <= value <= HIGHEST:
        raise ValueError(f"{what} is a whole number from {LOWEST} to {HIGHEST}, not {value!r}.")
