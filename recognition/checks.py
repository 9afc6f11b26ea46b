"""What recognition finds wrong with a week; registered with the planner's checks."""

from django.utils import formats
from django.utils.translation import gettext as _

from planner.checks import WeekFacts, register
from planner.models import Kind
from planner.rules.problems import Problem, Severity

FRIDAY = 4


@register
def awards_day_without_a_ceremony(facts: WeekFacts) -> list[Problem]:
    """The week ends without a ceremony. It is missed on its Friday, or on the last day."""
    if any(activity.kind == Kind.AWARDS for activity in facts.with_a_day):
        return []
    number, day = next(
        ((n, day) for n, day in enumerate(facts.dates, start=1) if day.weekday() == FRIDAY),
        (len(facts.dates), facts.dates[-1]),
    )
    return [
        Problem(
            "no-ceremony",
            Severity.WARNS,
            _("%(day)s has no awards ceremony.") % {"day": formats.date_format(day, _("l j F"))},
            _("Add an activity of the kind “Awards”, so that the best are rewarded."),
            (),
            number,
        )
    ]
