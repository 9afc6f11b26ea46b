"""Ceremony: the stage itself, once for each shift or site, and where it has come to."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from csweek.history.tracked import Tracked
from planner.models import Activity, Week

from .awards import Award


class Step(models.TextChoices):
    """What the audience sees of an award, one after the other."""

    AWARD = "award", _("award")
    NAME = "name", _("name")
    CITATION = "citation", _("citation")


class Ceremony(Tracked):
    week = models.ForeignKey(Week, on_delete=models.CASCADE, related_name="ceremonies")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    activity = models.ForeignKey(
        Activity, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    title = models.CharField(_("title"), max_length=80)
    is_rehearsal = models.BooleanField(_("rehearsal with invented names"), default=False)
    started_at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    skipped = models.ManyToManyField(Award, related_name="+")

    class Meta:
        verbose_name = _("ceremony")
        verbose_name_plural = _("ceremonies")
        ordering = ["-started_at", "-pk"]

    def __str__(self):
        return self.title

    @property
    def history_within(self):
        return self.week
