"""StaffList: a file of staff that was uploaded, kept from the dry run until it is applied."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

KEPT_FOR = timedelta(days=1)


class StaffListQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(applied_at=None)

    def forgotten(self):
        """Those that nobody applied for a day: who is in them is nobody's business any more."""
        return self.waiting().filter(made_at__lt=timezone.now() - KEPT_FOR)


class StaffList(models.Model):
    key = models.UUIDField(unique=True, editable=False)
    name = models.CharField(_("name"), max_length=200)
    sha256 = models.CharField(max_length=64)
    data = models.BinaryField()
    is_everyone = models.BooleanField(_("this is everyone"), default=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True)
    added = models.PositiveIntegerField(_("added"), null=True)
    changed = models.PositiveIntegerField(_("changed"), null=True)
    deactivated = models.PositiveIntegerField(_("deactivated"), null=True)
    left_out = models.PositiveIntegerField(_("rows left out"), null=True)

    objects = StaffListQuerySet.as_manager()

    class Meta:
        verbose_name = _("staff list")
        verbose_name_plural = _("staff lists")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["applied_at", "made_at"], name="stafflist_waiting")]

    def __str__(self):
        return self.name
