"""Setting up a ceremony, and one step of it."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from planner.models import Activity, Week
from recognition.models import Award
from recognition.models.ceremonies import Step
from recognition.rules.stage import Act

from .awards import CeremonyField, ceremonies


class CeremonyForm(forms.Form):
    """Which awards, where, and whether it is only tried out. `key` sets it up once."""

    title = forms.CharField(
        label=_("What the first screen says"), max_length=80, widget=forms.TextInput
    )
    activity = CeremonyField(
        label=_("Where it is in the week"), queryset=Activity.objects.none(), required=False
    )
    awards = forms.ModelMultipleChoiceField(
        label=_("Awards"),
        queryset=Award.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("In the order of the awards list."),
    )
    is_rehearsal = forms.BooleanField(
        label=_("Rehearsal with invented names"),
        required=False,
        help_text=_("Nobody is presented, and no winner's name is on the page."),
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, week: Week, **kwargs):
        super().__init__(*args, **kwargs)
        self.week, self.left_out = week, []
        offered = list(ceremonies(week))
        self.fields["activity"].queryset = ceremonies(week)
        self.fields["activity"].empty_label = _("Not said")
        self.fields["awards"].queryset = awards = week.awards.kept().in_order()
        self.initial |= {
            "key": uuid.uuid4(),
            "activity": next(reversed(offered), None),
            "awards": list(awards),
            "title": _("Awards %(year)s") % {"year": week.year},
        }

    def clean(self):
        """A rehearsal has all that were chosen; the stage itself those that somebody has won."""
        values = super().clean()
        chosen = values.get("awards")
        if chosen is not None and not values.get("is_rehearsal"):
            values["awards"] = [each for each in chosen if self.is_won(each)]
            self.left_out = [each for each in chosen if each not in values["awards"]]
            if not values["awards"]:
                self.add_error(
                    "awards",
                    _("None of these is decided yet. Decide one first, or rehearse."),
                )
        return values

    def is_won(self, award: Award) -> bool:
        decision = award.decisions.in_force().first()
        return decision is not None and decision.winners.exists()


class StepForm(forms.Form):
    """One act, and what the window showed when it was done."""

    key = forms.UUIDField()
    act = forms.ChoiceField(choices=[(act.value, act.value) for act in Act])
    to = forms.IntegerField(required=False, min_value=0, max_value=1000)
    place = forms.IntegerField(min_value=0, max_value=1000)
    step = forms.ChoiceField(choices=Step.choices)
    is_hidden = forms.BooleanField(required=False)
    is_paused = forms.BooleanField(required=False)
    is_alone = forms.BooleanField(required=False)

    def clean_act(self) -> Act:
        return Act(self.cleaned_data["act"])

    def seen(self) -> tuple:
        return tuple(
            self.cleaned_data[name] for name in ("place", "step", "is_hidden", "is_paused")
        )
