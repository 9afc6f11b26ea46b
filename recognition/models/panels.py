"""Panel: the judges of an award, its chair, and who may not judge what."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from csweek.history.models import Verb, record
from csweek.notices.models import notify

from .awards import Award
from .decisions import Decision
from .files import File


class PanelQuerySet(models.QuerySet):
    def judging(self):
        """Those who score every file; a reserve judge does only once called in."""
        return self.filter(is_reserve=False)

    def in_chair(self):
        """Nobody, where whoever was in the chair has left."""
        return self.filter(is_chair=True, person__is_active=True)


class PanelManager(models.Manager.from_queryset(PanelQuerySet)):
    @transaction.atomic
    def seat(self, award: Award, people, *, chair, reserve=(), by) -> None:
        """Make these the panel, and tell those who are new to it, or to its chair. Raises
        ValidationError for a chair who is not one of `people`, once the award is decided, and when
        a judge who has sent scores would no longer judge."""
        if chair is not None and chair not in people:
            raise ValidationError(_("The chair is one of the judges. Choose a judge as chair."))
        reserve = [person for person in reserve if person not in people]
        wanted = {person.pk: person for person in [*people, *reserve]}
        Award.objects.select_for_update().get(pk=award.pk)
        before = {each.person_id: each for each in self.filter(award=award)}
        kept_reserve = {person.pk for person in reserve}
        was = _in_short(before.values())
        roles = {
            pk: (chair is not None and pk == chair.pk, pk in kept_reserve) for pk in sorted(wanted)
        }
        stand_down = {pk for pk, each in before.items() if pk not in wanted} | {
            pk for pk in kept_reserve & set(before) if not before[pk].is_reserve
        }
        self._refuse_to_lose(award, stand_down)
        self.filter(award=award).exclude(person__in=wanted).delete()
        # Nobody is chair while the chair changes: there is room for one.
        self.filter(award=award, is_chair=True).exclude(person=chair).update(is_chair=False)
        for pk, (is_chair, is_reserve) in roles.items():
            values = {"is_chair": is_chair, "is_reserve": is_reserve}
            self.update_or_create(award=award, person_id=pk, defaults=values)
        now = _in_short(self.filter(award=award))
        if changes := {
            field: (was[field], now[field]) for field in was if was[field] != now[field]
        }:
            if Decision.objects.standing().filter(award=award).exists():
                raise ValidationError(_("The award is decided. Its panel stays as it was."))
            record(award, Verb.CHANGED, by=by, changes=changes)
        is_in_chair = {pk for pk, (is_chair, _reserve) in roles.items() if is_chair}
        was_in_chair = {pk for pk, each in before.items() if each.is_chair}
        told = {"subject": f"award:{award.pk}", "award": award.pk}
        itself = {getattr(by, "pk", None)}
        notify(set(wanted) - set(before) - is_in_chair - itself, "judge", **told)
        # Without a subject: who is made chair a second time is told a second time.
        notify(is_in_chair - was_in_chair - itself, "chair", award=award.pk)

    def _refuse_to_lose(self, award: Award, judges: set[int]) -> None:
        """Raise ValidationError if one of these has sent scores for the award."""
        sent = self.filter(
            award=award,
            person__in=judges,
            person__reviews__file__award=award,
            person__reviews__sent_at__isnull=False,
        )
        if member := sent.select_related("person").first():
            raise ValidationError(
                _("%(name)s has sent scores and stays on the panel.") % {"name": member.person.name}
            )


def _in_short(members) -> dict[str, list[int]]:
    """The panel as history keeps it."""
    return {
        "judges": sorted(each.person_id for each in members),
        "chair": [each.person_id for each in members if each.is_chair],
        "reserve": sorted(each.person_id for each in members if each.is_reserve),
    }


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


class WaiverManager(models.Manager):
    @transaction.atomic
    def waive(self, file: File, judge, *, by, reason: str) -> "Waiver":
        """Let the judge judge the file, and tell them. Given twice, it is given once."""
        waiver, is_new = self.get_or_create(
            file=file, judge=judge, defaults={"by": by, "reason": reason}
        )
        if is_new:
            record(file, Verb.WAIVED, by=by, reason=reason)
            notify([judge.pk], "waiver", subject=f"file:{file.pk}", award=file.award_id)
        return waiver


class Waiver(models.Model):
    """The chair's written word that a judge may judge a file in spite of a conflict."""

    file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="waivers")
    judge = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)
    reason = models.CharField(_("reason"), max_length=300)

    objects = WaiverManager()

    class Meta:
        verbose_name = _("waiver")
        verbose_name_plural = _("waivers")
        constraints = [models.UniqueConstraint(fields=["file", "judge"], name="waiver_once_a_file")]

    def __str__(self):
        return self.reason


class StepBackManager(models.Manager):
    @transaction.atomic
    def step_back(self, file: File, *, by, reason: str) -> "StepBack":
        """`by` judges the file no more; what they have sent of it no longer counts."""
        step, is_new = self.get_or_create(file=file, judge=by, defaults={"reason": reason})
        if is_new:
            record(file, Verb.STEPPED_BACK, by=by, reason=reason)
        return step


class StepBack(models.Model):
    """A judge who does not judge a file, and says why."""

    file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="step_backs")
    judge = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    reason = models.CharField(_("reason"), max_length=300)

    objects = StepBackManager()

    class Meta:
        verbose_name = _("stepping back")
        verbose_name_plural = _("steppings back")
        constraints = [
            models.UniqueConstraint(fields=["file", "judge"], name="step_back_once_a_file")
        ]

    def __str__(self):
        return self.reason


class CallInManager(models.Manager):
    @transaction.atomic
    def call(self, file: File, judge, *, by) -> "CallIn":
        """Call a reserve judge in, and tell them. Called twice, they are called once."""
        call, is_new = self.get_or_create(file=file, judge=judge, defaults={"by": by})
        if is_new:
            record(call, Verb.MADE, by=by, changes={"judge": (None, judge.pk)})
            notify([judge.pk], "called-in", subject=f"file:{file.pk}", award=file.award_id)
        return call


class CallIn(models.Model):
    """A reserve judge called in to one file that too few others may judge; to no other file."""

    file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="calls")
    judge = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("judge"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    objects = CallInManager()

    class Meta:
        verbose_name = _("reserve judge for a file")
        verbose_name_plural = _("reserve judges for files")
        constraints = [
            models.UniqueConstraint(fields=["file", "judge"], name="called_in_once_a_file")
        ]

    def __str__(self):
        return str(self.file)

    @property
    def history_within(self):
        return self.file.award
