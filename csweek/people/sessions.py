"""Sessions end unused for 12 hours, after 14 days in any case, and when one is deactivated."""

import time

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.sessions.models import Session

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


def end_sessions(people) -> None:
    """End every session of these people (rows, keys or a queryset), in whatever browser."""
    sessions = UserSession.objects.filter(user__in=people)
    Session.objects.filter(session_key__in=sessions.values("session_key")).delete()
    sessions.delete()
