"""Rows that are changed by verbs: version checked, history written, all in one transaction."""

from django.db import transaction

from csweek.lib.versions import StaleSave, Versioned

from .models import Verb, differences, record


class Tracked(Versioned):
    # Fields whose change the verb itself tells: they stay out of the list of changes.
    untold: tuple[str, ...] = ()
    # A start and a length in minutes: when one changes, both are kept, to be told as a span.
    span: tuple[str, ...] = ()

    class Meta:
        abstract = True

    def change(self, values: dict, *, by) -> None:
        """Save what was typed. Raises StaleSave when somebody saved since `version` was read."""
        self.apply(Verb.CHANGED, values, by=by)

    @transaction.atomic
    def apply(self, verb: Verb, values: dict, *, by, reason: str = "", also=None) -> bool:
        """Set `values`, and write one entry saying `verb`, unless nothing has changed by it.

        `also` are changes {field: (before, after)} that the caller made beside the columns.
        Returns whether anything has changed.
        """
        beside = self.span if values.keys() & {*self.span[:1]} else ()
        read = dict.fromkeys((*values, *beside))
        columns = {field: self._meta.get_field(field).attname for field in read}
        stored = type(self)._base_manager.filter(pk=self.pk).values(*columns.values()).first()
        if stored is None:
            raise StaleSave(None)
        before = {field: stored[column] for field, column in columns.items()}
        for field, value in values.items():
            setattr(self, field, value)
        after = {field: getattr(self, column) for field, column in columns.items()}
        changes = differences(before, after)
        if changes.keys() & {*self.span}:
            changes |= {
                field: (before[field], after[field]) for field in self.span if field in read
            }
        if changes or also:
            self.save_version(*values)
            told = {f: change for f, change in changes.items() if f not in self.untold}
            record(self, verb, by=by, changes=told | (also or {}), reason=reason)
        else:
            self.refuse_if_stale()
        return bool(changes or also)
