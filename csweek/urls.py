"""The switchboard: which app answers which path."""

from django.urls import include, path

urlpatterns = [
    path("account/", include("csweek.people.accounts")),
    path("account/", include("allauth.urls")),
    path("language/", include("csweek.lib.languages")),
    path("", include("csweek.lib.roots")),
    path("people/", include("csweek.people.urls")),
    path("messages/", include("csweek.notices.urls")),
    path("", include("planner.urls")),
    path("", include("recognition.urls")),
]

handler400 = "csweek.errors.unreadable"
handler403 = "csweek.errors.forbidden"
handler404 = "csweek.errors.not_found"
handler500 = "csweek.errors.broken"
