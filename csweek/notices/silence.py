"""Which unread messages there is nothing more to say of: the bell counts them no longer.

Asked every minute, so that no page has to: to put messages into words takes queries of each kind.
"""

import logging
from collections import defaultdict

from csweek.lib.ticks import every_minute
from csweek.notices.models import Notice
from csweek.notices.words import in_words, lasting

logger = logging.getLogger(__name__)
AT_ONCE = 500  # more than wait in most organisations; of more, some are asked each minute


@every_minute
def ask_what_is_silent(is_over) -> None:
    waiting = Notice.objects.unseen().exclude(name__in=lasting())
    kinds = defaultdict(list)
    for notice in waiting.order_by("?")[:AT_ONCE]:
        kinds[notice.name].append(notice)
    for name, notices in kinds.items():
        try:
            hush(notices)
        except Exception:  # whatever is wrong with the words of one kind, others can be made
            logger.exception("Messages of the kind %s cannot be put into words.", name)


def hush(notices: list[Notice]) -> None:
    """Keep of each whether there is something to say: there may be again where there was not."""
    said = {notice.pk for notice, _message in in_words(notices)}
    silent = {notice.pk for notice in notices} - said
    Notice.objects.filter(pk__in=said, is_silent=True).update(is_silent=False)
    Notice.objects.filter(pk__in=silent, is_silent=False).update(is_silent=True)
