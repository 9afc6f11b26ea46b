"""What may be sent about messages."""

from django import forms

LARGEST_KEY = 2**63 - 1


class SeeAllForm(forms.Form):
    """Up to which message: one that has come since the list was drawn stays unread."""

    newest = forms.IntegerField(min_value=1, max_value=LARGEST_KEY)
