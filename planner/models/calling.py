"""Calling for cover: what the table of calls does, and what all of them are asked for at once."""

import uuid

from django.db import models, transaction
from django.db.models import F

from csweek.history.models import Verb, record
from csweek.notices.models import notify

from .givers import CoverState
from .publications import Publication
from .weeks import Week


def know_what_is_published(calls: list) -> None:
    """Each of these knows what is published of its week: asked for once."""
    weeks = {call.day.week_id for call in calls}
    newest = Publication.objects.newest().with_clock().filter(week__in=weeks) if weeks else ()
    published = {each.week_id: each for each in newest}
    for call in calls:
        call.published = published.get(call.day.week_id)


class CoverCallQuerySet(models.QuerySet):
    def editable_by(self, person):
        return self if person.is_organizer else self.none()

    def of_week(self, week: Week):
        found = self.filter(day__week=week, day__number__lte=F("day__week__days_count"))
        return found.select_related("team", "site", "day__week").order_by("day__number", "starts")

    def not_closed(self):
        return self.filter(closed_at=None)

    def short_with_a_line(self):
        """Fewer step in than are wanted, and somebody stands in line."""
        return self.filter(taken__lt=F("people"), cover__state=CoverState.WAITING).distinct()

    def as_published(self) -> list:
        """A list of them, of which each knows what is published of its week: asked for once."""
        calls = list(self.select_related("team", "site", "day__week"))
        know_what_is_published(calls)
        return calls


class CoverCallManager(models.Manager.from_queryset(CoverCallQuerySet)):
    @transaction.atomic
    def close_all(self, *, by) -> None:
        for call in self.not_closed():
            call.close(by=by)

    @transaction.atomic
    def ask(self, *, by, told, key: uuid.UUID | None = None, **values):
        """Ask staff of other teams for cover. `told` finds, given the call, whom the message goes
        to. The same key asks once, however often it is sent."""
        call, made = self.get_or_create(
            key=key or uuid.uuid4(), defaults={"asked_by": by, **values}
        )
        if made:
            record(call, Verb.MADE, by=by)
            notify(told(call), "cover-call", subject=f"covercall:{call.pk}", call=call.pk)
        return call
