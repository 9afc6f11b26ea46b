"""What differs between a form that came too late and what was saved meanwhile, in words."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.utils import formats
from django.utils.translation import gettext as _

from .seen import digest, plain_in, seen_in, value_in, visible


@dataclass(frozen=True)
class Difference:
    label: str
    typed: str
    saved: str


@dataclass(frozen=True)
class Conflict:
    """`subject` is the row as it stands now, or None when it was deleted meanwhile.

    `differences` are what both have changed; `taken` is what only the other has, and `is_same`
    says that the two forms hold the same in every field.
    """

    subject: Any
    differences: tuple[Difference, ...]
    taken: tuple[Difference, ...] = ()
    is_same: bool = False


def conflict_between(
    typed: forms.BaseForm, current: forms.BaseForm, subject, touched: set[str] | None = None
) -> Conflict:
    """Compare a bound form with one that shows the row as it stands; hidden fields are left out.

    `touched` are the fields that the writer has changed: without it, all of them.
    """
    both, taken, is_same = [], [], True
    seen = seen_in(typed)
    for name in visible(typed):
        if plain_in(typed, name) == plain_in(current, name):
            continue
        is_same = False
        values = (shown(typed.fields[name], value_in(form, name)) for form in (typed, current))
        difference = Difference(str(typed[name].label), *values)
        if touched is not None and name not in touched:
            taken.append(difference)
        elif seen.get(name) != digest(plain_in(current, name)):
            both.append(difference)
    return Conflict(subject, tuple(both), tuple(taken), is_same)


def shown(field: forms.Field, value) -> str:
    """A value as the reader would see it on the page; '' for nothing."""
    if isinstance(field, forms.BooleanField):
        return _("yes") if value else _("no")
    if value is None or value == "":
        return ""
    if isinstance(value, (list, tuple, set, QuerySet)):
        return ", ".join(shown(field, each) for each in value)
    if isinstance(field, forms.ModelChoiceField):
        row = value if isinstance(value, Model) else field.queryset.filter(pk=value).first()
        return str(row) if row else ""
    if isinstance(field, forms.ChoiceField):
        return choice_label(field, value)
    if isinstance(value, (date, time)):
        return formats.localize(value)
    return str(field.prepare_value(value))


def choice_label(field: forms.ChoiceField, value) -> str:
    for key, label in field.choices:
        if isinstance(label, (list, tuple)):  # a group of choices
            for each, inner in label:
                if str(each) == str(value):
                    return str(inner)
        elif str(key) == str(value):
            return str(label)
    return str(value)
