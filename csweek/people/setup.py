"""The organisation of a request: its clock, and what happens until it has been set up."""

from django.shortcuts import redirect, render
from django.utils import timezone

from .models import Organisation

# Signing in and out, one's language, and the directory itself work before the set-up.
OPEN_BEFORE = ("/account/", "/language/", "/people/", "/static/")
UNAVAILABLE = 503


class OrganisationMiddleware:
    """Puts the organisation on the request, where the pages find it too.

    Until the set-up is answered, administrators are led to it and the others are told. After it,
    times on pages are those of the wall clock at the person's site.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.user.is_authenticated:
            return self.get_response(request)
        request.organisation = Organisation.objects.current()
        if request.organisation:
            with timezone.override(zone_of(request.user, request.organisation)):
                return self.get_response(request)
        if request.path.startswith(OPEN_BEFORE):
            return self.get_response(request)
        if request.user.is_administrator:
            return redirect("people:setup")
        return render(request, "people/setup/waiting.html", status=UNAVAILABLE)


def zone_of(person, organisation):
    head_site = organisation.head_site
    is_elsewhere = person.site_id not in (None, head_site.pk)
    return (person.site if is_elsewhere else head_site).zone
