"""What messages hold of a person."""

from django.utils.translation import gettext_lazy as _

from csweek.notices.models import Mail, Notice
from csweek.notices.words import Message, in_words
from csweek.people.holdings import Fate, holds

ENDS = (".", "?", "!", "…")


def notices_in_words(notices) -> list[dict]:
    """As they were read; of what there are no words for any more, no more than when it was."""
    said = {notice.pk: message for notice, message in in_words(notices)}
    return [{"message": as_one(said[each.pk])} if each.pk in said else {} for each in notices]


def as_one(message: Message) -> str:
    """A subject that ends in a mark of its own is given no other."""
    mark = "" if message.subject.endswith(ENDS) else "."
    return f"{message.subject}{mark} {message.opening}"


holds(
    Notice,
    "person",
    Fate.DELETED,
    _("messages"),
    columns=("made_at", "seen_at"),
    is_sealed=True,
    words=notices_in_words,
)
holds(
    Mail,
    "notice__person",
    Fate.DELETED,
    _("mails of these messages"),
    columns=("due_at", "sent_at", "kept_at", "given_up_at"),
    is_sealed=True,
)
