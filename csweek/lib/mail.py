"""Where mail goes on an installation that has set up none."""

import logging

from django.core.mail.backends.base import BaseEmailBackend

logger = logging.getLogger(__name__)


class EmailBackend(BaseEmailBackend):
    """Sends nothing, and says so in the log: that, and never what or to whom."""

    def send_messages(self, email_messages):
        logger.warning("Mail is not set up, so %d message was not sent.", len(email_messages))
        return 0
