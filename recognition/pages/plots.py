"""Scores of a file as a small plot: for each criterion a strip from 1 to 5, with a lettered disc
for each judge and a line at the mean. Letters, not colours, tell judges apart."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from recognition.bench import Judge, Judged
from recognition.rules.reviews import HIGHEST, to_hundredths

BAND, HEIGHT, DISC = 84, 26, 9  # units of the drawing: the width of a score, the height of a strip


@dataclass(frozen=True)
class Disc:
    x: int
    letter: str
    score: int


@dataclass(frozen=True)
class Strip:
    """`mean_x` is None and `mean` '' where nobody scored."""

    title: str
    weight: int
    discs: list[Disc]
    mean_x: int | None
    mean: str


def letters(judged: Judged) -> dict[int, str]:
    """{judge: 'A', 'B', …}, in the order of the panel."""
    found = {}
    for place, pk in enumerate(judged.judges):
        turn, letter = divmod(place, 26)
        found[pk] = chr(ord("A") + letter) + (str(turn + 1) if turn else "")
    return found


def key_of(judged: Judged, shown: set[int]) -> list[tuple[str, Judge]]:
    """What each letter means, of the judges that are shown."""
    called = letters(judged)
    return [(letter, judged.judges[pk]) for pk, letter in called.items() if pk in shown]


def strips(judged: Judged, scores: Mapping[int, Mapping[str, int]]) -> list[Strip]:
    """The plot of one file; `scores` are {judge: {criterion: 1 to 5}}."""
    called = letters(judged)
    found = []
    for row in judged.criteria_rows:
        given = {pk: each[str(row.pk)] for pk, each in scores.items()}
        level: dict[int, list[int]] = {}
        for pk, score in given.items():
            level.setdefault(score, []).append(pk)
        discs = [
            Disc(_place(score, place, len(pks)), called[pk], score)
            for score, pks in sorted(level.items())
            for place, pk in enumerate(sorted(pks, key=called.get))
        ]
        mean = Fraction(sum(given.values()), len(given)) if given else None
        found.append(
            Strip(
                title=row.title,
                weight=row.weight,
                discs=discs,
                mean_x=None if mean is None else int((mean - Fraction(1, 2)) * BAND),
                mean="" if mean is None else str(to_hundredths(mean)),
            )
        )
    return found


def _place(score: int, place: int, count: int) -> int:
    """The middle of a disc: those of one score stand side by side, closer where they are many."""
    step = min(2 * DISC, (BAND - 2 * DISC) // max(count - 1, 1))
    return (2 * score - 1) * BAND // 2 + (2 * place - count + 1) * step // 2


SCALE = [(score, (2 * score - 1) * BAND // 2) for score in range(1, HIGHEST + 1)]
EDGES = [score * BAND for score in range(1, HIGHEST)]
WIDTH = HIGHEST * BAND
