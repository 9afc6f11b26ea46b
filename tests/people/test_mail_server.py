"""Mail by a server: what the environment says is what the library is told, on every Django."""

import os
import re
import socketserver
import subprocess
import sys
import threading
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


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
from django.core.management import call_command
call_command("migrate", verbosity=0)
from csweek.people.invitations import invite_by_mail
from csweek.people.models import Person
ada = Person.objects.create_user("ada@example.org", "Ada Amari")
nell = Person.objects.create_user("nell@example.org", "Nell Novak")
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
    kept = {key: value for key, value in os.environ.items() if "CSWEEK" not in key}
    kept.pop("DATABASE_URL", None)
    kept |= {"CSWEEK_HOME": str(home), "DJANGO_SETTINGS_MODULE": "csweek.settings"} | more
    words = [sys.executable, "-W", "error::DeprecationWarning:csweek", "-c", code]
    done = subprocess.run(words, cwd=ROOT, env=kept, capture_output=True, text=True, timeout=90)
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
