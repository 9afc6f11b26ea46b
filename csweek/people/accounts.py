"""Paths under account/ where we stand in for the library for accounts."""

from django.urls import path
from django.views.generic import RedirectView

from csweek.people.views.signon import signon

urlpatterns = [
    # The address of a person is the directory's: there is nothing to change on that page.
    path("email/", RedirectView.as_view(pattern_name="people:me"), name="account_email"),
    path("oidc/<str:provider_id>/login/", signon, name="openid_connect_login"),
]
