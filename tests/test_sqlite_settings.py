"""SQLite as we open it: no lock that is not waited for, nothing saved that can be lost."""

import json
import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db.backends.sqlite3.base import DatabaseWrapper

from csweek.lib import sqlite

pytestmark = pytest.mark.own_file
ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def files_may_be_opened(django_db_blocker):
    with django_db_blocker.unblock():
        yield


def open_file(path):
    """A connection of Django's own to a database file."""
    options = {"NAME": str(path), "OPTIONS": {}, "TIME_ZONE": None, "AUTOCOMMIT": True}
    more = {"CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": False, "ATOMIC_REQUESTS": False}
    return DatabaseWrapper(options | more, alias="file")


# Which journal ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("version", "mode"),
    [
        ((3, 7, 0), "truncate"),
        ((3, 40, 1), "truncate"),
        ((3, 44, 5), "truncate"),
        ((3, 44, 6), "wal"),
        ((3, 45, 0), "truncate"),
        ((3, 50, 6), "truncate"),
        ((3, 50, 7), "wal"),
        ((3, 51, 2), "truncate"),
        ((3, 51, 3), "wal"),
        ((3, 52, 0), "wal"),
        ((4, 0, 0), "wal"),
    ],
)
def test_wal_is_chosen_only_where_it_is_sound(version, mode):
    assert sqlite.journal_mode(version) == mode


@pytest.mark.parametrize(("version", "mode"), [((3, 40, 1), "truncate"), ((3, 53, 0), "wal")])
@pytest.mark.parametrize("before", ["delete", "wal"])
def test_the_file_is_set_to_the_mode_once(tmp_path, before, version, mode):
    file = tmp_path / "a.sqlite3"
    with sqlite3.connect(file) as database:
        database.execute(f"PRAGMA journal_mode={before}")
        database.execute("CREATE TABLE kept (x)")
    database.close()
    connection = open_file(file)
    assert sqlite.set_mode(connection, version) == mode
    connection.close()


def test_outside_wal_every_connection_keeps_the_journal_file(tmp_path):
    connection = open_file(tmp_path / "a.sqlite3")
    assert sqlite.read_mode(connection) == "truncate"
    connection.close()


def test_a_file_in_wal_is_left_in_wal_by_later_connections(tmp_path):
    file = tmp_path / "a.sqlite3"
    first = open_file(file)
    sqlite.set_mode(first, (3, 53, 0))
    second = open_file(file)
    assert sqlite.read_mode(second) == "wal"
    first.close()
    second.close()


# What is warned of -----------------------------------------------------------

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/export /srv nfs4 rw 0 0
/dev/sdb1 /srv/fast xfs rw 0 0
//nas/share /mnt/the\\040share cifs rw 0 0
tmpfs /srvx tmpfs rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/csweek/csweek.sqlite3", "ext4"),
        ("/srv/csweek.sqlite3", "nfs4"),
        ("/srv/fast/csweek.sqlite3", "xfs"),
        ("/srvx/csweek.sqlite3", "tmpfs"),
        ("/mnt/the share/csweek.sqlite3", "cifs"),
    ],
)
def test_the_file_system_of_a_path_is_the_nearest_mount(path, kind):
    assert sqlite.file_system(path, MOUNTS) == kind


def test_a_system_without_a_list_of_mounts_warns_of_nothing():
    assert sqlite.file_system("/srv/csweek.sqlite3", "") == ""


def warned(connection, version, mounts="") -> list[str]:
    return [warning.id for warning in sqlite.warnings(connection, version, mounts)]


def test_wal_under_an_sqlite_that_can_corrupt_it_is_warned_of(tmp_path):
    connection = open_file(tmp_path / "a.sqlite3")
    sqlite.set_mode(connection, (3, 53, 0))
    assert warned(connection, (3, 51, 2)) == ["csweek.W001"]
    assert warned(connection, (3, 51, 3)) == []
    sqlite.set_mode(connection, (3, 51, 2))
    assert warned(connection, (3, 51, 2)) == []
    connection.close()


