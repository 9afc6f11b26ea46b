"""The server: from an empty folder to a page, and an end that fails nobody."""

import http.cookiejar
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import pytest

from csweek.lib.sqlite import is_wal_sound

pytestmark = pytest.mark.own_file
ROOT = Path(__file__).parent.parent


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment(home, **more) -> dict:
    kept = {key: value for key, value in os.environ.items() if "CSWEEK" not in key}
    kept.pop("DATABASE_URL", None)
    return kept | {"CSWEEK_HOME": str(home), "PYTHONUNBUFFERED": "1"} | more


def run(*words, home, **more) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=environment(home, **more),
        capture_output=True,
        text=True,
        timeout=120,
    )


def wait_for(process, port: int, seconds: float = 60) -> None:
    """Until the server answers, or the test fails with what it has said."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        assert process.poll() is None, process.stdout.read()
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1) as probe:
                probe.sendall(b"HEAD /account/login/ HTTP/1.0\r\nHost: localhost\r\n\r\n")
                if probe.recv(1):
                    return
        except OSError:
            pass
        time.sleep(0.1)
    raise AssertionError("the server did not answer")


def end(process) -> str:
    """Ask it to stop; answers with all it has said."""
    process.send_signal(signal.SIGTERM)
    try:
        return process.communicate(timeout=40)[0]
    except subprocess.TimeoutExpired:
        process.kill()
        raise


@pytest.fixture(scope="module")
def started(tmp_path_factory):
    """`manage.py start` in an empty folder; gives its process, port and first lines."""
    home, port = tmp_path_factory.mktemp("home"), free_port()
    process = subprocess.Popen(
        [sys.executable, "manage.py", "start", "--port", str(port)],
        cwd=ROOT,
        env=environment(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    said = []
    try:
        for line in process.stdout:
            said.append(line)
            if f"localhost:{port}. Stop" in line:
                break
        wait_for(process, port)
        yield process, port, "".join(said), home
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


class Browser:
    """Keeps cookies and sends forms with their token."""

    def __init__(self, port: int):
        self.origin = f"http://localhost:{port}"
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(jar)
        self.page = ""

    def open(self, path: str, form: dict | None = None):
        data = None
        if form is not None:
            token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.page)[1]
            data = urllib.parse.urlencode(form | {"csrfmiddlewaretoken": token}).encode()
        url = path if path.startswith("http") else self.origin + path
        response = self.opener.open(urllib.request.Request(url, data), timeout=30)
        self.page = response.read().decode()
        return response


def test_an_empty_folder_becomes_a_week_to_plan(started):
    _process, port, said, _home = started
    link = re.search(rf"http://localhost:{port}/people/first/\S+", said)[0]
    browser = Browser(port)
    assert browser.open(link).status == 200
    password = "five-pieces-of-a-week"
    first = {"name": "Ada Amari", "email": "ada@example.org", "password": password}
    done = browser.open(link, first | {"again": password})
    assert done.url.endswith("/people/setup/")
    place = {"site": "Porto", "time_zone": "Europe/Lisbon", "country": "PT"}
    browser.open("/people/setup/", {"organisation": "Northwind Mutual", **place})
    assert "Load the staff list" in browser.page
    assert re.search(r"/\d{4}/new/$", browser.open("/").url)
    with pytest.raises(urllib.error.HTTPError) as gone:
        Browser(port).open(link)
    assert gone.value.code == 410


def test_static_files_carry_the_headers_and_are_kept_by_browsers(started):
    _process, port, _said, _home = started
    browser = Browser(port)
    browser.open("/account/login/")
    path = re.search(r'href="(/static/css/tokens\.\w+\.css)"', browser.page)[1]
    headers = browser.open(path).headers
    assert "immutable" in headers["Cache-Control"]
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["Server"] is None


def test_the_secret_and_the_journal_are_as_they_should_be(started):
    _process, _port, _said, home = started
    assert (home / "secret").stat().st_mode & 0o777 == 0o600
    with sqlite3.connect(home / "csweek.sqlite3") as database:
        mode = database.execute("PRAGMA journal_mode").fetchone()[0]
    assert (mode == "wal") is is_wal_sound(sqlite3.sqlite_version_info)


def test_a_port_that_is_taken_is_told_before_anything_is_made(started, tmp_path):
    _process, port, _said, _home = started
    done = run("start", "--port", str(port), home=tmp_path / "other")
    assert done.returncode == 1
    assert f"Port {port} of 127.0.0.1 cannot be used" in done.stderr
    assert "choose another port with --port" in done.stderr
    assert not (tmp_path / "other" / "csweek.sqlite3").exists()


def test_https_without_a_proxy_is_refused_with_what_to_do(tmp_path):
    done = run("start", home=tmp_path, CSWEEK_ADDRESS="https://week.example.org")
    assert done.returncode == 1
    assert "CSWEEK_PROXIES=1" in done.stderr


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("CSWEEK_ADDRESS", "week.example.org", "an address without a path"),
        ("CSWEEK_PROXIES", "many", "a whole number from 0 to 5"),
        ("CSWEEK_LANGUAGE", "xx", "en-gb, en-us, pt-pt"),
        ("CSWEEK_SECRET", "short", "50 characters or more"),
        ("CSWEEK_DEBUG", "maybe", "yes, no"),
    ],
)
def test_a_wrong_setting_is_refused_with_what_is_allowed(tmp_path, name, value, allowed):
    done = run("check", home=tmp_path, **{name: value})
    assert done.returncode == 1
    assert f"{name} is " in done.stderr
    assert allowed in done.stderr


def test_the_server_ends_when_it_is_told_to(started):
    """The last test of this server."""
    process, port, _said, _home = started
    assert "Stopped." in end(process)
    assert process.returncode == 0
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port))


# Ending under load -----------------------------------------------------------

SLOW = """
import signal, sys, time
sys.path.insert(0, {root!r})
from csweek.lib import server

