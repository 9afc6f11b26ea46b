"""Pairs as they are asked for: by their state, and by who is in them."""

from collections.abc import Iterator
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from planner.rules.places import Span

from .bound import PAIR, STAND_IN, Bond, People
from .offers import Half
from .signuplists import SignupList
from .workhours import WorkHours

NEAR = timedelta(days=2)  # whatever the clocks: a pair lies on its activity's day or on the next


class PairState(models.TextChoices):
    PROPOSED = "proposed", _("proposed")
    SETTLED = "settled", _("settled")
    BROKEN = "broken", _("broken")


class PairQuerySet(models.QuerySet):
    def live(self):
        """Proposed or settled: whoever is in one is in no other of the activity."""
        return self.exclude(state=PairState.BROKEN)

    def proposed(self):
        return self.filter(state=PairState.PROPOSED)

    def settled(self):
        return self.filter(state=PairState.SETTLED)

    def open(self):
        """Broken by one half, and the place of that half is still to be had."""
        return self.filter(state=PairState.BROKEN).exclude(missing="")

    def of(self, person):
        return self.filter(Q(leader=person) | Q(buddy=person))

    def binding(self, people):
        """With any of them in it, or standing in for it."""
        return self.filter(Q(leader__in=people) | Q(buddy__in=people) | Q(stand_in__in=people))

    def visible_to(self, person):
        """Whoever is in it or stands in for it, and organizers."""
        return self if person.is_organizer else self.of(person) | self.filter(stand_in=person)

    def people(self) -> set[int]:
        """The keys of all who are in one of these."""
        return {person for pair in self.values_list("leader", "buddy") for person in pair}

    def of_runs(self, activity):
        """In this activity and its other waves: nobody sits in two of them."""
        first = activity.wave_of_id or activity.pk
        return self.filter(Q(activity=first) | Q(activity__wave_of=first))

    def ahead_of(self, activity) -> int:
        """How many settled pairs of it are not over yet: those can still be broken."""
        parts = self.settled().filter(activity=activity).values_list("start", "minutes")
        spans = SignupList.objects.spans_of(activity, parts)
        return sum(not span.is_over(timezone.now()) for span in spans)

    def refuse_another_kind(self, activity) -> None:
        """Raise ValidationError while settled pairs of it are ahead: they bind the two of them, and
        only what trades places has a desk to break them at."""
        count = self.ahead_of(activity)
        words = ngettext(
            "%(count)s pair of it is settled. Break it at the desk first, or leave the kind as it "
            "is.",
            "%(count)s pairs of it are settled. Break them at the desk first, or leave the kind as "
            "it is.",
            count,
        )
        if count:
            raise ValidationError(words % {"count": number_format(count)})

    def bonds(self, people: People, span: Span) -> Iterator[Bond]:
        """Of all who are in a settled pair, or stand in for one, about that time."""
        near = (span.begins.date() - NEAR, span.ends.date() + NEAR)
        pairs = self.settled().filter(
            activity__signup_list__is_on=True, activity__signup_list__day__range=near
        )
        pairs = pairs if people is None else pairs.binding(people)
        hours = WorkHours()
        for pair in pairs.select_related("activity__signup_list"):
            door = pair.activity.signup_list
            when = door.span_at(pair.start, pair.minutes, hours)
            marks = frozenset({("pair", pair.pk), ("pairs of", door.pk)})
            for person in (pair.leader_id, pair.buddy_id):
                yield Bond(PAIR, person, when, door.title, marks)
            if pair.stand_in_id:
                marks = frozenset({("pair", pair.pk), ("stands in", door.pk)})
                yield Bond(STAND_IN, pair.stand_in_id, when, door.title, marks)

    def with_people(self):
        people = ("leader__team", "leader__site", "buddy__team", "buddy__site", "stand_in")
        return self.select_related(*people)

    def left_with(self, *people):
        """Open, and one of these is who stayed behind."""
        stayed = Q(leader__in=people, missing=Half.BUDDY)
        stayed |= Q(buddy__in=people, missing=Half.LEADER)
        return self.open().filter(stayed)

    def close_places_of(self, *people) -> None:
        """Whoever stayed behind is in another pair, or has withdrawn: nobody is looked for."""
        self.left_with(*people).update(missing="")
