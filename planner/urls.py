"""Paths of the week; they begin with the year."""

from django.urls import path, register_converter

from planner import converters
from planner.views import (
    activities,
    board,
    calendars,
    days,
    documents,
    history,
    ideas,
    links,
    places,
    problems,
    programmes,
    publications,
    weeks,
)

register_converter(converters.YearConverter, "year")
register_converter(converters.DayNumberConverter, "daynumber")

app_name = "planner"
urlpatterns = [
    path("", weeks.home, name="home"),
    path("about/", weeks.about, name="about"),
    path("weeks/", weeks.week_list, name="week-list"),
    path("hosts/", activities.host_search, name="host-search"),
    path("<year:year>/", weeks.week_detail, name="week-detail"),
    path("<year:year>/mine/", programmes.my_week, name="my-week"),
    path("<year:year>/poster/", documents.poster, name="poster"),
    path("<year:year>/poster.pdf", documents.poster_pdf, name="poster-pdf"),
    path("<year:year>/list/", documents.programme_list, name="programme-list"),
    path("<year:year>/list.pdf", documents.programme_list_pdf, name="programme-list-pdf"),
    path("<year:year>/mine/list/", documents.my_list, name="my-list"),
    path("<year:year>/mine/list.pdf", documents.my_list_pdf, name="my-list-pdf"),
    path("<year:year>/programme.json", programmes.programme_json, name="programme-json"),
    path("<year:year>/publish/", publications.publication_new, name="publication-new"),
    path(
        "<year:year>/publications/",
        publications.publication_list,
        name="publication-list",
    ),
    path(
        "<year:year>/publications/<int:number>/",
        publications.publication_detail,
        name="publication-detail",
    ),
    path(
        "<year:year>/publications/<int:number>/copy-back/",
        publications.publication_copy_back,
        name="publication-copy-back",
    ),
    path("<year:year>/link/", links.link_detail, name="link-detail"),
    path("<year:year>/link/open/", links.link_open, name="link-open"),
    path("<year:year>/link/close/", links.link_close, name="link-close"),
    path("open/<str:link>/", programmes.open_week, name="open-week"),
    path("open/<str:link>/week.ics", calendars.open_feed, name="open-feed"),
    path(
        "open/<str:link>/activities/<uuid:key>.ics",
        calendars.open_activity_calendar,
        name="open-activity-calendar",
    ),
    path(
        "open/<str:link>/programme.json",
        programmes.open_programme_json,
        name="open-programme-json",
    ),
    path("calendars/<str:token>/week.ics", calendars.calendar_feed, name="calendar-feed"),
    path("<year:year>/calendars/", calendars.calendar_list, name="calendar-list"),
    path("<year:year>/calendars/new/", calendars.calendar_new, name="calendar-new"),
    path("<year:year>/calendars/<int:pk>/stop/", calendars.calendar_stop, name="calendar-stop"),
    path(
        "<year:year>/activities/<uuid:key>.ics",
        calendars.activity_calendar,
        name="activity-calendar",
    ),
    path("<year:year>/new/", weeks.week_new, name="week-new"),
    path("<year:year>/edit/", weeks.week_edit, name="week-edit"),
    path("<year:year>/history/", history.week_history, name="week-history"),
    path("<year:year>/days/<daynumber:number>/edit/", days.day_edit, name="day-edit"),
    path("<year:year>/days/<daynumber:number>/history/", history.day_history, name="day-history"),
    path("<year:year>/board/", board.board, name="board"),
    path("<year:year>/problems/", problems.problem_list, name="problem-list"),
    path("<year:year>/places/", places.place_list, name="place-list"),
    path("<year:year>/places/new/", places.place_new, name="place-new"),
    path("<year:year>/places/<int:pk>/edit/", places.place_edit, name="place-edit"),
    path("<year:year>/places/<int:pk>/delete/", places.place_delete, name="place-delete"),
    path("<year:year>/ideas/", ideas.idea_list, name="idea-list"),
    path("<year:year>/ideas/<slug:key>/add/", ideas.idea_add, name="idea-add"),
    path("<year:year>/ideas/<int:pk>/remove/", ideas.idea_remove, name="idea-remove"),
    path("<year:year>/ideas/<int:pk>/bring-back/", ideas.idea_bring_back, name="idea-bring-back"),
    path("<year:year>/activities/new/", activities.activity_new, name="activity-new"),
    path("<year:year>/activities/<int:pk>/", activities.activity_edit, name="activity-edit"),
    path("<year:year>/activities/<int:pk>/move/", activities.activity_move, name="activity-move"),
    path("<year:year>/activities/<int:pk>/wave/", activities.activity_wave, name="activity-wave"),
    path("<year:year>/activities/<int:pk>/copy/", activities.activity_copy, name="activity-copy"),
    path(
        "<year:year>/activities/<int:pk>/cancel/",
        activities.activity_cancel,
        name="activity-cancel",
    ),
    path(
        "<year:year>/activities/<int:pk>/reinstate/",
        activities.activity_reinstate,
        name="activity-reinstate",
    ),
    path(
        "<year:year>/activities/<int:pk>/delete/",
        activities.activity_delete,
        name="activity-delete",
    ),
    path(
        "<year:year>/activities/<int:pk>/bring-back/",
        activities.activity_bring_back,
        name="activity-bring-back",
    ),
    path("<year:year>/activities/<int:pk>/keep/", ideas.idea_keep, name="idea-keep"),
    path(
        "<year:year>/activities/<int:pk>/history/",
        history.activity_history,
        name="activity-history",
    ),
]
