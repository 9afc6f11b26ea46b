"""Mail: one row of the outbox, kept beside the notice that it tells of, until it is sent."""

import uuid

from django.db import models
from django.utils import timezone


class Mail(models.Model):
    """It holds no text and no address: both are made when it is sent, from what is true then."""

    notice = models.OneToOneField("notices.Notice", on_delete=models.CASCADE)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # its Message-ID
    due_at = models.DateTimeField(default=timezone.now)
    lease_until = models.DateTimeField(null=True)  # some sender is at it until then
    tries = models.PositiveSmallIntegerField(default=0)  # begun, and nobody knows how it ended
    failures = models.PositiveSmallIntegerField(default=0)  # certainly not taken
    sent_at = models.DateTimeField(null=True)
    kept_at = models.DateTimeField(null=True)  # no mail was set up then
    given_up_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at", "id"],
                condition=models.Q(sent_at=None, kept_at=None, given_up_at=None),
                name="mail_waiting",
            ),
            models.Index(fields=["sent_at"], name="mail_sent"),
        ]

    def __str__(self):
        return str(self.key)
