"""Commands that ask a database which `start` or `demo` has made ready."""

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _


class PreparedCommand(BaseCommand):
    """Refuses a database that lacks tables, instead of failing somewhere inside."""

    def execute(self, *args, **options):
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            raise CommandError(
                _(
                    "The database %(name)s is not prepared for this release: “manage.py start” "
                    "does that. The demo's own database is asked with CSWEEK_DEMO=yes before the "
                    "command."
                )
                % {"name": connection.settings_dict["NAME"]}
            )
        return super().execute(*args, **options)
