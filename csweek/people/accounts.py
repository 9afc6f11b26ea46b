"""Paths under account/ where we stand in for the library for accounts."""

from allauth.socialaccount.views import login_error
from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.generic import RedirectView

from csweek.people.views.sessions import session_list
from csweek.people.views.signon import signon

urlpatterns = [
    # The address of a person is the directory's: there is nothing to change on that page.
    path("email/", RedirectView.as_view(pattern_name="people:me"), name="account_email"),
    # What went wrong while signing in is told to whoever is not signed in yet.
    path(
        "3rdparty/login/error/", login_not_required(login_error), name="socialaccount_login_error"
    ),
    path("sessions/", session_list, name="usersessions_list"),
    path("oidc/<str:provider_id>/login/", signon, name="openid_connect_login"),
]
