"""Drafts of nominations that nobody will ever send are forgotten."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from csweek.lib.ticks import every_minute
from recognition.models import Nomination

DRAFTS_FOR = timedelta(days=400)  # a year and some: the next week has come
AT_ONCE = 100  # each with its files


@every_minute
def forget_drafts(is_over) -> None:
    """Those that were typed long ago, and of which the window has closed or was never chosen."""
    now = timezone.now()
    old = Nomination.objects.drafts().filter(saved_at__lt=now - DRAFTS_FOR)
    old = old.filter(Q(award=None) | Q(award__closes_at__lt=now))
    keys = list(old.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
    if keys:
        Nomination.objects.drafts().filter(pk__in=keys).delete()
