"""The directory: people, teams, sites, roles."""

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.backends.signals import connection_created
from django.utils.translation import gettext_lazy as _

from csweek.lib import sqlite


class PeopleConfig(AppConfig):
    name = "csweek.people"
    label = "people"
    verbose_name = _("People")

    def ready(self):
        # They declare what is held of a person, and register what is done every minute.
        from . import forgetting, privacy  # noqa: F401

        connection_created.connect(sqlite.keep_journal_file, dispatch_uid="csweek.journal")
        register(sqlite.check_sqlite, Tags.database)
