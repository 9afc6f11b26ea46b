"""The strip of the phones: one day, every team that has a need, its half-hours in words."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils import formats
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from planner.checks import WeekFacts
from planner.clocks import Clocks
from planner.phones import TeamPhones, phones_of
from planner.rules.coverage import ThinHalfHour, thin_half_hours
from planner.rules.halfhours import Stretch
from planner.workdays import holidays_in

HALF_HOURS = 48
MINUS = "−"


@dataclass(frozen=True)
class DayOfStrip:
    number: int
    words: str
    date: str
    thin: int
    is_shown: bool


@dataclass(frozen=True)
class ThinWords:
    """Half-hours in a row that are thin, and where cover can be asked for them."""

    words: str
    ask: str
    close: str


@dataclass(frozen=True)
class TeamRow:
    name: str
    clock: str
    path: str
    cells: SafeString
    least: str
    thin: list[ThinWords]


@dataclass(frozen=True)
class Strip:
    """`holidays` say at which sites the shown day is one; the count goes by usual hours there."""

    number: int
    days: list[DayOfStrip]
    hours: list[str]
    first: int
    rows: list[TeamRow]
    holidays: list[str]

    @property
    def shown(self) -> DayOfStrip:
        return self.days[self.number - 1]

    @property
    def lead(self) -> int:
        """Half-hours before the first full hour."""
        return self.first % 2


def build_strip(facts: WeekFacts, number: int | None) -> Strip:
    """Of day `number`; without one, of the first that has thin half-hours."""
    teams = phones_of(facts)
    thin = [
        sum(len(thin_half_hours(team.days[n])) for team in teams) for n in range(len(facts.dates))
    ]
    number = number or next((n for n, count in enumerate(thin, start=1) if count), 1)
    shown = [(team, _by_clock(team, number)) for team in teams]
    shown = [(team, cells) for team, cells in shown if any(each.need for each in cells.values())]
    needed = [at for _team, cells in shown for at, each in cells.items() if each.need]
    first, last = min(needed, default=0), max(needed, default=-1)
    return Strip(
        number=number,
        days=[
            DayOfStrip(
                n,
                formats.date_format(day, "SHORT_DAY_FORMAT"),
                formats.date_format(day, "DAY_FORMAT"),
                thin[n - 1],
                n == number,
            )
            for n, day in enumerate(facts.dates, start=1)
        ],
        hours=[
            formats.time_format(_clock(at), "HOUR_FORMAT")
            for at in range(first + first % 2, last + 1, 2)
        ],
        first=first,
        rows=[_row(facts, team, cells, number, range(first, last + 1)) for team, cells in shown],
        holidays=[
            str(each) for each in holidays_in(facts.dates, facts.sites) if each.number == number
        ],
    )


def _by_clock(team: TeamPhones, number: int) -> dict[int, Stretch]:
    """{half-hours since midnight on the wall: what is left then}; of what the wall shows twice, the
    one with fewer."""
    found: dict[int, Stretch] = {}
    for each in team.days[number - 1]:
        for begins in each.half_hours():
            there = begins.astimezone(team.zone)
            at = there.hour * 2 + there.minute // 30
            if at not in found or each.left < found[at].left:
                found[at] = each
    return found


def _clock(at: int):
    return (datetime.min + timedelta(minutes=30 * at)).time()


def _row(facts: WeekFacts, team: TeamPhones, cells, number: int, columns: range) -> TeamRow:
    thin = thin_half_hours(team.days[number - 1])
    return TeamRow(
        name=team.name,
        clock=clock_of(facts, team.zone),
        path=reverse("planner:need-list", args=[facts.week.year, team.team]),
        cells=_cells(cells, columns),
        least=_least(min(each.left for each in cells.values() if each.need)),
        thin=[
            ThinWords(_in_words(each, team), *addresses(facts, team, number, each)) for each in thin
        ],
    )


def clock_of(facts: WeekFacts, zone: ZoneInfo) -> str:
    """Whose clock it is, where the sites' clocks differ."""
    return Clocks(facts.sites).name(zone.key, facts.dates)


def _cells(cells: dict[int, Stretch], columns: range) -> SafeString:
    """The cells of one row of the table; what is alike stands in one."""
    runs = groupby(columns, key=lambda at: _left(cells.get(at)))
    found = []
    for left, same in runs:
        same = list(same)
        state, words = _state(left)
        begin, end = _clock(same[0]), _clock((same[-1] + 1) % HALF_HOURS)
        when = f"{formats.time_format(begin)}–{formats.time_format(end)}"
        found.append((state, len(same), when, words))
    return format_html_join(
        "", '<td class="{}" colspan="{}"><span class="visually-hidden">{}: </span>{}</td>', found
    )


def _left(each: Stretch | None) -> int | None:
    """How many are left over the need; None where nobody is needed."""
    return each.left if each and each.need else None


def _state(left: int | None) -> tuple[str, str]:
    if left is None:
        return "free", format_html('<span class="visually-hidden">{}</span>', _("nobody needed"))
    if left < 0:
        return "thin", f"{MINUS}{formats.number_format(-left)}"
    if left == 0:
        return "even", "0"
    return ("some" if left < 3 else "many"), f"+{formats.number_format(left)}"


def short(count: int) -> str:
    words = ngettext("%(count)s short", "%(count)s short", count)
    return words % {"count": formats.number_format(count)}


def _least(left: int) -> str:
    """For where the table of half-hours has no room: how many are left when it is tightest."""
    if left < 0:
        return short(-left)
    words = ngettext("at least %(count)s to spare", "at least %(count)s to spare", left)
    return words % {"count": formats.number_format(left)} if left else _("nobody to spare")


def times_of(thin: ThinHalfHour, zone: ZoneInfo) -> str:
    begins, ends = (each.astimezone(zone) for each in (thin.span.begins, thin.span.ends))
    return f"{formats.time_format(begins.time())}–{formats.time_format(ends.time())}"


def _in_words(thin: ThinHalfHour, team: TeamPhones) -> str:
    return f"{times_of(thin, team.zone)}: {short(thin.short)}"


def addresses(facts: WeekFacts, team: TeamPhones, day: int, thin: ThinHalfHour) -> tuple[str, str]:
    """The addresses of the forms that ask for cover and that close the service, filled in."""
    begins, ends = (each.astimezone(team.zone) for each in (thin.span.begins, thin.span.ends))
    told = {
        "team": team.team,
        "day": day,
        "from": f"{begins:%H:%M}",
        "until": f"{ends:%H:%M}",
        "people": thin.short,
    }
    if team.site:
        told["site"] = team.site
    filled = urlencode(told)
    return tuple(f"{path}?{filled}" for path in facts.once(_forms))


def _forms(facts: WeekFacts) -> list[str]:
    """Where they are."""
    names = ("planner:cover-new", "planner:closing-new")
    return [reverse(name, args=[facts.week.year]) for name in names]
