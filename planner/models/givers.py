"""Cover: who has answered a call."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class CoverState(models.TextChoices):
    GIVEN = "given", _("steps in")
    WAITING = "waiting", _("in line")
    WITHDRAWN = "withdrawn", _("cannot after all")


class CoverQuerySet(models.QuerySet):
    def given(self):
        return self.filter(state=CoverState.GIVEN)

    def stepping_in(self):
        """Given to a call that still stands: once it is closed, nobody is wanted."""
        return self.given().filter(call__closed_at=None)

    def waiting(self):
        return self.filter(state=CoverState.WAITING).order_by("given_at", "pk")


class Cover(models.Model):
    """Somebody from elsewhere who steps in. Who cannot after all keeps the row."""

    call = models.ForeignKey("planner.CoverCall", on_delete=models.CASCADE, related_name="cover")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="cover"
    )
    state = models.CharField(max_length=10, choices=CoverState.choices, default=CoverState.GIVEN)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = CoverQuerySet.as_manager()

    class Meta:
        verbose_name = _("cover")
        verbose_name_plural = _("cover")
        ordering = ["given_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["call", "person"], name="cover_once"),
            models.CheckConstraint(
                condition=Q(state__in=CoverState.values), name="cover_state_known"
            ),
        ]

    def __str__(self):
        return str(self.call)

    @property
    def history_within(self):
        return self.call.day.week
