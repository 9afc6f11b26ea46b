"""Paths of nominations as managers read them."""

from django.urls import path

from recognition.views import managing

urlpatterns = [
    path("nominations/", managing.nomination_home, name="nomination-home"),
    path("<year:year>/nominations/", managing.nomination_list, name="nomination-list"),
    path(
        "<year:year>/nominations/accept/",
        managing.nominations_accept,
        name="nominations-accept",
    ),
]
