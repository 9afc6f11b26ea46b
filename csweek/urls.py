"""The switchboard: which app answers which path."""

from django.urls import include, path
from django.views.generic import RedirectView

urlpatterns = [
    # The address of a person is the directory's: there is nothing to change on that page.
    path("account/email/", RedirectView.as_view(pattern_name="people:me"), name="account_email"),
    path("account/", include("allauth.urls")),
    path("language/", include("django.conf.urls.i18n")),
    path("people/", include("csweek.people.urls")),
    path("", include("planner.urls")),
]
