"""Paths of nominating, for everyone."""

urlpatterns = []
