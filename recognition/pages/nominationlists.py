"""The list of nominations as managers see it: each row's words made once, in Python."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.db.models.functions import Left
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from csweek.lib.filters import Choice, Tab
from csweek.people.models import Person, Site, Team
from planner.models import Week
from recognition.forms.managing import ALL, VIEWS, NominationFilterForm
from recognition.models import Award, Nomination, State
from recognition.models.managedlists import is_hidden

PER_PAGE = 25
BEGINNING = 180  # characters of the words in a row
COLUMNS = ["key", "version", "state", "sent_at", "beginning", "is_unnamed", "person_id", "team_id"]
COLUMNS += ["person__name", "team__name", "nominator__name", "award__title"]
COLUMNS += ["person__is_active"]
LOOKS = {
    State.SENT: ("", "envelope-heart"),
    State.RETURNED: ("warn", "question-circle"),
    State.ACCEPTED: ("ok", "check-circle"),
    State.WITHDRAWN: ("", "slash-circle"),
}


@dataclass(frozen=True)
class Row:
    address: str
    value: str  # of the box by which it is chosen; empty where there is nothing to accept
    nominee: str
    is_team: bool
    has_left: bool
    award: str
    nominator: str
    words: str
    state: str
    look: str
    icon: str
    day: str


@dataclass(frozen=True)
class NominationList:
    form: NominationFilterForm
    page: Page
    rows: list[Row]
    tabs: list[Tab]
    awards: list[Choice]
    teams: list[Choice]
    sites: list[Choice]

    @property
    def count(self) -> int:
        return sum(tab.count for tab in self.tabs[:-1])

    @property
    def is_empty(self) -> bool:
        """Nobody has sent anything yet."""
        return not self.count and not self.form.is_narrowed

    @property
    def can_accept(self) -> bool:
        return any(row.value for row in self.rows)


def nomination_list(week: Week, form: NominationFilterForm, number, *, by) -> NominationList:
    """One page of them, in seven queries at most."""
    fitting = form.narrow(Nomination.objects.managed_by(by).filter(week=week), by=by)
    counts = dict(fitting.order_by().values_list("state").annotate(Count("pk")))
    counts[ALL] = sum(counts.values())
    found = form.narrow_to_view(fitting).with_told().annotate(beginning=Left("told", BEGINNING))
    paginator = Paginator(found.order_by("-sent_at", "-pk").values(*COLUMNS), PER_PAGE)
    paginator.count = counts.get(form.view, 0)  # counted already
    page = paginator.get_page(number)
    awards = Award.objects.kept().filter(week=week).in_order().values_list("key", "title")
    return NominationList(
        form=form,
        page=page,
        rows=_rows(week, form, page.object_list, by),
        tabs=_tabs(form, counts),
        awards=_choices(form, "award", awards),
        teams=_choices(form, "team", Team.objects.values_list("pk", "name")),
        sites=_choices(form, "site", Site.objects.values_list("pk", "name")),
    )


def _tabs(form: NominationFilterForm, counts: dict) -> list[Tab]:
    return [
        Tab(str(label), counts.get(state, 0), form.address(state=state), state == form.view)
        for state, label in VIEWS.items()
    ]


def _choices(form: NominationFilterForm, name: str, rows) -> list[Choice]:
    wanted = form.wanted.get(name)
    return [Choice(str(key), label, key == wanted) for key, label in rows]


def _rows(week: Week, form: NominationFilterForm, found, by: Person) -> list[Row]:
    path, end = reverse("recognition:nomination-list", args=[week.year]), form.address()
    end = f"?{end}" if end else ""
    days, zone = Days(), timezone.get_current_timezone()
    states = {state: state_in_words(state) for state in LOOKS}
    unnamed = _("stays unnamed")
    return [
        Row(
            address=f"{path}{each['key']}/{end}",
            value=f"{each['key']}:{each['version']}" if is_waiting(each["state"]) else "",
            nominee=each["person__name"] or each["team__name"],
            is_team=each["team_id"] is not None,
            has_left=each["person__is_active"] is False,
            award=each["award__title"],
            nominator=unnamed if hides(each, by) else each["nominator__name"] or "",
            words=beginning_of(each["beginning"]),
            state=states[each["state"]],
            look=LOOKS[each["state"]][0],
            icon=LOOKS[each["state"]][1],
            day=days.told(timezone.localdate(each["sent_at"], zone)),
        )
        for each in found
    ]


def hides(row: dict, by: Person) -> bool:
    """Whether the nominator of a row of values stays hidden from that manager."""
    return is_hidden(by, is_unnamed=row["is_unnamed"], person=row["person_id"], team=row["team_id"])


def is_waiting(state: str) -> bool:
    return state in {State.SENT, State.RETURNED}


def state_in_words(state: str) -> str:
    return _("To read") if state == State.SENT else str(State(state).label)


def beginning_of(words: str) -> str:
    """The first words, on one line, and not half of the last one."""
    line = " ".join(words.split())
    if len(words) < BEGINNING:
        return line
    return line.rpartition(" ")[0] + "\u00a0…" if " " in line else line + "…"


class Days:
    """Days in words, each made once."""

    def __init__(self):
        self.known = {}

    def told(self, day) -> str:
        if day not in self.known:
            self.known[day] = formats.date_format(day, "MONTH_DAY_FORMAT")
        return self.known[day]
