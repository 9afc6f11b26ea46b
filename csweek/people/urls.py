"""Paths of the directory."""

app_name = "people"
urlpatterns = []
