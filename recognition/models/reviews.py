"""Review: what one judge makes of one file; nobody else sees it before its judge has sent it."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from csweek.history.models import Entry, Verb, entry_of, record
from csweek.history.tracked import Tracked
from csweek.lib.versions import StaleSave

from .awards import Award
from .criteria import TOP_SCORE, Criterion
from .decisions import Decision
from .files import File

LONGEST_NOTE = 2000


class ReviewQuerySet(models.QuerySet):
    def of(self, judge):
        return self.filter(judge=judge)

    def sent(self):
        return self.exclude(sent_at=None)


class ReviewManager(models.Manager.from_queryset(ReviewQuerySet)):
    @transaction.atomic
    def keep(self, file: int, scores: dict[int, int], note: str, *, by, version: int) -> "Review":
        """What a judge makes of the file of that number so far; made by the first score or word,
        changed by the next. `version` is that of the page it was given on: raises StaleSave when
        another window has saved it since, and ValidationError as Review.keep does."""
        review, _is_new = self.get_or_create(file_id=file, judge=by)
        review.version = version
        review.keep(scores, note)
        return review

    @transaction.atomic
    def send_all(self, award: Award, versions: dict[int, int], *, by) -> int:
        """Send what `by` has scored of the award, all or none; says how many were sent now.

        `versions` are those that were shown, by number of the file. Raises StaleSave when one has
        been saved since, and ValidationError while one is not scored in full, and once the award is
        decided: whoever decides it in this moment waits, or has done so before.
        """
        Award.objects.select_for_update().get(pk=award.pk)
        if Decision.objects.standing().filter(award=award).exists():
            raise ValidationError(_("The award is decided. Nothing was sent."))
        own = self.of(by).filter(file__award=award, file__in=versions).select_related("file")
        reviews = {each.file_id: each for each in own.select_for_update(of=("self",))}
        waiting = [each for each in reviews.values() if not each.is_sent]
        criteria = _criteria_of(award)
        if reviews.keys() != versions.keys() or any(each.missing(criteria) for each in waiting):
            raise ValidationError(_("Some files are not scored yet. Score them, then send."))
        if any(each.version != versions[each.file_id] for each in waiting):
            raise StaleSave(None)
        numbers = [each.pk for each in waiting]
        self.filter(pk__in=numbers).update(sent_at=timezone.now(), version=models.F("version") + 1)
        for each in waiting:
            each.file.award = award
        Entry.objects.bulk_create(entry_of(each, Verb.SENT, by=by) for each in waiting)
        return len(waiting)


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
    objects = ReviewManager()

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
        known = set(
            Criterion.objects.filter(award__files=self.file_id).values_list("pk", flat=True)
        )
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
        """It counts from here on, as it is. Sent twice, it is sent once. Raises StaleSave when
        another window has saved it since it was read."""
        stored = Review.objects.select_for_update().get(pk=self.pk)
        if stored.is_sent:
            return
        self.refuse_if_stale()
        if stored.missing(_criteria_of(self.file.award)):
            raise ValidationError(_("Give every criterion a score from 1 to 5, then send."))
        self.sent_at = timezone.now()
        self.save_version("sent_at")
        record(self, Verb.SENT, by=by)


def _criteria_of(award) -> list[Criterion]:
    """Raises ValidationError where there are none."""
    if found := list(award.criteria.all()):
        return found
    raise ValidationError(_("This award has no criteria yet: there is nothing to score."))
