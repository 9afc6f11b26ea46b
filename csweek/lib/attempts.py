"""An attempt to save what was typed over a row that others may have saved meanwhile."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.db import IntegrityError, transaction

from .conflicts import Conflict, conflict_between
from .versions import StaleSave


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
) -> Attempt:
    """Call `act` if the form is valid, on the version of the row that the form was drawn from.

    `row` is the row that `act` changes, if it is not the form's instance. `afresh` makes the form
    that shows a row as it stands; without it, the same class of form from the row alone. After a
    conflict the form keeps what was typed and carries the new version: sending it again replaces
    what was saved meanwhile. A second press of the button, which finds its own words saved, is no
    conflict.
    """
    if not form.is_valid():
        return Attempt(form)
    row = form.instance if row is None else row
    row.version = form.cleaned_data["version"] or 0
    try:
        with transaction.atomic():  # what `act` did before it found out is undone
            act()
    except StaleSave as stale:
        conflict = _meet(form, stale.current, afresh)
        stands = stale.current and not conflict.differences and isinstance(form, forms.ModelForm)
        return Attempt(form, is_saved=True) if stands else Attempt(form, conflict=conflict)
    except IntegrityError:
        form.full_clean()  # somebody else took the name in this very moment: now the form sees it
        if not form.errors:
            raise
        return Attempt(form)
    return Attempt(form, is_saved=True)


def _meet(form, current, afresh) -> Conflict:
    if current is None:
        return Conflict(None, ())
    shown = afresh(current) if afresh else type(form)(instance=current)
    conflict = conflict_between(form, shown, current)
    form.data = form.data.copy()
    form.data[form.add_prefix("version")] = current.version
    return conflict
