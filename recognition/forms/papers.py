"""Which certificates are asked for, in the address of their page."""

from django import forms


class CertificatesForm(forms.Form):
    everyone = forms.BooleanField(required=False)
    award = forms.UUIDField(required=False)
    file = forms.UUIDField(required=False)

    def asked(self) -> dict:
        self.is_valid()
        return {name: self.cleaned_data.get(name) for name in self.fields}
