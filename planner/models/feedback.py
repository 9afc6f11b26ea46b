"""Feedback: what those who were there say. Lesson: what an activity has taught for next year."""

import uuid

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from csweek.history.models import Verb, record
from csweek.history.tracked import Tracked
from csweek.history.turnedoff import TurnedOff, TurnedOffManager
from csweek.lib.versions import StaleSave

from .activities import Activity


class Felt(models.IntegerChoices):
    GREAT = 3, _("Great")
    FINE = 2, _("Fine")
    NOT_FOR_ME = 1, _("Not for me")


class FeedbackManager(models.Manager):
    @transaction.atomic
    def give(self, activity: Activity, *, by, felt: int, words: str | None = None) -> "Feedback":
        """What one says now; said again, it is what was said before that goes. Without `words`
        those that were said stay. The history tells nothing of it."""
        values = {"felt": felt, "given_at": timezone.now()}
        values |= {} if words is None else {"words": words}
        return self.update_or_create(activity=activity, person=by, defaults=values)[0]


class Feedback(models.Model):
    """One from each who was there. Who said it is kept so that it is said once, and shown to
    nobody."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="feedback")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="feedback"
    )
    felt = models.PositiveSmallIntegerField(_("how it was"), choices=Felt.choices)
    words = models.CharField(_("one sentence"), max_length=300, blank=True)
    given_at = models.DateTimeField()

    objects = FeedbackManager()

    class Meta:
        verbose_name = _("feedback")
        verbose_name_plural = _("feedback")
        constraints = [
            models.UniqueConstraint(fields=["activity", "person"], name="feedback_once"),
            models.CheckConstraint(condition=Q(felt__in=Felt.values), name="feedback_felt_known"),
        ]

    def __str__(self):
        return str(self.activity)


class FeedbackOff(TurnedOff):
    """Whoever does not want to be asked in the evening how it was; everyone else is."""

    objects = TurnedOffManager("how_it_was")

    class Meta:
        verbose_name = _("not asked how it was")
        verbose_name_plural = _("not asked how it was")


class Verdict(models.TextChoices):
    KEEP = "keep", _("Keep")
    CHANGE = "change", _("Change")
    DROP = "drop", _("Drop")


class LessonManager(models.Manager):
    def of(self, activity: Activity) -> "Lesson":
        """The lesson of an activity; while nobody has drawn one, a row that is not kept yet."""
        return self.filter(activity=activity).first() or Lesson(activity=activity, version=0)


class Lesson(Tracked):
    """What is done next year with what this activity was: `begin_week` goes by it."""

    activity = models.OneToOneField(Activity, on_delete=models.CASCADE, related_name="lesson")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    verdict = models.CharField(_("next year"), max_length=10, choices=Verdict.choices)
    words = models.TextField(_("why, and what to do otherwise"), max_length=1000, blank=True)

    objects = LessonManager()

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict__in=Verdict.values), name="lesson_verdict_known"
            )
        ]

    def __str__(self):
        return str(self.activity)

    @property
    def history_within(self):
        return self.activity.week

    @transaction.atomic
    def draw(self, values: dict, *, by) -> None:
        """Save what was typed. Raises StaleSave when somebody saved first, or drew the first."""
        if self.pk:
            self.change(values, by=by)
            return
        Activity.objects.select_for_update().get(pk=self.activity_id)  # who draws it too waits
        if stands := Lesson.objects.filter(activity=self.activity_id).first():
            raise StaleSave(stands)
        for field, value in values.items():
            setattr(self, field, value)
        self.version = 1
        self.save()
        record(self, Verb.MADE, by=by, changes={f: (None, value) for f, value in values.items()})
