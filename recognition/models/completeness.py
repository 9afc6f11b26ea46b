"""Whether a nomination may be sent as it is; and if not, what is missing or not allowed."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from csweek.lib.moments import moment

from .awards import Award


def refuse_unfinished(nomination, stored, by) -> None:
    """Raise ValidationError, by field ("nominee" for person and team), unless `by` may send it.

    Once the window has closed, a question is answered for the award it was `stored` with alone."""
    award = nomination.award
    if award is None or award.discarded_at:
        raise ValidationError({"award": _("Choose an award.")})
    is_asked = stored.is_returned and stored.award_id == award.pk
    may_answer = is_asked and nomination.can_be_edited
    if not award.is_open and not may_answer:
        raise ValidationError({"award": closed_in_words(award)})
    if wrong := wrong_nominee(nomination, by):
        raise ValidationError({"nominee": wrong})
    if not nomination.words.strip():
        raise ValidationError({"words": _("Tell what they did, in a sentence or two.")})


def wrong_nominee(nomination, by) -> str:
    """Why this one cannot be nominated by that one; empty where nothing is against it."""
    award, nominee = nomination.award, nomination.nominee
    if nominee is None or award.is_for_team != bool(nomination.team_id):
        return _("Choose the team.") if award.is_for_team else _("Choose the colleague.")
    if nomination.person_id == by.pk:
        return _("Nobody nominates themselves. Choose a colleague.")
    if is_barred_as_own(nomination, award, by):
        return _("For this award nobody nominates their own team. Choose another.")
    if not award.can_win().filter(pk=nominee.pk).exists():
        words = {"name": nominee.name, "award": award.title}
        return _("%(name)s cannot win “%(award)s”: its rules say who can.") % words
    return ""


def is_barred_as_own(nomination, award: Award, by) -> bool:
    """Whether that one's own team is nominated, or somebody in it, where the award bars that."""
    team = nomination.team_id or nomination.nominee.team_id
    return award.not_own_team and by.team_id is not None and team == by.team_id


def closed_in_words(award: Award) -> str:
    """Why an award takes nothing now, with the time told in the reader's own zone."""
    if award.discarded_at:
        return _("“%(title)s” was taken back. Your words are kept here.") % {"title": award.title}
    if award.closes_at is None:
        return _("“%(title)s” takes no nominations.") % {"title": award.title}
    if award.is_closed:
        words = _("Nominations for “%(title)s” closed on %(when)s. Your words are kept here.")
        return words % {"title": award.title, "when": moment(award.closes_at)}
    words = _("Nominations for “%(title)s” open on %(when)s. Your words are kept here.")
    return words % {"title": award.title, "when": moment(award.opens_at)}
