"""Hours: what the needs of the phones, calls for cover and closings have in common."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import gettext_lazy as _

from csweek.history.tracked import Tracked
from csweek.people.models import Site
from planner.rules.dates import instants, minutes_between


class Hours(Tracked):
    """From one wall-clock time to another, by the clock of `site` or (none) of the week.

    An end at or before the start lies on the next day. What lies on a day moves with its week.
    """

    site = models.ForeignKey(
        Site,
        verbose_name=_("by the clock of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    starts = models.TimeField(_("from"))
    ends = models.TimeField(_("until"))

    class Meta:
        abstract = True

    def stands_as(self, **values) -> bool:
        """Whether it stands with just these values, as it does after it was added."""
        return all(getattr(self, field) == value for field, value in values.items())

    @property
    def minutes(self) -> int:
        return minutes_between(self.starts, self.ends)

    @property
    def zone(self) -> ZoneInfo:
        return self.site.zone if self.site_id else self.day.week.zone

    @property
    def date(self) -> date:
        return self.day.date

    @property
    def begins_at(self) -> datetime:
        """In UTC; of what lies on a day."""
        return instants(self.date, self.starts, self.minutes, self.zone)[0]

    @property
    def ends_at(self) -> datetime:
        return instants(self.date, self.starts, self.minutes, self.zone)[1]
