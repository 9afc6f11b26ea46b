"""Criterion: what judges look at in an award, each from 1 to 5, and how much it weighs."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from .awards import Award

MOST_CRITERIA = 6
TOP_WEIGHT = 5
TOP_SCORE = 5


class CriterionManager(models.Manager):
    def replace(self, award: Award, criteria) -> None:
        """Make these the criteria of the award; one of the same title stays the same row."""
        there = {each.title: each for each in self.filter(award=award)}
        wanted = {each["title"]: each for each in criteria}
        self.filter(award=award).exclude(title__in=wanted).delete()
        for position, (title, values) in enumerate(wanted.items(), start=1):
            row = there.get(title) or Criterion(award=award, title=title)
            row.weight = values["weight"]
            row.description = values.get("description", "")
            row.position = position
            row.save()

    def are(self, award: Award, criteria) -> bool:
        """Whether the award has just these criteria by now, in this order."""
        stored = self.filter(award=award).values_list("title", "weight", "description")
        wanted = [(e["title"], e["weight"], e.get("description", "")) for e in criteria]
        return list(stored) == wanted

    @staticmethod
    def in_short(criteria) -> str:
        """As history tells them: 'Care ×3, Result ×2'."""
        pairs = [
            (each.title, each.weight)
            if isinstance(each, Criterion)
            else (each["title"], each["weight"])
            for each in criteria
        ]
        return ", ".join(f"{title} ×{weight}" for title, weight in pairs)


class Criterion(models.Model):
    award = models.ForeignKey(Award, on_delete=models.CASCADE, related_name="criteria")
    title = models.CharField(_("title"), max_length=40)
    weight = models.PositiveSmallIntegerField(
        _("weight"), default=1, validators=[MinValueValidator(1), MaxValueValidator(TOP_WEIGHT)]
    )
    description = models.CharField(
        _("what a low and a high score look like"), max_length=200, blank=True
    )
    position = models.PositiveSmallIntegerField(default=0)

    objects = CriterionManager()

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["award", "title"], name="criterion_once_an_award"),
            models.CheckConstraint(
                condition=models.Q(weight__range=(1, TOP_WEIGHT)), name="criterion_weight_1_to_5"
            ),
        ]

    def __str__(self):
        return self.title
