"""Which certificates are asked for, in the address of their page."""

from django import forms


class CertificatesForm(forms.Form):
    everyone = forms.BooleanField(required=False)
    award = forms.UUIDField(required=False)
    file = forms.UUIDField(required=False)

    def asked(self) -> dict:
        self.is_valid()
        return {name: self.cleaned_data.get(name) for name in self.fields}


class PartForm(forms.Form):
    """Which part of them is to be drawn; the first, if it is not said."""

    part = forms.IntegerField(required=False, min_value=0)

    def number(self) -> int:
        self.is_valid()
        return self.cleaned_data.get("part") or 0
