"""Calendar: a secret address at which a calendar program reads somebody's week, without sign-in."""

import hashlib
import uuid

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from csweek.history.models import Verb, record
from csweek.people.models import Person

from .publications import Publication
from .weeks import Week

# Calendar programs ask more often than everyone else, and the answer lies ready: written by hand,
# for Django would take longer to word these two questions than the database to answer them.
BEHIND = """
    SELECT c.id, c.whole, c.last_read_at, c.person_id, c.week_id, p.site_id, p.language, w.year
    FROM planner_calendar c
    JOIN people_person p ON p.id = c.person_id
    JOIN planner_week w ON w.id = c.week_id
    WHERE c.sha256 = %s AND c.stopped_at IS NULL AND p.is_active
"""
LATEST = "SELECT id, at FROM planner_publication WHERE week_id = %s ORDER BY number DESC LIMIT 1"


def token_of(person: Person, week: Week, *, whole: bool, key: uuid.UUID) -> str:
    """128 bits that follow from the key of a form and from this installation's secret: the same
    form sent again leads to the same address, though it is kept nowhere."""
    meant = f"{person.pk} {week.pk} {whole} {key.hex}"
    return salted_hmac("planner.calendars", meant, algorithm="sha256").hexdigest()[:32]


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


class CalendarQuerySet(models.QuerySet):
    def live(self):
        return self.filter(stopped_at=None)

    def of(self, person, year: int):
        return self.filter(person=person, week__year=year)


class CalendarManager(models.Manager.from_queryset(CalendarQuerySet)):
    def behind(self, token: str) -> "Calendar | None":
        """The calendar at an address, with the person's `site_id` and `language` and the `year`;
        None for one that is unknown or stopped, or whose person has left."""
        return next(iter(self.raw(BEHIND, [digest_of(token)])), None)

    @transaction.atomic
    def make(self, week: Week, *, whole: bool, key: uuid.UUID, by: Person) -> str | None:
        """Make an address for whoever asks, and return its token; an older one is dead from now.

        The same key leads to the same address; to none when that has been stopped meanwhile.
        """
        Person.objects.select_for_update().get(pk=by.pk)  # who asks twice at once waits here
        token = token_of(by, week, whole=whole, key=key)
        if made := self.filter(sha256=digest_of(token)).first():
            return None if made.stopped_at else token
        now = timezone.now()
        self.live().filter(person=by, week=week, whole=whole).update(stopped_at=now)
        made = self.create(person=by, week=week, whole=whole, sha256=digest_of(token), made_at=now)
        record(made, Verb.MADE, by=by)
        return token


class Calendar(models.Model):
    """`whole`: everything published of the week; else what concerns the person: at their site,
    for all sites, or hosted by them. Of its token only the hash is kept."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendars"
    )
    week = models.ForeignKey(Week, on_delete=models.CASCADE, related_name="+")
    whole = models.BooleanField(_("the whole week"), default=False)
    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("made"))
    last_read_at = models.DateTimeField(_("last read"), null=True)
    stopped_at = models.DateTimeField(_("stopped"), null=True)

    objects = CalendarManager()

    class Meta:
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "week", "whole"],
                condition=models.Q(stopped_at=None),
                name="calendar_one_live_address",
            )
        ]

    def __str__(self):
        return str(self.week.year)

    @property
    def history_within(self):
        return self.person

    def latest(self) -> Publication | None:
        """What is published of its week, with no more than when it was."""
        return next(iter(Publication.objects.raw(LATEST, [self.week_id])), None)

    @transaction.atomic
    def stop(self, *, by: Person) -> None:
        """The address leads nowhere any more. Stopping it twice changes nothing."""
        live = type(self).objects.live().filter(pk=self.pk)
        if live.update(stopped_at=timezone.now()):
            record(self, Verb.DELETED, by=by)

    def note_read(self) -> None:
        """Somebody's program has read it: written down once a day, for programs ask often."""
        now = timezone.now()
        if self.last_read_at is None or self.last_read_at.date() < now.date():
            type(self).objects.filter(pk=self.pk).update(last_read_at=now)
