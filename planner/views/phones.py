"""The phones: a page of its own, and its strip as a piece under the board."""

from django.views.decorators.http import require_safe

from csweek.lib.pages import render_page
from csweek.people.access import organizers_only
from csweek.people.models import Team
from planner.checks import WeekFacts
from planner.models import Closing, CoverCall
from planner.pages.phones import build_strip
from planner.phones import phones_of

from .fetch import week_with_days


@organizers_only
@require_safe
def phones(request, year):
    week = week_with_days(request, year)
    number = request.GET.get("day", "")
    is_day = number.isdecimal() and len(number) < 3 and 1 <= int(number) <= week.days_count
    facts = WeekFacts.gather(week)
    strip = build_strip(facts, int(number) if is_day else None)
    context = {"week": week, "strip": strip, "is_piece": bool(request.htmx)}
    if not request.htmx:
        teams, known = list(Team.objects.all()), {team.team for team in phones_of(facts)}
        context |= {
            "calls": CoverCall.objects.of_week(week).as_published(),
            "closings": _closings(facts, teams),
            "without": [team for team in teams if team.pk not in known],
        }
    return render_page(
        request, "planner/phones/detail.html", context, piece="planner/phones/_strip.html"
    )


def _closings(facts: WeekFacts, teams: list[Team]) -> list[tuple[Closing, list[Team]]]:
    """When the service is closed, and for which teams; for all of them where none is named."""
    closed = {(row.key, row.team) for row in facts.taking_part["closed"]}
    return [
        (closing, [team for team in teams if (closing.pk, team.pk) in closed])
        for closing in Closing.objects.kept().of_week(facts.week)
    ]
