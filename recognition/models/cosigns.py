"""Co-signature: a colleague who read of an open team nomination and stands behind it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .nominations import Nomination


class CoSignature(models.Model):
    nomination = models.ForeignKey(
        Nomination, on_delete=models.CASCADE, related_name="cosignatures"
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("co-signature")
        verbose_name_plural = _("co-signatures")
        constraints = [
            models.UniqueConstraint(fields=["nomination", "person"], name="cosigned_once")
        ]

    def __str__(self):
        return str(self.nomination)
