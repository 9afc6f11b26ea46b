"""Processes that share their database with a test.

PostgreSQL serves all of them. SQLite's test database lies in memory: the processes get a file with
what is in it by then, and what they save is read by one of them. The test must be one with
transaction=True, for what is not committed nobody else sees.
"""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection

ROOT = Path(__file__).parent.parent
LONGEST = 300  # seconds that a process may take: only one that hangs takes so long
BEGIN = """
import django; django.setup()
import os, time
from pathlib import Path

def wait_for_the_others():
    print("ready", flush=True)
    end = time.monotonic() + 60
    while not Path(os.environ["GO"]).exists() and time.monotonic() < end:
        time.sleep(0.002)
"""


class Lent:
    """The test's database, lent to processes that keep their files in `home`."""

    def __init__(self, home: Path):
        self.home = home
        self.environment = _environment(home)
        if connection.vendor == "sqlite":
            connection.ensure_connection()
            with closing(sqlite3.connect(home / "csweek.sqlite3")) as file:
                connection.connection.backup(file)

    def begin(self, code: str, **more: str) -> subprocess.Popen:
        return subprocess.Popen(
            [sys.executable, "-c", BEGIN + code],
            cwd=ROOT,
            env=self.environment | more,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, code: str) -> str:
        """What one process prints."""
        return finish(self.begin(code))

    def run_at_once(self, *codes: str, **more: str) -> list[str]:
        """What each prints after its `wait_for_the_others()`: from there on they run at once."""
        go = self.home / "go"
        go.unlink(missing_ok=True)
        begun = [self.begin(code, GO=str(go), **more) for code in codes]
        assert [each.stdout.readline() for each in begun] == ["ready\n"] * len(begun)
        go.touch()
        said = [finish(each) for each in begun]
        assert [each.returncode for each in begun] == [0] * len(begun)
        return said


def finish(process: subprocess.Popen) -> str:
    try:
        return process.communicate(timeout=LONGEST)[0]
    except subprocess.TimeoutExpired:
        process.kill()
        raise


def _environment(home: Path) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if "CSWEEK" not in key}
    kept |= {"CSWEEK_HOME": str(home), "DJANGO_SETTINGS_MODULE": "csweek.settings"}
    kept |= {"CSWEEK_SECRET": settings.SECRET_KEY}
    kept.pop("DATABASE_URL", None)
    if connection.vendor == "postgresql":
        told = connection.settings_dict
        where = quote(told["HOST"], safe="") + (f":{told['PORT']}" if told["PORT"] else "")
        who = told["USER"] + (f":{quote(told['PASSWORD'], safe='')}" if told["PASSWORD"] else "")
        kept["DATABASE_URL"] = f"postgres://{who}@{where}/{told['NAME']}"
    return kept
