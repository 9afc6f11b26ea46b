"""The board as it is shown: days, cards and problems, every time and number already in words."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2s

from django.urls import reverse
from django.utils import formats
from django.utils.html import format_html
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from csweek.lib.tags import icon
from csweek.people.models import Person
from planner.checks import WeekFacts, find_problems
from planner.marks import Mark, find_marks
from planner.models import Activity, Kind, Publication, Week
from planner.models.draft import draft_programme
from planner.moments import by_clock, ends_next_day, week_span
from planner.rules.problems import Problem, Severity

ICONS = {
    Kind.KICK_OFF: "megaphone",
    Kind.TRADE_PLACES: "arrow-left-right",
    Kind.GROUP_MEAL: "cup-hot",
    Kind.DRESS_UP: "stars",
    Kind.AWARDS: "trophy",
    Kind.TRAINING: "mortarboard",
    Kind.TEAM_BUILDING: "people",
    Kind.CUSTOMER_APPRECIATION: "envelope-heart",
    Kind.GAME: "puzzle",
    Kind.RAFFLE: "ticket-perforated",
    Kind.DECORATION: "balloon",
    Kind.OTHER: "calendar3",
}
# What a board does not ask of a host: all but the name, and whether they are still here. Fetching
# it takes twice as long.
OF_A_HOST = [
    f"host__{field.name}"
    for field in Person._meta.concrete_fields
    if field.name not in ("id", "name", "is_active", "erased_at")
]


@lru_cache(maxsize=4096)
def _clock(moment, language: str) -> str:
    return formats.time_format(moment)


@dataclass(frozen=True)
class Card:
    """One activity on the board."""

    pk: int
    version: int
    title: str
    icon: str
    kind: str
    time: str
    where: str
    host: str
    initials: str
    wave: str
    places: str
    start: str
    minutes: int
    is_cancelled: bool
    marks: list[Mark]
    problems: list[Problem]
    path: str = field(repr=False)  # the digest of a board need not read these two
    move: str = field(repr=False)

    @property
    def attributes(self) -> str:
        """What style and script know it by. Six values cost a template far more, one by one."""
        return format_html(
            'class="activity{0}" id="activity-{1}" data-id="{1}" data-version="{2}"'
            ' data-start="{3}" data-minutes="{4}"',
            *(self.classes, self.pk, self.version, self.start, self.minutes),
        )

    @property
    def drawing(self) -> str:
        return icon(self.icon)

    @property
    def when(self) -> str:
        return " · ".join(filter(None, (self.time, self.wave)))

    @property
    def classes(self) -> str:
        """The worst of its problems, and whether it is cancelled, for the stylesheet."""
        if self.is_cancelled:
            return " cancelled"
        worst = max((problem.severity for problem in self.problems), default=None)
        return {Severity.BLOCKS: " blocks", Severity.WARNS: " warns"}.get(worst, "")


@dataclass
class Column:
    """One day of the board under its piece."""

    number: int
    pk: int
    name: str
    short: str
    weekday: str
    date: str
    add: str
    note: str
    dress_theme: str
    problems: list[Problem]
    cards: list[Card] = field(default_factory=list)


@dataclass
class Board:
    """`path` is what the addresses of all its activities begin with."""

    week: Week
    span: str
    path: str
    columns: list[Column]
    ideas: list[Card]
    problems: list[Problem]
    activities: int
    # How many changes publishing would tell; None while nothing is published.
    unpublished: int | None

    @property
    def blocking(self) -> list[Problem]:
        return [each for each in self.problems if each.severity is Severity.BLOCKS]

    @property
    def digest(self) -> str:
        """Another one as soon as anything on it reads otherwise, wherever that was changed."""
        words = self.span, self.week.theme, self.week.tagline
        shown = repr((words, self.columns, self.ideas, self.problems, self.unpublished))
        return blake2s(shown.encode(), digest_size=8).hexdigest()


def build_board(week: Week) -> Board:
    """Everything the board shows, in a fixed number of queries."""
    activities = Activity.objects.defer(*OF_A_HOST).of_week(week)
    facts = WeekFacts.gather(week, activities)
    problems = find_problems(week, facts)
    of_card, of_day = defaultdict(list), defaultdict(list)
    for problem in problems:
        if problem.check == "thin":  # the strip below shows them, a team a row
            continue
        for pk in problem.activities:
            of_card[pk].append(problem)
        if problem.day and (problem.check == "holiday" or not problem.activities):
            of_day[problem.day].append(problem)
    columns = {day.pk: _column(day, week, of_day) for day in week.its_days}
    path = reverse("planner:activity-new", args=[week.year]).removesuffix("new/")
    write = CardWriter(_waves(activities), of_card, find_marks(facts), path, facts.clock)
    proposal = Publication.objects.propose(week, draft_programme(week, activities, facts.invited))
    ideas = []
    for activity in activities:
        (columns[activity.day_id].cards if activity.day_id else ideas).append(write.card(activity))
    return Board(
        week=week,
        span=week_span(week.first_day, week.last_day),
        path=path,
        columns=list(columns.values()),
        ideas=ideas,
        problems=problems,
        activities=len(activities) - len(ideas),
        unpublished=None if proposal.is_first else len(proposal.changes),
    )


def _column(day, week: Week, problems) -> Column:
    date = week.dates()[day.number - 1]
    weekday = formats.date_format(date, "l")
    return Column(
        number=day.number,
        pk=day.pk,
        name=day.name,
        short=formats.date_format(date, "SHORT_DAY_FORMAT" if day.name else "MONTH_DAY_FORMAT"),
        weekday=weekday,
        date=formats.date_format(date, "DAY_FORMAT"),
        add=_("Add to %(day)s") % {"day": weekday},
        note=day.note,
        dress_theme=day.dress_theme,
        problems=problems[day.number],
    )


def _waves(activities: list[Activity]) -> dict[int, str]:
    """{activity: "wave 2 of 3"} for those that run more than once, counted in the board's order."""
    runs = defaultdict(list)
    for activity in activities:
        runs[activity.wave_of_id or activity.pk].append(activity.pk)
    return {
        pk: _("wave %(number)s of %(count)s") % {"number": number, "count": len(group)}
        for group in runs.values()
        if len(group) > 1
        for number, pk in enumerate(group, start=1)
    }


