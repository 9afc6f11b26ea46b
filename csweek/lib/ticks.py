"""What is done every minute: a registry of jobs, and the thread in which a server does them."""

import logging
import threading
import time
from collections.abc import Callable

from django.db import connections

Job = Callable[[Callable[[], bool]], None]
_jobs: dict[str, Job] = {}
logger = logging.getLogger(__name__)

EVERY = 60.0  # seconds from the end of one run to the beginning of the next
LONGEST = 50.0  # seconds after which a run begins nothing new, so that runs do not pile up
PATIENCE = 30.0  # seconds that a server which ends waits for what is being done


class Failed(Exception):
    """A job could not do its work for a reason that a sentence tells; no traceback is wanted."""


def every_minute(job: Job) -> Job:
    """Register a job. It is given a question, `is_over()`, to ask before each thing it begins."""
    _jobs[f"{job.__module__}.{job.__name__}"] = job
    return job


def run(is_stopped: Callable[[], bool] = lambda: False) -> list[str]:
    """Do every job once, one after the other; the names of those that failed."""
    end = time.monotonic() + LONGEST
    failed = []
    for name, job in list(_jobs.items()):
        try:
            job(lambda: is_stopped() or time.monotonic() > end)
        except Failed as reason:
            logger.error("%s: %s", name, reason)
            failed.append(name)
        except Exception:
            logger.exception("%s failed.", name)
            failed.append(name)
    return failed


class Ticker:
    """While its block runs, the jobs are done every minute in a thread of this process."""

    def __init__(self, every: float = EVERY):
        self.every = every
        self.stopped = threading.Event()
        # A daemon: whatever hangs in it cannot keep a server from ending.
        self.thread = threading.Thread(target=self._work, name="ticker", daemon=True)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *error):
        self.stopped.set()
        self.thread.join(PATIENCE)

    def _work(self) -> None:
        while not self.stopped.is_set():
            try:
                run(self.stopped.is_set)
            except Exception:
                logger.exception("A tick failed.")
            finally:
                connections.close_all()
            self.stopped.wait(self.every)
