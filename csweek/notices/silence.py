"""Which unread messages there is nothing more to say of: the bell counts them no longer.

Asked every minute, so that no page has to: to put messages into words takes queries of each kind.
"""

import logging
from collections import defaultdict

from django.db.models import F
from django.utils import timezone

from csweek.lib.ticks import every_minute
from csweek.notices.models import Notice
from csweek.notices.words import in_words, lasting

logger = logging.getLogger(__name__)
AT_ONCE = 1000  # of one run; where more wait, those that have waited longest


@every_minute
def ask_what_is_silent(is_over) -> None:
    kinds = defaultdict(list)
    waiting = Notice.objects.unseen().not_over().exclude(name__in=lasting())
    for notice in waiting.order_by(F("asked_at").asc(nulls_first=True))[:AT_ONCE]:
        kinds[notice.name].append(notice)
    for name, notices in kinds.items():
        if is_over():
            return
        try:
            hush(notices)
        except Exception:  # whatever is wrong with the words of one kind, others can be made
            logger.exception("Messages of the kind %s cannot be put into words.", name)


def hush(notices: list[Notice]) -> None:
    """Keep of each whether there is something to say: there may be again where there was not."""
    rows = Notice.objects.filter(pk__in=[notice.pk for notice in notices])
    rows.update(asked_at=timezone.now())
    said = [notice.pk for notice, _message in in_words(notices)]
    rows.filter(is_silent=True, pk__in=said).update(is_silent=False)
    rows.filter(is_silent=False).exclude(pk__in=said).update(is_silent=True)
