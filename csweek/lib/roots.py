"""What browsers and crawlers ask for at the root of every server, without an account."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def robots(request):
    why = _("Neither the plan nor who is in it is for search engines.")
    text = f"# {why}\nUser-agent: *\nDisallow: /\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
def favicon(request):
    """Asked for by programs that do not read which icon a page names."""
    return redirect(static("img/favicon.svg"))


urlpatterns = [
    path("robots.txt", robots, name="robots"),
    path("favicon.ico", favicon, name="favicon"),
]
