"""What may be typed to find an idea, and to add one to the week."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from planner.models import Kind
from planner.rules.slots import start_at_end

from .activities import DayChoiceField


class IdeaFilterForm(forms.Form):
    """Which ideas a list shows. Wrong values are left out, never an error."""

    q = forms.CharField(label=_("Search the ideas"), required=False, max_length=200)
    kind = forms.MultipleChoiceField(
        label=_("Kinds"),
        choices=Kind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def wanted(self) -> dict:
        self.is_valid()
        kinds = self.data.getlist("kind") if self.is_bound else []
        return {
            "query": self.cleaned_data.get("q", ""),
            "kinds": [kind for kind in kinds if kind in Kind.values],
        }


class IdeaAddForm(forms.Form):
    """`once` is of the page that was sent: sent again, the same idea is not added to the same day
    again."""

    day = DayChoiceField(
        error_messages={"invalid_choice": _("That day is no longer in the week. Choose another.")},
    )
    once = forms.UUIDField(required=False)

    def __init__(self, *args, week, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["day"].queryset = week.days.select_related("week")

    def key(self, idea: str) -> uuid.UUID:
        day = self.cleaned_data["day"]
        what = f"{idea}:{day.pk}" if day else idea
        return uuid.uuid5(self.cleaned_data["once"] or uuid.uuid4(), what)

    def placing(self, minutes: int | None) -> dict:
        """The day, and when what takes place on it is over; no time where that is too late."""
        day = self.cleaned_data["day"]
        if day is None or minutes is None:
            return {"day": day}
        others = day.activities.kept().filter(is_cancelled=False).exclude(start=None)
        taken = list(others.values_list("start", "minutes"))
        return {"day": day, "start": start_at_end(minutes, taken)}