class CardWriter:
    """Puts activities into words; what all cards share is translated once, not once a card."""

    def __init__(
        self,
        waves: dict[int, str],
        problems: dict[int, list[Problem]],
        marks: dict[int, list[Mark]],
        path: str,
        clock: str,
    ):
        self.waves = waves
        self.problems = problems
        self.marks = marks
        self.path = path
        self.clock = clock
        self.move = _("Move %(title)s")
        self.language = get_language()
        self.kinds = {kind.value: str(kind.label) for kind in Kind}
        self.all_day = _("All day")
        self.next_day = _("%(times)s the next day")
        self.all_sites, self.no_host = _("all sites"), _("no host")

    def card(self, activity: Activity) -> Card:
        start, host = activity.start, activity.host
        return Card(
            pk=activity.pk,
            version=activity.version,
            title=activity.title,
            icon=ICONS[activity.kind],
            kind=self.kinds[activity.kind],
            time=self._time(activity),
            where=self._where(activity),
            host=self._host(host) if host else "",
            initials=host.initials if host and not host.is_erased else "",
            wave=self.waves.get(activity.pk, ""),
            places=self._places(activity.places) if activity.places else "",
            start=f"{start:%H:%M}" if start else "",
            minutes=activity.minutes or 0,
            is_cancelled=activity.is_cancelled,
            marks=self.marks.get(activity.pk, []),
            problems=self.problems.get(activity.pk, []),
            path=f"{self.path}{activity.pk}/",
            move=self.move % {"title": activity.title},
        )

    def _host(self, host: Person) -> str:
        return self.no_host if host.is_erased else host.name

    def _places(self, count: int) -> str:
        words = ngettext("%(count)s place", "%(count)s places", count)
        return words % {"count": formats.number_format(count)}

    def _time(self, activity: Activity) -> str:
        if activity.start is None:
            return self.all_day if activity.day_id else ""
        begin, end = _clock(activity.start, self.language), _clock(activity.end, self.language)
        times = f"{begin}–{end}"
        if ends_next_day(activity):
            times = self.next_day % {"times": times}
        return times if activity.site_id else by_clock(times, self.clock)

    def _where(self, activity: Activity) -> str:
        if activity.place and not activity.site:
            return f"{activity.place} · {self.all_sites}"
        return " · ".join(str(each) for each in (activity.place, activity.site) if each)
