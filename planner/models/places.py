"""Places: rooms, canteens, car parks, where something can happen, and how many it seats."""

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from csweek.lib.text import fold
from csweek.people.models import Site
from csweek.people.models.rows import Row, RowManager

FOLDED_LENGTH = 160


def folded(name: str) -> str:
    """A place's name as it is compared with others."""
    return fold(name, FOLDED_LENGTH)


class PlaceManager(RowManager):
    def named(self, name: str, site: Site | None, *, by, current=None) -> "Place | None":
        """The place that a typed name means; None for an empty name.

        First what stood there (`current`), if it has that name and is not of another site; then
        the place of that site, and one of no site. For all sites the only one of that name
        anywhere will do. A name that none of them bears makes a place, and its history.
        """
        name = " ".join(name.split())
        if not name:
            return None
        elsewhere = site and current and current.site_id not in (None, site.pk)
        if current is not None and current.folded == folded(name) and not elsewhere:
            return current
        called = list(self.filter(folded=folded(name)))
        for wanted in (site, None):
            for place in called:
                if place.site_id == (wanted and wanted.pk):
                    return place
        if site is None and len(called) == 1:
            return called[0]
        return self.add(by=by, name=name, site=site)


class Place(Row):
    site = models.ForeignKey(
        Site, verbose_name=_("site"), null=True, blank=True, on_delete=models.PROTECT
    )
    name = models.CharField(_("name"), max_length=80)
    folded = models.CharField(max_length=FOLDED_LENGTH, editable=False)
    seats = models.PositiveIntegerField(
        _("seats"), null=True, blank=True, help_text=_("How many it holds. Empty: nobody counts.")
    )

    untold = ("folded",)
    objects = PlaceManager()

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "folded"],
                name="place_once_a_site",
                violation_error_message=_("This site has a place of that name already."),
            ),
            models.UniqueConstraint(
                fields=["folded"],
                condition=models.Q(site=None),
                name="place_once_without_site",
                violation_error_message=_("There is a place of that name for all sites already."),
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.folded = folded(self.name)
        super().save(*args, **kwargs)

    def change(self, values: dict, *, by) -> None:
        if "name" in values:
            values = values | {"folded": folded(values["name"])}
        super().change(values, by=by)

    @transaction.atomic
    def remove(self, *, by) -> None:
        """Delete it while no activity takes place there, else ValidationError. What was deleted
        from a board comes back without a place."""
        self.activity_set.exclude(discarded_at=None).update(place=None)
        super().remove(by=by)
