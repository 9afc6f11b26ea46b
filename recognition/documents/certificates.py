"""Certificates: A4 landscape, one for each winner, or for everyone who was nominated.

They name winners: for managers alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from planner.models import Week
from planner.rules.widths import DISPLAY, text_width
from recognition.models import Decision, File, Nomination
from recognition.models.decisions import place_among

# Sizes of the name in points, as static/css/certificates.css has them (.name-1 and on).
SIZES = (66, 56, 47, 40, 34, 28, 23, 19)
WIDTH, POINT = 225, 0.3528  # millimetres: of the line, and of a point
PER_PART = 100  # two or three seconds of drawing


@dataclass(frozen=True)
class Certificate:
    """`size` numbers the class that lets the name stand on one line; the smallest wraps."""

    key: UUID  # of the file
    name: str
    size: int
    award: str
    honours: str
    icon: str
    citation: str
    is_winner: bool


def certificates_of(
    week: Week, *, by, everyone: bool = False, award: UUID | None = None, file: UUID | None = None
) -> list[Certificate]:
    """In the order of the stage: winners by rank, then all others by name; nobody who was erased.
    Of a nomination of their own, which is not presented, whoever asks learns nothing."""
    files = File.objects.filter(award__week=week, award__discarded_at=None, person__erased_at=None)
    in_force = Decision.objects.in_force().filter(award__week=week)
    won = set(in_force.values_list("winners", flat=True))
    if everyone:
        read = Nomination.objects.managed_by(by).accepted().filter(week=week)
        files = files.filter(Q(pk__in=read.values("file")) | Q(pk__in=won))
    else:
        files = files.filter(pk__in=won)
    if award:
        files = files.filter(award__key=award)
    if file:
        files = files.filter(key=file)
    ranks = in_force.ranks()

    def place(row: File):
        within = place_among(ranks, row.key, row.nominee_name)
        return row.award.position, row.award_id, row.pk not in won, *within, row.pk

    rows = sorted(files.select_related("award", "person", "team"), key=place)
    return [_certificate(each, is_winner=each.pk in won) for each in rows]


def in_parts(certificates: list[Certificate], size: int = PER_PART) -> list[list[Certificate]]:
    """As they are drawn. Of no certificates one part, whose page says so."""
    starts = range(0, len(certificates), size)
    return [certificates[start : start + size] for start in starts] or [[]]


def _certificate(file: File, *, is_winner: bool) -> Certificate:
    return Certificate(
        key=file.key,
        name=file.nominee_name,
        size=size_of(file.nominee_name),
        award=file.award.title,
        honours=file.award.honours,
        icon=file.award.icon,
        citation=file.citation if is_winner else "",
        is_winner=is_winner,
    )


def size_of(name: str, sizes: Iterable[int] = SIZES) -> int:
    width = text_width(name, DISPLAY)
    fitting = (n for n, size in enumerate(sizes, start=1) if width * size * POINT <= WIDTH)
    return next(fitting, len(SIZES))
