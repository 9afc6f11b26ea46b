"""The real thing, as its user starts it: `manage.py demo` or `start` in a process of its own."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LONGEST_START = 300  # seconds, on a machine that does other things too; an end is seen at once
LONGEST_STOP = 60


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return listening.getsockname()[1]


def environment(home: Path) -> dict[str, str]:
    """The environment of a command: ours says nothing but where its data lies."""
    ours = ("CSWEEK_", "DATABASE_URL", "DJANGO_", "PYTHONDONTWRITEBYTECODE")
    others = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return others | {"CSWEEK_HOME": str(home), "PYTHONUNBUFFERED": "yes"}


def run_in_demo(home: Path, code: str) -> None:
    """Python in the demo of that folder, while it is not served."""
    subprocess.run(
        [sys.executable, "manage.py", "shell", "--verbosity=0", "--command", code],
        cwd=ROOT,
        env=environment(home) | {"CSWEEK_DEMO": "yes"},
        check=True,
        capture_output=True,
        text=True,
    )


class Server:
    """One running `manage.py` command and the folder it keeps its data in."""

    def __init__(self, command: str, home: Path):
        self.home = home
        self.port = free_port()
        self.address = f"http://localhost:{self.port}"
        self._log = home / "server.log"
        home.mkdir(parents=True, exist_ok=True)
        with self._log.open("w") as log:
            self._process = subprocess.Popen(
                [sys.executable, "manage.py", command, "--port", str(self.port)],
                cwd=ROOT,
                env=environment(home),
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    @property
    def said(self) -> str:
        """What it has written so far."""
        return self._log.read_text()

    def wait(self) -> "Server":
        """Until it answers. Fails with what it said when it ends or takes too long."""
        end = time.monotonic() + LONGEST_START
        while time.monotonic() < end:
            if self._process.poll() is not None:
                raise AssertionError(f"the server ended at once:\n{self.said}")
            try:
                with urllib.request.urlopen(f"{self.address}/account/login/", timeout=5):
                    return self
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        self.stop()
        raise AssertionError(f"the server did not answer in {LONGEST_START} s:\n{self.said}")

    def stop(self) -> None:
        """End it as systemd would. That it ends of itself is part of what is tested."""
        if self._process.poll() is not None:
            return
        self._process.terminate()
        try:
            self._process.wait(LONGEST_STOP)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            raise AssertionError(f"the server did not stop:\n{self.said}") from None


def furnished_home(home: Path) -> Path:
    """A folder in which the demo has been furnished, and from which nothing is served now."""
    server = Server("demo", home).wait()
    server.stop()
    return home


def copy_home(home: Path, to: Path) -> Path:
    return shutil.copytree(home, to)
