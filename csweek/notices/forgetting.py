"""What is no longer of use is forgotten: mails that were sent, and then the messages themselves."""

from datetime import timedelta

from django.utils import timezone

from csweek.lib import ticks
from csweek.notices.models import Mail, Notice

MAILS_FOR = timedelta(days=90)
NOTICES_FOR = timedelta(days=400)  # a year and some: the next week has come
AT_ONCE = 500  # rows of one run, so that no lock is held long


@ticks.every_minute
def forget_old(is_over) -> None:
    now = timezone.now()
    forget(Mail.objects.filter(sent_at__lt=now - MAILS_FOR).order_by("sent_at"))
    forget(Notice.objects.filter(made_at__lt=now - NOTICES_FOR).order_by("made_at"))


def forget(rows) -> None:
    old = list(rows.values_list("pk", flat=True)[:AT_ONCE])
    if old:
        rows.model.objects.filter(pk__in=old).delete()
