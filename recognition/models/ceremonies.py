"""Ceremony: the stage itself, once for each shift or site, and where it has come to."""

import uuid
from dataclasses import replace

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from csweek.history.models import Verb, record
from csweek.history.tracked import Tracked
from planner.models import Activity, Week
from recognition.rules import stage as rules

from .awards import Award
from .decisions import Decision


class Step(models.TextChoices):
    """What the audience sees of an award, one after the other."""

    AWARD = "award", _("award")
    NAME = "name", _("name")
    CITATION = "citation", _("citation")


class CeremonyManager(models.Manager):
    @transaction.atomic
    def start(self, week: Week, awards, *, by, key: uuid.UUID, **values) -> "Ceremony":
        """A stage for these awards in their order. The same key starts it once."""
        ceremony, is_new = self.get_or_create(
            key=key,
            defaults={"week": week, "by": by, "order": [str(each.key) for each in awards]} | values,
        )
        if is_new:
            record(ceremony, Verb.MADE, by=by)
        return ceremony


class Ceremony(Tracked):
    """`order` are the keys of its awards; `place` 0 is the opening, the one after the last award
    the closing. `left_out` are the keys of those that were chosen for it and that nobody had won
    when it was set up, `said` of those whose name its room has read."""

    week = models.ForeignKey(Week, on_delete=models.CASCADE, related_name="ceremonies")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    activity = models.ForeignKey(
        Activity, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    title = models.CharField(_("title"), max_length=80)
    is_rehearsal = models.BooleanField(_("rehearsal with invented names"), default=False)
    started_at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    order = models.JSONField(default=list)
    left_out = models.JSONField(default=list)
    said = models.JSONField(default=list)
    place = models.PositiveSmallIntegerField(default=rules.OPENING)
    step = models.CharField(max_length=10, choices=Step.choices, default=Step.AWARD)
    is_hidden = models.BooleanField(default=False)
    is_paused = models.BooleanField(default=False)
    moved_at = models.DateTimeField(null=True)  # since when this award is on stage
    skipped = models.ManyToManyField(Award, related_name="+")

    objects = CeremonyManager()

    class Meta:
        verbose_name = _("ceremony")
        verbose_name_plural = _("ceremonies")
        ordering = ["-started_at", "-pk"]

    def __str__(self):
        return self.title

    @property
    def history_within(self):
        return self.week

    def stage(self) -> rules.Stage:
        left = {str(key) for key in self.skipped.values_list("key", flat=True)}
        return rules.Stage(
            count=len(self.order),
            place=self.place,
            step=rules.Step(self.step),
            is_hidden=self.is_hidden,
            is_paused=self.is_paused,
            skipped=self._places(left),
            said=self._places(self.said),
        )

    def _places(self, keys) -> frozenset[int]:
        return frozenset(place for place, key in enumerate(self.order, start=1) if key in keys)

    def award_at(self, place: int) -> Award | None:
        """The award of that place; None where it was deleted since."""
        if not 0 < place <= len(self.order):
            return None
        return Award.objects.kept().filter(week=self.week_id, key=self.order[place - 1]).first()

    @transaction.atomic
    def act(self, act: rules.Act, *, by, key, seen=None, to=None, is_alone=False) -> rules.Stage:
        """One act of whoever leads through it; the same key acts once. Says what stage it is now.

        `seen` is what the window showed that it was done in (Stage.seen): where the stage has gone
        on since, nothing is moved, so that two who press at once go one step. `is_alone`: the
        window had lost the network, and what it showed the room has seen, whatever others did.
        Raises ValueError for an act that cannot be.
        """
        held = Ceremony.objects.select_for_update().get(pk=self.pk)
        stage = held.stage()
        _row, is_new = Move.objects.get_or_create(
            key=key, defaults={"ceremony": held, "act": act, "by": by}
        )
        if not is_new:
            return stage
        shown = stage
        if seen is not None:
            place, step, is_hidden, is_paused = seen
            shown = replace(
                stage,
                place=place,
                step=rules.Step(step),
                is_hidden=is_hidden,
                is_paused=is_paused,
            )
            if not 0 <= place <= stage.count + 1:
                raise ValueError(f"There is no place {place} on this stage.")
        result = rules.after(shown, act, to)
        if shown.seen == stage.seen:
            held.set_stage(stage, result, by=by)
            held._present(result, by=by)
            return result
        if is_alone:
            said = replace(stage, said=result.said, skipped=stage.skipped - result.said)
            held.set_stage(stage, said, by=by)
            held._present(result, by=by)
            return said
        return stage

    def set_stage(self, was: rules.Stage, now: rules.Stage, *, by) -> None:
        """Keep it. No entry of history for a step: what was presented writes its own."""
        if now == was:
            return
        moment = timezone.now()
        values = {"place": now.place, "step": now.step}
        values |= {"is_hidden": now.is_hidden, "is_paused": now.is_paused}
        values["said"] = [self.order[place - 1] for place in sorted(now.said)]
        if now.place != was.place:
            values["moved_at"] = moment
        if now.is_over and not self.ended_at:
            values["ended_at"] = moment
        for field, value in values.items():
            setattr(self, field, value)
        self.save_version(*values)
        if now.skipped != was.skipped:
            keys = [self.order[place - 1] for place in now.skipped]
            self.skipped.set(Award.objects.filter(week=self.week_id, key__in=keys))
        if "ended_at" in values and not self.is_rehearsal:
            self._tell_what_nobody_is_given(by=by)

    def _tell_what_nobody_is_given(self, *, by) -> None:
        """Awards chosen for it that were decided to go to nobody, before it was set up or since:
        they are told as it ends."""
        no_award = Decision.objects.standing().filter(winners=None).values("award")
        keys = [*self.order, *self.left_out]
        chosen = Award.objects.kept().filter(week=self.week_id, key__in=keys)
        for award in chosen.filter(presented_at=None, pk__in=no_award).in_order():
            award.present(by=by, ceremony=self)

    def _present(self, stage: rules.Stage, *, by) -> None:
        """Whose name the room reads has been presented; in a rehearsal nobody has."""
        award = self.award_at(stage.place) if stage.shows_name else None
        if award is None or self.is_rehearsal:
            return
        try:
            award.present(by=by, ceremony=self)
        except ValidationError:
            return  # reopened since the stage was set up: the window is told to load anew


class Move(models.Model):
    """An act that has been done, by its key: sent again, it is not done again."""

    ceremony = models.ForeignKey(Ceremony, on_delete=models.CASCADE, related_name="moves")
    key = models.UUIDField(unique=True)
    act = models.CharField(max_length=10)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("step of a ceremony")
        verbose_name_plural = _("steps of a ceremony")

    def __str__(self):
        return self.act
