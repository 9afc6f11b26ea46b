"""Whether one wants reminders."""

from django import forms
from django.utils.translation import gettext_lazy as _


class RemindersForm(forms.Form):
    wants = forms.BooleanField(
        label=_("Remind me to nominate"),
        required=False,
        help_text=_(
            "Two days before nominations close: if a draft of yours waits to be sent, or once a "
            "year if you have nominated nobody."
        ),
    )

    def __init__(self, data=None, *, wants: bool):
        super().__init__(data, initial={"wants": wants})
