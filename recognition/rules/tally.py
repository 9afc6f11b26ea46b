"""The tally: from the panel's reviews to ranks and winners, with every tie and close call.

What counts for a file is the mean of its submitted reviews' percentages. All that decides is exact
(whole numbers and fractions), so that every machine and every database agrees.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from .closecalls import CloseCall, find_close_calls
from .reviews import HIGHEST, Criterion, Key, Review, collect, sent, to_hundredths
from .ties import Group, Terms, Tie, TieRule, settle, winners


@dataclass(frozen=True)
class Standing:
    """Where a file stands: `mean` is its mean percentage (20 to 100), exactly.

    Files that stand level share a rank, and the next one's rank counts them (1, 2, 2, 4).
    `by_criterion` holds mean scores, 1 to 5.
    """

    file: Key
    rank: int
    mean: Fraction
    reviews: int
    by_criterion: Mapping[Key, Fraction]

    @property
    def out_of_five(self) -> Decimal:
        """The mean as it is told to people: the weighted mean score, two places, halves up."""
        return to_hundredths(self.mean * HIGHEST / 100)


@dataclass(frozen=True)
class Tally:
    """What came of the judging: every file that was reviewed, best first, and who wins.

    Winners are in the order of their ranks; there are more than `places` where a tie at the edge
    could not be broken, and fewer where there are not so many files.
    """

    ranking: tuple[Standing, ...]
    winners: Group
    places: int
    ties: tuple[Tie, ...]
    close_calls: tuple[CloseCall, ...]

    @property
    def is_joint(self) -> bool:
        """Whether files that stand level share the last place, so that more win than places."""
        return len(self.winners) > self.places

    @property
    def open_tie(self) -> Group:
        """The files among which a vote of the chair would still choose; none if all is settled."""
        return _open_tie(self.ties)


def tally(
    criteria: Collection[Criterion],
    reviews: Iterable[Review],
    *,
    rule: TieRule = TieRule.STANDARD,
    vote: Iterable[Key] | None = None,
    places: int = 1,
) -> Tally:
    """Rank the files that were reviewed, and find the winners of `places` places.

    Neither the order of the reviews nor that of the criteria makes a difference. `vote` is the
    chair's written one: files, best first; it is asked only where the rule comes to it.
    Raises ValueError for criteria, reviews, votes or places that cannot be (see `collect`).
    """
    reviews = list(reviews)
    marks, terms = collect(criteria, reviews), _terms(rule, vote, places)
    settled, ties = settle(marks.merits(), marks, terms)
    chosen = winners(settled, places)
    sums = _sums(reviews)
    ranking: list[Standing] = []
    for group in settled:
        rank = len(ranking) + 1
        for file in group:
            count = marks.counts[file]
            means = {
                criterion.key: Fraction(sums[file][criterion.key], count) for criterion in criteria
            }
            ranking.append(Standing(file, rank, marks.mean(file), count, means))
    close_calls = find_close_calls(marks, terms, chosen)
    return Tally(tuple(ranking), chosen, places, tuple(ties), tuple(close_calls))


def open_tie(
    criteria: Collection[Criterion],
    reviews: Iterable[Review],
    *,
    rule: TieRule = TieRule.STANDARD,
    vote: Iterable[Key] | None = None,
    places: int = 1,
) -> Group:
    """What `tally` says of it, without all else: for a list of awards."""
    marks = collect(criteria, reviews)
    _settled, ties = settle(marks.merits(), marks, _terms(rule, vote, places))
    return _open_tie(ties)


def _terms(rule: TieRule, vote: Iterable[Key] | None, places: int) -> Terms:
    return Terms(TieRule(rule), None if vote is None else tuple(vote), places)


def _open_tie(ties: Iterable[Tie]) -> Group:
    return next((tie.files for tie in ties if tie.is_at_edge and tie.broken_by is None), ())


def _sums(reviews: Iterable[Review]) -> dict[Key, Counter]:
    """Each file's scores by criterion, added up."""
    sums: dict[Key, Counter] = {}
    for review in sent(reviews):
        of_file = sums.setdefault(review.file, Counter())
        for key, score in review.scores.items():
            of_file[key] += score
    return sums
