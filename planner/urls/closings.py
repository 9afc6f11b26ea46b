"""Paths of closings and what customers are told of them."""

from django.urls import path

from planner.views import closings

urlpatterns = [
    path("<year:year>/closings/new/", closings.closing_new, name="closing-new"),
    path("<year:year>/closings/<uuid:key>/", closings.closing_detail, name="closing-detail"),
    path("<year:year>/closings/<uuid:key>/edit/", closings.closing_edit, name="closing-edit"),
    path("<year:year>/closings/<uuid:key>/sign/", closings.closing_sign, name="closing-sign"),
    path(
        "<year:year>/closings/<uuid:key>/sign.pdf",
        closings.closing_sign_pdf,
        name="closing-sign-pdf",
    ),
    path("<year:year>/closings/<uuid:key>/delete/", closings.closing_delete, name="closing-delete"),
    path(
        "<year:year>/closings/<uuid:key>/bring-back/",
        closings.closing_bring_back,
        name="closing-bring-back",
    ),
]
