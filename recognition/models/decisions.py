"""Decision: who wins an award, and why; frozen with what it was worked out from."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .awards import Award
from .files import File


class DecisionQuerySet(models.QuerySet):
    def standing(self):
        """Those that were not reopened: at most one an award."""
        return self.filter(reopened_at=None)


class Decision(models.Model):
    """`frozen` is canonical JSON of inputs, method and result; `sha256` is of its UTF-8 bytes."""

    award = models.ForeignKey(Award, on_delete=models.CASCADE, related_name="decisions")
    number = models.PositiveSmallIntegerField(_("number"))
    key = models.UUIDField(unique=True, editable=False)
    winners = models.ManyToManyField(File, verbose_name=_("winners"), related_name="+")
    reason = models.TextField(_("reason"), max_length=2000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(_("decided"))
    frozen = models.TextField()
    sha256 = models.CharField(max_length=64)
    reopened_at = models.DateTimeField(null=True)
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    reopened_because = models.CharField(_("why it was reopened"), max_length=300, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["award", "number"], name="decision_once_a_number"),
            models.UniqueConstraint(
                fields=["award"],
                condition=models.Q(reopened_at=None),
                name="one_decision_stands",
            ),
        ]

    def __str__(self):
        return self.award.title  # no name: history keeps this

    @property
    def history_within(self):
        return self.award


class ChairVote(models.Model):
    """The chair's written order of the files that are tied; it breaks a tie, nothing else."""

    award = models.OneToOneField(Award, on_delete=models.CASCADE, related_name="chair_vote")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(auto_now=True)
    order = models.JSONField(default=list)  # keys of files, the best first
    reason = models.CharField(_("reason"), max_length=500)

    class Meta:
        verbose_name = _("chair's vote")
        verbose_name_plural = _("chair's votes")

    def __str__(self):
        return self.award.title
