"""When something opens, closes or comes on stage, in words and on the reader's own clock."""

from datetime import date, datetime, timedelta

from django.utils import formats, timezone
from django.utils.translation import ngettext


def day_with_year(at: date | datetime) -> str:
    """'7 October 2026', as the reader's language writes it, and on their own clock."""
    return formats.date_format(_local(at), "DATE_FORMAT")


def day_and_month(at: date | datetime) -> str:
    """'7 October', of a year that nobody doubts."""
    return formats.date_format(_local(at), "MONTH_DAY_FORMAT")


def _local(at: date | datetime) -> date | datetime:
    return timezone.localtime(at) if isinstance(at, datetime) else at


def time_left(until: datetime, now: datetime | None = None) -> str:
    """'3 days left', '5 hours left', '12 minutes left'; '' once it is over."""
    left = until - (now or timezone.now())
    if left <= timedelta(0):
        return ""
    if left >= timedelta(days=1):
        return ngettext("%(count)s day left", "%(count)s days left", left.days) % {
            "count": left.days
        }
    hours, minutes = left.seconds // 3600, max(left.seconds // 60, 1)
    if hours:
        return ngettext("%(count)s hour left", "%(count)s hours left", hours) % {"count": hours}
    return ngettext("%(count)s minute left", "%(count)s minutes left", minutes) % {"count": minutes}
