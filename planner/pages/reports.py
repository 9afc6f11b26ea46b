"""The report of a week on one page: figures, each with its source, and what was said and learnt."""

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from decimal import Decimal

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from planner.learning import Learnt, learnt_in
from planner.models import Activity, Felt, Verdict, Week
from planner.moments import times, week_span
from planner.reporting import Chapter, chapters_of
from planner.rules.report import share_of, took_part, turnout

from .costs import costs_of, total_of

MOST_LINES = 6  # of a chapter; the page of lessons has all of them
MOST_ROWS = 16  # of the table, so that the report stays on one page

SOURCES = {
    "checked-in": gettext_lazy("sign-ups checked in at the door"),
    "confirmed": gettext_lazy("confirmed sign-ups; nobody was checked in"),
    "both": gettext_lazy("sign-ups checked in at the door; where nobody was, confirmed ones"),
    "": gettext_lazy("nobody has signed up for anything"),
}


@dataclass(frozen=True)
class Figure:
    name: str
    value: str
    source: str


@dataclass(frozen=True)
class Row:
    """One activity; what is not known is empty."""

    title: str
    when: str
    places: str
    came: str
    cost: str
    felt: str
    verdict: str

    @property
    def has_figures(self) -> bool:
        """Whether anything is known of it beside that it was."""
        _title, _when, *figures = astuple(self)
        return any(figures)


def report_of(week: Week, currency: str) -> dict:
    """All that the page says."""
    costs = costs_of(week)
    learnt = learnt_in(week, costs)
    known = [each for each in learnt if _row(each).has_figures]
    fits = len(known) if len(known) <= MOST_ROWS + 1 else MOST_ROWS  # a sum takes a row too
    chapters = [*chapters_of(week.year), _said(learnt), _lessons(learnt)]
    return {
        "week": week,
        "year": week.year,
        "span": week_span(week.first_day, week.last_day),
        "figures": [*_people(learnt), *_costs(costs, currency), *_felt(learnt)],
        "rows": [*map(_row, known[:fits]), *_rest(known[fits:])],
        "more": len(learnt) - len(known),
        "chapters": [_cut(each) for each in chapters if each.lines],
        "currency": currency,
    }


def _people(learnt: list[Learnt]) -> Iterable[Figure]:
    held = [each.held for each in learnt]
    people, source = took_part(held)
    yield Figure(_("Activities"), _number(len(learnt)), _("the plan, without what was cancelled"))
    yield Figure(_("People who took part"), _number(people), str(SOURCES[source]))
    if came := turnout(held):
        words = _("%(percent)s %% (%(there)s of %(confirmed)s)") % {
            "percent": came.percent,
            "there": _number(came.there),
            "confirmed": _number(came.confirmed),
        }
        yield Figure(_("Turnout"), words, _("checked in, of those who had a place there"))


def _costs(costs: list[dict], currency: str) -> Iterable[Figure]:
    """A head as on the page of costs: of everybody whom the week is for."""
    if not costs:
        return
    total = total_of(costs, currency)
    source = _("costs that were planned, without what was cancelled")
    yield Figure(_("Planned cost"), total.planned, source)
    if total.planned_a_head:
        yield Figure(_("Planned cost a head"), total.planned_a_head, total.people)
    if total.amounts.spent is not None:
        yield Figure(_("Actual cost"), total.actual, _("costs that were entered"))
    if total.actual_a_head:
        yield Figure(_("Actual cost a head"), total.actual_a_head, total.people)


def _felt(learnt: list[Learnt]) -> Iterable[Figure]:
    answers = [each.answers for each in learnt if each.answers]
    count = sum(each.count for each in answers)
    if not count:
        return
    yield Figure(_("Answers"), _number(count), _("one tap each, after an activity"))
    shown = [each for each in answers if each.felt]
    great = sum(dict(each.felt)[str(Felt.GREAT.label)] for each in shown)
    total = sum(each.count for each in shown)
    if total:
        words = _("%(percent)s %%") % {"percent": share_of(great, total)}
        yield Figure(_("Said “Great”"), words, _("of the answers to activities with three or more"))


def _row(each: Learnt) -> Row:
    return Row(
        title=each.activity.title,
        when=_when(each.activity),
        places=_number(len(each.held.confirmed)) if each.held.confirmed else "",
        came=_number(each.turnout.there) if each.turnout else "",
        cost=_cost(each.spent.expected),
        felt=_answered(each),
        verdict=each.lesson.get_verdict_display() if each.lesson else "",
    )


def _when(activity: Activity) -> str:
    """'Thu 8 Oct, 11:00–12:00': short, so that a row stays one line of the page."""
    day = formats.date_format(activity.day.date, "SHORT_DAY_FORMAT")
    if activity.start is None:
        return day
    return _("%(day)s, %(times)s") % {
        "day": day,
        "times": times(activity.start, activity.minutes),
    }


def _rest(learnt: list[Learnt]) -> Iterable[Row]:
    """What no longer fits on the page, added up in one row."""
    if not learnt:
        return
    words = ngettext("and %(count)s more activity", "and %(count)s more activities", len(learnt))
    places = sum(len(each.held.confirmed) for each in learnt)
    came = sum(each.turnout.there for each in learnt if each.turnout)
    yield Row(
        title=words % {"count": _number(len(learnt))},
        when="",
        places=_number(places) if places else "",
        came=_number(came) if any(each.turnout for each in learnt) else "",
        cost=_cost(sum(each.spent.expected for each in learnt)),
        felt="",
        verdict="",
    )


def _answered(each: Learnt) -> str:
    """'12 · 4 · 1'; of too few answers only how many there were."""
    if not each.answers:
        return ""
    if each.answers.felt:
        return " · ".join(str(count) for _words, count in each.answers.felt)
    words = ngettext("%(count)s answer", "%(count)s answers", each.answers.count)
    return words % {"count": _number(each.answers.count)}


def _cost(amount: Decimal) -> str:
    return formats.number_format(amount, 2, force_grouping=True) if amount else ""


def _said(learnt: list[Learnt]) -> Chapter:
    lines = tuple(
        _("“%(words)s” (%(title)s)") % {"words": words, "title": each.activity.title}
        for each in learnt
        for words in (each.answers.words if each.answers else ())
    )
    return Chapter(_("What people said"), lines, _("sentences with the answers, without names"))


def _lessons(learnt: list[Learnt]) -> Chapter:
    drawn = [each for each in learnt if each.lesson]
    drawn.sort(key=lambda each: each.lesson.verdict != Verdict.CHANGE)
    lines = tuple(
        f"{each.lesson.get_verdict_display()}: {each.activity.title}"
        + (f" – {each.lesson.words}" if each.lesson.words else "")
        for each in drawn
    )
    return Chapter(_("For next year"), lines, _("what the crew decided afterwards"))


def _cut(chapter: Chapter) -> Chapter:
    more = len(chapter.lines) - MOST_LINES
    if more <= 0:
        return chapter
    told = ngettext("and %(count)s more", "and %(count)s more", more) % {"count": _number(more)}
    return Chapter(chapter.heading, (*chapter.lines[:MOST_LINES], told), chapter.source)


def _number(count: int) -> str:
    return formats.number_format(count, force_grouping=True)
