"""What of a week is on at a moment: now, next, later today; static/js/todayrules.js is its twin."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from .difference import WORTH_TELLING, Change

Part = Literal["now", "next", "later", "all-day", ""]
Phase = Literal["before", "on", "after"]


@dataclass(frozen=True)
class Span:
    """Something of a programme, by the instants (UTC) at which it begins and ends.

    What lasts all day (`is_timed` false) begins and ends with its day. What `is_on` is neither
    cancelled nor gone.
    """

    begins: datetime
    ends: datetime
    is_timed: bool = True
    is_on: bool = True


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """The instant (UTC) at which a day begins on the clock of a zone; where the clock skips
    midnight, as it stood before."""
    return datetime.combine(day, time(0), zone).astimezone(UTC)


def bounds(day: date, zone: ZoneInfo) -> Span:
    """A whole day there: 23, 24 or 25 hours."""
    return Span(midnight(day, zone), midnight(day + timedelta(days=1), zone), is_timed=False)


def day_at(days: Sequence[Span], now: datetime) -> int | None:
    """The index of the day that `now` (aware) lies in; None before the first or after the last."""
    return next((n for n, each in enumerate(days) if each.begins <= now < each.ends), None)


def phase(days: Sequence[Span], now: datetime) -> Phase:
    if not days or now < days[0].begins:
        return "before"
    return "on" if now < days[-1].ends else "after"


def parts(spans: Sequence[Span], days: Sequence[Span], now: datetime) -> list[Part]:
    """Where each span is shown at `now` (aware): '' is nowhere.

    Next is whatever of the rest begins first, on whichever day; later is what else begins today.
    What is cancelled today stands among what is later until it would have ended.
    """
    today = day_at(days, now)
    starting = [each.begins for each in spans if each.is_timed and each.is_on and each.begins > now]
    first = min(starting, default=None)
    return [_part(each, None if today is None else days[today], first, now) for each in spans]


def _part(span: Span, today: Span | None, first: datetime | None, now: datetime) -> Part:
    is_today = today is not None and today.begins <= span.begins < today.ends
    if span.ends <= now:
        return ""
    if not span.is_on:
        return "later" if is_today else ""
    if not span.is_timed:
        return "all-day" if span.begins <= now else ""
    if span.begins <= now:
        return "now"
    if span.begins == first:
        return "next"
    return "later" if is_today else ""


def is_news_at(change: Change, site: int) -> bool:
    """Whether a change is worth a line on the wall of a site: of what is there, or at all sites."""
    if change.about == "day":
        return bool({"name", "dress_theme"} & set(change.fields))
    if change.about == "week":
        return False
    if change.what == "changed" and not WORTH_TELLING & set(change.fields):
        return False
    items = [each for each in (change.before, change.after) if each is not None]
    return any(each.site in (None, site) for each in items)
