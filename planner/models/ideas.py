"""The organisation's own ideas, beside those that the idea library ships with."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from csweek.history.models import Verb, record
from csweek.history.tracked import Tracked

from .activities import Activity, Kind
from .tasks import OF_AN_IDEA

# What an idea takes from the activity that it is kept from.
TAKEN = ("title", "kind", "description", "minutes", "takes_off_phones", "needs_sign_up")


class IdeaQuerySet(models.QuerySet):
    def kept(self):
        return self.filter(discarded_at=None)


class IdeaManager(models.Manager.from_queryset(IdeaQuerySet)):
    @transaction.atomic
    def keep(self, activity: Activity, *, by) -> "Idea":
        """Put an activity into the library, for the weeks to come. Kept before, the one idea takes
        what it is now, and comes back if it was taken out."""
        taken = {field: getattr(activity, field) for field in TAKEN}
        tasks = activity.tasks.kept().values(*OF_AN_IDEA)
        taken["tasks"] = list(tasks)
        idea, made = self.get_or_create(source=activity.key, defaults=taken | {"kept_by": by})
        if made:
            record(idea, Verb.MADE, by=by)
            return idea
        idea = self.select_for_update().get(pk=idea.pk)
        if idea.discarded_at:
            idea.bring_back(by=by)
        idea.change(taken, by=by)
        return idea


class Idea(Tracked):
    source = models.UUIDField(unique=True, editable=False)
    title = models.CharField(_("title"), max_length=120)
    kind = models.CharField(_("kind"), max_length=30, choices=Kind.choices)
    description = models.TextField(_("description"), max_length=4000, blank=True)
    minutes = models.PositiveSmallIntegerField(
        _("usual length in minutes"),
        null=True,
        blank=True,
        validators=[MinValueValidator(5), MaxValueValidator(24 * 60)],
    )
    takes_off_phones = models.BooleanField(_("takes people off the phones"), default=False)
    needs_sign_up = models.BooleanField(_("one signs up"), default=False)
    # What there is to do for it: what an idea keeps of a task, for each.
    tasks = models.JSONField(_("tasks"), default=list, blank=True)
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    discarded_at = models.DateTimeField(null=True, blank=True, editable=False)

    untold = ("discarded_at", "tasks")
    objects = IdeaManager()

    class Meta:
        verbose_name = _("idea")
        verbose_name_plural = _("ideas")
        ordering = ["title"]

    def __str__(self):
        return self.title

    def discard(self, *, by) -> None:
        """Take it out of the library; what weeks have made of it stays. bring_back() undoes it."""
        self.apply(Verb.DELETED, {"discarded_at": timezone.now()}, by=by)

    def bring_back(self, *, by) -> None:
        self.apply(Verb.BROUGHT_BACK, {"discarded_at": None}, by=by)
