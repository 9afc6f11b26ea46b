"""The response headers that no setting of Django's sends, and no storing of signed-in pages."""

from django.http import HttpResponseNotAllowed

# They echo a request with its cookies, or ask for a tunnel.
REFUSED = {"TRACE", "TRACK", "CONNECT"}
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


class HeadersMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method in REFUSED:
            response = HttpResponseNotAllowed(["GET", "HEAD", "POST", "OPTIONS"])
        else:
            response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        # request.user is there only when the request came past the static files.
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated:
            response.headers["Cache-Control"] = "no-store"
        return response
