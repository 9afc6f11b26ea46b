"""Who is missing out, by team; names to click through."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from csweek.people.access import organizers_only
from csweek.people.models import Team
from planner.checks import WeekFacts
from planner.missing import Missing, left_out_by_team

from .fetch import week_with_days

ON_A_PAGE = 100
LONGEST_KEY = 12


@organizers_only
@require_safe
def missing(request, year):
    week = week_with_days(request, year)
    found = Missing(week, _number(request, "activity"))
    teams = dict(Team.objects.values_list("pk", "name"))
    team = _number(request, "team")
    people = found.people(team=team).only("name", "team").order_by("name", "pk")
    context = {
        "week": week,
        "found": found,
        "counts": found.teams(),
        "team": team if team in teams else None,
        "team_name": teams.get(team, ""),
        "page": Paginator(people, ON_A_PAGE).get_page(request.GET.get("page")),
        "query": urlencode({"activity": found.first, "team": team or ""}),
        "left_out": left_out_by_team(WeekFacts.gather(week), teams),
    }
    return render(request, "planner/missing/detail.html", context)


def _number(request, name: str) -> int | None:
    text = request.GET.get(name, "")
    return int(text) if text.isdecimal() and len(text) <= LONGEST_KEY else None
