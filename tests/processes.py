"""Processes that share one empty database with a test: a file, or PostgreSQL's test database."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

from django.db import connection

ROOT = Path(__file__).parent.parent
SECRET = "the-same-secret-in-every-process-of-this-one-test-1234"


def environment(home: Path) -> dict[str, str]:
    """What such a process is started with. The test itself must be one with transaction=True."""
    kept = {key: value for key, value in os.environ.items() if "CSWEEK" not in key}
    kept |= {"CSWEEK_HOME": str(home), "DJANGO_SETTINGS_MODULE": "csweek.settings"}
    kept |= {"CSWEEK_SECRET": SECRET}
    kept.pop("DATABASE_URL", None)
    if connection.vendor == "postgresql":
        told = connection.settings_dict
        where = quote(told["HOST"], safe="") + (f":{told['PORT']}" if told["PORT"] else "")
        who = told["USER"] + (f":{quote(told['PASSWORD'], safe='')}" if told["PASSWORD"] else "")
        kept["DATABASE_URL"] = f"postgres://{who}@{where}/{told['NAME']}"
    return kept


def begin(environment: dict[str, str], *words: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, *words], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )


def finish(process: subprocess.Popen, seconds: float = 90) -> str:
    try:
        return process.communicate(timeout=seconds)[0]
    except subprocess.TimeoutExpired:
        process.kill()
        raise
