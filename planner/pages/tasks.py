"""Tasks as they are listed: each row's words made once, in Python."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from csweek.lib.filters import Choice, Tab
from planner.forms.tasks import VIEWS, WHOLE_WEEK, TaskFilterForm
from planner.models import Task, TaskState, Week
from planner.models.tasks import WAITING
from planner.rules.dates import is_of_another_year
from planner.titles import told_apart
from planner.workdays import Workdays

PER_PAGE = 50
COLUMNS = ["pk", "key", "version", "title", "days_before", "state", "note", "moved_from"]
COLUMNS += ["activity_id", "activity__title", "activity__is_cancelled"]
COLUMNS += ["owner_id", "owner__name", "owner__is_active"]
# What a state looks like: its class, and its icon.
LOOKS = {
    TaskState.OPEN: ("", "flag"),
    TaskState.STARTED: ("", "hourglass-split"),
    TaskState.DONE: ("ok", "check-circle"),
    TaskState.DROPPED: ("", "slash-circle"),
}
OVERDUE = ("warn", "exclamation-triangle")


@dataclass(frozen=True)
class Row:
    """A task in words. `was` is the day that it was due before a late start moved it."""

    pk: int
    key: object
    version: int
    year: int
    title: str
    due: date
    day: str
    away: str
    was: str
    state: str
    state_name: str
    look: str
    icon: str
    owner: str
    has_left: bool
    activity: str
    activity_pk: int | None
    is_cancelled: bool
    note: str
    is_waiting: bool
    is_overdue: bool

    @property
    def can_be_put_back(self) -> bool:
        return bool(self.was)


class TaskWriter:
    """Puts tasks of one week into words; a day is put into words once."""

    def __init__(self, week: Week, workdays: Workdays):
        self.year, self.workdays = week.year, workdays
        self.states = {state.value: str(state.label) for state in TaskState}
        self.overdue = _("overdue")
        self._days: dict[date, str] = {}
        self._away: dict[date, str] = {}

    def row(self, task: dict) -> Row:
        due = self.workdays.due(task["days_before"])
        is_waiting = task["state"] in WAITING
        is_overdue = is_waiting and due < self.workdays.today
        look, icon = OVERDUE if is_overdue else LOOKS[task["state"]]
        was = task["moved_from"]
        return Row(
            pk=task["pk"],
            key=task["key"],
            version=task["version"],
            year=self.year,
            title=task["title"],
            due=due,
            day=self.day(due),
            away=self.away(due) if is_waiting else "",
            was="" if was is None else self.day(self.workdays.due(was)),
            state=task["state"],
            state_name=self.overdue if is_overdue else self.states[task["state"]],
            look=look,
            icon=icon,
            owner=task["owner__name"] or "",
            has_left=task["owner_id"] is not None and not task["owner__is_active"],
            activity=task["activity__title"] or "",
            activity_pk=task["activity_id"],
            is_cancelled=bool(task["activity__is_cancelled"]),
            note=task["note"],
            is_waiting=is_waiting,
            is_overdue=is_overdue,
        )

    def day(self, day: date) -> str:
        if day not in self._days:
            self._days[day] = day_in_words(day, self.workdays.today)
        return self._days[day]

    def away(self, day: date) -> str:
        if day not in self._away:
            self._away[day] = away_in_words((day - self.workdays.today).days)
        return self._away[day]


def day_in_words(day: date, today: date) -> str:
    """'Friday 20 August', with the year where it is not that of today."""
    with_year = is_of_another_year(day, today)
    return formats.date_format(day, "DAY_AND_YEAR_FORMAT" if with_year else "DAY_FORMAT")


def away_in_words(days: int) -> str:
    """'today', 'tomorrow', 'in 5 days', '2 days ago'."""
    if days in (0, 1):
        return _("tomorrow") if days else _("today")
    words = {"count": formats.number_format(abs(days))}
    if days > 0:
        return ngettext("in %(count)s day", "in %(count)s days", days) % words
    return ngettext("%(count)s day ago", "%(count)s days ago", -days) % words


@dataclass(frozen=True)
class TaskList:
    form: TaskFilterForm
    page: Page
    rows: list[Row]
    tabs: list[Tab]
    activities: list[Choice]
    overdue: int
    moved: int
    count: int


def list_tasks(week: Week, form: TaskFilterForm, number, *, reader, organisation) -> TaskList:
    """One page of the week's tasks, the earliest first, and how many each tab holds."""
    workdays = Workdays.of(week, organisation)
    tasks = form.narrow(week.tasks.kept())
    views = _views(workdays, reader)
    counts = tasks.aggregate(
        **{name: Count("pk", filter=view) for name, view in views.items()},
        moved=Count("pk", filter=~Q(moved_from=None)),
    )
    page = Paginator(tasks.filter(views[form.view]).values(*COLUMNS), PER_PAGE)
    page.count = counts[form.view]  # it is known: not asked once more
    page = page.get_page(number)
    write = TaskWriter(week, workdays)
    return TaskList(
        form=form,
        page=page,
        rows=[write.row(task) for task in page.object_list],
        tabs=[
            Tab(str(label), counts[name], form.address(show=name), name == form.view)
            for name, label in VIEWS.items()
        ],
        activities=_activities(week, form),
        overdue=counts["overdue"],
        moved=counts["moved"],
        count=counts["all"],
    )


