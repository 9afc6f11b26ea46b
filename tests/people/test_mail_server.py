"""Mail by a server: what the environment says is what the library is told, on every Django."""

import re
import socketserver
import subprocess
import sys
import threading

import pytest

from tests import factories
from tests.processes import LONGEST, ROOT, Lent

pytestmark = pytest.mark.django_db(transaction=True)


class Postbox(socketserver.StreamRequestHandler):
    """As much of a mail server as takes one message."""

    def handle(self):
        self.say("220 postbox")
        for line in iter(self.rfile.readline, b""):
            word = line.split()[0].upper() if line.split() else b""
            if word == b"DATA":
                self.say("354 go on")
                lines = iter(self.rfile.readline, b".\r\n")
                self.server.letters.append(b"".join(lines).decode())
            elif word == b"QUIT":
                return self.say("221 bye")
            self.say("250 well")

    def say(self, line: str):
        self.wfile.write(line.encode() + b"\r\n")


@pytest.fixture
def postbox():
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Postbox) as server:
        server.letters = []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


INVITE = """
import django
django.setup()
from csweek.people.invitations import invite_by_mail
from csweek.people.models import Person
ada, nell = (Person.objects.get(email=each + "@example.org") for each in ("ada", "nell"))
print(invite_by_mail(nell, by=ada))
"""
OPTIONS = """
import django
from django.conf import settings
told = settings.MAILERS["default"]["OPTIONS"] if django.VERSION >= (6, 1) else {
    "use_tls": settings.EMAIL_USE_TLS, "use_ssl": settings.EMAIL_USE_SSL}
print(told["use_tls"], told["use_ssl"])
"""


def run(home, code: str, **more) -> str:
    factories.person("Ada Amari")
    factories.person("Nell Novak")
    done = subprocess.run(
        [sys.executable, "-W", "error::DeprecationWarning:csweek", "-c", code],
        cwd=ROOT,
        env=Lent(home).environment | more,
        capture_output=True,
        text=True,
        timeout=LONGEST,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_an_invitation_goes_by_the_server_of_the_environment(tmp_path, postbox):
    where = {"CSWEEK_MAIL_SERVER": "127.0.0.1", "CSWEEK_MAIL_TLS": "no"}
    where |= {"CSWEEK_MAIL_PORT": str(postbox.server_address[1])}
    where |= {"CSWEEK_MAIL_FROM": "week@example.org", "CSWEEK_ADDRESS": "https://week.example.org"}
    assert run(tmp_path, INVITE, **where) == "True"
    (letter,) = postbox.letters
    assert re.search(r"^To: nell@example\.org\r$", letter, re.M)
    assert re.search(r"^From: week@example\.org\r$", letter, re.M)
    assert "https://week.example.org/account/password/reset/key/" in letter.replace("=\r\n", "")


def test_a_server_that_is_down_is_no_error(tmp_path, postbox):
    port = str(postbox.server_address[1])
    postbox.shutdown()
    postbox.server_close()
    where = {"CSWEEK_MAIL_SERVER": "127.0.0.1", "CSWEEK_MAIL_TLS": "no", "CSWEEK_MAIL_PORT": port}
    where |= {"CSWEEK_MAIL_FROM": "week@example.org"}
    assert run(tmp_path, INVITE, **where) == "False"


@pytest.mark.parametrize(
    ("port", "tls", "told"),
    [
        ("587", "yes", "True False"),
        ("25", "yes", "True False"),
        ("465", "yes", "False True"),
        ("25", "no", "False False"),
    ],
)
def test_mail_is_sent_under_tls_unless_one_says_no(tmp_path, port, tls, told):
    where = {"CSWEEK_MAIL_SERVER": "mail.example.org", "CSWEEK_MAIL_FROM": "week@example.org"}
    where |= {"CSWEEK_MAIL_PORT": port, "CSWEEK_MAIL_TLS": tls}
    assert run(tmp_path, OPTIONS, **where) == told
