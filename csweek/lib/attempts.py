"""An attempt to save what was typed over a row that others may have saved meanwhile."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django import forms
from django.db import IntegrityError, transaction
from django.db.models import Model

from .conflicts import Conflict, conflict_between
from .seen import SEEN, carry_what_is_seen, seen_now, touched_in, value_in, visible
from .versions import StaleSave

GONE = Conflict(None, ())  # the row was deleted while its form was open


@dataclass(frozen=True)
class Attempt:
    """Saved; or the form to show again, `conflict` saying what was saved meanwhile."""

    form: forms.BaseForm
    is_saved: bool = False
    conflict: Conflict | None = None

    @property
    def status(self) -> int:
        """Of the page that shows the form: 409 came too late, 422 cannot be, 200 not yet sent."""
        if self.conflict:
            return 409
        return 422 if self.form.errors else 200


def try_to_save(
    form: forms.BaseForm,
    act: Callable[[], object],
    *,
    row=None,
    afresh: Callable[[object], forms.BaseForm] | None = None,
    stands: Callable[[object], bool] | None = None,
    together: tuple[str, ...] = (),
) -> Attempt:
    """Call `act` if the form is valid, on the version of the row that the form was drawn from.

    `row` is the row that `act` changes, if it is not the form's instance. `afresh` makes the form
    that shows a row as it stands; without it, the same class of form from the row alone. After a
    conflict the form keeps what the writer changed, takes what was saved meanwhile into every
    other field, and carries the new version: sending it again replaces only what both changed
    (`together`: fields that change as one). A second press of the button, which finds its own
    work done, is no conflict: of a form that has no row of its own, `stands` tells.
    """
    carry_what_is_seen(form)
    if not form.is_valid():
        return Attempt(form)
    row = form.instance if row is None else row
    row.version = form.cleaned_data["version"] or 0
    try:
        with transaction.atomic():  # what `act` did before it found out is undone
            act()
    except StaleSave as stale:
        current = stale.current
        if current and stands and stands(current):
            return Attempt(form, is_saved=True)
        conflict = _meet(form, current, afresh, together)
        if conflict.is_same and isinstance(form, forms.ModelForm):
            return Attempt(form, is_saved=True)
        return Attempt(form, conflict=conflict)
    except IntegrityError:
        form.full_clean()  # somebody else took the name in this very moment: now the form sees it
        if not form.errors:
            raise
        return Attempt(form)
    return Attempt(form, is_saved=True)


def _meet(form, current, afresh, together) -> Conflict:
    if current is None:
        return GONE
    shown = afresh(current) if afresh else type(form)(instance=current)
    touched = touched_in(form, together)
    conflict = conflict_between(form, shown, current, touched)
    form.data = form.data.copy()
    if touched is not None:
        _merge(form, shown, touched)
    form.data[form.add_prefix("version")] = current.version
    if getattr(current, "discarded_at", None):  # what brings it back may save this form with it
        return replace(conflict, subject=None, is_same=False)
    return conflict


def _merge(form, shown, touched: set[str]) -> None:
    """What was changed as it was understood; all else, and what is seen, as it stands now."""
    # All are read before the first is set: how a field is understood can hang on the others.
    values = {name: value_in(form if name in touched else shown, name) for name in visible(form)}
    for name, value in values.items():
        value, key = form.fields[name].prepare_value(value), form.add_prefix(name)
        if isinstance(value, (list, tuple)):
            form.data.setlist(key, value)
        else:
            form.data[key] = str(value) if isinstance(value, Model) else value
    form.data[form.add_prefix(SEEN)] = seen_now(shown)
