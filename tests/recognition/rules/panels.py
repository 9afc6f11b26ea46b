"""Panels for the tests of the tally: by hand, and drawn by hypothesis."""

from dataclasses import dataclass, replace

from hypothesis import strategies as st

from recognition.rules.reviews import Criterion, Review
from recognition.rules.ties import TieRule

ONE = [Criterion("care", 1)]


def scored(**judges) -> list[Review]:
    """`scored(jun={"a": 5})`: by judge and file, a score of `care`, or several by criterion."""
    return [
        Review(judge, file, score if isinstance(score, dict) else {"care": score})
        for judge, scores in judges.items()
        for file, score in scores.items()
    ]


def ranked(**judges) -> list[Review]:
    """`ranked(jun="a bc d")`: files from best to worst; those side by side are level."""
    return scored(
        **{
            judge: {file: 5 - place for place, level in enumerate(order.split()) for file in level}
            for judge, order in judges.items()
        }
    )


@dataclass(frozen=True)
class Panel:
    """What a tally is called with."""

    criteria: tuple[Criterion, ...]
    reviews: tuple[Review, ...]
    rule: TieRule = TieRule.STANDARD
    vote: tuple[str, ...] | None = None
    places: int = 1

    def tallied(self, tally, **changes):
        each = replace(self, **changes)
        return tally(
            each.criteria, each.reviews, rule=each.rule, vote=each.vote, places=each.places
        )

    @property
    def files(self) -> list[str]:
        return sorted({review.file for review in self.reviews})

    @property
    def judges(self) -> list[str]:
        return sorted({review.judge for review in self.reviews})


@st.composite
def panels(draw, *, is_complete=None, rule=None, most_files=5):
    """Small panels with few different scores, so that many files stand level."""
    weights = draw(st.lists(st.integers(1, 5), min_size=1, max_size=3))
    criteria = tuple(Criterion(f"c{number}", weight) for number, weight in enumerate(weights))
    files = "abcdefgh"[: draw(st.integers(1, most_files))]
    judges = ["ann", "bo", "cy", "di"][: draw(st.integers(1, 4))]
    highest = draw(st.integers(2, 5))
    if is_complete is None:
        is_complete = draw(st.booleans())
    cells = [(judge, file) for judge in judges for file in files]
    if not is_complete:
        cells = draw(st.lists(st.sampled_from(cells), unique=True, min_size=1))
    reviews = tuple(
        Review(judge, file, {each.key: draw(st.integers(1, highest)) for each in criteria})
        for judge, file in cells
    )
    return Panel(
        criteria,
        reviews,
        rule or draw(st.sampled_from(TieRule)),
        draw(st.none() | st.permutations(files).map(tuple)),
        draw(st.integers(1, 3)),
    )
