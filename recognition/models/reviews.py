"""Review: what one judge makes of one file; nobody else sees it before its judge has sent it."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from csweek.history.models import Verb, record
from csweek.history.tracked import Tracked

from .criteria import TOP_SCORE
from .files import File

LONGEST_NOTE = 2000


class ReviewQuerySet(models.QuerySet):
    def of(self, judge):
        return self.filter(judge=judge)

    def sent(self):
        return self.exclude(sent_at=None)


class Review(Tracked):
    """`scores` is {number of the criterion, as text: 1 to 5}; those not given yet are missing."""

    file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="reviews")
    judge = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("judge"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="reviews",
    )
    scores = models.JSONField(_("scores"), default=dict)
    note = models.TextField(
        _("private note"),
        max_length=LONGEST_NOTE,
        blank=True,
        validators=[MaxLengthValidator(LONGEST_NOTE)],
    )
    saved_at = models.DateTimeField(default=timezone.now, editable=False)
    sent_at = models.DateTimeField(null=True, editable=False)

    untold = ("note", "saved_at", "sent_at")
    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        constraints = [
            models.UniqueConstraint(fields=["file", "judge"], name="review_once_a_judge")
        ]

    def __str__(self):
        return self.file.award.title

    @property
    def history_within(self):
        return self.file.award

    @property
    def is_sent(self) -> bool:
        return self.sent_at is not None

    def missing(self, criteria) -> list:
        """The criteria not scored yet."""
        return [each for each in criteria if str(each.pk) not in self.scores]

    def keep(self, scores: dict[int, int], note: str) -> None:
        """Save what is not sent yet; scores by number of the criterion. No entry of history:
        nothing has happened yet. Raises StaleSave when another window saved it."""
        known = set(self.file.award.criteria.values_list("pk", flat=True))
        if not set(scores) <= known:
            raise ValidationError(_("The criteria have changed. Look at them anew."))
        if not all(1 <= score <= TOP_SCORE for score in scores.values()):
            raise ValidationError(_("A score is a number from 1 to 5."))
        if self.is_sent:
            raise ValidationError(_("Your scores are sent. They can no longer be changed."))
        self.scores = {str(pk): score for pk, score in sorted(scores.items())}
        self.note, self.saved_at = note, timezone.now()
        self.save_version("scores", "note", "saved_at")

    @transaction.atomic
    def send(self, *, by) -> None:
        """It counts from here on, as it is. Sent twice, it is sent once."""
        stored = Review.objects.select_for_update().get(pk=self.pk)
        if stored.is_sent:
            return
        if stored.missing(self.file.award.criteria.all()):
            raise ValidationError(_("Give every criterion a score from 1 to 5, then send."))
        self.version = stored.version
        self.sent_at = timezone.now()
        self.save_version("sent_at")
        record(self, Verb.SENT, by=by)
