"""`manage.py tick`: what is due every minute, once; for those who let cron do it."""

from django.core.management import CommandError
from django.utils.translation import gettext as _

from csweek.lib import ticks
from csweek.lib.prepared import PreparedCommand


class Command(PreparedCommand):
    help = "Sends the mails that are due, and does whatever else is due every minute."

    def handle(self, **options):
        if failed := ticks.run():
            said = _("Not everything that is due could be done; the log says why: %(names)s")
            raise CommandError(said % {"names": ", ".join(failed)})
