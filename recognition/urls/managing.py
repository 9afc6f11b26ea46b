"""Paths of nominations as managers read them."""

urlpatterns = []
