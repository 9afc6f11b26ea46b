"""Paths of awards, for managers."""

from django.urls import path

from recognition.views import awards, beginnings

urlpatterns = [
    path("awards/", awards.award_home, name="award-home"),
    path("<year:year>/awards/", awards.award_list, name="award-list"),
    path("<year:year>/awards/new/", awards.award_new, name="award-new"),
    path("<year:year>/awards/sets/", beginnings.award_set_add, name="award-set-add"),
    path("<year:year>/awards/copy/", beginnings.award_copy, name="award-copy"),
    path("<year:year>/awards/<uuid:key>/history/", awards.award_history, name="award-history"),
    path("<year:year>/awards/<uuid:key>/edit/", awards.award_edit, name="award-edit"),
    path("<year:year>/awards/<uuid:key>/move/", awards.award_move, name="award-move"),
    path("<year:year>/awards/<uuid:key>/delete/", awards.award_delete, name="award-delete"),
    path(
        "<year:year>/awards/<uuid:key>/bring-back/",
        awards.award_bring_back,
        name="award-bring-back",
    ),
]
