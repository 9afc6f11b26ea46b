"""Signup: one person's place in an activity: confirmed, waiting, or left."""

import uuid
from collections.abc import Iterable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import formats, timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from csweek.history.models import Verb
from csweek.history.tracked import Tracked
from csweek.notices.models import notify
from planner.rules.places import Span
from planner.rules.places_per_team import Lack

from .activities import MOST_GUESTS, Activity
from .bound import PLACE, Bond, People, binds
from .joining import NO_NEEDS, SignupManager
from .refusing import not_open_yet, refuse_change
from .signuplists import SignupList
from .states import SignupState


class Signup(Tracked):
    """`first` is that of its list: a person has a place in, or waits for, one wave at most.
    `line` grows with every joining: the smallest of those that wait is the first in line.
    What somebody eats is for the organizers and the kitchen alone."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="signups")
    first = models.PositiveBigIntegerField()
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="signups"
    )
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=SignupState.choices)
    line = models.IntegerField()
    joined_at = models.DateTimeField()
    guests = models.PositiveSmallIntegerField(_("guests"), default=0)
    meal = models.CharField(_("meal"), max_length=60, blank=True)
    eats = models.JSONField(_("what you eat"), default=list, blank=True)
    allergies = models.CharField(_("allergies"), max_length=200, blank=True)
    checked_in_at = models.DateTimeField(_("there"), null=True, blank=True)

    # Only of what join() hands back: what a swap has left, and what they have to wait for.
    gave_up: Iterable[SignupList] = ()
    lacks: Lack | None = None
    untold = ("first", "line", "joined_at", "meal", "eats", "allergies", "checked_in_at")
    objects = SignupManager()

    class Meta:
        verbose_name = _("sign-up")
        verbose_name_plural = _("sign-ups")
        ordering = ["line"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "person"], name="signup_once"),
            models.UniqueConstraint(
                fields=["first", "person"],
                condition=~Q(state=SignupState.LEFT),
                name="signup_for_one_wave",
            ),
            models.CheckConstraint(
                condition=Q(state__in=SignupState.values), name="signup_state_known"
            ),
            models.CheckConstraint(
                condition=Q(guests__range=(0, MOST_GUESTS)), name="signup_guests_few"
            ),
        ]
        indexes = [
            models.Index(fields=["activity", "state", "line"], name="signups_in_line"),
            models.Index(fields=["person", "state"], name="signups_of_person"),
        ]

    def __str__(self):
        return str(self.activity)

    @property
    def history_within(self):
        return self.activity

    @property
    def size(self) -> int:
        """How many places it takes: the person's own, and one for each guest."""
        return 1 + self.guests

    @property
    def has_place(self) -> bool:
        return self.state == SignupState.CONFIRMED

    @property
    def is_waiting(self) -> bool:
        return self.state == SignupState.WAITING

    @property
    def has_left(self) -> bool:
        return self.state == SignupState.LEFT

    @property
    def is_there(self) -> bool:
        return self.checked_in_at is not None

    # What happens to it: each goes through the turnstile of its week. -----------------------

    def _hold(self) -> SignupList:
        """Its list, held; the sign-up is read anew, but for the version that one has seen."""
        door = SignupList.objects.hold(self.activity_id)
        seen = self.version
        self.refresh_from_db(from_queryset=Signup.objects.select_related("activity__week"))
        self.seen_version = seen
        return door

    def _is_own(self, by) -> bool:
        return by is not None and by.pk == self.person_id

    @transaction.atomic
    def leave(self, *, by, reason: str = "", as_organizer: bool = False) -> None:
        """Give the place back: the first in line gets it. Whoever has been taken out by an
        organizer is told, with the reason. What they eat is forgotten. Organizers can take out
        others, and `as_organizer` themselves, also when it is over."""
        door = self._hold()
        if self.has_left:
            return
        if self._is_own(by) and not as_organizer:
            refuse_change(door, timezone.now())
        self.give_up(by=by, reason=reason)
        door.refresh_from_db(fields=["taken"])
        Signup.objects.promote(door, by=by)
        Signup.objects.promote_where_they_wait([self.person_id], door.span, by=by)
        if by is not None and not self._is_own(by):
            notify([self.person_id], "place-taken-back", activity=door.pk, reason=reason)

    def give_up(self, *, by, reason: str = "") -> None:
        """What leaving does to the sign-up itself. Its list must be held."""
        had, size = self.has_place, self.size
        values = {"state": SignupState.LEFT, "checked_in_at": None, "guests": 0, **NO_NEEDS}
        self.apply(Verb.LEFT, values, by=by, reason=reason)
        if had:
            SignupList.take_places(self.activity_id, -size)

    @transaction.atomic
    def change(self, values: dict, *, by) -> None:
        """Guests, meal and needs. Raises StaleSave, and ValidationError where guests do not fit, or
        come to one's own place once sign-up is closed."""
        door = self._hold()
        if self.has_left:
            raise ValidationError(gettext("You have left “%(title)s”.") % {"title": door.title})
        more = values.get("guests", self.guests) - self.guests
        if self._is_own(by):
            refuse_change(door, timezone.now(), is_more=more > 0)
        left = min(door.left, Signup.objects.team_room(door).left(self.person.team_id))
        if self.has_place and more > left:
            raise ValidationError({"guests": _too_many(int(left), self.guests)})
        self.version = self.seen_version
        self.apply(Verb.CHANGED, values, by=by)
        if self.has_place and more:
            door.take(more)
        if more < 0:
            Signup.objects.promote(door, by=by)

    @transaction.atomic
    def check_in(self, *, by) -> None:
        """They are there: said on the day itself, and by an organizer also afterwards."""
        door = self._hold()
        words = {"title": door.title}
        if not self.has_place:
            raise ValidationError(
                gettext("Only those who have a place in “%(title)s” can be there: add them first.")
                % words
            )
        if door.opens_later:
            raise ValidationError(not_open_yet(door))
        if self._is_own(by) and not by.is_organizer and not door.is_door_open(timezone.now()):
            raise ValidationError(gettext("“%(title)s” is over.") % words)
        if not self.is_there:
            self.apply(Verb.CHECKED_IN, {"checked_in_at": timezone.now()}, by=by)

    @transaction.atomic
    def undo_check_in(self, *, by) -> None:
        self._hold()
        if self.is_there:
            self.apply(Verb.CHANGED, {"checked_in_at": None}, by=by)


def _too_many(left: int, guests: int) -> str:
    most = left + guests
    if not most:
        return gettext("There is no room for guests any more. Come without.")
    return ngettext(
        "There is room for %(count)s guest only. Take fewer, or none.",
        "There is room for %(count)s guests only. Take fewer, or none.",
        most,
    ) % {"count": formats.number_format(most)}


@binds
def _places_then(people: People, span: Span) -> Iterable[Bond]:
    held = Signup.objects.then(span)
    held = held if people is None else held.filter(person__in=people)
    of_list = (f"activity__signup_list__{each}" for each in ("title", "begins_at", "ends_at"))
    for person, activity, title, *times in held.values_list("person", "activity", *of_list):
        yield Bond(PLACE, person, Span(*times), title, frozenset({("place", activity)}))
