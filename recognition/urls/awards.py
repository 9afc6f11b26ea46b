"""Paths of awards, for managers."""

urlpatterns = []
