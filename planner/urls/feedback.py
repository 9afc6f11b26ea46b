"""Paths of what is learnt: how it was, lessons, the report."""

from django.urls import path

from planner.views import feedback, lessons, reports

urlpatterns = [
    path("feedback/asking/", feedback.asking, name="asking"),
    path("<year:year>/feedback/", feedback.feedback_list, name="feedback-list"),
    path("<year:year>/feedback/<uuid:key>/", feedback.feedback_give, name="feedback-give"),
    path("<year:year>/lessons/", lessons.lesson_list, name="lesson-list"),
    path("<year:year>/lessons/<int:pk>/", lessons.lesson_edit, name="lesson-edit"),
    path("<year:year>/activities/<int:pk>/heed/", lessons.activity_heed, name="activity-heed"),
    path("<year:year>/report/", reports.report, name="report"),
    path("<year:year>/report.pdf", reports.report_pdf, name="report-pdf"),
]
