"""What every row of the directory can do: be added, changed and removed, each with its history."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
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
        """What points to this row, counted: ['people: 12', 'activities: 3']. Of any app."""
        found = []
        for relation in self._meta.get_fields(include_hidden=True):
            if relation.auto_created and not relation.concrete:
                model = relation.related_model
                count = model._base_manager.filter(**{relation.field.name: self}).count()
                if count:
                    found.append(f"{model._meta.verbose_name_plural}: {count}")
        return found

    @transaction.atomic
    def remove(self, *, by) -> None:
        """Delete it and say so. Raises ValidationError while anything still points to it."""
        type(self).objects.select_for_update().filter(pk=self.pk).first()
        if uses := self.uses():
            raise ValidationError(
                _(
                    "“%(name)s” is still used (%(uses)s). "
                    "Give them another one first, then delete it."
                )
                % {"name": self, "uses": get_text_list(uses, _("and"))}
            )
        record(self, Verb.DELETED, by=by)
        self.delete()
