"""The organisation's own ideas, beside those that the idea library ships with."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from csweek.history.models import Verb, record

from .activities import Activity, Kind


class IdeaManager(models.Manager):
    @transaction.atomic
    def keep(self, activity: Activity, *, by) -> "Idea":
        """Put an activity into the library, for the weeks to come; the same one only once."""
        idea, made = self.get_or_create(
            source=activity.key,
            defaults={
                "title": activity.title,
                "kind": activity.kind,
                "description": activity.description,
                "minutes": activity.minutes,
                "takes_off_phones": activity.takes_off_phones,
                "needs_sign_up": activity.needs_sign_up,
                "kept_by": by,
            },
        )
        if made:
            record(idea, Verb.MADE, by=by)
        return idea


class Idea(models.Model):
    source = models.UUIDField(unique=True, editable=False)
    title = models.CharField(_("title"), max_length=120)
    kind = models.CharField(_("kind"), max_length=30, choices=Kind.choices)
    description = models.TextField(_("description"), max_length=4000, blank=True)
    minutes = models.PositiveSmallIntegerField(
        _("usual length in minutes"),
        null=True,
        blank=True,
        validators=[MinValueValidator(5), MaxValueValidator(24 * 60)],
    )
    takes_off_phones = models.BooleanField(_("takes people off the phones"), default=False)
    needs_sign_up = models.BooleanField(_("one signs up"), default=False)
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = IdeaManager()

    class Meta:
        verbose_name = _("idea")
        verbose_name_plural = _("ideas")
        ordering = ["title"]

    def __str__(self):
        return self.title

    @transaction.atomic
    def remove(self, *, by) -> None:
        """Take it out of the library; what weeks have made of it stays."""
        record(self, Verb.DELETED, by=by)
        self.delete()
