"""`start` sends what is due by itself, through a real mail server, and ends when it is told to."""

import re
import subprocess
import sys
import time

import pytest

from csweek.notices.models import notify
from tests import factories
from tests.notices.sample import SAMPLE
from tests.people.test_mail_server import postbox  # noqa: F401  (a fixture)
from tests.processes import Lent
from tests.test_serving import ROOT, end, free_port, wait_for

pytestmark = pytest.mark.django_db(transaction=True)
# The server knows no words for what only tests tell of: they are put in as an app would.
MANAGE = "import sys; import django; django.setup(); import tests.notices.sample; import manage; "
MANAGE += "sys.argv[0] = 'manage.py'; manage.main()"


@pytest.fixture
def told(tmp_path, postbox):  # noqa: F811
    """One mail that is due, and what tells processes of it and where the mail server is."""
    factories.organisation()
    notify([factories.person("Cole Carter").pk], SAMPLE, title="Olá: the plan")
    where = {"CSWEEK_MAIL_SERVER": "127.0.0.1", "CSWEEK_MAIL_TLS": "no"}
    where |= {"CSWEEK_MAIL_PORT": str(postbox.server_address[1])}
    where |= {"CSWEEK_MAIL_FROM": "week@example.org", "PYTHONUNBUFFERED": "1"}
    return Lent(tmp_path).environment | where


def start(told, **more) -> tuple[subprocess.Popen, int]:
    port = free_port()
    words = [sys.executable, "-c", MANAGE, "start", "--port", str(port)]
    process = subprocess.Popen(
        words,
        cwd=ROOT,
        env=told | more,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        wait_for(process, port)
    except BaseException:
        process.kill()
        raise
    return process, port


def letters_within(postbox, seconds: float) -> list[str]:  # noqa: F811
    end_of_wait = time.monotonic() + seconds
    while not postbox.letters and time.monotonic() < end_of_wait:
        time.sleep(0.1)
    return postbox.letters


def test_a_server_sends_by_itself_and_links_to_itself(told, postbox):  # noqa: F811
    process, port = start(told)
    try:
        (letter,) = letters_within(postbox, 30)
    finally:
        said = end(process)
    assert process.returncode == 0 and "Stopped." in said and "Traceback" not in said
    assert re.search(r"^To: cole@example\.org\r$", letter, re.M)
    assert re.search(r"^From: week@example\.org\r$", letter, re.M)
    assert re.search(r"^Message-ID: ?\s<?[0-9a-f-]{36}@localhost>\r$", letter, re.M)
    assert f"<http://localhost:{port}/messages/off/" in letter.replace("\r\n ", "")
    assert letter.count("Content-Type: text/") == 2


def test_a_server_that_is_not_to_tick_leaves_it_to_the_command(told, postbox):  # noqa: F811
    process, _port = start(told, CSWEEK_TICK="no")
    try:
        assert letters_within(postbox, 3) == []
    finally:
        end(process)
    words = [sys.executable, "-c", MANAGE, "tick"]
    for _time in range(2):
        done = subprocess.run(words, cwd=ROOT, env=told, capture_output=True, timeout=60)
        assert done.returncode == 0, done.stderr
    assert len(postbox.letters) == 1


def test_a_mail_server_that_is_down_ends_the_command_with_1(told, postbox):  # noqa: F811
    postbox.shutdown()
    postbox.server_close()
    words = [sys.executable, "-c", MANAGE, "tick"]
    done = subprocess.run(words, cwd=ROOT, env=told, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert "csweek.notices.outbox.post_mails" in done.stderr
    assert "Traceback" not in done.stderr
