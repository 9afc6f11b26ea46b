"""The web app: its manifest, the worker that keeps the day, and what is shown without a network."""

import hashlib
import json
import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from csweek.people.models import Organisation
from planner.models import Week

_FONTS = "vendor/fontsource-variable-"
# All that the pages of the day load; what a page of the day names is kept with it.
FILES = (
    "css/fonts.css",
    "css/tokens.css",
    "css/ceremony.css",
    "css/today.css",
    "js/todayrules.js",
    "js/today.js",
    "img/icons.svg",
    "img/logo.svg",
    "img/favicon.svg",
    "img/app-192.png",
    f"{_FONTS}figtree-5.3.0/figtree-latin-wght-normal.woff2",
    f"{_FONTS}bricolage-grotesque-5.3.0/bricolage-grotesque-latin-wght-normal.woff2",
)
WORKER = "js/worker.js"
ICONS_OF_APP = (
    ("img/app-192.png", "192x192", "any"),
    ("img/app-512.png", "512x512", "any"),
    ("img/app-whole.png", "512x512", "maskable"),
    ("img/favicon.svg", "any", "any"),
)


def _source(name: str) -> Path:
    return Path(settings.STATICFILES_DIRS[0]) / name


@cache
def release() -> str:
    """Another for each release that changes anything of what the worker keeps, or the worker."""
    found = hashlib.sha256()
    for name in (*FILES, WORKER):
        found.update(_source(name).read_bytes())
    for template in sorted((settings.BASE_DIR / "templates/planner/today").glob("*.html")):
        found.update(template.read_bytes())
    return found.hexdigest()[:16]


@cache
def colour(token: str) -> str:
    """A colour of the tokens, as it is in light."""
    text = _source("css/tokens.css").read_text("utf-8")
    return re.search(rf"--{token}: (#[0-9a-f]{{6}});", text)[1]


@login_not_required
@require_safe
def worker(request):
    """From the root, so that it may answer for the pages of the day wherever their path begins."""
    knows = {
        "release": release(),
        "files": [static(name) for name in FILES],
        "offline": reverse("planner:offline"),
    }
    text = f"const KNOWS = {json.dumps(knows)};\n" + _source(WORKER).read_text("utf-8")
    response = HttpResponse(text, content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response


@login_not_required
@require_safe
def manifest(request):
    return _manifest(reverse("planner:today-home"), _("Today"))


@login_not_required
@require_safe
def wall_manifest(request, wall):
    """It begins at the wall's own address."""
    if not Week.objects.exclude(wall="").filter(wall=wall).exists():
        raise Http404(_("This address is not good any more. Ask whoever sent it for the new one."))
    response = _manifest(reverse("planner:wall", args=[wall]), _("On the wall"))
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _manifest(start: str, short_name: str) -> JsonResponse:
    organisation = Organisation.objects.current()
    week = _("Customer Service Week")
    told = {
        "id": start,
        "start_url": start,
        "scope": "/",
        "name": f"{organisation.name} · {week}" if organisation else week,
        "short_name": short_name,
        "lang": get_language(),
        "display": "standalone",
        "background_color": colour("blue-deep"),
        "theme_color": colour("blue-deep"),
        "icons": [
            {
                "src": static(name),
                "sizes": sizes,
                "type": "image/svg+xml" if name.endswith(".svg") else "image/png",
                "purpose": purpose,
            }
            for name, sizes, purpose in ICONS_OF_APP
        ],
    }
    return JsonResponse(told, content_type="application/manifest+json")


@login_not_required
@require_safe
def offline(request):
    """What the worker shows of any page that it has not kept: the same to everybody."""
    return render(request, "planner/today/offline.html")
