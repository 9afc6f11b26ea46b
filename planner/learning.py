"""What a week has taught, activity by activity: who was there, what it cost, what they said."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from planner.feedback import Answers, answers_in
from planner.models import Activity, Lesson, Signup, SignupState, Week
from planner.moments import when
from planner.money import money
from planner.pages.costs import amounts_of, costs_of
from planner.rules.costs import Amounts, add_up
from planner.rules.report import Held, Turnout, turnout


@dataclass
class Learnt:
    activity: Activity
    when: str
    held: Held
    spent: Amounts
    answers: Answers | None
    lesson: Lesson | None
    cost: str = ""  # in words, where a page shows it

    @property
    def turnout(self) -> Turnout | None:
        return turnout([self.held])

    @property
    def there(self) -> int:
        return len(self.held.there)


def learnt_in(week: Week, costs: list[dict] | None = None) -> list[Learnt]:
    """All that took place, in the week's order; in a constant number of queries. `costs` saves one
    to whoever has them already."""
    days = {day.pk: day for day in week.its_days}
    plan = Activity.objects.select_related("lesson").of_week(week)
    activities = [each for each in plan if took_place(each, days)]
    keys = [each.pk for each in activities]
    held, answers = held_in(keys), answers_in(keys)
    spent = _spent(costs_of(week) if costs is None else costs)
    return [
        Learnt(
            activity=each,
            when=when(each),
            held=held.get(each.pk, Held()),
            spent=spent.get(each.pk) or add_up([]),
            answers=answers.get(each.pk),
            lesson=getattr(each, "lesson", None),
        )
        for each in activities
    ]


def year_to_learn_from(week: Week, here: date) -> int | None:
    """Whose lessons help its crew at that day: its own once it has begun; before that those of
    the latest earlier week that has begun, if there is one."""
    if here >= week.first_day:
        return week.year
    earlier = Week.objects.filter(year__lt=week.year, first_day__lte=here).order_by("-year")
    return earlier.values_list("year", flat=True).first()


def took_place(activity: Activity, days) -> bool:
    return activity.day_id in days and not activity.is_cancelled


def held_in(activities: list[int]) -> dict[int, Held]:
    confirmed, checked_in = defaultdict(set), defaultdict(set)
    found = Signup.objects.filter(activity__in=activities, state=SignupState.CONFIRMED)
    for pk, person, at in found.values_list("activity", "person", "checked_in_at"):
        confirmed[pk].add(person)
        if at is not None:
            checked_in[pk].add(person)
    return {
        pk: Held(frozenset(people), frozenset(checked_in[pk])) for pk, people in confirmed.items()
    }


def _spent(costs: list[dict]) -> dict[int | None, Amounts]:
    """{activity: what it was planned to cost and did}; under None what is the week's own."""
    by_activity = defaultdict(list)
    for cost in costs:
        by_activity[cost["activity_id"]].append(cost)
    return {pk: amounts_of(group) for pk, group in by_activity.items()}


def cost_in_words(spent: Amounts, currency: str) -> str:
    """What it cost, and what was planned; empty where it was to cost nothing."""
    words = {"planned": money(spent.planned, currency)}
    if spent.spent is not None:
        words["actual"] = money(spent.spent, currency)
        return _("cost %(actual)s, planned %(planned)s") % words
    return _("planned to cost %(planned)s") % words if spent.planned else ""
