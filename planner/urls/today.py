"""Paths of the day, and of the web app that it is."""

from django.urls import path

from planner.views import today, walls, webapp

urlpatterns = [
    path("today/", today.today_home, name="today-home"),
    path("<year:year>/today/", today.today, name="today"),
    path("wall/<str:wall>/", today.wall, name="wall"),
    path("wall/<str:wall>/app.webmanifest", webapp.wall_manifest, name="wall-manifest"),
    path("<year:year>/wall/open/", walls.wall_open, name="wall-open"),
    path("<year:year>/wall/close/", walls.wall_close, name="wall-close"),
    path("app.webmanifest", webapp.manifest, name="manifest"),
    path("worker.js", webapp.worker, name="worker"),
    path("offline/", webapp.offline, name="offline"),
]
