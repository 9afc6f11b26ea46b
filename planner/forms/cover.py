"""What may be typed of a call for cover."""

from django import forms
from django.utils.translation import gettext_lazy as _

from planner.forms.activities import DayChoiceField
from planner.forms.needs import HoursForm
from planner.models import CoverCall, Publication


class OnADayField(DayChoiceField):
    """A day of the week, and not none."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.required, self.empty_label = True, "—"


class CoverForm(HoursForm):
    ended = "closed_at"
    asks_of_ended = _("This was added before as “%(title)s”, and closed. Add this one too?")

    day = OnADayField(label=_("Day"))

    class Meta:
        model = CoverCall
        fields = ["team", "people", "day", "site", "starts", "ends", "note"]
        help_texts = {
            "note": _("Everyone who is asked reads it: what to bring, whom to sit beside."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].empty_label = "—"

    def clean_day(self):
        """Whoever is asked reads the day as it is published."""
        day = self.cleaned_data["day"]
        newest = Publication.objects.newest().filter(week=self.week)
        if not newest.filter(days_count__gte=day.number).exists():
            raise forms.ValidationError(
                _(
                    "This day is not published yet. Publish the week first, so that whoever is "
                    "asked knows when it is."
                )
            )
        return day

    def clean(self):
        values = super().clean()
        told = {field: values.get(field) for field in ("day", "site", "starts", "ends")}
        if None not in (told["day"], told["starts"], told["ends"]) and CoverCall(**told).is_over():
            words = _("That is over already. Choose a later time, or another day.")
            self.add_error("ends", words)
        return values

    def clean_people(self):
        people = self.cleaned_data["people"]
        if self.instance.pk and people < self.instance.taken:
            raise forms.ValidationError(
                _("%(count)s have said yes already. Close the call if it takes fewer.")
                % {"count": self.instance.taken}
            )
        return people
