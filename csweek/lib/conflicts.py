"""What differs between a form that came too late and what was saved meanwhile, in words."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.utils import formats
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Difference:
    label: str
    typed: str
    saved: str


@dataclass(frozen=True)
class Conflict:
    """`subject` is the row as it stands now, or None when it was deleted meanwhile."""

    subject: Any
    differences: tuple[Difference, ...]


def conflict_between(typed: forms.BaseForm, current: forms.BaseForm, subject) -> Conflict:
    """Compare a bound form with one that shows the row as it stands; hidden fields are left out."""
    found = []
    for name, field in typed.fields.items():
        if field.widget.is_hidden:
            continue
        mine, theirs = value_in(typed, name), value_in(current, name)
        if plain(mine) != plain(theirs):
            label = str(typed[name].label)
            found.append(Difference(label, shown(field, mine), shown(field, theirs)))
    return Conflict(subject, tuple(found))


def value_in(form: forms.BaseForm, name: str):
    """What was typed, cleaned where it could be; of an unbound form what it begins with."""
    if form.is_bound and form.is_valid():
        return form.cleaned_data.get(name)
    return form[name].value()


def plain(value):
    """A value as two forms can be compared by it: related rows by key, no text as nothing."""
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, (list, tuple, set, QuerySet)):
        return sorted(str(plain(each)) for each in value) or ""
    if value is None or value is False:
        return ""
    if value is True:
        return True
    if isinstance(value, (date, time)):
        return value.isoformat()
    return "\n".join(str(value).split("\r\n")).strip()


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
