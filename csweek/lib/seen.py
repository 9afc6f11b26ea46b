"""What the writer of a form saw in it: values as two forms can be compared by them."""

from datetime import date, time
from hashlib import blake2s

from django import forms
from django.db.models import Model, QuerySet

SEEN = "seen"


def visible(form: forms.BaseForm) -> list[str]:
    return [name for name, field in form.fields.items() if not field.widget.is_hidden]


def value_in(form: forms.BaseForm, name: str):
    """What was typed, cleaned where it could be; of an unbound form what it begins with."""
    if form.is_bound and form.is_valid():
        return form.cleaned_data.get(name)
    return form[name].value()


def plain_in(form: forms.BaseForm, name: str):
    return plain(form.fields[name].prepare_value(value_in(form, name)))


def plain(value):
    """A value as two forms can be compared by it: related rows by name, no text as nothing."""
    if isinstance(value, Model):
        return str(value)
    if isinstance(value, (list, tuple, set, QuerySet)):
        return sorted(str(plain(each)) for each in value) or ""
    if value is None or value is False:
        return ""
    if value is True:
        return True
    if isinstance(value, (date, time)):
        return value.isoformat()
    return "\n".join(str(value).split("\r\n")).strip()


def carry_what_is_seen(form: forms.BaseForm) -> None:
    """Give a form a hidden field that comes back with it: what each field began with, as a digest.

    Whoever sends something else in it changes only which of their own words are kept.
    """
    seen = "" if form.is_bound else seen_now(form)
    form.fields[SEEN] = forms.CharField(
        widget=forms.HiddenInput, required=False, initial=seen, strip=False
    )


def seen_now(form: forms.BaseForm) -> str:
    """The digests of what a form shows, as its hidden field carries them."""
    return " ".join(f"{name}={digest(plain_in(form, name))}" for name in visible(form))


def seen_in(form: forms.BaseForm) -> dict[str, str]:
    """The digest of each field as the writer saw it; empty where the form did not carry them."""
    sent = form.data.get(form.add_prefix(SEEN)) or ""
    return dict(each.split("=", 1) for each in sent.split() if "=" in each)


def touched_in(form: forms.BaseForm, together: tuple[str, ...] = ()) -> set[str] | None:
    """The fields that the writer changed; None when that cannot be known.

    `together` are fields that make sense only with each other: one changed, all changed.
    """
    seen = seen_in(form)
    if not seen:
        return None
    touched = {name for name in visible(form) if seen.get(name) != digest(plain_in(form, name))}
    return touched | set(together) if touched & set(together) else touched


def digest(value) -> str:
    return blake2s(repr(value).encode(), digest_size=6).hexdigest()
