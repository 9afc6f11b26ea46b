"""What last year taught, on the cards of the activities that came along to be changed."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from planner.checks import WeekFacts
from planner.marks import Mark, register

LONGEST = 120  # on a card; the activity itself says all of it


@register
def advised(facts: WeekFacts) -> Iterable[Mark]:
    for activity in facts.activities:
        if activity.advice:
            words = " ".join(activity.advice.split())
            short = words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + "…"
            yield Mark(activity.pk, "lightbulb", _("To change: %(words)s") % {"words": short})
