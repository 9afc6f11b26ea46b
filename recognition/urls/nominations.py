"""Paths of nominating, for everyone."""

from django.urls import path

from recognition.views import nominations

urlpatterns = [
    path("nominate/", nominations.nominate_home, name="nominate-home"),
    path("<year:year>/nominate/", nominations.nomination_new, name="nomination-new"),
    path("<year:year>/nominate/<uuid:key>/", nominations.nomination_edit, name="nomination-edit"),
    path(
        "<year:year>/nominate/<uuid:key>/save/",
        nominations.nomination_save,
        name="nomination-save",
    ),
    path(
        "<year:year>/nominate/<uuid:key>/sent/",
        nominations.nomination_sent,
        name="nomination-sent",
    ),
    path("<year:year>/nominees/", nominations.nominee_search, name="nominee-search"),
]
