"""Paths of calls for cover."""

from django.urls import path

from planner.views import cover

urlpatterns = [
    path("<year:year>/cover/", cover.cover_list, name="cover-list"),
    path("<year:year>/cover/new/", cover.cover_new, name="cover-new"),
    path("<year:year>/cover/<uuid:key>/", cover.cover_detail, name="cover-detail"),
    path("<year:year>/cover/<uuid:key>/edit/", cover.cover_edit, name="cover-edit"),
    path("<year:year>/cover/<uuid:key>/close/", cover.cover_close, name="cover-close"),
    path("<year:year>/cover/<uuid:key>/answer/", cover.cover_answer, name="cover-answer"),
    path("<year:year>/cover/<uuid:key>/withdraw/", cover.cover_withdraw, name="cover-withdraw"),
]