def test_a_network_file_system_is_warned_of(tmp_path):
    connection = open_file(tmp_path / "a.sqlite3")
    remote = f"server:/x {tmp_path} nfs rw 0 0\n"
    assert warned(connection, (3, 51, 3), remote) == ["csweek.W002"]
    assert warned(connection, (3, 51, 3), remote.replace("nfs", "ext4")) == []
    connection.close()


def in_our_settings(code: str, home, **popen) -> subprocess.Popen:
    kept = {key: value for key, value in os.environ.items() if "CSWEEK" not in key}
    kept.pop("DATABASE_URL", None)
    kept |= {"CSWEEK_HOME": str(home), "DJANGO_SETTINGS_MODULE": "csweek.settings"}
    return subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, env=kept, stdout=subprocess.PIPE, text=True
    )


def test_the_check_is_asked_when_the_database_is_looked_at(tmp_path):
    code = """
import django, sys
django.setup()
from django.core.management import call_command
from django.db import connection
from csweek.lib import sqlite
sqlite.set_mode(connection, (3, 53, 0))
sqlite.MENDED, sqlite.MENDED_LINES = (99,), {}
call_command("check", databases=["default"], stderr=sys.stdout)
"""
    said = in_our_settings(code, tmp_path).communicate(timeout=60)[0]
    assert "csweek.W001" in said


# How connections are opened --------------------------------------------------


def test_what_was_saved_stays_saved(tmp_path):
    code = """
import django, json
django.setup()
from django.conf import settings
from django.db import connection
with connection.cursor() as cursor:
    asked = {name: cursor.execute("PRAGMA " + name).fetchone()[0]
             for name in ("synchronous", "foreign_keys", "mmap_size")}
print(json.dumps(asked | {"kept": settings.DATABASES["default"]["CONN_MAX_AGE"]}))
"""
    told = json.loads(in_our_settings(code, tmp_path).communicate(timeout=60)[0])
    assert told == {"synchronous": 2, "foreign_keys": 1, "mmap_size": 0, "kept": 60}


WORKER = """
import django, sys, time
django.setup()
from django.conf import settings
from django.db import OperationalError, connection, transaction
if {control}:
    del settings.DATABASES["default"]["OPTIONS"]["transaction_mode"]
    connection.settings_dict["OPTIONS"].pop("transaction_mode", None)
connection.ensure_connection()
time.sleep(max(0, {start} - time.time()))
locked = done = 0
for _ in range(60):
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            count = cursor.execute("SELECT count FROM counted").fetchone()[0]
            time.sleep(0.002)
            cursor.execute("UPDATE counted SET count = %s", [count + 1])
        done += 1
    except OperationalError as error:
        assert "locked" in str(error), error
        locked += 1
print(done, locked)
"""


def count_together(home, *, control: bool) -> tuple[int, int, int]:
    """Four processes read and then write one row; answers with (done, locked, counted)."""
    with sqlite3.connect(home / "csweek.sqlite3") as database:
        database.execute("CREATE TABLE counted (count INTEGER)")
        database.execute("INSERT INTO counted VALUES (0)")
    database.close()
    code = WORKER.format(control=control, start=time.time() + 3)
    workers = [in_our_settings(code, home) for _ in range(4)]
    told = [[int(number) for number in each.communicate(timeout=90)[0].split()] for each in workers]
    with sqlite3.connect(home / "csweek.sqlite3") as database:
        counted = database.execute("SELECT count FROM counted").fetchone()[0]
    database.close()
    return sum(done for done, _locked in told), sum(locked for _done, locked in told), counted


def test_nobody_is_told_that_the_database_is_locked(tmp_path):
    assert count_together(tmp_path, control=False) == (240, 0, 240)


def test_control_in_the_usual_mode_many_are_told_so(tmp_path):
    done, locked, counted = count_together(tmp_path, control=True)
    assert locked > 0
    assert (done + locked, counted) == (240, done)
