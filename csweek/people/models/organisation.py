"""The one organisation that this installation serves."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from csweek.lib.versions import Versioned

from .sites import Site


class OrganisationManager(models.Manager):
    def current(self) -> "Organisation | None":
        """The organisation, or None until the set-up has been answered."""
        return self.select_related("head_site").first()


class Organisation(Versioned):
    name = models.CharField(_("name"), max_length=120)
    head_site = models.ForeignKey(
        Site, verbose_name=_("head site"), on_delete=models.PROTECT, related_name="+"
    )
    only = models.BooleanField(default=True, editable=False, unique=True)

    objects = OrganisationManager()

    class Meta:
        verbose_name = _("organisation")
        constraints = [
            models.CheckConstraint(condition=models.Q(only=True), name="organisation_only_one")
        ]

    def __str__(self):
        return self.name
