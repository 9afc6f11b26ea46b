"""Paths of recognition; all but the shortcuts begin with the year."""

from planner import converters  # noqa: F401  (registers <year:…>)

from . import awards, ceremonies, decisions, judging, managing, nominations

app_name = "recognition"
urlpatterns = [
    *nominations.urlpatterns,
    *awards.urlpatterns,
    *managing.urlpatterns,
    *judging.urlpatterns,
    *decisions.urlpatterns,
    *ceremonies.urlpatterns,
]
