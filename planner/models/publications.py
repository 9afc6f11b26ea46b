"""Publication: the plan as everyone sees it, frozen and numbered."""

import uuid
from datetime import date, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django.db.models.fields.json import KT
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from csweek.history.models import Verb, record
from csweek.lib.versions import StaleSave
from csweek.notices.models import Notice, notify
from csweek.people.models import Person
from planner.rules.difference import Change
from planner.rules.programme import Programme

from .draft import draft_programme
from .proposals import Proposal
from .renewing import Shares, renew_lists
from .weeks import Day, Week


class PublicationQuerySet(models.QuerySet):
    def latest_of(self, year: int) -> "Publication | None":
        """What everyone sees of a year's week; None while nothing is published."""
        found = self.filter(week__year=year).select_related("week")
        return found.order_by("-number").first()

    def with_clock(self) -> "PublicationQuerySet":
        """With no more than their dates, and `time_zone`: that of the head site as it says."""
        found = self.only("number", "week", "first_day", "days_count")
        return found.annotate(time_zone=KT("programme__time_zone"))

    def newest(self) -> "PublicationQuerySet":
        """What everyone sees of each year."""
        newer = Publication.objects.filter(week=OuterRef("week"), number__gt=OuterRef("number"))
        return self.filter(~Exists(newer)).select_related("week")

    def in_short(self) -> "PublicationQuerySet":
        """For lists: without the programmes, which can be long."""
        return self.with_programme().defer("programme", "hosts")

    def with_programme(self) -> "PublicationQuerySet":
        """Without what changed by it."""
        return self.defer("changes").select_related("by", "week")


class PublicationManager(models.Manager.from_queryset(PublicationQuerySet)):
    def propose(self, week: Week, draft: Programme | None = None) -> Proposal:
        """What publishing would do now; `draft` saves queries to whoever has it already."""
        latest = self.latest_of(week.year)
        return Proposal(
            draft or draft_programme(week),
            latest and latest.frozen,
            latest.number + 1 if latest else 1,
            timezone.now(),
        )

    @transaction.atomic
    def publish(self, week: Week, *, by, key: uuid.UUID, seen: str, note: str = "", reason=""):
        """Freeze the draft as the next publication, tell those it concerns, and return it.

        `seen` is the digest of the draft that the publisher was shown: raises StaleSave when it is
        another by now. The same `key` publishes once, however often it is sent. `reason` says why
        it is published though a problem blocks. Raises ValidationError when nothing has changed.
        """
        week = Week.objects.select_for_update().get(pk=week.pk)  # who publishes too waits here
        if made := self.filter(key=key, week=week).first():
            return made
        proposal = self.propose(week)
        if proposal.draft.digest() != seen:
            raise StaleSave(week)
        if not proposal.is_worth_publishing:
            raise ValidationError(_("Nothing has changed since the last publication."))
        for day in Day.every.filter(week=week, number__gt=len(proposal.after.days)):  # given up
            day.cover_calls.close_all(by=by)
        publication = self.create(
            week=week,
            number=proposal.number,
            key=key,
            at=proposal.now,
            by=by,
            note=note,
            reason=reason,
            first_day=proposal.after.first,
            days_count=len(proposal.after.days),
            moved_because=proposal.after.moved_because,
            programme=proposal.after.as_plain(),
            hosts=proposal.after.hosts,
            changes=[change.as_plain() for change in proposal.changes],
        )
        record(publication, Verb.PUBLISHED, by=by, reason=reason or note)
        moves = renew_lists(publication, by=by)
        publication.tell(moves.share(proposal.whom_to_tell(but=by)))
        return publication


class Publication(models.Model):
    week = models.ForeignKey(Week, on_delete=models.CASCADE, related_name="publications")
    number = models.PositiveIntegerField(_("number"))
    key = models.UUIDField(unique=True, editable=False)
    at = models.DateTimeField(_("published"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    note = models.TextField(_("note"), max_length=1000, blank=True)
    reason = models.CharField(_("reason"), max_length=400, blank=True)
    first_day = models.DateField()
    days_count = models.PositiveSmallIntegerField()
    moved_because = models.CharField(max_length=200, blank=True)
    programme = models.JSONField()
    hosts = models.JSONField(default=list)  # the numbers of those who host
    # From the publication before to this one; empty in the first: all of it is new.
    changes = models.JSONField(default=list)

    objects = PublicationManager()

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["week", "number"], name="publication_once_a_number")
        ]

    def __str__(self):
        return str(self.number)

    def save(self, *args, **kwargs):
        if self.pk is not None:
            raise TypeError("A publication is frozen.")
        super().save(*args, **kwargs)

    @property
    def history_within(self):
        return self.week

    @cached_property
    def frozen(self) -> Programme:
        return Programme.from_plain(self.programme)

    @cached_property
    def time_zone(self) -> str:
        """The head site's, as it was then."""
        return self.frozen.time_zone

    @cached_property
    def what_changed(self) -> list[Change]:
        return [Change.from_plain(change) for change in self.changes]

    def names_of_hosts(self) -> dict[int, str]:
        """{number: name}, as they are called today; whoever was erased is missing."""
        return dict(
            Person.objects.in_directory().filter(pk__in=self.hosts).values_list("pk", "name")
        )

    def tell(self, shares: Shares) -> None:
        """Each person once, of all that concerns them: what changed, and what became of places."""
        for (changes, up, down, beside), people in shares.items():
            notify(
                people,
                "publication",
                subject=f"publication:{self.pk}",
                publication=self.pk,
                changes=list(changes),
                **({"up": list(up), "down": list(down)} if up or down else {}),
                **({"beside": [list(each) for each in beside]} if beside else {}),
            )

    def told(self):
        """The notices by which people were told of it."""
        return Notice.objects.about("publication", publication=self.pk)

    @property
    def year(self) -> int:
        return self.week.year

    @property
    def last_day(self) -> date:
        return self.first_day + timedelta(days=self.days_count - 1)

    @property
    def is_first(self) -> bool:
        return self.number == 1
