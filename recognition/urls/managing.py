"""Paths of nominations as managers read them."""

from django.urls import path

from recognition.views import managing, nominationlists

urlpatterns = [
    path("nominations/", managing.nomination_home, name="nomination-home"),
    path("<year:year>/nominations/", managing.nomination_list, name="nomination-list"),
    path(
        "<year:year>/nominations/accept/",
        managing.nominations_accept,
        name="nominations-accept",
    ),
    path("<year:year>/nominations.csv", nominationlists.nomination_csv, name="nomination-csv"),
    path("<year:year>/nominations.xlsx", nominationlists.nomination_xlsx, name="nomination-xlsx"),
    path(
        "<year:year>/nominations/<uuid:key>/",
        managing.nomination_detail,
        name="nomination-detail",
    ),
    path(
        "<year:year>/nominations/<uuid:key>/accept/",
        managing.nomination_accept,
        name="nomination-accept",
    ),
    path(
        "<year:year>/nominations/<uuid:key>/return/",
        managing.nomination_return,
        name="nomination-return",
    ),
    path(
        "<year:year>/nominations/<uuid:key>/move/",
        managing.nomination_move,
        name="nomination-move",
    ),
    path(
        "<year:year>/nominations/<uuid:key>/redirect/",
        managing.nomination_redirect,
        name="nomination-redirect",
    ),
    path(
        "<year:year>/nominations/<uuid:key>/withdraw/",
        managing.nomination_withdraw_for,
        name="nomination-withdraw-for",
    ),
]
