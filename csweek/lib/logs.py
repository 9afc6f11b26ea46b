"""What is written down of running: no secret addresses, and tracebacks of faults only."""

import logging
import re

# Those that write down the path of a request: refused, broken, and each one while developing.
LOGGERS = ("django.request", "django.security.csrf", "django.server")


class Hides(logging.Filter):
    """Puts dots for what the pattern's group `secret` matches, in a record and its arguments."""

    def __init__(self, pattern: str):
        super().__init__()
        self.pattern = re.compile(pattern)

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = self._hidden(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(self._hidden(each) for each in record.args)
        return True

    def _hidden(self, value):
        if not isinstance(value, str):
            return value
        return self.pattern.sub(lambda found: found[0].replace(found["secret"], "…"), value)


def keep_out_of_logs(pattern: str) -> None:
    for name in LOGGERS:
        logging.getLogger(name).addFilter(Hides(pattern))


class OneLine(logging.Filter):
    """A request that was refused (4xx) is no fault: it is written down without a traceback."""

    def filter(self, record: logging.LogRecord) -> bool:
        if getattr(record, "status_code", 500) < 500:
            record.exc_info = None
        return True
