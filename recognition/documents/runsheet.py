"""What the run sheet says: every award with its time, who hands it over, and what is missing.

It names winners: for managers alone.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from csweek.lib.text import fold
from csweek.people.models import Person
from planner.models import Activity, Week
from recognition.models import Award, Nomination
from recognition.pages.awards import AwardList, award_list
from recognition.pages.ceremonies import Honoured, winners_of
from recognition.presented import name_of_writer
from recognition.rules.runsheet import Line, Missing, Turn, run_sheet

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
    """`rows` are what comes on stage, as the ceremony has it; `others` are undecided, or go to
    nobody."""

    awards: AwardList
    rows: list[Row]
    others: list[Row]
    minutes: int
    ends: str

    @property
    def gaps(self) -> int:
        return sum(1 for row in [*self.rows, *self.others] if row.missing)


def sheet_of(week: Week, path: str, reader: Person) -> Sheet:
    """As this manager may know of it: recognition.stages."""
    awards = award_list(week, path, reader)
    winners = winners_of([row.award for row in awards.rows])
    on_stage = [row for row in awards.rows if winners.get(row.award.pk)]
    others = [row for row in awards.rows if not winners.get(row.award.pk)]
    sheet = run_sheet(map(_turn, on_stage), start_of(awards.ceremony))
    return Sheet(
        awards=awards,
        rows=[
            _row(row, line, winners[row.award.pk])
            for row, line in zip(on_stage, sheet.lines, strict=True)
        ],
        others=[_row(row, line) for row, line in zip(others, _undated(others), strict=True)],
        minutes=sheet.minutes,
        ends=_clock(sheet.ends) if sheet.lines else "",
    )


def _turn(row) -> Turn:
    award = row.award
    is_settled = row.progress.is_decided or award.is_presented
    return Turn(award.pk, award.minutes, bool(award.presenter_name), is_settled)


def _undated(rows) -> list[Line]:
    """What is missing of these, without a time. What goes to nobody lacks nothing."""
    lines = run_sheet(map(_turn, rows)).lines
    return [
        replace(line, missing=()) if row.progress.is_decided else line
        for row, line in zip(rows, lines, strict=True)
    ]


def start_of(ceremony: Activity | None) -> datetime | None:
    """When the ceremony begins, by the clock of its place; None while it has no time."""
    if ceremony is None or ceremony.day_id is None or ceremony.start is None:
        return None
    return ceremony.instants()[0].astimezone(ceremony.zone)


def _clock(at: datetime | None) -> str:
    return formats.time_format(at.time()) if at else ""


def _row(row, line: Line, winners: tuple[Honoured, ...] = ()) -> Row:
    missing = [str(MISSING[each]) for each in line.missing]
    if winners and not all(each.citation for each in winners):
        missing.append(_("no citation"))
    return Row(row.award, _clock(line.begins), winners, row.said, tuple(missing))


@dataclass(frozen=True)
class Recognised:
    """A nominee, and what colleagues said of them: (award, words, who); `awards` are those that
    they were nominated for."""

    name: str
    where: str
    awards: list[Award]
    said: list[tuple[str, str, str]]

    @property
    def may_know(self) -> bool:
        """Whether they may have learned that they were nominated."""
        return any(award.is_presented for award in self.awards)


def everyone(week: Week, *, by) -> list[Recognised]:
    """A line for each nominee, with the words that may be read, by name; none for whoever was
    erased. Of themselves whoever asks reads nothing before the award is presented."""
    found = Nomination.objects.managed_by(by).accepted()
    found = found.filter(week=week, award__discarded_at=None, person__erased_at=None)
    rows = ("award", "person__team", "team", "nominator")
    lines: dict[tuple, Recognised] = {}
    for each in found.select_related(*rows).order_by("award__position", "key"):
        who = each.person_id, each.team_id
        if who not in lines:
            team = each.person.team if each.person_id else None
            lines[who] = Recognised(each.nominee_name, str(team or ""), [], [])
        lines[who].awards.append(each.award)
        if each.may_be_read:
            lines[who].said.append((each.award.title, each.words, name_of_writer(each)))
    return sorted(lines.values(), key=lambda each: (fold(each.name), each.name))
