"""One's own nominations as a list: what each is about, and how things stand with it, in words."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.urls import NoReverseMatch, reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from csweek.lib.moments import moment
from csweek.people.models import Person
from recognition.calls import Call
from recognition.models import Nomination, State
from recognition.models.completeness import closed_in_words

BEGINNING = 240
SHORT = 30
NOT_COUNTED = {  # of an award that has been presented
    State.SENT: gettext_lazy("Not counted: it was not read before the decision"),
    State.RETURNED: gettext_lazy("Not counted: the question about it was not answered"),
}
MOST_DRAFTS = 20


@dataclass(frozen=True)
class Row:
    """`badge` is the class of the state's badge; `outcome` leads on once the award is presented."""

    nomination: Nomination
    award: str
    state: str
    badge: str
    icon: str
    note: str
    beginning: str
    can_be_edited: bool
    can_be_taken_away: bool
    outcome: str = ""


@dataclass(frozen=True)
class Draft:
    """`name` is the nominee's, or else the first words."""

    key: UUID
    name: str


def rows_of(nominations) -> list[Row]:
    """In one query, however many they are."""
    rows = nominations.with_settled().select_related("award", "person", "team", "week")
    return [_row(each) for each in rows]


def _row(nomination: Nomination) -> Row:
    award = nomination.award
    is_told = award is not None and award.is_presented
    is_live = nomination.state not in (State.DRAFT, State.WITHDRAWN)
    state, badge, icon = {
        State.DRAFT: (_("Draft, not sent"), "", "pencil"),
        State.SENT: (_("Sent, waits to be read"), "", "send"),
        State.RETURNED: (_("Returned with a question"), "warn", "question-circle"),
        State.ACCEPTED: (_("Read, and counts"), "ok", "check-circle"),
        State.WITHDRAWN: (_("Withdrawn"), "", "slash-circle"),
    }[State(nomination.state)]
    if is_told and nomination.state in NOT_COUNTED:
        state, badge, icon = NOT_COUNTED[nomination.state], "", "slash-circle"
    if award is not None and award.discarded_at and is_live:
        state, badge, icon = _("The award was taken back"), "", "slash-circle"
    return Row(
        nomination=nomination,
        award=award.title if award else _("No award chosen yet"),
        state=state,
        badge=badge,
        icon=icon,
        note=_note(nomination),
        beginning=nomination.words[:BEGINNING],
        can_be_edited=nomination.can_be_edited,
        can_be_taken_away=nomination.is_draft or nomination.can_be_edited,
        outcome=_outcome(nomination),
    )


def drafts_of(person: Person, call: Call) -> list[Draft]:
    """Those that can still be sent, the latest first."""
    drafts = Nomination.objects.of(person).drafts().filter(week=call.week)
    drafts = drafts.filter(Q(award=None) | Q(award__in=call.open)).order_by("-saved_at", "-pk")
    return [
        Draft(each.key, each.nominee_name or _beginning_of(each.words))
        for each in drafts.select_related("person", "team")[:MOST_DRAFTS]
    ]


def _beginning_of(words: str) -> str:
    line = " ".join(words.split())
    if not line:
        return _("Nobody chosen yet")
    return f"“{Truncator(line).chars(SHORT)}”"


def _note(nomination: Nomination) -> str:
    award = nomination.award
    if nomination.state == State.WITHDRAWN or award is None:
        return ""
    if award.discarded_at:
        return _note_of_taken_back(nomination)
    if award.is_presented and not nomination.is_draft:
        return _("The outcome has been told.")
    if nomination.state == State.RETURNED:
        return nomination.question
    if award.closes_at is None:
        return closed_in_words(award)
    closing = {"when": moment(award.closes_at)}
    if award.is_closed and nomination.is_draft:
        return _("Nominations closed %(when)s: it was not sent. Its words are kept.") % closing
    if award.is_closed:
        return _("Nominations closed %(when)s.") % closing
    return _("It can be changed until %(when)s.") % closing


def _note_of_taken_back(nomination: Nomination) -> str:
    if nomination.is_draft:
        return _("The award was taken back. Your words are kept: choose another award.")
    if nomination.can_be_edited:
        return _("Your words are kept: choose another award for them.")
    return _("Your words are kept here.")


def _outcome(nomination: Nomination) -> str:
    """Where the outcome stands, once it may be known; of a draft there is none."""
    award = nomination.award
    if award is None or nomination.is_draft or not award.is_presented:
        return ""
    try:
        return reverse("recognition:winners", args=[nomination.week.year])
    except NoReverseMatch:
        return ""
