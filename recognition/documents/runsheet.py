"""What the run sheet says: every award with its time, who hands it over, and what is missing.

It names winners: for managers alone.
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from csweek.people.models import Person
from planner.models import Activity, Week
from recognition.models import Award, Nomination
from recognition.presented import name_of_writer
from recognition.rules.runsheet import Missing, Turn, run_sheet
from recognition.stagewords import AwardList, award_list
from recognition.staging import Honoured, winners_of

MISSING = {
    Missing.WINNER: gettext_lazy("not decided"),
    Missing.PRESENTER: gettext_lazy("nobody hands it over"),
    Missing.MINUTES: gettext_lazy("no minutes"),
}


@dataclass(frozen=True)
class Row:
    """An award on paper; `missing` in words, what is worst first."""

    award: Award
    time: str
    winners: tuple[Honoured, ...]
    said: str
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    awards: AwardList
    rows: list[Row]
    ends: str

    @property
    def gaps(self) -> int:
        return sum(1 for row in self.rows if row.missing)


def sheet_of(week: Week, path: str, reader: Person) -> Sheet:
    """As this manager may know of it: recognition.stages."""
    awards = award_list(week, path, reader)
    turns = [
        Turn(
            award=row.award.pk,
            minutes=row.award.minutes,
            has_presenter=bool(row.award.presenter_name),
            is_decided=row.progress.is_decided,
        )
        for row in awards.rows
    ]
    sheet = run_sheet(turns, start_of(awards.ceremony))
    winners = winners_of([row.award for row in awards.rows if row.progress.is_decided])
    rows = [
        _row(row, line, winners.get(row.award.pk, ()))
        for row, line in zip(awards.rows, sheet.lines, strict=True)
    ]
    return Sheet(awards, rows, _clock(sheet.ends) if sheet.lines else "")


def start_of(ceremony: Activity | None) -> datetime | None:
    """When the ceremony begins, by the clock of its place; None while it has no time."""
    if ceremony is None or ceremony.day_id is None or ceremony.start is None:
        return None
    return ceremony.instants()[0].astimezone(ceremony.zone)


def _clock(at: datetime | None) -> str:
    return formats.time_format(at.time()) if at else ""


def _row(row, line, winners: tuple[Honoured, ...]) -> Row:
    missing = [str(MISSING[each]) for each in line.missing]
    if winners and not all(each.citation for each in winners):
        missing.append(_("no citation"))
    return Row(row.award, _clock(line.begins), winners, row.said, tuple(missing))


@dataclass(frozen=True)
class Recognised:
    """A nominee, and what colleagues said of them: (award, words, who)."""

    name: str
    where: str
    said: list[tuple[str, str, str]]


def everyone(week: Week, *, by) -> list[Recognised]:
    """A line for each nominee, with the words that may be read, by name. Of themselves whoever
    asks reads nothing before the award is presented."""
    found = Nomination.objects.managed_by(by).accepted()
    found = found.filter(week=week, award__discarded_at=None)
    rows = ("award", "person__team", "team", "nominator")
    lines: dict[tuple, Recognised] = {}
    for each in found.select_related(*rows).order_by("award__position", "key"):
        who = each.person_id, each.team_id
        if who not in lines:
            team = each.person.team if each.person_id else None
            lines[who] = Recognised(each.nominee_name, str(team or ""), [])
        if each.may_be_read:
            lines[who].said.append((each.award.title, each.words, name_of_writer(each)))
    return sorted(lines.values(), key=lambda each: each.name)
