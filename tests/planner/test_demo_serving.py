"""`manage.py demo`: touches no database but its own, is soon up and stops when told to.

Soon is 30 seconds on a machine that loads and checks the product in two. How fast a machine is at
the moment is another matter, so what is compared is seconds of a processor with seconds of it.
"""

import http.cookiejar
import os
import re
import resource
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError

from csweek.lib import clock
from planner.demo import ownfile
from planner.management.commands.demo import Command

pytestmark = pytest.mark.own_file
ROOT = Path(__file__).resolve().parents[2]
MOST_CHECKS = 15  # of the product, that the start may take as long as


def foreign_sqlite(path: Path, application_id: int = 0) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id={application_id}")
        connection.execute("CREATE TABLE organisation (name)")
        connection.execute("INSERT INTO organisation VALUES ('a real one')")
        connection.commit()


FOREIGN = {
    "a real database": foreign_sqlite,
    "another program's database": lambda path: foreign_sqlite(path, 0x0F055112),
    "an empty file": lambda path: path.write_bytes(b""),
    "no database at all": lambda path: path.write_text("Minutes of the crew's first meeting\n" * 9),
    "our mark in what is no database": lambda path: path.write_bytes(
        bytes(68) + ownfile.MARK.to_bytes(4, "big") + bytes(28)
    ),
}


@pytest.fixture
def file(tmp_path):
    return tmp_path / "csweek.sqlite3"


@pytest.mark.parametrize("reset", [False, True])
@pytest.mark.parametrize("kind", FOREIGN)
def test_a_file_that_is_not_the_demos_is_refused_and_left_alone(file, kind, reset):
    FOREIGN[kind](file)
    before = file.read_bytes()
    with pytest.raises(CommandError, match="no database that the demo has made"):
        Command().claim(file, reset=reset)
    assert file.read_bytes() == before


def test_without_the_check_the_file_would_be_lost(file, monkeypatch):
    """The control of the test above."""
    foreign_sqlite(file)
    before = file.read_bytes()
    monkeypatch.setattr(ownfile, "is_ours", lambda path: True)
    Command().claim(file, reset=True)
    assert file.read_bytes() != before


def test_a_new_file_is_the_demos_own_and_stays_so_when_it_is_written(file):
    Command().claim(file, reset=False)
    assert ownfile.is_ours(file)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE week (year)")
    assert ownfile.is_ours(file)
    assert [each.name for each in file.parent.iterdir()] == [file.name]


def test_reset_deletes_the_demos_own_file_and_what_lies_beside_it(file):
    ownfile.make(file)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE week (year)")
    beside = [file.with_name(file.name + ending) for ending in ("-journal", "-wal", "-shm")]
    for each in beside:
        each.write_bytes(b"old")
    Command().claim(file, reset=True)
    assert not any(each.exists() for each in beside)
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)


def test_what_is_left_of_a_lost_database_never_gets_into_a_new_one(file):
    left = file.with_name(file.name + "-wal")
    left.write_bytes(b"pages of another")
    with pytest.raises(CommandError, match=r"csweek\.sqlite3-wal"):
        Command().claim(file, reset=True)
    assert not file.exists()
    assert left.read_bytes() == b"pages of another"


@pytest.mark.django_db
@pytest.mark.parametrize("at", ["soon", "2026-02-30T11:00", "2001-10-06T11:00", "9999-01-01T00:00"])
def test_what_is_no_time_to_come_is_told(organisation, at):
    with pytest.raises(CommandError, match="is no time to come"):
        Command().set_clock(at)
    assert clock.seconds_ahead() == 0


@pytest.mark.parametrize("port", ["0", "70000"])
def test_an_impossible_port_is_told(tmp_path, port):
    answer = subprocess.run(
        command(port), cwd=ROOT, env=environment(tmp_path), capture_output=True, text=True
    )
    assert answer.returncode == 1
    assert f"{port} is no port" in answer.stderr
    assert not (tmp_path / "demo" / "csweek.sqlite3").exists()


