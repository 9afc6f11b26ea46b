"""A mail server for one test: it keeps the keys of mails in a file, and can kill who sends them.

POSTBOX is the file. KILL says when: "before 2" of the second mail that it is given is kept,
"after 2" once it is kept, and before whoever sends it can know.
"""

import os
import signal
import time

from django.core.mail.backends.base import BaseEmailBackend


class EmailBackend(BaseEmailBackend):
    given = 0

    def send_messages(self, letters):
        for letter in letters:
            self.given += 1
            self.die("before")
            with open(os.environ["POSTBOX"], "a") as kept:
                kept.write(letter.extra_headers["Message-ID"].strip("<>").split("@")[0] + "\n")
            time.sleep(float(os.environ.get("SLOWLY", 0)))
            self.die("after")
        return len(letters)

    def die(self, when: str) -> None:
        if os.environ.get("KILL") == f"{when} {self.given}":
            os.kill(os.getpid(), signal.SIGKILL)
