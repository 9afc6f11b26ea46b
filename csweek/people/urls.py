"""Paths of the directory."""

from django.urls import path

from csweek.people.views import (
    imports,
    invitations,
    me,
    people,
    privacy,
    setup,
    shifts,
    sites,
    teams,
)

app_name = "people"
urlpatterns = [
    path("", people.person_list, name="person-list"),
    path("new/", people.person_new, name="person-new"),
    path("invite/", invitations.invite_everyone, name="invite-everyone"),
    path("import/", imports.import_new, name="import-new"),
    path("import/template.csv", imports.import_template, name="import-template"),
    path("import/<int:pk>/", imports.import_detail, name="import-detail"),
    path("import/<int:pk>/apply/", imports.import_apply, name="import-apply"),
    path("import/<int:pk>/problems.csv", imports.import_problems, name="import-problems"),
    path("<int:pk>/", people.person_detail, name="person-detail"),
    path("<int:pk>/edit/", people.person_edit, name="person-edit"),
    path("<int:pk>/invite/", invitations.person_invite, name="person-invite"),
    path("<int:pk>/deactivate/", people.person_deactivate, name="person-deactivate"),
    path("<int:pk>/reactivate/", people.person_reactivate, name="person-reactivate"),
    path("<int:pk>/data/", privacy.person_data, name="person-data"),
    path("<int:pk>/data.zip", privacy.person_data_file, name="person-data-file"),
    path("<int:pk>/erase/", privacy.person_erase, name="person-erase"),
    path("me/", me.me, name="me"),
    path("me/data/", privacy.my_data, name="my-data"),
    path("me/data.zip", privacy.my_data_file, name="my-data-file"),
    path("teams/", teams.team_list, name="team-list"),
    path("teams/new/", teams.team_new, name="team-new"),
    path("teams/<int:pk>/edit/", teams.team_edit, name="team-edit"),
    path("teams/<int:pk>/delete/", teams.team_delete, name="team-delete"),
    path("sites/", sites.site_list, name="site-list"),
    path("sites/new/", sites.site_new, name="site-new"),
    path("sites/<int:pk>/edit/", sites.site_edit, name="site-edit"),
    path("sites/<int:pk>/delete/", sites.site_delete, name="site-delete"),
    path("shifts/", shifts.shift_list, name="shift-list"),
    path("shifts/new/", shifts.shift_new, name="shift-new"),
    path("shifts/<int:pk>/edit/", shifts.shift_edit, name="shift-edit"),
    path("shifts/<int:pk>/delete/", shifts.shift_delete, name="shift-delete"),
    path("organisation/", sites.organisation_edit, name="organisation-edit"),
    path("first/<str:token>/", setup.first, name="first"),
    path("setup/", setup.setup, name="setup"),
]
