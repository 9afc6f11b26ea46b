"""Why somebody cannot have a place, in words: what happened, why, what to do."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from csweek.lib.moments import moment
from csweek.people.models import Person, Site, Team
from planner.rules.places import why_not, why_not_change
from planner.rules.places_per_team import Lack

from .bound import COVER, PLACE, Bond
from .signuplists import SignupList


class InTheWay(ValidationError):
    """They have, or wait for, something that one cannot have beside a place there: `held`.

    `can_swap` says whether leaving that would bring a place at once.
    """

    def __init__(self, door: SignupList, held: list, *, is_own: bool, lack: Lack | None):
        self.door, self.held, self.can_swap = door, held, lack is None
        super().__init__(_in_words(door, held, is_own=is_own, lack=lack))


def in_words(lists: Iterable[SignupList]) -> str:
    """'“Lunch” (Wednesday 7 October, 12:00–13:00 · Hall)'"""
    return ", ".join(f"“{each.title}” ({each.when_and_where})" for each in lists)


def full(door: SignupList, lack: Lack, *, is_own: bool) -> str:
    """What there is too little of for them."""
    return (FULL if is_own else FULL_FOR_OTHERS)[lack] % {"title": door.title}


def still_full(door: SignupList, lack: Lack, *, is_own: bool) -> str:
    words = _("%(full)s You go on waiting.") if is_own else _("%(full)s They go on waiting.")
    return words % {"full": full(door, lack, is_own=is_own)}


def not_open_yet(door: SignupList) -> str:
    return _("Check-in for “%(title)s” opens on %(opens)s.") % {
        "title": door.title,
        "opens": formats.date_format(door.day, "DAY_FORMAT"),
    }


def refuse(
    door: SignupList, person: Person, now: datetime, *, as_organizer: bool, is_in_line=False
) -> None:
    """Raise ValidationError, in words, if this person cannot sign up now; `as_organizer` says
    whether an organizer signs them up."""
    reason = why_not(
        door.window,
        now,
        is_on=door.is_on,
        needs_sign_up=door.needs_sign_up,
        is_invited=door.invites(person),
        is_organizer=as_organizer,
        is_in_line=is_in_line,
    )
    if reason:
        raise ValidationError(WORDS[reason](door))
    if not person.is_active:
        raise ValidationError(_("%(name)s has left.") % {"name": person.name})


def refuse_change(door: SignupList, now: datetime, *, is_more: bool = False) -> None:
    """Raise ValidationError, in words, if nobody can change their own place any more; `is_more`
    asks for more places."""
    if reason := why_not_change(door.window, now, is_more=is_more):
        raise ValidationError(WORDS[reason](door))


def refuse_bound(door: SignupList, person: Person, bonds: dict, *, is_own: bool) -> None:
    """Raise ValidationError for whoever is in a pair, or gives cover, at that time. What they have
    a place in is another matter: that they can swap."""
    for bond in bonds.get(person.pk, ()):
        if bond.kind != PLACE:
            words = _("%(who)s That comes first.") % {"who": bond.of(person)}
            raise ValidationError(bound_in_words(door, bond) if is_own else words)


def bound_in_words(door: SignupList, bond: Bond) -> str:
    """To whoever is bound so, and not by a place: what they can do to join."""
    if bond.kind == COVER:
        what = _("To join “%(title)s”, say on the page of cover that you cannot after all.")
    else:
        what = _("To join “%(title)s”, ask an organizer for another time of your pair.")
    return f"{bond.of_oneself} {what % {'title': door.title}}"


def invited_in_words(door: SignupList) -> str:
    """'Billing, Porto': the teams and sites that are invited; '' for everybody."""
    teams = Team.objects.filter(pk__in=door.teams).values_list("name", flat=True)
    sites = Site.objects.filter(pk__in=door.sites).values_list("name", flat=True)
    return ", ".join([*(teams if door.teams else ()), *(sites if door.sites else ())])


def _not_invited(door: SignupList) -> str:
    return _(
        "“%(title)s” is for %(invited)s only. If you think that you should be there, ask an "
        "organizer: they can add you."
    ) % {"title": door.title, "invited": invited_in_words(door)}


def _too_late(door: SignupList) -> str:
    return _(
        "Sign-up for “%(title)s” closed on %(closed)s. Ask an organizer whether they can add you."
    ) % {"title": door.title, "closed": moment(door.closes_at)}


FULL: dict[Lack, str] = {
    "places": gettext_lazy("Every place of “%(title)s” is taken."),
    "of the team": gettext_lazy("The places of your team in “%(title)s” are taken."),
    "with guests": gettext_lazy("“%(title)s” has no room for you with your guests."),
}
FULL_FOR_OTHERS: dict[Lack, str] = FULL | {
    "of the team": gettext_lazy("The places of their team in “%(title)s” are taken."),
    "with guests": gettext_lazy("“%(title)s” has no room for them with their guests."),
}
WORDS = {
    "off": lambda door: _("“%(title)s” does not take place.") % {"title": door.title},
    "no sign-up": lambda door: (
        _("Nobody needs to sign up for “%(title)s”: just come.") % {"title": door.title}
    ),
    "over": lambda door: _("“%(title)s” is over.") % {"title": door.title},
    "not invited": _not_invited,
    "too early": lambda door: (
        _("Sign-up for “%(title)s” opens on %(opens)s. Come back then.")
        % {"title": door.title, "opens": moment(door.opens_at)}
    ),
    "too late": _too_late,
}


def _in_words(door: SignupList, held: list, *, is_own: bool, lack: Lack | None) -> str:
    words = {
        "title": door.title,
        "others": in_words(each.activity.signup_list for each in held),
    }
    if not is_own:
        return _("They have %(others)s already. Let them leave that first.") % words
    if lack:
        words["full"] = full(door, lack, is_own=True)
        return (
            _(
                "You have a place in, or wait for, %(others)s, and one is in one wave at most. "
                "%(full)s To wait for it, leave the other first."
            )
            % words
        )
    return (
        _("You have %(others)s, and cannot be at both. You can leave that and join “%(title)s”.")
        % words
    )
