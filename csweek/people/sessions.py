"""Sessions end unused for 12 hours, after 14 days in any case, and when one is deactivated."""

import time

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, logout
from django.contrib.sessions.models import Session
from django.utils import timezone

REFRESH_AFTER = 60 * 60


class SessionLimitsMiddleware:
    """Notes when a session began; renews its idle limit at most once an hour, to write rarely."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            now = int(time.time())
            began = request.session.setdefault("began", now)
            if now - began > settings.SESSION_ABSOLUTE_AGE:
                logout(request)
            elif now - request.session.setdefault("seen", now) > REFRESH_AFTER:
                request.session["seen"] = now
        return self.get_response(request)


def live_sessions(person) -> list[UserSession]:
    """The sessions by which this person is signed in now, the oldest first."""
    mine = UserSession.objects.filter(user=person).order_by("created_at", "pk")
    stored = Session.objects.filter(
        session_key__in=mine.order_by().values("session_key"), expire_date__gt=timezone.now()
    )
    # One that began before the password was changed is still stored, but opens nothing any more.
    current = person.get_session_auth_hash()
    alive = {
        each.session_key for each in stored if each.get_decoded().get(HASH_SESSION_KEY) == current
    }
    return [each for each in mine if each.session_key in alive]


def end_sessions(people) -> None:
    """End every session of these people (rows, keys or a queryset), in whatever browser."""
    sessions = UserSession.objects.filter(user__in=people)
    Session.objects.filter(session_key__in=sessions.values("session_key")).delete()
    sessions.delete()
