"""Attachment: a photo or a file beside a nomination, cleaned before it is kept."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from .nominations import Nomination

MOST_ATTACHMENTS = 3


class AttachmentQuerySet(models.QuerySet):
    def in_short(self):
        """For lists: without what is in them."""
        return self.defer("data", "thumbnail")


class Attachment(models.Model):
    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="attachments")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=120)
    media_type = models.CharField(max_length=40)
    data = models.BinaryField()
    thumbnail = models.BinaryField(default=bytes)
    size = models.PositiveIntegerField()
    added_at = models.DateTimeField(auto_now_add=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["pk"]

    def __str__(self):
        return self.name

    @property
    def is_picture(self) -> bool:
        return self.media_type.startswith("image/")
