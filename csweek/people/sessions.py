"""Sessions end when unused for 12 hours, and after 14 days in any case."""

import time

from django.conf import settings
from django.contrib.auth import logout

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
