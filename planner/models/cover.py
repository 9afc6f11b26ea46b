"""CoverCall: a call for cover.

Whoever may answer reads it, so the dates of its week are those that are published."""

import uuid
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from csweek.history.models import Verb, record
from csweek.notices.models import notify
from csweek.people.models import Team
from planner.rules.places import Span

from .bound import COVER, Bond, People, binds, bonds
from .calling import CoverCallManager, know_what_is_published
from .givers import Cover, CoverState
from .hours import Hours
from .publications import Publication
from .signups import Signup
from .weeks import Day, Week

MOST_WANTED = 500


@binds
def _cover_then(people: People, span: Span) -> Iterator[Bond]:
    years = (span.begins.year, span.ends.year)
    given = Cover.objects.stepping_in().filter(call__day__week__year__range=years)
    given = given if people is None else given.filter(person__in=people)
    given = list(given.select_related("call__team", "call__site", "call__day__week"))
    know_what_is_published([each.call for each in given])
    for each in given:
        mark = frozenset({("call", each.call_id)})
        yield Bond(COVER, each.person_id, each.call.moments, str(each.call.team), mark)


class CoverCall(Hours):
    """Staff of other teams answer it: first come, as many as are wanted, the others in line."""

    team = models.ForeignKey(
        Team, verbose_name=_("team"), on_delete=models.CASCADE, related_name="cover_calls"
    )
    day = models.ForeignKey(
        Day, verbose_name=_("day"), on_delete=models.CASCADE, related_name="cover_calls"
    )
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    people = models.PositiveSmallIntegerField(
        _("people wanted"), validators=[MinValueValidator(1), MaxValueValidator(MOST_WANTED)]
    )
    taken = models.PositiveSmallIntegerField(default=0, editable=False)
    note = models.CharField(_("note"), max_length=300, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)

    untold = ("taken", "closed_at")
    objects = CoverCallManager()

    class Meta:
        verbose_name = _("call for cover")
        verbose_name_plural = _("calls for cover")
        ordering = ["day", "starts", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(taken__lte=F("people")), name="cover_not_too_much")
        ]

    def __str__(self):
        return str(self.team)

    @property
    def history_within(self):
        return self.day.week

    @cached_property
    def published(self) -> Publication | None:
        """What everyone knows of the dates of its week; None while that is nothing."""
        found = Publication.objects.filter(week=self.day.week_id).with_clock()
        return found.order_by("-number").first()

    @property
    def is_published(self) -> bool:
        """Whether everyone knows its day; until then it is for organizers alone."""
        return bool(self.published and self.day.number <= self.published.days_count)

    @property
    def date(self) -> date:
        first = (self.published or self.day.week).first_day
        return first + timedelta(days=self.day.number - 1)

    @property
    def zone(self) -> ZoneInfo:
        if self.site_id:
            return self.site.zone
        return ZoneInfo((self.published or self.day.week).time_zone)

    @property
    def moments(self) -> Span:
        return Span(self.begins_at, self.ends_at)

    def bound(self, people) -> dict:
        """{person: what else they are bound to at that time}, of these or (None) of everybody."""
        return bonds(people, self.moments, but=[("call", self.pk)])

    @property
    def missing(self) -> int:
        return self.people - self.taken

    @property
    def is_open(self) -> bool:
        """A call closes by itself when its time is over."""
        return self.closed_at is None and not self.is_over()

    def stands_as(self, **values) -> bool:
        return self.closed_at is None and super().stands_as(**values)

    def is_over(self, now: datetime | None = None) -> bool:
        return self.ends_at <= (now or timezone.now())

    def held(self) -> "CoverCall":
        """The same row as it stands, held until the transaction ends: acts take turns, also with
        those on places and pairs of the week."""
        Week.objects.hold(self.day.week_id)
        return (
            CoverCall.objects.select_for_update(of=("self",))
            .select_related("team", "site", "day__week")
            .get(pk=self.pk)
        )

    # What happens to it -----------------------------------------------------------------------

    @transaction.atomic
    def answer(self, *, by, why_not) -> "Cover":
        """`by` steps in, or stands in line where as many do as are wanted.

        `why_not` says, given the call, what keeps them (or ""). Raises ValidationError.
        """
        call = self.held()
        cover = call.cover.filter(person=by).exclude(state=CoverState.WITHDRAWN).first()
        if cover:  # a second tap
            return cover
        if not call.is_open:
            raise ValidationError(call.why_closed)
        if reason := why_not(call):
            raise ValidationError(reason)
        state = CoverState.GIVEN if call.missing > 0 else CoverState.WAITING
        cover, made = Cover.objects.update_or_create(
            call=call,
            person=by,
            defaults={"state": state, "given_at": timezone.now(), "withdrawn_at": None},
        )
        record(cover, Verb.MADE if made else Verb.BROUGHT_BACK, by=by)
        call.count()
        if state == CoverState.GIVEN and call.missing == 0:
            call.tell_who_asked("cover-found")
        return cover

    @transaction.atomic
    def withdraw(self, *, by, person=None, may=None) -> None:
        """`by`, or the `person` given, cannot after all: the first in line steps in and is told,
        else whoever asked is. `may` as of promote(). Raises ValidationError once it is over."""
        call, person = self.held(), person or by
        cover = call.cover.filter(person=person).exclude(state=CoverState.WITHDRAWN).first()
        if cover is None:
            return
        if call.is_over():
            raise ValidationError(gettext("It is over: what was given stays as it was."))
        was_given = cover.state == CoverState.GIVEN
        cover.state, cover.withdrawn_at = CoverState.WITHDRAWN, timezone.now()
        cover.save(update_fields=["state", "withdrawn_at"])
        record(cover, Verb.WITHDRAWN, by=by)
        if not was_given:
            return
        if not call.promote(may) and call.is_open:
            call.tell_who_asked("cover-lost")
        call.free([person.pk], by=by)

    @transaction.atomic
    def change(self, values: dict, *, by, may=None) -> None:
        """Save what was typed; more wanted lets the first in line step in. At other hours, whoever
        steps in and is bound to something else goes back in line; all are told, and can have the
        places that they wait for at the old ones. Raises StaleSave, and ValidationError where
        the call is closed, or fewer are wanted than step in already."""
        call = self.held()
        if call.closed_at:
            raise ValidationError(gettext("This call is closed. Ask for cover anew."))
        if values.get("people", call.people) < call.taken:
            raise ValidationError(
                {"people": gettext("More have said yes already. Close it instead.")}
            )
        hours = {field: getattr(call, field) for field in ("day_id", "starts", "ends", "site_id")}
        was, givers = call.moments, list(call.cover.given().values_list("person", flat=True))
        super().change(values, by=by)
        has_moved = hours != {field: getattr(self, field) for field in hours}
        back = self.send_back(givers) if has_moved else set()
        self.promote(may)
        if has_moved:
            stamp = f"covercall:{self.pk}:{self.version}"
            notify({*self.people_in()} - back, "cover-moved", subject=stamp, call=self.pk)
            notify(back, "cover-waits", subject=stamp, call=self.pk)
            Signup.objects.promote_where_they_wait(givers, was, by=by)

    def send_back(self, givers: list[int]) -> set[int]:
        """Whoever of these is bound to something else by now waits in line again: who they are."""
        back = set(self.bound(givers))
        self.cover.given().filter(person__in=back).update(state=CoverState.WAITING)
        return back

    @transaction.atomic
    def close(self, *, by) -> None:
        """No more cover is wanted; who has said yes is told that they are not needed."""
        call = self.held()
        if call.closed_at is None:
            call.apply(Verb.CANCELLED, {"closed_at": timezone.now()}, by=by)
            if not call.is_over():
                stamp = f"covercall:{call.pk}"
                notify(call.people_in(), "cover-closed", subject=stamp, call=call.pk)
                call.free(call.people_in(), by=by)

    def free(self, people, *, by) -> None:
        """Who no longer steps in can have the places that they wait for."""
        Signup.objects.promote_where_they_wait(people, self.moments, by=by)

    def promote(self, may=None) -> int:
        """Whoever is first in line of those who are bound to nothing then steps in, as many as are
        missing, and is told; how many. `may` says, given the call, who may step in besides."""
        missing = max(self.people - self.cover.given().count(), 0)
        waiting = list(self.cover.waiting()) if self.is_open and missing else []
        bound = self.bound([each.person_id for each in waiting])
        free = [each for each in waiting if each.person_id not in bound]
        allowed = set(may(self).values_list("pk", flat=True)) if may and free else None
        free = [each for each in free if allowed is None or each.person_id in allowed]
        stepping_in = free[:missing]
        for cover in stepping_in:
            cover.state = CoverState.GIVEN
            cover.save(update_fields=["state"])
            stamp = f"cover:{cover.pk}:{cover.given_at.isoformat()}"[:60]
            notify([cover.person_id], "cover-wanted", subject=stamp, call=self.pk)
        self.count()
        return len(stepping_in)

    @transaction.atomic
    def call_in(self, *, may) -> None:
        """Whoever stands in line and is free by now steps in; whoever asked is told when that is
        enough. `may` as of promote()."""
        call = self.held()
        if call.promote(may) and call.missing == 0:
            call.tell_who_asked("cover-found")

    def count(self) -> None:
        """`taken` is how many step in; the database refuses more than are wanted."""
        self.taken = self.cover.given().count()
        CoverCall.objects.filter(pk=self.pk).update(taken=self.taken)

    def people_in(self) -> list[int]:
        return list(self.cover.exclude(state=CoverState.WITHDRAWN).values_list("person", flat=True))

    def tell_who_asked(self, name: str) -> None:
        if self.asked_by_id:
            notify([self.asked_by_id], name, call=self.pk)

    @property
    def why_closed(self) -> str:
        if self.is_over():
            return gettext("This call is over. Thank you for wanting to help.")
        return gettext("This call was closed: nobody is wanted any more. Thank you all the same.")