def slow(environ, start_response):
    body = environ["wsgi.input"].read() or b"x"
    time.sleep(0.2)
    start_response("200 OK", [("Content-Length", str(len(body) * 1000))])
    return [body * 1000]

def as_it_comes(application, listening, **ignored):
    # The library's own way to stop.
    from waitress import create_server
    def stop(*args):
        raise SystemExit
    signal.signal(signal.SIGTERM, stop)
    create_server(application, sockets=[listening], threads=server.THREADS).run()

way = as_it_comes if {control} else server.run_server
way(slow, server.open_socket("127.0.0.1", {port}), behind_proxy=False, when_up=lambda: None)
"""


def ask(port: int, answers: list, in_two: threading.Event | None = None) -> None:
    """Send one request, its second half only at the event; note the body that came back."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
            connection.sendall(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\na")
            if in_two:
                in_two.wait(10)
            connection.sendall(b"b")
            answer = b""
            while not answer.endswith(b"ab" * 1000):
                piece = connection.recv(65536)
                if not piece:
                    break
                answer += piece
            answers.append(answer.startswith(b"HTTP/1.1 200") and answer.endswith(b"ab" * 1000))
    except OSError:
        answers.append(False)


def answers_at_the_end(*, control: bool) -> list[bool]:
    """40 requests are under way when SIGTERM comes, one of them sent by half."""
    port = free_port()
    code = SLOW.format(root=str(ROOT), control=control, port=port)
    process = subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.DEVNULL)
    answers, told = [], threading.Event()
    try:
        wait_for(process, port)
        clients = [threading.Thread(target=ask, args=(port, answers)) for _ in range(39)]
        clients.append(threading.Thread(target=ask, args=(port, answers, told)))
        for client in clients:
            client.start()
        time.sleep(0.3)
        process.send_signal(signal.SIGTERM)
        time.sleep(0.2)
        told.set()
        for client in clients:
            client.join(30)
        assert process.wait(timeout=40) == 0
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
    assert len(answers) == 40
    return answers


def test_being_told_to_stop_fails_no_request():
    assert all(answers_at_the_end(control=False))


def test_control_the_librarys_own_way_to_stop_fails_some():
    assert not all(answers_at_the_end(control=True))
