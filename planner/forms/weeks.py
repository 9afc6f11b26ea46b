"""What may be typed of a week and its days."""

from django import forms
from django.utils.translation import gettext_lazy as _

from csweek.people.forms.fields import TimeZoneField, refuse_with_words
from csweek.people.forms.rows import RowForm
from csweek.people.models import Person
from planner.models import Day, Week
from planner.rules.dates import FIRST_YEAR, LAST_YEAR, MOST_DAYS, service_week

START_FROM = [
    ("plan", _("The plan that has proved itself")),
    ("last", _("Last year's week")),
    ("empty", _("Five empty days")),
]


class YearForm(forms.Form):
    """Which year's week to begin."""

    year = forms.IntegerField(label=_("Another year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        known = {"first": FIRST_YEAR, "last": LAST_YEAR}
        field = self.fields["year"]
        field.help_text = _("Any year from %(first)s to %(last)s.") % known
        told = _("Customer Service Week is worked out for the years %(first)s to %(last)s.") % known
        field.error_messages |= {"min_value": told, "max_value": told}


class WeekNewForm(forms.Form):
    start_from = forms.ChoiceField(
        label=_("Start from"),
        choices=START_FROM,
        widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
        initial="plan",
    )
    theme = forms.CharField(
        label=_("Theme"),
        max_length=120,
        required=False,
        help_text=_("Your own words for this year. It can wait."),
    )
    tagline = forms.CharField(
        label=_("Tagline"),
        max_length=200,
        required=False,
        help_text=_("A sentence under the theme, if you want one."),
    )

    def __init__(self, *args, year: int, last: Week | None, **kwargs):
        super().__init__(*args, **kwargs)
        refuse_with_words(self, "theme", "tagline")
        choices = dict(START_FROM)
        if last is None:
            del choices["last"]
        elif last.year != year - 1:
            choices["last"] = _("The week of %(year)s") % {"year": last.year}
        self.fields["start_from"].choices = list(choices.items())


class CrewField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, person):
        return f"{person.name} · {person.team}" if person.team else person.name


class WeekForm(RowForm):
    days_count = forms.TypedChoiceField(
        label=_("Number of days"),
        choices=[(number, str(number)) for number in range(5, MOST_DAYS + 1)],
        coerce=int,
        help_text=_("Five; up to seven for a service that runs at weekends."),
    )
    time_zone = TimeZoneField(
        label=_("Time zone of the head site"),
        help_text=_("For activities at all sites. One at a single site goes by that site's clock."),
    )
    crew = CrewField(
        Person.objects.none(),
        label=_("Crew"),
        required=False,
        help_text=_("The organizers who plan this week."),
    )

    class Meta:
        model = Week
        fields = [
            "theme",
            "tagline",
            "first_day",
            "moved_because",
            "days_count",
            "time_zone",
            "crew",
        ]
        widgets = {"first_day": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        refuse_with_words(self, "theme", "tagline", "moved_because")
        self.fields["time_zone"].include(self.instance.time_zone)
        crew = self.instance.crew.values("pk")
        may_be_crew = Person.objects.organizers() | Person.objects.filter(pk__in=crew)
        self.fields["crew"].queryset = may_be_crew.distinct().select_related("team")

    def clean(self):
        values = super().clean()
        first = values.get("first_day")
        year = self.instance.year
        usual = service_week(year).first
        if first and first.year != year:
            self.add_error(
                "first_day",
                _("This is the week of %(year)s. Choose a day in that year.") % {"year": year},
            )
        elif first and first != usual and not values.get("moved_because"):
            self.add_error("moved_because", _("Say why the week is moved; staff will ask."))
        if first == usual:
            values["moved_because"] = ""
        return values

    def values(self) -> dict:
        return {field: self.cleaned_data[field] for field in self.Meta.fields if field != "crew"}


class DayForm(RowForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        refuse_with_words(self, *self.Meta.fields)

    class Meta:
        model = Day
        fields = ["name", "note", "dress_theme"]
        widgets = {"note": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "name": _("What people call the day: Kick-off, Eat together."),
            "note": _("What the day is about. You can use Markdown."),
            "dress_theme": _("If there is one: sports teams, say, or a favourite colour."),
        }
