"""What every row of the directory can do: be added, changed and removed, each with its history."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Count, Value
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from csweek.history.models import Verb, record
from csweek.history.tracked import Tracked


class RowManager(models.Manager):
    @transaction.atomic
    def add(self, *, by, **values):
        row = self.create(**values)
        record(row, Verb.MADE, by=by)
        return row


class Row(Tracked):
    objects = RowManager()

    class Meta:
        abstract = True

    def uses(self) -> list[str]:
        """What points to this row, counted: ['people: 12', 'activities: 3']. Of any app.

        Of rows that can be discarded (those with a queryset `kept`) only the kept ones count. All
        in one query.
        """
        users = [kept(rows).order_by() for rows, _field in self._users()]
        if not users:
            return []
        counts = [
            rows.values(used_by=Value(number)).annotate(times=Count("pk"))
            for number, rows in enumerate(users)
        ]
        found = counts[0].union(*counts[1:], all=True).order_by()
        times = {each["used_by"]: each["times"] for each in found}
        return [
            f"{rows.model._meta.verbose_name_plural}: {times[number]}"
            for number, rows in enumerate(users)
            if times.get(number)
        ]

    @transaction.atomic
    def remove(self, *, by) -> None:
        """Delete it and say so. Raises ValidationError while anything still points to it.

        What was discarded is set free: brought back, it is of none.
        """
        type(self).objects.select_for_update().filter(pk=self.pk).first()
        if uses := self.uses():
            raise ValidationError(
                _(
                    "“%(name)s” is still used (%(uses)s). "
                    "Give them another one first, then delete it."
                )
                % {"name": self, "uses": get_text_list(uses, _("and"))}
            )
        for rows, field in self._users():
            if not rows.model._meta.get_field(field).many_to_many:  # those go by themselves
                rows.exclude(pk__in=kept(rows).values("pk")).update(**{field: None})
        record(self, Verb.DELETED, by=by)
        self.delete()

    def _users(self) -> list[tuple[models.QuerySet, str]]:
        """The rows of every model that may point to this one, and the field by which they do."""
        relations = (
            (each.related_model, each.field.name)
            for each in self._meta.get_fields(include_hidden=True)
            if each.auto_created and not each.concrete and not each.related_model._meta.auto_created
        )
        return [
            (model._default_manager.filter(**{field: self}), field) for model, field in relations
        ]


def kept(rows: models.QuerySet) -> models.QuerySet:
    return rows.kept() if hasattr(rows, "kept") else rows
