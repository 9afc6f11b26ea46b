"""When something is, in words."""

from datetime import date, time

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from planner.rules.dates import days_until, shift_clock


def ends_next_day(activity) -> bool:
    """Whether an activity with a time runs past midnight; to end at midnight is not past it."""
    return is_past_midnight(activity.start, activity.minutes)


def is_past_midnight(start: time, minutes: int) -> bool:
    return start.hour * 60 + start.minute + minutes > 24 * 60


def when(activity) -> str:
    """'Thursday 8 October, 11:00–12:00', '… all day', or 'the ideas without a day'."""
    if activity.day_id is None:
        return _("the ideas without a day")
    return day_and_time(activity.day.date, activity.start, activity.minutes)


def day_and_time(day: date, start: time | None, minutes: int | None) -> str:
    """'Thursday 8 October, 11:00–12:00', or '… all day' without a start."""
    words = {"day": formats.date_format(day, "DAY_FORMAT")}
    if start is None:
        return _("%(day)s, all day") % words
    return _("%(day)s, %(times)s") % (words | {"times": times(start, minutes)})


def times(start: time, minutes: int) -> str:
    """'11:00–12:00', or '22:00–02:00 the next day'."""
    end = shift_clock(start, minutes)
    found = f"{formats.time_format(start)}–{formats.time_format(end)}"
    if is_past_midnight(start, minutes):
        return _("%(times)s the next day") % {"times": found}
    return found


def by_clock(times: str, clock: str) -> str:
    """'11:00–12:00 (Leeds)', by whose clock that is; the times alone where nothing is said."""
    return _("%(times)s (%(clock)s)") % {"times": times, "clock": clock} if clock else times


def week_span(first: date, last: date) -> str:
    """'5–9 October 2026', or '28 September–2 October 2026' across months.

    Each end has a format of its own to translate, for languages that put the month first.
    """
    if (first.year, first.month) == (last.year, last.month):
        begin = pgettext("first day of a span within one month", "j")
        end = pgettext("last day of a span within one month", "j F Y")
    else:
        begin = pgettext("first day of a span over two months", "j F")
        end = pgettext("last day of a span over two months", "j F Y")
    return f"{formats.date_format(first, begin)}–{formats.date_format(last, end)}"


def countdown(first: date, last: date, today: date) -> str:
    """'12 days to go', 'It is on' or 'It is over'."""
    days = days_until(first, today)
    if days > 0:
        words = ngettext("%(count)s day to go", "%(count)s days to go", days)
        return words % {"count": formats.number_format(days)}
    return _("It is on") if today <= last else _("It is over")
