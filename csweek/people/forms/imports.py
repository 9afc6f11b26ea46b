"""What may be given to load a staff list: the file, and then the word to do what was shown."""

import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from csweek.lib.sheets import BadSheet, Limits
from csweek.people.imports import check
from csweek.people.rules.comparison import Plan

COUNTED = ("added", "changed", "deactivated")


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        max_length=200,
        allow_empty_file=True,
        help_text=_("CSV or XLSX, up to 20 MB and 100,000 rows."),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
    )
    is_everyone = forms.BooleanField(
        label=_("This is everyone: deactivate those who are not in it"),
        required=False,
        help_text=_("Without it, people who are not in the list stay as they are."),
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", uuid.uuid4())

    def clean_file(self):
        """Its name and content, of which at least the header can be understood."""
        given, limits = self.cleaned_data["file"], Limits()
        if given.size > limits.size:
            raise ValidationError(
                _(
                    "“%(name)s” has %(size)s; at most %(most)s can be read. "
                    "Split it, or delete columns that are not needed."
                ),
                params={
                    "name": given.name,
                    "size": filesizeformat(given.size),
                    "most": filesizeformat(limits.size),
                },
            )
        data = given.read()
        try:
            check(given.name, data)
        except BadSheet as error:
            raise ValidationError(str(error)) from error
        return given.name, data


class ApplyForm(forms.Form):
    """Carries what was shown, so that nothing else is done: its digest, and its numbers."""

    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)
    added = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    changed = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    deactivated = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    leave_out = forms.BooleanField(required=False)

    @classmethod
    def for_plan(cls, plan: Plan, digest: str) -> "ApplyForm":
        counts = plan.counts
        form = cls(initial={"digest": digest, **{each: counts[each] for each in COUNTED}})
        bad = counts["problems"]
        form.fields["leave_out"].label = ngettext(
            "Leave this %(count)d row out", "Leave these %(count)d rows out", bad
        ) % {"count": bad}
        form.fields["leave_out"].required = bool(bad)
        if not bad:
            form.fields["leave_out"].widget = forms.HiddenInput()
        return form
