"""What every form of the directory has: the version it was opened on, and its twin."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS


class RowForm(forms.ModelForm):
    """A form of one row. `natural_key` is the field that no two rows share."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    natural_key = "name"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version

    def values(self) -> dict:
        return {field: self.cleaned_data[field] for field in self.Meta.fields}

    def twin(self):
        """The row that a first press of the same button has made, if this is the second press."""
        if not self.is_bound or set(self.errors) - {NON_FIELD_ERRORS} != {self.natural_key}:
            return None
        typed = str(self.data.get(self.natural_key, "")).strip()
        rows = self._meta.model._base_manager
        found = rows.filter(**{f"{self.natural_key}__iexact": typed}).first()
        others = [field for field in self.Meta.fields if field != self.natural_key]
        if found and all(getattr(found, each) == self.cleaned_data.get(each) for each in others):
            return found
        return None
