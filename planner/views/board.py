"""The board."""

from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from csweek.history.models import Entry
from csweek.history.words import in_words
from csweek.lib.pages import render_page
from csweek.people.access import organizers_only
from planner.almanac import today
from planner.board import build_board
from planner.moments import countdown

from .fetch import week_to_edit

MOST_NEWS = 5
LONGEST_KEY = 18  # digits that every database can compare a key with


def _news(request, week, latest: int) -> list:
    """What others did since the board that asks was drawn; it says up to which entry it knows."""
    since = request.GET.get("entry", "")
    if not since.isdecimal() or len(since) > LONGEST_KEY:
        return []
    entries = Entry.objects.within(week).filter(pk__gt=int(since), pk__lte=latest)
    return in_words(entries.exclude(by=request.user)[:MOST_NEWS])


def words_for_moving() -> dict[str, str]:
    """What the board's script announces while a card is moved by keyboard."""
    return {
        "picked": _(
            "Picked up {title}. Arrow keys left and right change the day, up and down the time "
            "by 15 minutes, with Shift by 5. Enter drops it, Escape puts it back."
        ),
        "at": _("{title}: {day}, {time}."),
        "dropped": _("Dropped {title}."),
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
    week = week_to_edit(request, year)
    latest = Entry.objects.within(week).values_list("pk", flat=True).first() or 0
    is_polling = request.htmx and "entry" in request.GET
    if is_polling and request.GET["entry"] == str(latest) and "again" not in request.GET:
        return HttpResponse(status=204)
    news = _news(request, week, latest) if is_polling else []
    context = {
        "week": week,
        "board": build_board(week),
        "countdown": countdown(week.first_day, week.last_day, today(week)),
        "latest": latest,
        "news": news,
        "is_piece": bool(request.htmx),
        "has_news": bool(news) or len(get_messages(request)) > 0,
        "words": {} if request.htmx else words_for_moving(),
    }
    return render_page(
        request, "planner/board/detail.html", context, piece="planner/board/_board.html"
    )
