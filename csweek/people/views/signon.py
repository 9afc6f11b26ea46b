"""The way out to single sign-on."""

from allauth.socialaccount.providers.openid_connect import views
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme


@login_not_required
def signon(request, provider_id):
    """Leave through a page of ours: browsers hold every redirect that follows a form to our
    policy for forms (form-action), and a provider may send people on to hosts we do not know."""
    response = views.login(request, provider_id)
    url = response.headers.get("Location", "")
    if not url or url_has_allowed_host_and_scheme(url, allowed_hosts={request.get_host()}):
        return response
    return render(request, "socialaccount/login_redirect.html", {"redirect_to": url})
