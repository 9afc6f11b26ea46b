"""What is wrong with the plan, the worst first, each with its mend and where to begin."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from csweek.people.access import organizers_only
from planner.pages.problems import list_problems

from .fetch import week_with_days


@organizers_only
@require_safe
def problem_list(request, year):
    week = week_with_days(request, year)
    context = {"week": week, "rows": list_problems(week)}
    return render(request, "planner/board/problems.html", context)
