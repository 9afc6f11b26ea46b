"""Paths of Friday: run sheet, certificates, ceremony, winners."""

urlpatterns = []
