"""Work on bytes from outside in a process of its own, which may take too long, too much, or end.

Libraries that read pictures and PDFs meet files made to harm them. There such a file costs one
refused file; in the server it would cost everybody's. Time is bounded everywhere, memory on Linux.
"""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from threading import Lock

try:
    import resource
except ImportError:  # Windows
    resource = None

SECONDS = 10
IN_LINE = 30  # seconds to wait for those before
# What a process needs of ours to start. Our secrets are none of its business.
INHERITED = ("PATH", "SYSTEMROOT", "TEMP", "TMPDIR", "LD_LIBRARY_PATH")
START = "from csweek.lib import apart; apart.serve()"

Work = Callable[[bytes], tuple[dict, bytes]]

log = logging.getLogger(__name__)
_one_at_a_time = Lock()


class Refused(Exception):
    """Why a file is not taken: one word, which attachments.py turns into a sentence."""


def run(work: str, data: bytes, seconds: float = SECONDS) -> tuple[dict, bytes]:
    """What the function `work` ("module:name") makes of the data. Raises Refused.

    One at a time: each may take hundreds of megabytes.
    """
    if not _one_at_a_time.acquire(timeout=IN_LINE):
        raise Refused("busy")
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-s", "-c", START, work],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # libraries quote the file in their warnings
            timeout=seconds,
            env=_environment(),
        )
    except subprocess.TimeoutExpired:
        raise Refused("slow") from None
    finally:
        _one_at_a_time.release()
    return _read(done)


def _environment() -> dict[str, str]:
    kept = {key: os.environ[key] for key in INHERITED if key in os.environ}
    return kept | {"PYTHONPATH": os.pathsep.join(each for each in sys.path if each)}


def _read(done: subprocess.CompletedProcess) -> tuple[dict, bytes]:
    head, _line_end, made = done.stdout.partition(b"\n")
    if done.returncode or not head:
        log.warning("A file ended the process that read it (%s)", done.returncode)
        raise Refused("damaged")
    told = json.loads(head)
    if "refused" in told:
        log.info("A file is refused: %s", told)
        raise Refused(told["refused"])
    return told, made


# In the other process --------------------------------------------------------


def serve() -> None:
    """Reads the data, works on it, and writes a line of facts and what was made."""
    module, name = sys.argv[1].split(":")
    found = import_module(module)
    _limit(found.MEGABYTES)
    told, made = attempt(getattr(found, name), sys.stdin.buffer.read())
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + made)
    sys.stdout.buffer.flush()


def attempt(work: Work, data: bytes) -> tuple[dict, bytes]:
    """Whatever is raised that we have no word for, the file is at fault."""
    try:
        return work(data)
    except Refused as refused:
        return {"refused": str(refused)}, b""
    except MemoryError:
        return {"refused": "heavy"}, b""
    except Exception as error:
        return {"refused": "damaged", "because": type(error).__name__}, b""


def _limit(megabytes: int) -> None:
    if resource is None:
        return
    most = {
        resource.RLIMIT_DATA: megabytes * 1024 * 1024,
        resource.RLIMIT_CPU: SECONDS,
        resource.RLIMIT_CORE: 0,
    }
    for what, limit in most.items():
        resource.setrlimit(what, (limit, limit))
