"""Forms that add a row once, however often they are sent, and ask before they add another."""

import uuid

from django.utils.translation import gettext_lazy as _


class AskingAgain:
    """A form whose key makes one row: sent with the same key and other words, it asks."""

    ended = "discarded_at"  # of a row that does not stand any more
    asks = _("This was added before as “%(title)s”. Add this one too?")
    asks_of_ended = _("This was added before as “%(title)s”, and deleted. Add this one too?")

    def ask_again(self, made) -> None:
        """Show what was typed, under a new key, and say what the old one has made."""
        self.data = self.data.copy()
        self.data["key"] = str(uuid.uuid4())
        words = self.asks_of_ended if getattr(made, self.ended, None) else self.asks
        self.add_error(None, words % {"title": self.title_of(made)})

    def title_of(self, made) -> str:
        return made.title
