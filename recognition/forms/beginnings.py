"""From what a week's awards begin: a ready-made set, or another year's awards."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from planner.models import Activity, Week
from recognition.models import Award
from recognition.sets import all_sets, find_set

from .awards import CeremonyField, ceremonies
from .windows import WindowFields


class BeginningForm(forms.Form):
    """The ceremony that the awards are given at, and the key that makes them once."""

    activity = CeremonyField(label=_("Ceremony"), queryset=Activity.objects.none(), required=False)
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, week: Week, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["activity"].queryset = ceremonies(week)
        offered = list(ceremonies(week))
        self.fields["activity"].empty_label = _("Not said yet")
        self.initial |= {"key": uuid.uuid4(), "activity": next(reversed(offered), None)}


class SetForm(WindowFields, BeginningForm):
    award_set = forms.ChoiceField(label=_("Which set?"), widget=forms.RadioSelect)

    def __init__(self, *args, week: Week, **kwargs):
        super().__init__(*args, week=week, **kwargs)
        sets = all_sets()
        self.fields["award_set"].choices = [(each.key, each.title) for each in sets]
        self.initial.setdefault("award_set", sets[0].key)
        self.begin_with(None, week)

    def clean_award_set(self):
        return find_set(self.cleaned_data["award_set"])

    def clean(self):
        values = super().clean()
        self.clean_window(values)
        return values


def years_to_copy(week: Week) -> dict[int, int]:
    """{year: how many awards}, the newest first, of the other weeks that have any."""
    found = {}
    rows = Award.objects.kept().exclude(week=week).order_by("-week__year")
    for year in rows.values_list("week__year", flat=True):
        found[year] = found.get(year, 0) + 1
    return found


class CopyForm(BeginningForm):
    year = forms.TypedChoiceField(label=_("From which year?"), widget=forms.RadioSelect, coerce=int)

    def __init__(self, *args, week: Week, years: dict[int, int], **kwargs):
        super().__init__(*args, week=week, **kwargs)
        self.fields["year"].choices = [(year, str(year)) for year in years]
        self.initial["year"] = next(iter(years), None)
