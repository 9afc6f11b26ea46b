"""What the planner's board may know of a week's awards: no winner, no nominee, no nomination.

Asked for once a board, however many checks and marks want it. Registered with the planner's marks:
how many awards are given at an activity.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import formats
from django.utils.translation import ngettext

from csweek.lib.questions import Question
from planner.checks import WeekFacts
from planner.marks import Mark, register
from planner.models import Activity, Kind
from planner.weekrows import WEEK
from recognition.counts import count_of
from recognition.models import Award, Criterion, Decision, PanelMember
from recognition.readers import manager_count

FRIDAY = 4
DAYS_BEFORE = 2  # decided two days before the ceremony, one is left for what is printed


@dataclass(frozen=True)
class AwardFacts:
    """An award that has not been presented, as far as organizers may know it."""

    title: str
    activity: int | None
    minutes: int
    has_window: bool
    has_presenter: bool
    is_decided: bool
    has_criteria: bool
    has_chair: bool
    judges: int
    quorum: int
    managers: int  # of the organisation, alike for every award


def awards_of(facts: WeekFacts) -> list[AwardFacts]:
    """The awards of the week in the order of the stage, in one query."""
    found = []
    for title, activity, minutes, closes_at, *rest in AWARDS.ask(week=facts.week.pk):
        window = closes_at is not None
        found.append(AwardFacts(title, activity, minutes, window, *rest))
    return found


def _awards() -> QuerySet:
    here = OuterRef("pk")
    rows = (
        Award.objects.filter(week=WEEK, presented_at=None)
        .kept()
        .in_order()
        .annotate(
            is_decided=Exists(Decision.objects.standing().filter(award=here)),
            has_criteria=Exists(Criterion.objects.filter(award=here)),
            has_chair=Exists(PanelMember.objects.in_chair().filter(award=here)),
            judge_count=count_of(PanelMember.objects.judging()),
            manager_count=manager_count(),
            has_presenter=Q(presenter__isnull=False) | ~Q(presented_by=""),
        )
    )
    told = ("title", "activity", "minutes", "closes_at", "has_presenter", "is_decided")
    told += ("has_criteria", "has_chair", "judge_count", "quorum", "manager_count")
    return rows.values_list(*told)


AWARDS = Question(_awards)


def ceremony_of(award: AwardFacts, facts: WeekFacts) -> Activity | None:
    """Where an award is given: as it says, else at the week's last ceremony."""
    if award.activity in facts.by_key:
        return facts.by_key[award.activity]
    ceremonies = [each for each in facts.with_a_day if each.kind == Kind.AWARDS]
    return ceremonies[-1] if ceremonies else None


def decided_by(dates: list[date], ceremony: Activity | None) -> date:
    """The day by which awards are to be decided: two days before the ceremony; without one, before
    the week's Friday, or its last day."""
    if ceremony and ceremony.day_id:
        day = dates[min(ceremony.day.number, len(dates)) - 1]
    else:
        day = next((each for each in dates if each.weekday() == FRIDAY), dates[-1])
    return day - timedelta(days=DAYS_BEFORE)


def minutes_by_ceremony(awards: list[AwardFacts]) -> Counter:
    """{activity: the minutes on stage of all awards given there}"""
    found = Counter()
    for award in awards:
        if award.activity:
            found[award.activity] += award.minutes
    return found


@register
def awards_given_there(facts: WeekFacts) -> list[Mark]:
    """'8 awards, 5 decided', on the card of the ceremony that they are linked to."""
    given, decided = Counter(), Counter()
    for award in facts.once(awards_of):
        if award.activity:
            given[award.activity] += 1
            decided[award.activity] += award.is_decided
    return [Mark(activity, "trophy", _words(n, decided[activity])) for activity, n in given.items()]


def _words(given: int, decided: int) -> str:
    count = ngettext("%(count)s award", "%(count)s awards", given)
    told = ngettext("%(count)s decided", "%(count)s decided", decided)
    return ", ".join(
        words % {"count": formats.number_format(number)}
        for words, number in ((count, given), (told, decided))
    )
