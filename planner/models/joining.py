"""Joining and going up in line: what the table of sign-ups does for one list at a time."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Max
from django.utils import timezone

from csweek.history.models import Verb, record
from csweek.notices.models import notify
from csweek.people.models import Person
from planner.rules.places import Party, Span, overlap, who_goes_up
from planner.rules.places_per_team import TeamRoom, lack

from .bound import bonds
from .refusing import InTheWay, refuse, refuse_bound, still_full
from .signuplists import SignupList
from .states import SignupState

NO_NEEDS = {"meal": "", "eats": [], "allergies": ""}


class SignupQuerySet(models.QuerySet):
    def of(self, person):
        return self.filter(person=person)

    def confirmed(self):
        return self.filter(state=SignupState.CONFIRMED)

    def waiting(self):
        """The first in line first."""
        return self.filter(state=SignupState.WAITING).order_by("line")

    def kept(self):
        """Who has a place or waits for one."""
        return self.exclude(state=SignupState.LEFT)

    def on(self):
        """In what takes place, and is signed up for."""
        return self.filter(
            activity__signup_list__is_on=True, activity__signup_list__needs_sign_up=True
        )

    def then(self, span: Span):
        """Places in what takes place at that time."""
        return (
            self.confirmed()
            .on()
            .filter(
                activity__signup_list__begins_at__lt=span.ends,
                activity__signup_list__ends_at__gt=span.begins,
            )
        )

    def editable_by(self, person):
        return self if person.is_organizer else self.none()

    def with_list(self):
        return self.select_related("activity__signup_list", "activity__week", "person")


class SignupManager(models.Manager.from_queryset(SignupQuerySet)):
    @transaction.atomic
    def join(
        self,
        signup_list,
        person: Person,
        *,
        by,
        instead: bool = False,
        as_organizer: bool = False,
        **wishes,
    ):
        """A place for them, or one in the line when there is none; asked twice, the same one.

        `wishes` are guests, meal, eats and allergies. `instead` leaves what is in the way (another
        wave, or something at that time) in the same act, and names it in `gave_up`; without it
        InTheWay is raised, which says what is. Who has to wait reads in `lacks` for what. Other
        refusals are ValidationErrors. Organizers may add others, and `as_organizer` themselves,
        past the window, never past the places.
        """
        door = SignupList.objects.hold(signup_list)
        mine = self.filter(activity=door.pk, person=person).first()
        is_in_line = bool(mine and mine.is_waiting)
        as_organizer = as_organizer or by != person
        if mine and (mine.has_place or (is_in_line and not as_organizer and not instead)):
            return mine
        refuse(door, person, timezone.now(), as_organizer=as_organizer, is_in_line=is_in_line)
        size = mine.size if is_in_line else 1 + wishes.get("guests", 0)
        self.promote(door, by=by, but=person)
        lacks = lack(size, door.left, self.team_room(door).left(person.team_id))
        if is_in_line and lacks:
            raise ValidationError(still_full(door, lacks, is_own=by == person))
        freed = self._make_way(door, person, lacks, by=by, instead=instead)
        state = SignupState.WAITING if lacks else SignupState.CONFIRMED
        joined = self._enter(door, person, mine, state, wishes, by=by)
        joined.lacks = lacks
        joined.gave_up = [other for other in freed if other.is_open_to_sign_up]
        for other in freed:
            self.promote(other, by=by)
        if by != person:
            notify([person.pk], "place-given", activity=door.pk, state=str(state))
        return joined

    def _make_way(self, door, person, lacks, *, by, instead: bool) -> list[SignupList]:
        """Leave what one cannot have beside a place there; the lists in which places are free."""
        waves, at_once = [], []
        gets_place = lacks is None
        others = self.of(person).kept().exclude(activity=door.pk).filter(activity__week=door.week)
        if gets_place:
            refuse_bound(door, person, self._bonds(door, [person.pk]), is_own=by == person)
        for held in others.with_list():
            its = held.activity.signup_list
            is_taking_part = its.is_open_to_sign_up and held.has_place
            if held.first == door.first:
                waves.append(held)
            elif gets_place and is_taking_part and overlap(its.span, door.span):
                at_once.append(held)
        is_on = [each for each in waves if each.activity.signup_list.is_open_to_sign_up]
        if (is_on or at_once) and not (instead and gets_place):
            raise InTheWay(door, [*is_on, *at_once], is_own=by == person, lack=lacks)
        for held in [*waves, *at_once]:
            held.give_up(by=by)
        return [SignupList.objects.hold(each.activity_id) for each in [*waves, *at_once]]

    def _enter(self, door, person, mine, state, wishes: dict, *, by):
        if mine and mine.is_waiting:  # let in by an organizer, or by a swap
            mine.apply(Verb.PROMOTED, {"state": state}, by=by)
            door.take(mine.size)
            return mine
        last = self.filter(activity=door.pk).aggregate(last=Max("line"))["last"]
        values = {
            "first": door.first,
            "state": state,
            "line": max(last or 0, 0) + 1,
            "joined_at": timezone.now(),
            "checked_in_at": None,
            "guests": 0,
            **NO_NEEDS,
            **wishes,
        }
        if mine:
            mine.apply(Verb.JOINED, values, by=by)
        else:
            mine = self.create(activity=door.activity, person=person, **values)
            changes = {"state": (None, state)}
            changes |= {"person": (None, person)} if by != person else {}
            record(mine, Verb.JOINED, by=by, changes=changes)
        if mine.has_place:
            door.take(mine.size)
        return mine

    def promote(self, door: SignupList, *, by, but=None, is_told: bool = True) -> list:
        """Give what is free to those first in line; until it begins. The list must be held."""
        begins = door.begins_at or door.ends_at
        if door.left < 1 or not door.is_open_to_sign_up or begins <= timezone.now():
            return []
        waiting = self.filter(activity=door.pk, person__is_active=True).exclude(person=but)
        waiting = waiting.waiting().select_related("activity__week", "person")
        waiting = {each.pk: each for each in waiting}
        if not waiting:
            return []
        busy = self._bonds(door, [each.person_id for each in waiting.values()])
        parties = [Party(each.pk, each.size, each.line) for each in waiting.values()]
        teams = self.team_room(door)

        def is_kept(pk: int) -> bool:
            each = waiting[pk]
            return each.person_id in busy or not teams.take(each.person.team_id, each.size)

        up = who_goes_up(door.left, parties, is_kept)
        found = [waiting[party.key] for party in up]
        for each in found:
            each.apply(Verb.PROMOTED, {"state": SignupState.CONFIRMED}, by=by)
        if found:
            door.take(sum(each.size for each in found))
        if found and is_told:
            people = [each.person_id for each in found]
            notify(people, "place-given", activity=door.pk, state=str(SignupState.CONFIRMED))
        return found

    def team_room(self, door: SignupList) -> TeamRoom:
        """How many more of each team fit, where places for each team are limited."""
        if door.places_per_team is None:
            return TeamRoom(None)
        taken = self.filter(activity=door.pk).confirmed().values_list("person__team")
        counted = taken.annotate(size=models.Sum(models.F("guests") + 1)).order_by()
        return TeamRoom(door.places_per_team, dict(counted))

    def _bonds(self, door: SignupList, people: Iterable[int]) -> dict:
        return bonds(people, door.span, but=door.marks)

    def promote_where_they_wait(self, people: Iterable[int], span: Span, *, by) -> None:
        """What they gave up may be what kept them from a place that they wait for."""
        waits = self.filter(person__in=people).waiting().on().order_by("activity")
        if span.begins is not None:
            waits = waits.filter(
                activity__signup_list__begins_at__lt=span.ends,
                activity__signup_list__ends_at__gt=span.begins,
            )
            for activity in dict.fromkeys(waits.values_list("activity", flat=True)):
                self.promote(SignupList.objects.hold(activity), by=by)
