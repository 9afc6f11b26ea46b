"""Activities as they are asked for: those that are kept, in the board's order, of a week."""

from django.db import models
from django.db.models import F

from .weeks import Week


class ActivityQuerySet(models.QuerySet):
    def editable_by(self, person):
        """What an organizer may open: everything, discarded activities too, so as to undo."""
        return self if person.is_organizer else self.none()

    def kept(self):
        return self.filter(discarded_at=None)

    def in_order(self):
        """By day, all-day ones first, then by the clock; ideas without a day last."""
        return self.order_by(
            F("day__number").asc(nulls_last=True), F("start").asc(nulls_first=True), "title", "pk"
        )

    def of_week(self, week: Week) -> list:
        """All kept activities in order, sharing the week's own days: nothing more is fetched."""
        by_key = {day.pk: day for day in week.its_days}
        for day in by_key.values():
            day.week = week
        found = list(
            self.filter(week=week).kept().select_related("place", "host", "site").in_order()
        )
        for activity in found:
            activity.week = week
            activity.day = by_key.get(activity.day_id)
            if activity.day is None:  # also where the day was given up as it was moved there
                activity.start = None
        return found
