"""Nomination: a colleague's or a team's case for an award, from the first typed word on."""

import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from csweek.history.models import Verb, record
from csweek.history.tracked import Tracked
from planner.models import Week

from .awards import Award
from .completeness import closed_in_words, refuse_unfinished
from .files import File, Nominee
from .managed import Managed, ManagedManager, ManagedQuerySet
from .states import COUNTED, State

LONGEST_WORDS = 4000
SIGNED = ("award", "person", "team", "words")  # what a colleague stands behind who co-signs it


class AlreadyNominated(ValidationError):
    """The same nominator has sent a nomination of that nominee for that award: `nomination`."""

    def __init__(self, nomination: "Nomination"):
        self.nomination = nomination
        super().__init__(
            _("You have already nominated %(name)s for “%(award)s”.")
            % {"name": nomination.nominee_name, "award": nomination.award.title}
        )


class NominationQuerySet(ManagedQuerySet):
    def of(self, person):
        """Those that a person wrote."""
        return self.filter(nominator=person)

    def editable_by(self, person):
        """Its words: whoever wrote it, alone."""
        return self.of(person)

    def drafts(self):
        return self.filter(state=State.DRAFT)

    def begun(self):
        """With a word, or somebody chosen."""
        return self.exclude(words="", person=None, team=None)

    def accepted(self):
        return self.filter(state=State.ACCEPTED)


class NominationManager(ManagedManager.from_queryset(NominationQuerySet)):
    @transaction.atomic
    def keep(self, week: Week, *, by, key: uuid.UUID, version: int = 0, **values) -> "Nomination":
        """What is being typed, as the draft of that key: made by the first words, changed by the
        next. Raises StaleSave when another window saved it since `version`, and
        self.model.DoesNotExist for a key that is somebody else's."""
        nomination, is_new = self.get_or_create(
            key=key, defaults={"week": week, "nominator": by, **values}
        )
        if is_new:
            return nomination
        if nomination.nominator_id != by.pk or nomination.week_id != week.pk:
            raise self.model.DoesNotExist
        if nomination.state == State.DRAFT:
            nomination.retype(values, version=version)
        return nomination


class Nomination(Managed, Tracked, Nominee):
    """`key` is random: a number in turn would tell who wrote before whom."""

    week = models.ForeignKey(Week, on_delete=models.CASCADE, related_name="nominations")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    award = models.ForeignKey(
        Award,
        verbose_name=_("award"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="nominations",
    )
    nominator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("nominator"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    words = models.TextField(
        _("What did they do?"),
        max_length=LONGEST_WORDS,
        blank=True,
        validators=[MaxLengthValidator(LONGEST_WORDS)],
    )
    is_unnamed = models.BooleanField(_("keep my name from whom I nominate"), default=False)
    may_be_read = models.BooleanField(_("my words may be read aloud"), default=True)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.DRAFT, editable=False
    )
    question = models.CharField(_("question"), max_length=500, blank=True)
    file = models.ForeignKey(
        File, null=True, blank=True, on_delete=models.SET_NULL, related_name="nominations"
    )
    saved_at = models.DateTimeField(default=timezone.now, editable=False)
    sent_at = models.DateTimeField(null=True, blank=True, editable=False)

    # What was typed is told by nobody but its writer; history says that it changed.
    untold = ("words", "sent_at", "saved_at", "file", "state")
    objects = NominationManager()

    class Meta:
        verbose_name = _("nomination")
        verbose_name_plural = _("nominations")
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["award", "nominator", "person"],
                condition=Q(state__in=COUNTED, person__isnull=False),
                name="nomination_of_a_person_once",
            ),
            models.UniqueConstraint(
                fields=["award", "nominator", "team"],
                condition=Q(state__in=COUNTED, team__isnull=False),
                name="nomination_of_a_team_once",
            ),
            models.CheckConstraint(
                condition=~Q(nominator=models.F("person")), name="nobody_nominates_themselves"
            ),
            models.CheckConstraint(
                condition=Q(person=None) | Q(team=None), name="nomination_of_one_nominee"
            ),
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="nomination_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=COUNTED)
                | (Q(award__isnull=False) & (Q(person__isnull=False) | Q(team__isnull=False))),
                name="nomination_sent_is_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["award", "state"], name="nomination_of_award"),
            models.Index(fields=["week", "state", "-sent_at"], name="nomination_newest"),
            models.Index(fields=["nominator", "-saved_at"], name="nomination_of_nominator"),
        ]

    def __str__(self):
        return self.award.title if self.award_id else ""  # no name: history keeps this

    @property
    def history_within(self):
        return self.award or self

    @property
    def is_draft(self) -> bool:
        return self.state == State.DRAFT

    @property
    def is_returned(self) -> bool:
        return self.state == State.RETURNED

    @property
    def can_be_edited(self) -> bool:
        """Until the window closes, or a question is answered; a draft without an award for as long
        as it lies there. Nothing where the award is decided or was presented."""
        if self.state == State.WITHDRAWN:
            return False
        if self.award is None:
            return True
        if not self.award.is_open and not self.is_returned:
            return False
        return not self.award.is_presented and not self.is_decided

    def holds(self, values: dict) -> bool:
        """Whether it says just this already; asks the database nothing."""
        columns = {self._meta.get_field(field).attname: value for field, value in values.items()}
        return all(getattr(self, key) == getattr(each, "pk", each) for key, each in columns.items())

    def retype(self, values: dict, *, version: int) -> None:
        """Keep what a draft has become. No entry of history: nothing has happened yet."""
        if self.holds(values):
            return
        self.version = version
        for field, value in values.items():
            setattr(self, field, value)
        self.saved_at = timezone.now()
        self.save_version(*values, "saved_at")

    @transaction.atomic
    def send(self, *, by) -> None:
        """Hand it in. Sent twice, it is sent once. Raises ValidationError saying what is missing
        or not allowed, and AlreadyNominated where the same was sent before under another key."""
        stored = Nomination.objects.select_for_update().get(pk=self.pk)
        if stored.state in (State.SENT, State.ACCEPTED):
            return
        refuse_unfinished(self, stored, by)
        twin = self._twin()
        if twin:
            raise AlreadyNominated(twin)
        values = {"state": State.SENT, "sent_at": stored.sent_at or timezone.now()}
        for field, value in values.items():
            setattr(self, field, value)
        self.save_version(*values)
        record(self, Verb.SENT, by=by)

    def _twin(self) -> "Nomination | None":
        same = Nomination.objects.counted().filter(nominator=self.nominator_id).exclude(pk=self.pk)
        return same.filter(award=self.award, person=self.person, team=self.team).first()

    @transaction.atomic
    def rewrite(self, values: dict, *, by) -> None:
        """New words for what was sent. It is read once more before it counts, and co-signed anew
        where it has become another one."""
        stored = self._held()
        if not self.can_be_edited:
            raise ValidationError(closed_in_words(self.award))
        for field, value in values.items():
            setattr(self, field, value)
        refuse_unfinished(self, stored, by)
        if twin := self._twin():
            raise AlreadyNominated(twin)
        case = {field: getattr(self, field) for field in SIGNED}
        unsigned = {} if stored.holds(case) else self._unsign(stored, by)
        again = {"state": State.SENT, "file": None, "saved_at": timezone.now()}
        also = {"words": ("…", "…")} | unsigned
        self.apply(Verb.CHANGED, values | again, by=by, also=also)
