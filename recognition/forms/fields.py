"""Fields of recognition's forms: who presents an award, a wall-clock moment of a window."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from csweek.lib.text import fold
from csweek.people.forms.fields import ColleagueField
from csweek.people.models import Person
from recognition.models import Award

LONGEST_NAME = Award._meta.get_field("presented_by").max_length
MOST_ALIKE = 50


@dataclass(frozen=True)
class Presenter:
    """A colleague, or anybody by name alone."""

    person: Person | None = None
    name: str = ""

    def __str__(self):
        return f"{self.person.name} <{self.person.email}>" if self.person else self.name


class PresenterField(ColleagueField):
    """A colleague by address, or by a name that is just theirs; any other words stand as typed."""

    def clean(self, value):
        typed = forms.CharField.clean(self, value)
        if not typed:
            return Presenter()
        if "@" in typed:
            return Presenter(super().clean(typed))
        near = Person.objects.active().matching(typed)[:MOST_ALIKE]
        called = [each for each in near if fold(typed) in (fold(each.name), fold(each.alias))]
        if len(called) == 1:
            return Presenter(called[0])
        if called:
            raise ValidationError(self._too_many(typed, called))
        MaxLengthValidator(LONGEST_NAME)(typed)
        return Presenter(name=typed)

    def prepare_value(self, value):
        return str(value) if isinstance(value, Presenter) else super().prepare_value(value)


def wall_fields(label_day, label_time) -> tuple[forms.DateField, forms.TimeField]:
    """The day and the time of one end of a window, each typed on its own."""
    day = forms.DateField(
        label=label_day,
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    clock = forms.TimeField(
        label=label_time,
        required=False,
        widget=forms.TimeInput(attrs={"type": "time", "step": 300}, format="%H:%M"),
        input_formats=("%H:%M", "%H:%M:%S", "%H.%M", "%Hh%M"),
        help_text=_("On the clock of the time zone below."),
    )
    return day, clock
