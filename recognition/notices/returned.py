"""What nominators are told when managers return, withdraw, move or redirect what they have sent.

The words of the nomination and its nominee's name are looked up when a notice is read: whoever has
it no more, or may not know, reads nothing.
"""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext as _

from csweek.history.models import Entry, Verb
from csweek.notices.models import Notice
from csweek.notices.words import Message, put_into_words
from recognition.models import Nomination


@put_into_words("nomination-returned", is_sealed=True)
def returned(notices: list[Notice]) -> list[Message | None]:
    """A question, and where to answer it."""

    def say(nomination: Nomination, words: dict) -> Message:
        return Message(
            subject=_("A question about your nomination for “%(award)s”") % words,
            opening=_("Before your nomination of %(name)s can be accepted:") % words,
            parts=((_("What managers ask"), tuple(nomination.question.splitlines())),),
            closing=_("Change your words, and send them again; also after the closing."),
            path=_edit(nomination),
            action=_("Answer it"),
        )

    return _told(notices, say)


@put_into_words("nomination-withdrawn", is_sealed=True)
def withdrawn(notices: list[Notice]) -> list[Message | None]:
    """That it counts no more, and why."""
    reasons = _reasons(notices)

    def say(nomination: Nomination, words: dict) -> Message:
        reason = reasons.get(nomination.pk, "")
        return Message(
            subject=_("Your nomination for “%(award)s” was withdrawn") % words,
            opening=_("A manager has withdrawn your nomination of %(name)s.") % words,
            parts=((_("Why"), (reason,)),) if reason else (),
            path=_mine(nomination),
            action=_("See my nominations"),
        )

    return _told(notices, say)


@put_into_words("nomination-moved", is_sealed=True)
def moved(notices: list[Notice]) -> list[Message | None]:
    """That it stands for another award now."""

    def say(nomination: Nomination, words: dict) -> Message:
        return Message(
            subject=_("Your nomination was moved to “%(award)s”") % words,
            opening=_("A manager has moved your nomination of %(name)s to “%(award)s”.") % words,
            closing=_("Your words stay as they are. You need not do anything."),
            path=_mine(nomination),
            action=_("See my nominations"),
        )

    return _told(notices, say)


@put_into_words("nomination-redirected", is_sealed=True)
def redirected(notices: list[Notice]) -> list[Message | None]:
    """That it stands for the one who was meant."""

    def say(nomination: Nomination, words: dict) -> Message:
        return Message(
            subject=_("Your nomination for “%(award)s” has the right nominee now") % words,
            opening=_("A manager has seen whom you meant: it is a nomination of %(name)s.") % words,
            closing=_("If that is not so, change it while nominations are open, or tell them."),
            path=_mine(nomination),
            action=_("See my nominations"),
        )

    return _told(notices, say)


def _told(notices: list[Notice], say: Callable) -> list[Message | None]:
    """Each notice in words, unless the reader has that nomination no more."""
    keys = {notice.context["nomination"] for notice in notices}
    rows = Nomination.objects.select_related("award", "week", "person", "team")
    found = rows.exclude(award=None).in_bulk(keys)
    return [_message(notice, found.get(notice.context["nomination"]), say) for notice in notices]


def _message(notice: Notice, nomination: Nomination | None, say: Callable) -> Message | None:
    if nomination is None or nomination.nominator_id != notice.person_id:
        return None
    words = {"award": nomination.award.title, "name": nomination.nominee_name}
    return say(nomination, words)


def _reasons(notices: list[Notice]) -> dict[int, str]:
    """{number of a nomination: why it was withdrawn}, out of the history, which keeps it."""
    keys = {notice.context["nomination"] for notice in notices}
    kind = Nomination._meta.label_lower
    entries = Entry.objects.filter(subject_type=kind, subject_id__in=keys, verb=Verb.WITHDRAWN)
    return dict(entries.order_by("pk").values_list("subject_id", "reason"))


def _edit(nomination: Nomination) -> str:
    return reverse("recognition:nomination-edit", args=[nomination.week.year, nomination.key])


def _mine(nomination: Nomination) -> str:
    return reverse("recognition:my-nominations", args=[nomination.week.year])
