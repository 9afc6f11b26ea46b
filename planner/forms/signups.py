"""What people say with a place: guests, meal and needs; and what organizers write to give one."""

from django import forms
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from csweek.people.forms.fields import ColleagueField, refuse_with_words
from planner.models import Eats, Signup, SignupList
from planner.models.activities import MOST_DAYS_BEFORE

LONGEST_MEAL = Signup._meta.get_field("meal").max_length
# How one signs up: shown together, and only when it is asked for.
SIGN_UP = ("opens_days_before", "closes_hours_before", "invited_teams", "invited_sites")
SIGN_UP += ("guests", "meal_choices", "asks_needs")
SIGN_UP_HELP = {
    "opens_days_before": format_lazy(
        _("At midnight, {most} days before at most. Empty: as soon as it is published."),
        most=MOST_DAYS_BEFORE,
    ),
    "closes_hours_before": _("0: as it begins."),
    "invited_teams": _("None and no site: everybody. With Ctrl (or ⌘) one chooses several."),
    "invited_sites": _("Who is of a team or a site that is invited can join."),
    "meal_choices": _("One a line. Empty: nobody is asked."),
    "asks_needs": _("Vegan, halal, allergies: only organizers and the kitchen read it."),
}
SIGN_UP_WIDGETS = {
    "meal_choices": forms.Textarea(attrs={"rows": 3}),
    "invited_teams": forms.SelectMultiple(attrs={"size": 4}),
    "invited_sites": forms.SelectMultiple(attrs={"size": 4}),
}


class SignupForm(forms.ModelForm):
    """Only what the activity asks. Nothing of it has to be said."""

    eats = forms.MultipleChoiceField(
        label=_("What you eat"),
        choices=Eats.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Signup
        fields = ["guests", "meal", "eats", "allergies"]
        help_texts = {
            "allergies": _("Only the organizers and the kitchen read this. Forgotten afterwards.")
        }

    def __init__(self, *args, door: SignupList, **kwargs):
        super().__init__(*args, **kwargs)
        self.door = door
        if self.instance.pk:
            self.initial["version"] = self.instance.version
        most = max(door.guests, self.instance.guests)
        is_late = self.instance.pk and door.closes_at <= timezone.now() and not self.is_bound
        self._ask_for_guests(self.instance.guests if is_late else most)
        self._ask_for_a_meal(door.meal_choices)
        if not door.asks_needs:
            del self.fields["eats"], self.fields["allergies"]
        else:
            refuse_with_words(self, "allergies")

    def _ask_for_guests(self, most: int) -> None:
        if not most:
            del self.fields["guests"]
            return
        choices = [(0, _("no guests")), *((n, str(n)) for n in range(1, most + 1))]
        self.fields["guests"] = forms.TypedChoiceField(
            label=_("Guests"), choices=choices, coerce=int, empty_value=0, required=False
        )
        self.fields["guests"].help_text = ngettext(
            "You may bring %(count)s guest, who takes a place too.",
            "You may bring %(count)s guests, who take places too.",
            most,
        ) % {"count": most}

    def _ask_for_a_meal(self, choices: list[str]) -> None:
        if not choices:
            del self.fields["meal"]
            return
        known = dict.fromkeys([*choices, *filter(None, [self.instance.meal])])
        self.fields["meal"] = forms.ChoiceField(
            label=_("Meal"),
            choices=[("", _("not chosen yet")), *((each, each) for each in known)],
            required=False,
        )

    @property
    def asks_something(self) -> bool:
        return bool(self.visible_fields())

    def wishes(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.Meta.fields if name in self.fields}


class AddForm(forms.Form):
    """Somebody whom an organizer gives a place; with scripts, names are suggested as one types."""

    person = ColleagueField(
        label=_("Colleague"),
        help_text=_("A colleague's name or e-mail address."),
        widget=forms.TextInput(
            attrs={
                "list": "hosts",
                "autocomplete": "off",
                "hx-get": reverse_lazy("planner:host-search"),
                "hx-trigger": "input changed delay:250ms",
                "hx-target": "#hosts",
            }
        ),
    )


class RemoveForm(forms.Form):
    reason = forms.CharField(
        label=_("Why?"),
        required=False,
        max_length=300,
        help_text=_("They are told, with this reason."),
    )
