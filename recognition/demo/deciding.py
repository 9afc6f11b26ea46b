"""Deciding and presenting in the demo: winners, their citations, and the stage they stood on."""

from datetime import datetime, time, timedelta
from uuid import uuid4

from planner.demo.clock import standing_at
from recognition.deciding import decide
from recognition.models import Ceremony, File
from recognition.standings import standing

FRIDAY = 4  # days after the Monday of a week
CURTAIN = time(15, 20)


def decide_sample(sample) -> None:
    """Whoever the texts say wins, for the reason they give, with the words read aloud."""
    row, award, by = sample.row, sample.award, sample.manager
    winner = File.objects.get(award=award, **sample.nominee({"nominee": row["winner"]}))
    with standing_at(sample.moment(-days(row, "decided"), time(16))):
        stand = standing(award, by)
        decide(
            award,
            [str(winner.key)],
            by=by,
            key=uuid4(),
            reason=row["reason"],
            seen=stand.seen,
            known=stand.doubts,
        )
        winner.change({"citation": row["citation"]}, by=by)


def present_sample(sample, title: str, at: datetime) -> None:
    award, by = sample.award, sample.manager
    with standing_at(at):
        award.refresh_from_db()
        ceremony = Ceremony.objects.start(award.week, [award], by=by, key=uuid4(), title=title)
        award.present(by=by, ceremony=ceremony)
        Ceremony.objects.filter(pk=ceremony.pk).update(ended_at=at + timedelta(minutes=5))


def finish(sample) -> None:
    """As far as its state goes."""
    row = sample.row
    if "winner" in row:
        decide_sample(sample)
    if "presented_days_ago" in row:
        at = sample.moment(-row["presented_days_ago"], CURTAIN)
        present_sample(sample, row["ceremony"], at)
    elif "decided_days_before" in row:
        present_sample(sample, "Friday's ceremony", sample.moment(FRIDAY, CURTAIN))


def days(row: dict, what: str) -> int:
    return row[f"{what}_days_ago"] if f"{what}_days_ago" in row else row[f"{what}_days_before"]