def test_the_command_refuses_a_foreign_file_before_it_touches_it(tmp_path):
    (tmp_path / "demo").mkdir()
    file = tmp_path / "demo" / "csweek.sqlite3"
    foreign_sqlite(file)
    before = file.read_bytes()
    answer = subprocess.run(
        command("8999", "--reset"),
        cwd=ROOT,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
    )
    assert answer.returncode == 1
    assert str(file) in answer.stderr and "Traceback" not in answer.stderr
    assert file.read_bytes() == before


def test_the_demo_is_soon_up_ends_on_sigterm_and_keeps_what_was_done(tmp_path):
    file = tmp_path / "demo" / "csweek.sqlite3"
    begun = seconds_of_children()
    check = [sys.executable, "manage.py", "check"]
    sqlite = environment(tmp_path) | {"DATABASE_URL": f"sqlite:///{tmp_path}/checked.sqlite3"}
    subprocess.run(check, cwd=ROOT, env=sqlite, check=True, capture_output=True)
    before = seconds_of_children()
    a_check = before - begun
    with running(tmp_path) as (base, process, told):
        assert sign_in(base, "organizer@example.org").endswith("/board/")
    assert process.returncode == 0
    assert seconds_of_children() - before < MOST_CHECKS * a_check
    assert "organizer@example.org" in told() and base in told().replace("localhost", "127.0.0.1")
    assert ownfile.is_ours(file)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE people_organisation SET name = 'Our own name'")
        connection.commit()
    tomorrow = (datetime.now() + timedelta(days=1)).strftime("%Y-%m-%dT11:00")
    with running(tmp_path, "--at", tomorrow) as (base, process, told):
        assert sign_in(base, "organizer@example.org").endswith("/board/")
    assert "--reset" in told()
    assert f"The clock stands at {datetime.fromisoformat(tomorrow):%-d %B %Y}, 11:00" in told()
    with closing(sqlite3.connect(file)) as connection:
        names = connection.execute("SELECT name FROM people_organisation").fetchall()
        people = connection.execute("SELECT count(*) FROM people_person").fetchone()
    assert (names, people) == ([("Our own name",)], (240,))
    shutil.rmtree(tmp_path / "demo")


def seconds_of_children() -> float:
    """The processor's time that the processes have taken which have ended by now."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def command(port: str, *more: str) -> list[str]:
    return [sys.executable, "manage.py", "demo", "--port", port, *more]


def environment(home: Path) -> dict[str, str]:
    """As at home, but with a database set that must never be asked: nobody answers there."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CSWEEK_")}
    unused = "postgres://nobody@127.0.0.1:1/nothing"
    return kept | {"CSWEEK_HOME": str(home), "DATABASE_URL": unused}


@contextmanager
def running(home: Path, *more: str):
    """The demo on a free port: its address, its process, and what it has said so far."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    output = home / "output"
    with open(output, "w") as out:
        process = subprocess.Popen(
            command(str(port), *more), cwd=ROOT, env=environment(home), stdout=out, stderr=out
        )
    try:
        wait_until_up(f"http://127.0.0.1:{port}/account/login/", process, output)
        yield f"http://127.0.0.1:{port}", process, output.read_text
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)
    finally:
        process.kill()
        process.wait()


def wait_until_up(address: str, process, output: Path, seconds: float = 300) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=seconds) as answer:
                assert answer.status == 200
                return
        except urllib.error.HTTPError:
            raise
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"Not up after {seconds} seconds:\n{output.read_text()}")


def sign_in(base: str, email: str) -> str:
    """Sign in as a browser would; answers with the address one lands on."""
    browser = urllib.request.build_opener(
        urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
    )
    page = browser.open(f"{base}/account/login/").read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    form = {"login": email, "password": "customer-service-week", "csrfmiddlewaretoken": token}
    answer = browser.open(f"{base}/account/login/", urllib.parse.urlencode(form).encode())
    return answer.geturl()
