"""Paths of the phones: what is left, and the needs of teams."""

from django.urls import path

from planner.views import needs, phones

urlpatterns = [
    path("<year:year>/phones/", phones.phones, name="phones"),
    path("<year:year>/phones/teams/<int:pk>/", needs.need_list, name="need-list"),
    path("<year:year>/phones/teams/<int:pk>/new/", needs.need_new, name="need-new"),
    path(
        "<year:year>/phones/teams/<int:pk>/copy/<daynumber:number>/",
        needs.need_copy,
        name="need-copy",
    ),
    path("<year:year>/phones/needs/<uuid:key>/", needs.need_edit, name="need-edit"),
    path("<year:year>/phones/needs/<uuid:key>/delete/", needs.need_delete, name="need-delete"),
]
