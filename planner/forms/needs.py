"""What may be typed of a team's need."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from planner.forms.activities import ClockField, DayChoiceField
from planner.forms.asking import AskingAgain
from planner.models import Need
from planner.moments import day_and_time, times


class HoursForm(AskingAgain, forms.ModelForm):
    """From when until when, by whose clock; `key` makes a form sent twice do its work once."""

    starts = ClockField(label=_("From"))
    ends = ClockField(
        label=_("Until"), help_text=_("An end before the start lies on the next day.")
    )
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, week, **kwargs):
        super().__init__(*args, **kwargs)
        self.week = week
        self.fields["site"].empty_label = _("The head site")
        self.fields["day"].queryset = week.days.select_related("week")
        self.initial.setdefault("key", uuid.uuid4())
        self.initial["version"] = self.instance.version

    def values(self) -> dict:
        return {field: self.cleaned_data[field] for field in self.Meta.fields}

    def title_of(self, made) -> str:
        """'Billing: Wednesday 7 October, 12:00–13:00'."""
        if made.day_id is None:
            return f"{made}: {times(made.starts, made.minutes)}"
        return f"{made}: {day_and_time(made.date, made.starts, made.minutes)}"


class NeedForm(HoursForm):
    day = DayChoiceField(
        label=_("Day"), help_text=_("A day with lines of its own knows none for usual days.")
    )

    class Meta:
        model = Need
        fields = ["day", "starts", "ends", "people", "site"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["day"].empty_label = _("Usual days, in every week")
        self.fields["people"].help_text = _("How many must be on the phones. 0: nobody.")
