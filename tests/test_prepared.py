"""Our commands on a database that nobody has prepared say what to do."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_serving import environment

pytestmark = pytest.mark.own_file


@pytest.mark.parametrize(
    "words", [["checkweek", "2026"], ["verifydecision", "2026"], ["tick"], ["importstaff", "x.csv"]]
)
def test_a_database_without_tables_is_refused_with_what_to_do(words, tmp_path):
    done = subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=Path(__file__).parent.parent,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 1
    assert "is not prepared for this release: “manage.py start” does that." in done.stderr
    assert "Traceback" not in done.stderr
