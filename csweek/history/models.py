"""One entry for each thing that was done: who, when, what, before and after. Never changed."""

from datetime import date, time
from decimal import Decimal
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from . import origin


class Verb(models.TextChoices):
    MADE = "made", _("made")
    CHANGED = "changed", _("changed")
    MOVED = "moved", _("moved")
    COPIED = "copied", _("copied")
    CANCELLED = "cancelled", _("cancelled")
    REINSTATED = "reinstated", _("reinstated")
    DELETED = "deleted", _("deleted")
    BROUGHT_BACK = "brought back", _("brought back")
    IMPORTED = "imported", _("imported")
    INVITED = "invited", _("invited")
    DEACTIVATED = "deactivated", _("deactivated")
    PUBLISHED = "published", _("published")
    OPENED = "opened", _("opened")
    CLOSED = "closed", _("closed")
    SENT = "sent", _("sent")
    ACCEPTED = "accepted", _("accepted")
    RETURNED = "returned", _("returned")
    WITHDRAWN = "withdrawn", _("withdrawn")
    STEPPED_BACK = "stepped back", _("stepped back")
    WAIVED = "waived", _("waived")
    DECIDED = "decided", _("decided")
    REOPENED = "reopened", _("reopened")
    PRESENTED = "presented", _("presented")
    JOINED = "joined", _("joined")
    LEFT = "left", _("left")
    PROMOTED = "promoted", _("got a place")
    CHECKED_IN = "checked in", _("checked in")
    EXPORTED = "exported", _("exported")
    ERASED = "erased", _("erased")


class EntryQuerySet(models.QuerySet):
    def of(self, subject):
        return self.filter(subject_type=subject._meta.label_lower, subject_id=subject.pk)

    def within(self, subject):
        """Everything that happened to a thing and to the things in it."""
        return self.filter(within=place_of(subject))

    def update(self, **values):
        raise TypeError("History is never changed.")

    def delete(self):
        raise TypeError("History is never deleted.")


class Entry(models.Model):
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    origin = models.CharField(max_length=60)
    verb = models.CharField(max_length=20, choices=Verb.choices)
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    # Empty for a person: whoever is erased must not stay here by name.
    subject_name = models.CharField(max_length=200, blank=True)
    within = models.CharField(max_length=80, blank=True)
    changes = models.JSONField(default=list)
    reason = models.CharField(max_length=500, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "-id"], name="entry_by_subject"),
            models.Index(fields=["within", "-id"], name="entry_by_place"),
        ]

    def __str__(self):
        return f"{self.verb} {self.subject_type} {self.subject_id}"

    def save(self, *args, **kwargs):
        if self.pk is not None:
            raise TypeError("History is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("History is never deleted.")


def place_of(subject) -> str:
    """The thing under whose history a subject is listed: its week for an activity, else itself."""
    whole = getattr(subject, "history_within", subject)
    return f"{whole._meta.label_lower}:{whole.pk}"


def plain(value):
    """A value as JSON keeps it: dates and times in ISO form, related things by their number,
    amounts digit by digit."""
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, (UUID, Decimal)):
        return str(value)
    return value


def entry_of(subject, verb, *, by, changes=None, reason="") -> Entry:
    """An entry that is not written yet. `changes` is {field: (before, after)}."""
    is_person = subject._meta.label == settings.AUTH_USER_MODEL
    return Entry(
        by=by,
        origin=origin.current(),
        verb=verb,
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        subject_name="" if is_person else " ".join(str(subject).split())[:200],
        within=place_of(subject),
        changes=[
            {"field": field, "before": plain(before), "after": plain(after)}
            for field, (before, after) in (changes or {}).items()
        ],
        reason=" ".join(reason.split())[:500],
    )


def record(subject, verb, *, by, changes=None, reason="") -> Entry:
    """Write the one entry of an act.

    Call it in the transaction of the act itself, so that neither stands without the other.
    """
    entry = entry_of(subject, verb, by=by, changes=changes, reason=reason)
    entry.save()
    return entry


def differences(before: dict, after: dict) -> dict:
    """{field: (before, after)} of those fields whose values differ."""
    return {
        field: (before[field], value) for field, value in after.items() if before[field] != value
    }
