"""The one organisation that this installation serves."""

from django.core.validators import RegexValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from csweek.history.models import Verb, record
from csweek.history.tracked import Tracked

from .sites import Site


class OrganisationManager(models.Manager):
    def current(self) -> "Organisation | None":
        """The organisation, or None until the set-up has been answered."""
        return self.select_related("head_site").first()

    @transaction.atomic
    def begin(self, name: str, site: dict, *, by) -> "Organisation":
        """The answer to the set-up: the organisation and its first site."""
        organisation = self.create(name=name, head_site=Site.objects.add(by=by, **site))
        record(organisation, Verb.MADE, by=by)
        return organisation


class Organisation(Tracked):
    name = models.CharField(_("name"), max_length=120)
    head_site = models.ForeignKey(
        Site, verbose_name=_("head site"), on_delete=models.PROTECT, related_name="+"
    )
    currency = models.CharField(
        _("currency"),
        max_length=3,
        default="EUR",
        validators=[RegexValidator("^[A-Z]{3}$", _("Write its three letters, such as EUR."))],
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
