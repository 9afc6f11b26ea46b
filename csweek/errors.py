"""Pages for what did not work: what happened, why, and what to do."""

import re

from django.shortcuts import render
from django.templatetags.static import static

# The stylesheets of base.html, which needs the database, for the pages that must do without it.
STYLES = (
    "vendor/bootstrap-5.3.9/bootstrap.min.css",
    "css/fonts.css",
    "css/tokens.css",
    "css/base.css",
    "css/components.css",
)
DRAWING = "img/five-pieces.svg"

# What Django itself says is for developers; what we say is a sentence in the reader's language.
_DJANGOS_OWN = re.compile(r"^No \S+ matches the given query\.$")


def forbidden(request, exception):
    """403: what one may see but not change, with the reason that the view gave."""
    return render(request, "403.html", {"reason": _sentence(exception)}, status=403)


def not_found(request, exception):
    """404; of a year nobody has begun to plan, an organizer is offered to do so."""
    user = getattr(request, "user", None)
    unplanned = getattr(exception, "year", None)
    context = {
        "reason": _sentence(exception),
        "year": unplanned,
        "may_plan": unplanned is not None and getattr(user, "is_organizer", False),
    }
    return render(request, "404.html", context, status=404)


def unreadable(request, exception):
    """400: nothing that came with the request is trusted, so nothing is read of it."""
    return _bare("400.html", 400)


def broken(request):
    """500. Whatever broke may break again: no database, no session, nothing about the reader."""
    return _bare("500.html", 500)


def _bare(template: str, status: int):
    styles = [address for address in map(_address, STYLES) if address]
    return render(None, template, {"styles": styles, "drawing": _address(DRAWING)}, status=status)


def _address(path: str) -> str:
    """Where a static file is served; '' when the list of them is what broke."""
    try:
        return static(path)
    except ValueError:
        return ""


def _sentence(exception) -> str:
    """What the view said; '' for Django's own words and the resolver's table of attempts."""
    said = exception.args[0] if exception.args else ""
    return "" if isinstance(said, dict) or _DJANGOS_OWN.match(str(said)) else str(said)
