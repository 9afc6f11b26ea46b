"""What every page knows of messages: how many one has not read yet."""

from functools import cache

from csweek.notices.models import Notice

MOST = 99  # counted no further


def unseen(request):
    """A question that the header asks: once a page, and only where a header is drawn."""

    @cache
    def unseen_count() -> int:
        own = Notice.objects.of(request.user).counted().order_by()
        return own[: MOST + 1].count()

    return {"unseen_count": unseen_count, "most_unseen": MOST}
