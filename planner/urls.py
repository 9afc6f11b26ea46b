"""Paths of the week."""

app_name = "planner"
urlpatterns = []
