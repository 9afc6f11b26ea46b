"""What messages about one's own place say."""

from django.urls import reverse
from django.utils.translation import gettext as _

from csweek.notices.models import Notice
from csweek.notices.words import Message, put_into_words
from planner.models import SignupList, SignupState

Lists = dict[int, SignupList]


def lists_in(keys) -> Lists:
    """{activity: its list} with their weeks, in one query."""
    return SignupList.objects.select_related("week").in_bulk(set(keys))


@put_into_words("place-given")
def given(notices: list[Notice]) -> list[Message | None]:
    """Somebody who waited goes up, or an organizer has added them."""
    lists = lists_in(notice.context["activity"] for notice in notices)
    return [_given(notice, lists.get(notice.context["activity"])) for notice in notices]


def _given(notice: Notice, door: SignupList | None) -> Message | None:
    if door is None:
        return None
    words = {"title": door.title}
    if notice.context["state"] == SignupState.WAITING:
        subject = _("You wait for a place: %(title)s") % words
        opening = _("An organizer has put you in line. You hear when you have a place.")
    else:
        subject = _("You have a place: %(title)s") % words
        opening = _("There is a place for you. If you cannot come, leave it to those who wait.")
    return Message(
        subject=subject,
        opening=opening,
        parts=((door.title, _when_and_where(door)),),
        path=path_of(door),
        action=_("See my place"),
    )


@put_into_words("place-taken-back")
def taken_back(notices: list[Notice]) -> list[Message | None]:
    """An organizer has taken them out, and says why."""
    lists = lists_in(notice.context["activity"] for notice in notices)
    return [_taken_back(notice, lists.get(notice.context["activity"])) for notice in notices]


def _taken_back(notice: Notice, door: SignupList | None) -> Message | None:
    if door is None:
        return None
    reason = notice.context.get("reason", "")
    return Message(
        subject=_("You have no place any more: %(title)s") % {"title": door.title},
        opening=_("An organizer has taken you out of this activity."),
        parts=((door.title, _when_and_where(door)),),
        closing=_("Why: %(reason)s") % {"reason": reason} if reason else "",
        path=path_of(door),
        action=_("See the activity"),
    )


def path_of(door: SignupList) -> str:
    return reverse("planner:activity-detail", args=[door.week.year, door.key])


def _when_and_where(door: SignupList) -> tuple[str, ...]:
    return tuple(filter(None, (door.when, door.where)))


def moves_in_words(context: dict, lists: Lists) -> list[tuple[str, tuple[str, ...]]]:
    """Of a publication: where the reader got a place, and where they lost one."""
    parts = []
    for pk in context.get("up", ()):
        if door := lists.get(pk):
            heading = _("You have a place: %(title)s") % {"title": door.title}
            parts.append((heading, _when_and_where(door)))
    beside = dict(context.get("beside", ()))
    for pk in context.get("down", ()):
        if door := lists.get(pk):
            heading = _("You wait again: %(title)s") % {"title": door.title}
            if other := lists.get(beside.get(pk)):
                why = _(
                    "It is now at the time of “%(other)s”, where you keep your place. If you would "
                    "rather come here, swap the two on its page."
                ) % {"other": other.title}
            else:
                why = _(
                    "There are fewer places than before, in all or for your team, and who came "
                    "first keeps theirs. You wait in front of those who waited already."
                )
            parts.append((heading, (*_when_and_where(door), why)))
    return parts


def other_runs(key: str, runs: list[SignupList]) -> tuple[str, ...]:
    """What whoever has signed up for something cancelled can join instead."""
    first = next((each.first for each in runs if str(each.key) == key), None)
    others = [each for each in runs if each.first == first and each.is_open_to_sign_up]
    if not others:
        return ()
    times = "; ".join(each.when_and_where for each in others)
    return (
        _("It also takes place at another time, and you may join there: %(times)s.")
        % {"times": times},
    )
