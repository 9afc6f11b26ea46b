"""What may be typed when the plan is published."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _


class PublishForm(forms.Form):
    """`seen` is the digest of the draft that is shown; a problem that blocks asks for a reason, and
    a week in which nothing takes place whether that is meant."""

    note = forms.CharField(
        label=_("A note for everyone"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Stands with the changes, on the page and in each message."),
    )
    reason = forms.CharField(
        label=_("Why publish all the same?"),
        max_length=400,
        help_text=_("Organizers read it, with this publication and in the history."),
        error_messages={
            "required": _("Something blocks publishing. Mend it, or say why you publish anyway.")
        },
    )
    is_meant = forms.BooleanField(
        label=_("Publish an empty week"),
        error_messages={
            "required": _(
                "Nothing takes place in this week yet. Tick this to publish it all the same."
            )
        },
    )
    key = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args, is_blocked: bool, is_empty: bool, seen: str, **kwargs):
        super().__init__(*args, initial={"key": uuid.uuid4, "seen": seen}, **kwargs)
        if not is_blocked:
            del self.fields["reason"]
        if not is_empty:
            del self.fields["is_meant"]

    def clean(self):
        values = super().clean()
        values.pop("is_meant", None)  # asked for here; publishing needs no such word
        return values

    def show_again(self, seen: str) -> None:
        """Keep what was typed, and show the draft as it is now."""
        self.data = self.data.copy()
        self.data["seen"] = seen
