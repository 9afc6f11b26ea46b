"""Paths of the judge's desk."""

urlpatterns = []
