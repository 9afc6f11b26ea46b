"""What browsers are told that no setting of Django's says, and no storing of signed-in pages."""

from django.http import HttpResponseNotAllowed

# Nothing else is asked of a page. TRACE would echo a request with its cookies, CONNECT ask for a
# tunnel, and a form view would take PUT for POST.
ANSWERED = ["GET", "HEAD", "POST", "OPTIONS"]
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


# What a page may load and do: only what is our own. Django's settings send it.
POLICY = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "manifest-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}


class HeadersMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method in ANSWERED:
            response = self.get_response(request)
        else:
            response = HttpResponseNotAllowed(ANSWERED)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        # request.user is there only when the request came past the static files.
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated:
            response.headers["Cache-Control"] = "no-store"
        return response
