"""The board."""

import json

from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from csweek.history.words import in_words
from csweek.lib.pages import render_page
from csweek.people.access import organizers_only
from planner.almanac import Dates, today
from planner.learning import year_to_learn_from
from planner.moments import countdown
from planner.news import news, seen_by, seen_now
from planner.pages.board import build_board

from .fetch import week_with_days


def words_for_moving() -> dict[str, str]:
    """What the board's script announces while a card is moved by keyboard."""
    return {
        "picked": _(
            "Picked up {title}. Arrow keys left and right change the day, up and down the time "
            "by 15 minutes, with Shift by 5. Enter drops it, Escape puts it back."
        ),
        "at": _("{title}: {day}, {time}."),
        "edge": _("{title} stays at {time}: the day goes no further."),
        "dropped": _("Dropped {title}."),
        "refused": _("Could not move {title}."),
        "back": _("Put {title} back."),
        "keys": _("← → day · ↑ ↓ time · Enter drops · Esc puts back"),
        "allday": _("all day"),
        "unsaved": _("What you typed here is not saved. Close it all the same?"),
        "failed": _("That did not reach the server. Check your connection and try again."),
    }


@organizers_only
@require_safe
def board(request, year):
    """The whole board; for a board that is open already, what has changed, or 204 for nothing."""
    week = week_with_days(request, year)
    now = seen_now()
    is_polling = request.htmx and "entry" in request.GET
    seen = seen_by(request.GET["entry"]) if is_polling else None
    is_asked_for = not is_polling or "again" in request.GET
    if seen == now and not is_asked_for:
        return HttpResponse(status=204)
    shown = build_board(week)
    told = in_words(news(week, seen, reader=request.user))
    if not told and not is_asked_for and request.GET.get("board") == shown.digest:
        known = {"board:known": {"entry": str(now), "board": shown.digest}}
        return HttpResponse(status=204, headers={"HX-Trigger": json.dumps(known)})
    here = today(week)
    context = {
        "week": week,
        "board": shown,
        "dates": Dates.of(week),
        "countdown": countdown(week.first_day, week.last_day, here),
        "learn_from": year_to_learn_from(week, here),
        "latest": str(now),
        "news": told,
        "is_piece": bool(request.htmx),
        "has_news": bool(told) or len(get_messages(request)) > 0,
        "words": {} if request.htmx else words_for_moving(),
    }
    return render_page(
        request, "planner/board/detail.html", context, piece="planner/board/_board.html"
    )
