"""Panel: the judges of an award, its chair, and who may not judge what."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from csweek.history.models import Verb, record

from .awards import Award
from .files import File


class PanelQuerySet(models.QuerySet):
    def judging(self):
        """Those who score every file; a reserve judge does only once called in."""
        return self.filter(is_reserve=False)


class PanelManager(models.Manager.from_queryset(PanelQuerySet)):
    @transaction.atomic
    def seat(self, award: Award, people, *, chair, reserve=(), by) -> None:
        """Make these the panel. Raises ValidationError for a chair who is not one of `people`, and
        when a judge who has sent scores would be taken out."""
        if chair is not None and chair not in people:
            raise ValidationError(_("The chair is one of the judges. Choose a judge as chair."))
        reserve = [person for person in reserve if person not in people]
        wanted = {person.pk: person for person in [*people, *reserve]}
        Award.objects.select_for_update().get(pk=award.pk)
        before = sorted(self.filter(award=award).values_list("person", flat=True))
        leaving = self.filter(award=award).exclude(person__in=wanted)
        scored = leaving.filter(
            person__reviews__file__award=award, person__reviews__sent_at__isnull=False
        )
        if member := scored.select_related("person").first():
            raise ValidationError(
                _("%(name)s has sent scores and stays on the panel.") % {"name": member.person.name}
            )
        leaving.delete()
        kept_reserve = {person.pk for person in reserve}
        for pk in wanted:
            self.update_or_create(
                award=award,
                person_id=pk,
                defaults={
                    "is_chair": chair is not None and pk == chair.pk,
                    "is_reserve": pk in kept_reserve,
                },
            )
        if before != sorted(wanted):
            record(award, Verb.CHANGED, by=by, changes={"judges": (before, sorted(wanted))})


class PanelMember(models.Model):
    award = models.ForeignKey(Award, on_delete=models.CASCADE, related_name="panel")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("judge"),
        on_delete=models.CASCADE,
        related_name="seats",
    )
    is_chair = models.BooleanField(_("chair"), default=False)
    is_reserve = models.BooleanField(_("reserve judge"), default=False)

    objects = PanelManager()

    class Meta:
        verbose_name = _("judge")
        verbose_name_plural = _("judges")
        ordering = ["-is_chair", "is_reserve", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["award", "person"], name="judge_once_a_panel"),
            models.UniqueConstraint(
                fields=["award"], condition=models.Q(is_chair=True), name="one_chair_a_panel"
            ),
            models.CheckConstraint(
                condition=~models.Q(is_chair=True, is_reserve=True), name="chair_is_no_reserve"
            ),
        ]

    def __str__(self):
        return str(self.person)


class Waiver(models.Model):
    """The chair's written word that a judge may judge a file in spite of a conflict."""

    file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="waivers")
    judge = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)
    reason = models.CharField(_("reason"), max_length=300)

    class Meta:
        verbose_name = _("waiver")
        verbose_name_plural = _("waivers")
        constraints = [models.UniqueConstraint(fields=["file", "judge"], name="waiver_once_a_file")]

    def __str__(self):
        return self.reason


class StepBack(models.Model):
    """A judge who does not judge a file, and says why."""

    file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="step_backs")
    judge = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    reason = models.CharField(_("reason"), max_length=300)

    class Meta:
        verbose_name = _("stepping back")
        verbose_name_plural = _("steppings back")
        constraints = [
            models.UniqueConstraint(fields=["file", "judge"], name="step_back_once_a_file")
        ]

    def __str__(self):
        return self.reason
