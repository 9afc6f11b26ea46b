"""Mail: one row of the outbox, kept beside the notice that it tells of, until it is sent.

It holds no text and no address: both are made when it is sent, from what is true then.
"""

import uuid
from datetime import timedelta

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from csweek.history.models import Verb, record
from csweek.people.models import Organisation

LEASE = timedelta(minutes=5)  # much longer than a sending can take
MOST_TRIES = 2  # of which nobody knows how they ended: at most one mail too many
MOST_FAILURES = 8  # refusals after which it is tried again, later each time


class Trouble(models.TextChoices):
    REFUSED = "refused", _("the mail server refused it")
    BROKEN_OFF = "broken off", _("the connection to the mail server broke off")
    STOPPED = "stopped", _("it may have been sent: its sending broke off twice")
    UNMADE = "unmade", _("its words could not be made; the log says why")
    NOTHING = "nothing", _("there was nothing to say any more")


class MailQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(sent_at=None, kept_at=None, given_up_at=None)

    def due(self):
        """Those that a sender may take: it is time, and no other sender is at it."""
        now = timezone.now()
        is_free = Q(lease_until=None) | Q(lease_until__lte=now)
        return self.waiting().filter(is_free, due_at__lte=now).order_by("due_at", "pk")

    def kept(self):
        return self.filter(sent_at=None).exclude(kept_at=None)

    def unsent(self):
        """Kept until mail is set up, or given up: what an administrator may want to read, unless
        it is sealed (csweek.notices.words)."""
        return self.filter(sent_at=None).exclude(kept_at=None, given_up_at=None)

    def telling_of(self, names):
        return self.filter(notice__name__in=names)

    def not_telling_of(self, names):
        return self.exclude(notice__name__in=names)

    @transaction.atomic
    def send_kept(self, *, by) -> int:
        """Put what was kept into the queue again; says how many."""
        count = self.kept().update(kept_at=None, due_at=timezone.now())
        if count:
            changes = {"kept_mails": (count, 0)}
            record(Organisation.objects.current(), Verb.CHANGED, by=by, changes=changes)
        return count

    def keep(self) -> int:
        """What would be sent if there were a mail server stays to be read."""
        due = self.due()
        return due.update(kept_at=timezone.now()) if due.exists() else 0

    def give_up_stopped(self) -> int:
        """Those that may have been sent already as often as we dare to."""
        stopped = self.due().filter(tries__gte=MOST_TRIES)
        done = {"given_up_at": timezone.now(), "error": Trouble.STOPPED}
        return stopped.update(**done) if stopped.exists() else 0


class Mail(models.Model):
    notice = models.OneToOneField("notices.Notice", on_delete=models.CASCADE)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # its Message-ID
    due_at = models.DateTimeField(default=timezone.now)
    lease_until = models.DateTimeField(null=True)  # some sender is at it until then
    tries = models.PositiveSmallIntegerField(default=0)  # begun, and nobody knows how it ended
    failures = models.PositiveSmallIntegerField(default=0)  # certainly not taken
    sent_at = models.DateTimeField(null=True)
    kept_at = models.DateTimeField(null=True)  # no mail server was set up then
    given_up_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=20, choices=Trouble.choices, blank=True)
    answer = models.PositiveSmallIntegerField(null=True)  # what the mail server said: 550

    objects = MailQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at", "id"],
                condition=Q(sent_at=None, kept_at=None, given_up_at=None),
                name="mail_waiting",
            ),
            models.Index(fields=["sent_at"], name="mail_sent"),
        ]

    def __str__(self):
        return str(self.key)

    def lease(self) -> bool:
        """Take it, for this sender alone; False when another was first, or it is done.

        One statement asks and takes: of two senders at once, the second finds it taken.
        """
        mine = type(self).objects.due().filter(pk=self.pk, tries__lt=MOST_TRIES)
        is_mine = mine.update(lease_until=timezone.now() + LEASE, tries=F("tries") + 1)
        if is_mine:
            self.refresh_from_db(fields=["failures", "tries"])
        return bool(is_mine)

    def mark_sent(self) -> None:
        self._set(sent_at=timezone.now(), lease_until=None, error="", answer=None)

    def mark_in_doubt(self) -> None:
        """Nobody knows whether it was taken: once the lease has run out, it is sent once more."""
        self._set(error=Trouble.BROKEN_OFF)

    def put_off(self, error: Trouble, answer: int | None = None) -> None:
        """It was certainly not sent: later once more, after a pause twice as long as the last."""
        failures, now = self.failures + 1, timezone.now()
        if failures > MOST_FAILURES:
            then = {"given_up_at": now}
        else:
            then = {"due_at": now + timedelta(minutes=2 ** (failures - 1))}
        told = {"failures": failures, "tries": F("tries") - 1, "error": error, "answer": answer}
        self._set(lease_until=None, **told, **then)

    def give_up(self, error: Trouble) -> None:
        self._set(given_up_at=timezone.now(), lease_until=None, error=error)

    def _set(self, **values) -> None:
        type(self).objects.filter(pk=self.pk).update(**values)
