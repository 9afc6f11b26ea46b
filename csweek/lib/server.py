"""The web server, waitress, made to stop without failing a request: the only file that knows it."""

import select
import signal
import socket
import time

from waitress import create_server
from waitress.channel import HTTPChannel
from waitress.task import WSGITask

THREADS = 8
LARGEST = 25 * 1024 * 1024  # bytes of a request: a staff list of 20 MB and its form
LINGER = 1.0  # seconds that a quiet connection is kept when the server is told to stop
LONGEST = 30.0  # seconds that a running request is given to end


class PortTaken(Exception):
    """Something else answers there already."""


class Task(WSGITask):
    def build_response_header(self):
        if self.channel.server.is_stopping:
            self.set_close_on_finish()  # tells the client not to send its next request here
        return super().build_response_header()


class Channel(HTTPChannel):
    task_class = Task

    @property
    def is_busy(self) -> bool:
        return bool(self.requests or self.request or self.total_outbufs_len)


def open_socket(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=1024)
    except OSError as error:
        raise PortTaken(str(error)) from error


def run_server(application, listening: socket.socket, *, behind_proxy: bool, when_up) -> None:
    """Serve until SIGTERM or SIGINT; then answer whoever has come, and return."""
    connections: dict = {}
    server = create_server(
        application,
        map=connections,
        sockets=[listening],
        threads=THREADS,
        connection_limit=1000,
        max_request_body_size=LARGEST,
        asyncore_use_poll=True,
        ident=None,
        # Behind no proxy, X-Forwarded-… can only be a forgery.
        clear_untrusted_proxy_headers=not behind_proxy,
    )
    server.channel_class = Channel
    server.is_stopping = False

    def stop(signum, frame):
        server.is_stopping = True
        signal.signal(signum, signal.SIG_DFL)  # the second one is obeyed at once
        server.pull_trigger()

    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, stop)
    when_up()
    while not server.is_stopping:
        server.asyncore.loop(timeout=30, use_poll=True, map=connections, count=1)
    drain(server, connections)


def drain(server, connections: dict) -> None:
    # Whoever stands in the queue has been promised an answer: the kernel took their connection.
    while select.select([server.socket], [], [], 0)[0]:
        server.handle_accept()
    server.del_channel(connections)
    server.socket.close()
    end = time.time() + LONGEST
    while server.active_channels and time.time() < end:
        server.asyncore.loop(timeout=0.1, use_poll=True, map=connections, count=1)
        for channel in list(server.active_channels.values()):
            if not channel.is_busy and channel.last_activity < time.time() - LINGER:
                channel.will_close = True
    server.task_dispatcher.shutdown()