def all_rows(week: Week, form: TaskFilterForm, *, reader, organisation) -> list[Row]:
    """All tasks that the list holds, on however many pages."""
    workdays = Workdays.of(week, organisation)
    tasks = form.narrow(week.tasks.kept()).filter(_views(workdays, reader)[form.view])
    write = TaskWriter(week, workdays)
    return [write.row(task) for task in tasks.values(*COLUMNS)]


def _views(workdays: Workdays, reader) -> dict[str, Q]:
    waiting = Q(state__in=WAITING)
    return {
        "open": waiting,
        "overdue": waiting & Q(days_before__gte=workdays.least_overdue),
        "mine": waiting & Q(owner=reader),
        "done": Q(state=TaskState.DONE),
        "out": Q(state=TaskState.DROPPED),
        "all": Q(),
    }


def _activities(week: Week, form: TaskFilterForm) -> list[Choice]:
    """The activities that have tasks, and the week itself."""
    with_tasks = week.activities.kept().filter(tasks__discarded_at=None, tasks__isnull=False)
    with_tasks = week.activities.filter(pk__in=with_tasks.values("pk")).order_by("title", "pk")
    titles = told_apart(with_tasks.select_related("day__week", "site")).items()
    found = [(WHOLE_WEEK, _("The whole week")), *((str(pk), title) for pk, title in titles)]
    return [Choice(value, label, value == form.activity) for value, label in found]


@dataclass(frozen=True)
class OwnTasks:
    """What one person has to do, by week: (week, rows); `done` is how many they have done."""

    weeks: list[tuple[Week, list[Row]]]
    done: int

    @property
    def count(self) -> int:
        return sum(len(rows) for _week, rows in self.weeks)


def own_tasks(person, organisation) -> OwnTasks:
    """Everything that waits for this person, of every week, the earliest first."""
    own = Task.objects.kept().of(person)
    waiting = own.waiting().order_by("week", "-days_before", "title", "pk")
    by_week: dict[int, list[dict]] = {}
    for task in waiting.values("week_id", *COLUMNS):
        by_week.setdefault(task["week_id"], []).append(task)
    weeks = Week.objects.filter(pk__in=by_week).order_by("first_day")
    found = []
    for week in weeks:
        write = TaskWriter(week, Workdays.of(week, organisation))
        found.append((week, [write.row(task) for task in by_week[week.pk]]))
    return OwnTasks(found, own.filter(state=TaskState.DONE).count())


def address_of(year: int, form: TaskFilterForm) -> str:
    """The list as it was asked for."""
    path, query = reverse("planner:task-list", args=[year]), form.address()
    return f"{path}?{query}" if query else path
