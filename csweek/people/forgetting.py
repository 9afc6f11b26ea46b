"""What is no longer of use is forgotten: staff lists that nobody applied, and ended sessions."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef
from django.utils import timezone

from csweek.lib import ticks
from csweek.people.models import StaffList

AT_ONCE = 500  # rows of one run, so that no lock is held long


@ticks.every_minute
def forget_lists_and_sessions(is_over) -> None:
    forget(StaffList.objects.forgotten())
    forget(Session.objects.filter(expire_date__lt=timezone.now()))
    stored = Session.objects.filter(session_key=OuterRef("session_key"))
    forget(UserSession.objects.filter(~Exists(stored)))


def forget(rows) -> None:
    """Asks before it writes: with nothing to forget, no lock is wanted."""
    old = list(rows.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
    if old:
        rows.model.objects.filter(pk__in=old).delete()
