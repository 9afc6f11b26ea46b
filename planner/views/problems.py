"""What is wrong with the plan, the worst first, each with its mend and where to begin."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from csweek.people.access import organizers_only
from planner.pages.board import build_board

from .fetch import week_with_days


@organizers_only
@require_safe
def problem_list(request, year):
    week = week_with_days(request, year)
    board = build_board(week)
    cards = {card.pk: card for column in board.columns for card in column.cards}
    cards |= {card.pk: card for card in board.ideas}
    columns = {column.number: column for column in board.columns}
    rows = [
        {
            "problem": problem,
            "severity": problem.severity.name,
            "cards": [cards[pk] for pk in problem.activities if pk in cards],
            "column": columns.get(problem.day),
        }
        for problem in board.problems
    ]
    context = {"week": week, "board": board, "rows": rows}
    return render(request, "planner/board/problems.html", context)
