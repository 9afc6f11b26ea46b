"""Who helps another team out while they have a place in an activity, or host it."""

from collections.abc import Iterator

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from planner.checks import WeekFacts, register
from planner.models import Activity
from planner.moments import by_clock, day_and_time
from planner.phones import span_of
from planner.rules.dates import minutes_between
from planner.rules.halfhours import Span
from planner.rules.problems import Problem, Severity
from planner.weekrows import Row


@register
def places_at_the_time_of_cover(facts: WeekFacts) -> list[Problem]:
    """Whoever gives cover was free then: an activity or a call has moved since, in the draft."""
    return [
        _problem(
            activity,
            ngettext(
                "%(count)s person has a place in “%(title)s” and helps %(team)s out: %(when)s.",
                "%(count)s people have a place in “%(title)s” and help %(team)s out: %(when)s.",
                row.number,
            ),
            _words(facts, activity, row) | {"count": formats.number_format(row.number)},
        )
        for activity, row in _at_once(facts, "also-cover")
    ]


@register
def hosts_at_the_time_of_cover(facts: WeekFacts) -> list[Problem]:
    return [
        _problem(
            activity,
            _("%(name)s hosts “%(title)s” and helps %(team)s out: %(when)s."),
            _words(facts, activity, row) | {"name": row.who},
        )
        for activity, row in _at_once(facts, "host-covers")
    ]


def _at_once(facts: WeekFacts, kind: str) -> Iterator[tuple[Activity, Row]]:
    timed = {each.pk: each for each in facts.timed}
    for row in facts.taking_part[kind]:
        activity, cover = timed.get(row.key), span_of(facts, row)
        if activity and cover and cover.overlaps(Span(*activity.instants())):
            yield activity, row


def _problem(activity: Activity, what: str, words: dict) -> Problem:
    mend = _("Move the activity, or ask somebody else to help out then.")
    pks = (activity.pk,)
    return Problem("cover", Severity.WARNS, what % words, mend, pks, activity.day.number)


def _words(facts: WeekFacts, activity: Activity, row: Row) -> dict:
    when = day_and_time(facts.dates[row.day - 1], row.starts, minutes_between(row.starts, row.ends))
    site = facts.sites_by_key.get(row.site)
    when = by_clock(when, facts.clock and (site.name if site else facts.clock))
    return {"title": activity.title, "team": row.name, "when": when}
