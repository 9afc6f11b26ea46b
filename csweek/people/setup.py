"""Until the set-up is answered, administrators are led to it and the others are told."""

from django.shortcuts import redirect, render

from .models import Organisation

# Signing in and out, one's language, and the directory itself work before the set-up.
OPEN_BEFORE = ("/account/", "/language/", "/people/", "/static/")
UNAVAILABLE = 503


class SetupMiddleware:
    """Puts the organisation on the request, where the pages find it too."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            request.organisation = Organisation.objects.current()
            if request.organisation is None and not request.path.startswith(OPEN_BEFORE):
                if request.user.is_administrator:
                    return redirect("people:setup")
                return render(request, "people/setup/waiting.html", status=UNAVAILABLE)
        return self.get_response(request)
