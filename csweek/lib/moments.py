"""A moment in words: the same on every page."""

from datetime import datetime

from django.utils import formats, timezone
from django.utils.translation import gettext as _


def moment(at: datetime) -> str:
    """'Wednesday 7 October, 18:00', in the zone that is active: the reader's; with the year where
    that is another one than now."""
    local = timezone.localtime(at)
    day = "DAY_FORMAT" if local.year == timezone.localtime().year else "DAY_AND_YEAR_FORMAT"
    words = {"day": formats.date_format(local, day), "time": formats.time_format(local)}
    return _("%(day)s, %(time)s") % words
