"""Starts the real thing: database, static files, a link for the first administrator, the server."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _

from csweek import serving
from csweek.people.invitations import first_link
from csweek.people.models import Person


class Command(BaseCommand):
    help = "Prepares the database and the static files, and serves with the production server."
    requires_system_checks = []  # migrate checks, once it may look at the database

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1", help="where to listen (127.0.0.1)")
        parser.add_argument("--port", type=int, help="the port to listen on (8000)")

    def handle(self, *args, host, port, **options):
        if settings.HTTPS and not settings.PROXIES:
            raise CommandError(
                _(
                    "CSWEEK_ADDRESS begins with https, and this server speaks http: it needs a "
                    "proxy in front that does. Say how many there are: CSWEEK_PROXIES=1."
                )
            )
        port = port or (not settings.HTTPS and urlsplit(settings.ADDRESS).port) or 8000
        listening = serving.listen(host, port)
        serving.prepare(self.stdout)
        if not Person.objects.who_can_sign_in().exists():
            said = _("Nobody can sign in yet. Make the first administrator here, within 24 hours:")
            self.stdout.write(said)
            self.stdout.write("    " + serving.address(port) + first_link())
        serving.serve(listening, self.stdout)
