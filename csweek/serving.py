"""What `start` and `demo` share: make the database and the static files ready, then serve."""

import os
import socket
from contextlib import nullcontext

from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.utils.translation import gettext as _

from csweek.lib import server, sqlite
from csweek.lib.collecting import collect
from csweek.lib.ticks import Ticker

# What django-htmx brings beside the one file that the pages ask for.
UNUSED = ["htmax*", "ext", "flags", "htmx-4*"]


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
    collect(UNUSED)


def address(port: int) -> str:
    """What people type: as the environment says, or else this machine and the port served."""
    if os.environ.get("CSWEEK_ADDRESS", "").strip():
        return settings.ADDRESS
    return f"http://localhost:{port}"


def listen(host: str, port: int) -> socket.socket:
    """Take the port before any work is done. Raises CommandError when it cannot be had."""
    if not 1 <= port <= 65535:
        raise CommandError(
            _("%(port)s is no port. Give a number from 1 to 65535.") % {"port": port}
        )
    try:
        return server.open_socket(host, port)
    except server.PortTaken as error:
        raise CommandError(
            _(
                "Port %(port)s of %(host)s cannot be used: %(error)s. "
                "Stop what runs there, or choose another port with --port."
            )
            % {"port": port, "host": host, "error": error}
        ) from error


def serve(listening: socket.socket, stdout) -> None:
    """Serve with waitress until told to stop; meanwhile do what is due every minute."""
    # For links in mails, before the first request is served.
    settings.ADDRESS = address(listening.getsockname()[1])
    application = get_wsgi_application()
    with Ticker() if settings.TICK else nullcontext():
        server.run_server(
            application,
            listening,
            behind_proxy=bool(settings.PROXIES),
            when_up=lambda: stdout.write(
                _("Serving at %(address)s. Stop with Ctrl+C.") % {"address": settings.ADDRESS}
            ),
        )
    stdout.write(_("Stopped."))
