"""Paths of deciding an award."""

urlpatterns = []
