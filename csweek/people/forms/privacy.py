"""What is said when somebody is erased."""

from django import forms
from django.utils.translation import gettext_lazy as _


class EraseForm(forms.Form):
    reason = forms.CharField(
        label=_("Why?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It stays in the history. Do not write the name: it would be struck out."),
    )
    by_name = forms.BooleanField(
        label=_("Strike the name out of what others wrote"),
        required=False,
        help_text=_("“(erased)” is written in its place. The e-mail address is struck out anyway."),
    )
    is_meant = forms.BooleanField(label=_("I know that this cannot be undone"))

    def __init__(self, *args, has_namesakes: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["by_name"] = not has_namesakes
