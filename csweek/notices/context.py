"""What every page knows of messages: how many one has not read yet."""

from functools import cache

from csweek.notices.models import Notice
from csweek.notices.words import count_said

MOST = 99  # counted no further


def unseen(request):
    """A question that the header asks: once a page, and only where a header is drawn. What nobody
    has words for any more is not counted, for it stands in no list."""

    @cache
    def unseen_count() -> int:
        own = Notice.objects.of(request.user).unseen().order_by()
        return count_said(own[: MOST + 1])

    return {"unseen_count": unseen_count, "most_unseen": MOST}
