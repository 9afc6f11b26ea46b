"""What is asked for an address of a calendar."""

import secrets
import uuid

from django import forms


def new_key() -> uuid.UUID:
    """128 random bits: a UUID of version 4 has only 122."""
    return uuid.UUID(int=secrets.randbits(128))


class CalendarForm(forms.Form):
    """`key` makes a form that is sent twice make one address."""

    whole = forms.BooleanField(required=False)
    key = forms.UUIDField()
