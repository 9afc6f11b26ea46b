"""The path of who is missing out."""

from django.urls import path

from planner.views import missing

urlpatterns = [path("<year:year>/missing/", missing.missing, name="missing")]
