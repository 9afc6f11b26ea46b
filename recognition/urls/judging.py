"""Paths of judging: the judge's desk, and who sits on the panel."""

from django.urls import path

from recognition.views import judging, panels

A_FILE = "<year:year>/judging/<uuid:award>/<uuid:file>/"

urlpatterns = [
    path("judging/", judging.desk_home, name="desk-home"),
    path("judges/", panels.judge_search, name="judge-search"),
    path("<year:year>/judging/", judging.desk, name="desk"),
    path("<year:year>/judging/<uuid:award>/send/", judging.scores_send, name="scores-send"),
    path("<year:year>/judging/<uuid:award>/panel/", panels.bench, name="bench"),
    path(A_FILE, judging.review_edit, name="review-edit"),
    path(A_FILE + "save/", judging.review_save, name="review-save"),
    path(A_FILE + "send/", judging.review_send, name="review-send"),
    path(A_FILE + "step-back/", judging.step_back, name="step-back"),
    path(A_FILE + "ask/", judging.waiver_ask, name="waiver-ask"),
    path(A_FILE + "waiver/<int:pk>/", panels.waiver_new, name="waiver-new"),
    path(A_FILE + "call-in/", panels.call_in, name="call-in"),
    path("<year:year>/awards/<uuid:key>/panel/", panels.panel_edit, name="panel-edit"),
]
