"""The reader's own part of what is published: which places they have, and how to get one."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, FilteredRelation, Q
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from csweek.lib.moments import moment
from csweek.people.models import Person
from planner.models import Cover, Pair, Signup, SignupList, SignupState
from planner.models.bound import PLACE, Bond
from planner.models.refusing import bound_in_words
from planner.ownbonds import OwnBonds
from planner.rules.places import why_not
from planner.rules.places_per_team import Lack, lack

OWN = ("state", "guests", "checked_in_at", "meal")
MARK = "/key/"  # stands in a prepared form where the activity's key comes


Held = Callable[[SignupList], list[Bond]]


def held_by(own: OwnBonds) -> Held:
    """What else they are bound to at the time of a list."""
    return lambda door: [each for each in own.at(door.span) if not each.marks & set(door.marks)]


@dataclass(frozen=True)
class Standing:
    """What one reader is told of one list. `act` is "join", "wait" or "leave"; or nothing."""

    state: str = ""  # the badge: confirmed or waiting
    words: str = ""
    act: str = ""
    can_swap: bool = False  # leaving what is at the same time would bring the place
    wants_meal: bool = False  # they have a place, and have not chosen what there is to eat

    def __bool__(self):
        return bool(self.state or self.words or self.act)


def standing_in(door: SignupList, mine: Signup | None, person: Person, now, held: Held) -> Standing:
    """`mine` is their own sign-up, if they have one; `held` finds what keeps them from a place."""
    if not door.is_open_to_sign_up:
        return Standing()
    is_over = door.ends_at <= now
    if mine is not None and not mine.has_left:
        act = "" if is_over else "leave"
        has_begun = (door.begins_at or door.ends_at) <= now
        could_have = mine.is_waiting and not _lack(door, mine.size) and not has_begun
        if bound := held(door) if could_have else ():
            words = _("You wait. %(why)s") % {"why": " ".join(each.of_oneself for each in bound)}
            can_swap = all(each.kind == PLACE for each in bound)
            return Standing(mine.state, words, act, can_swap)
        return Standing(mine.state, _of_mine(mine, is_over), act)
    if is_over:
        return Standing(words=_("It is over."))
    refusal = why_not(
        door.window, now, is_on=True, needs_sign_up=True, is_invited=door.invites(person)
    )
    if refusal:
        return Standing(words=_refused(refusal, door))
    if lacks := _lack(door, 1):
        return Standing(words=str(TAKEN[lacks]), act="wait")
    if bound := [each for each in held(door) if each.kind != PLACE]:
        return Standing(words=bound_in_words(door, bound[0]))
    words = of_team_left(door) if door.team_left < door.left else places_left(door)
    return Standing(words=words, act="join")


def _lack(door: SignupList, size: int) -> Lack | None:
    return lack(size, door.left, door.team_left)


TAKEN: dict[Lack, str] = {
    "places": gettext_lazy("Every place is taken."),
    "of the team": gettext_lazy("The places of your team are taken."),
}


def of_team_left(door: SignupList) -> str:
    if door.places_per_team is None:
        return ""
    if door.team_left < 1:
        return _("no place left for your team")
    words = ngettext(
        "%(count)s place left for your team",
        "%(count)s places left for your team",
        int(door.team_left),
    )
    return words % {"count": formats.number_format(int(door.team_left))}


def places_left(door: SignupList) -> str:
    if door.places is None:
        return ""
    if door.left < 1:
        return _("no place left")
    words = ngettext("%(count)s place left", "%(count)s places left", int(door.left))
    return words % {"count": formats.number_format(int(door.left))}


def _of_mine(mine: Signup, is_over: bool) -> str:
    if is_over and mine.is_waiting:
        return _("You waited for a place.")
    if is_over:
        return _("You were there.") if mine.is_there else _("You had a place.")
    if mine.is_waiting:
        return _("You wait for a place, and hear when you have one.")
    if mine.guests:
        words = ngettext(
            "You have a place, with %(count)s guest.",
            "You have a place, with %(count)s guests.",
            mine.guests,
        )
        return words % {"count": formats.number_format(mine.guests)}
    return _("You have a place.")


def _refused(refusal: str, door: SignupList) -> str:
    if refusal == "too early":
        return _("Sign-up opens on %(opens)s.") % {"opens": moment(door.opens_at)}
    if refusal == "too late":
        return _("Sign-up is closed.")
    return _("For some teams or sites only.") if refusal == "not invited" else ""


class OwnPart:
    """For pages that show many activities: one query, and a form once for all that are alike."""

    def __init__(self, request, own_bonds: OwnBonds, back: str):
        self.request, self.back, self.now = request, back, timezone.now()
        self.person, self.year, self.own_bonds = request.user, own_bonds.year, own_bonds
        self._made: dict[Standing, str] = {}

    @cached_property
    def lists(self) -> dict[str, SignupList]:
        """All that people sign up for, each with the reader's own place in it."""
        own = FilteredRelation(
            "activity__signups",
            condition=Q(activity__signups__person=self.person.pk)
            & ~Q(activity__signups__state=SignupState.LEFT),
        )
        found = SignupList.objects.of_year(self.year).open_to_sign_up().annotate(own=own)
        found = found.annotate(**{f"own_{each}": F(f"own__{each}") for each in OWN})
        found = found.with_room_of(self.person.team_id).annotate(is_bound=self._is_bound)
        has_meals = ExpressionWrapper(~Q(meal_choices=[]), output_field=BooleanField())
        found = found.annotate(has_meals=has_meals).defer("meal_choices")
        return {str(each.key): each for each in found}

    @property
    def _is_bound(self) -> ExpressionWrapper:
        """Whether anything but a place binds them in that week."""
        me, year = self.person.pk, self.year
        pairs = Pair.objects.settled().binding([me]).filter(activity__week__year=year)
        cover = Cover.objects.stepping_in().filter(person=me, call__day__week__year=year)
        return ExpressionWrapper(Exists(pairs) | Exists(cover), output_field=BooleanField())

    @cached_property
    def mine(self) -> dict[int, Signup]:
        return {
            each.pk: Signup(**{name: getattr(each, f"own_{name}") for name in OWN})
            for each in self.lists.values()
            if each.own_state
        }

    def holds(self, key: str) -> bool:
        """Whether they have a place there, or wait for one."""
        door = self.lists.get(key)
        return door is not None and door.pk in self.mine

    def __call__(self, key: str) -> str:
        door = self.lists.get(key)
        if door is None:
            return ""
        mine = self.mine.get(door.pk)
        standing = standing_in(door, mine, self.person, self.now, self._held)
        if mine and mine.has_place and not mine.meal and standing.act == "leave":
            standing = replace(standing, wants_meal=door.has_meals)
        if standing not in self._made:
            self._made[standing] = self._make(standing)
        return self._made[standing].replace(MARK, f"/{key}/")

    @cached_property
    def _held(self) -> Held:
        """Most are bound to nothing, and wait for nothing: of them nobody asks any more."""
        lists = self.lists.values()
        if any(each.is_bound or each.own_state == SignupState.WAITING for each in lists):
            return held_by(self.own_bonds)
        return lambda door: []

    def _make(self, standing: Standing) -> str:
        path = reverse("planner:week-detail", args=[self.year])
        context = {"standing": standing, "path": f"{path}activities{MARK}", "back": self.back}
        # Without the request: what stands on every page is not worked out for each of these.
        context["csrf_token"] = get_token(self.request)
        return render_to_string("planner/signups/_part.html", context)

    @property
    def held(self) -> list[tuple[SignupList, Signup]]:
        """What they have a place in or wait for, in the order in which it takes place."""
        lists = {each.pk: each for each in self.lists.values()}
        held = [(lists[pk], mine) for pk, mine in self.mine.items() if pk in lists]
        return sorted(held, key=lambda pair: (pair[0].day, pair[0].begins_at or pair[0].closes_at))
