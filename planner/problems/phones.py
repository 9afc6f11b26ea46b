"""Thin half-hours, put into words: problems of the plan like any other, with ways to mend them."""

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from planner.checks import WeekFacts, register
from planner.models import Activity
from planner.moments import by_clock
from planner.pages.phones import addresses, clock_of, times_of
from planner.phones import TeamPhones, phones_of, taking_off
from planner.rules.coverage import ThinHalfHour
from planner.rules.halfhours import Span
from planner.rules.problems import Mend, Problem, Severity


@register
def thin_half_hours_of_the_phones(facts: WeekFacts) -> list[Problem]:
    """One for each span of half-hours of a team: 'Billing is 2 short on Wednesday 6 October …'."""
    return [
        _in_words(facts, team, clock, day, thin)
        for team in phones_of(facts)
        for clock in [clock_of(facts, team.zone)]
        for day, thin in team.thin()
    ]


def _in_words(
    facts: WeekFacts, team: TeamPhones, clock: str, day: int, thin: ThinHalfHour
) -> Problem:
    what = ngettext(
        "%(team)s is %(count)s short for the phones on %(day)s, %(times)s.",
        "%(team)s is %(count)s short for the phones on %(day)s, %(times)s.",
        thin.short,
    )
    words = {
        "team": team.name,
        "count": formats.number_format(thin.short),
        "day": formats.date_format(facts.dates[day - 1], "DAY_FORMAT"),
        "times": by_clock(times_of(thin, team.zone), clock),
    }
    taking = _taking_off(facts, team, thin)
    ask, close = addresses(facts, team, day, thin)
    mends = [Mend(_("Ask for cover"), ask, "megaphone")]
    for each in taking[:1]:
        path = reverse("planner:activity-wave", args=[facts.week.year, each.pk])
        mends.append(Mend(_words_of_wave(facts, each) % {"title": each.title}, path, "layers"))
    for each in [each for each in taking if each.needs_sign_up][:1]:
        path = reverse("planner:activity-edit", args=[facts.week.year, each.pk])
        mends.append(Mend(_("Limit places for each team"), path, "people"))
    mends.append(Mend(_("Close the service then"), close, "telephone-x"))
    return Problem(
        "thin",
        Severity.WARNS,
        what % words,
        _("Ask other teams for cover, or let fewer off at once."),
        tuple(each.pk for each in taking),
        day,
        mends=tuple(mends),
    )


def _words_of_wave(facts: WeekFacts, activity: Activity) -> str:
    runs = facts.runs[activity.wave_of_id or activity.pk]
    return _("Add a wave of “%(title)s”") if runs > 1 else _("Split “%(title)s” into waves")


def _taking_off(facts: WeekFacts, team: TeamPhones, thin: ThinHalfHour) -> list[Activity]:
    """What takes anybody of the team off then."""
    found = (
        each
        for each, span in facts.once(_all_taking_off)
        if span.overlaps(thin.span) and (each.wave_of_id or each.pk, span) in team.taken_by
    )
    return list(dict.fromkeys(found))


def _all_taking_off(facts: WeekFacts) -> list[tuple[Activity, Span]]:
    """With their spans: worked out once, not again for every thin half-hour."""
    return [(each, span) for each, _site, span in taking_off(facts)]
