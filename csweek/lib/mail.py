"""The way to the mail server, on every Django; and where mail goes when none is set up."""

import logging
import unicodedata

import django
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend

logger = logging.getLogger(__name__)


class EmailBackend(BaseEmailBackend):
    """Sends nothing, and says so in the log: that, and never what or to whom."""

    def send_messages(self, email_messages):
        logger.warning("Mail is not set up, so %d message was not sent.", len(email_messages))
        return 0


def new_connection() -> BaseEmailBackend:
    """To the mail server of the settings; not opened yet."""
    return mail.mailers.default if django.VERSION >= (6, 1) else mail.get_connection()


def one_line(text: str, longest: int = 200) -> str:
    """Text that cannot break out of a header: no line ends, no control characters."""
    words = "".join(" " if unicodedata.category(each) == "Cc" else each for each in text)
    return " ".join(words.split())[:longest]
