"""What messages hold of a person."""

from django.utils.translation import gettext_lazy as _

from csweek.notices.models import Mail, Notice
from csweek.notices.words import in_words
from csweek.people.holdings import Fate, holds


def notices_in_words(notices) -> list[dict]:
    """As they were read; of what there are no words for any more, no more than when it was."""
    said = {notice.pk: message for notice, message in in_words(notices)}
    return [
        {"what": f"{said[each.pk].subject}. {said[each.pk].opening}"} if each.pk in said else {}
        for each in notices
    ]


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
