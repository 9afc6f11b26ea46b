"""Sites, where people work, and shifts, when they work."""

from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from csweek.lib.holidays import supported_countries

from .rows import Row


@lru_cache
def known_time_zones() -> frozenset[str]:
    """Read from the disk once: a form asks for them several times."""
    return frozenset(available_timezones())


def validate_time_zone(name: str) -> None:
    if name not in known_time_zones():
        raise ValidationError(
            _("“%(name)s” is no time zone. Write one such as Europe/Lisbon."),
            params={"name": name},
        )


class Site(Row):
    name = models.CharField(_("name"), max_length=80, unique=True)
    time_zone = models.CharField(_("time zone"), max_length=60, validators=[validate_time_zone])
    country = models.CharField(_("country"), max_length=2, blank=True)
    region = models.CharField(
        _("region"),
        max_length=30,
        blank=True,
        help_text=_("Its code, for public holidays: NSW, SCT, BY …"),
    )
    opens = models.TimeField(_("opens"), null=True, blank=True)
    closes = models.TimeField(_("closes"), null=True, blank=True)

    class Meta:
        verbose_name = _("site")
        verbose_name_plural = _("sites")
        ordering = ["name"]

    def __str__(self):
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def is_open_all_hours(self) -> bool:
        return self.opens is None or self.closes is None

    def clean(self):
        if (self.opens is None) != (self.closes is None):
            raise ValidationError(
                {"closes": _("Give both opening and closing time, or neither for round the clock.")}
            )
        regions = supported_countries().get(self.country, [])
        if self.region and regions and self.region not in regions:
            raise ValidationError(
                {
                    "region": _("“%(found)s” is no region we know there. Known: %(known)s.")
                    % {"found": self.region, "known": ", ".join(regions)}
                }
            )


class Shift(Row):
    """Usual hours of some of the staff; one that ends at or before its start runs past midnight.

    A staff list names shifts without their hours: those are empty until somebody says them.
    """

    name = models.CharField(_("name"), max_length=60, unique=True)
    starts = models.TimeField(_("starts"), null=True)
    ends = models.TimeField(_("ends"), null=True)

    class Meta:
        verbose_name = _("shift")
        verbose_name_plural = _("shifts")
        ordering = [F("starts").asc(nulls_last=True), "name"]

    def __str__(self):
        return self.name

    @property
    def has_hours(self) -> bool:
        return self.starts is not None and self.ends is not None
