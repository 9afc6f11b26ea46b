"""What `start` and `demo` share: make the database and the static files ready, then serve."""

import os

from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.utils.translation import gettext as _

from csweek.lib import server, sqlite


def prepare(stdout) -> None:
    """Migrate, make the cache table, set SQLite's journal, collect the static files."""
    settings.HOME.mkdir(parents=True, exist_ok=True)
    stdout.write(_("Preparing the database …"))
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    if connection.vendor == "sqlite":
        sqlite.set_mode(connection)
    connection.close()
    stdout.write(_("Preparing the static files …"))
    call_command("collectstatic", interactive=False, verbosity=0)


def address(port: int) -> str:
    """What people type: as the environment says, or else this machine and the port served."""
    if os.environ.get("CSWEEK_ADDRESS", "").strip():
        return settings.ADDRESS
    return f"http://localhost:{port}"


def serve(host: str, port: int, stdout) -> None:
    """Serve with waitress until told to stop. Raises CommandError when the port is taken."""
    try:
        listening = server.open_socket(host, port)
    except server.PortTaken as error:
        raise CommandError(
            _(
                "Port %(port)s of %(host)s cannot be used: %(error)s. "
                "Stop what runs there, or choose another port with --port."
            )
            % {"port": port, "host": host, "error": error}
        ) from error
    settings.ADDRESS = address(port)  # for links in mails, before the first request is served
    server.run_server(
        get_wsgi_application(),
        listening,
        behind_proxy=bool(settings.PROXIES),
        when_up=lambda: stdout.write(
            _("Serving at %(address)s. Stop with Ctrl+C.") % {"address": settings.ADDRESS}
        ),
    )
    stdout.write(_("Stopped."))
