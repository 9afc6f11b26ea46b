"""What may be typed of an award: what it is, its window, who can win, how it is judged, its turn
on stage."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from planner.forms.activities import AskingAgain
from planner.models import Activity, Week
from planner.models.activities import Kind
from planner.moments import when
from recognition.models import Award

from .criteria import CriteriaFields
from .fields import Presenter, PresenterField
from .windows import WindowFields


class CeremonyField(forms.ModelChoiceField):
    def label_from_instance(self, activity):
        found = (activity.title, when(activity), activity.site)
        return " · ".join(str(each) for each in found if each)


def ceremonies(week: Week):
    """The activities of the week at which awards can be given."""
    found = Activity.objects.kept().filter(week=week, kind=Kind.AWARDS, is_cancelled=False)
    return found.select_related("day__week", "site").in_order()


class AwardForm(AskingAgain, CriteriaFields, WindowFields, forms.ModelForm):
    presenter_name = PresenterField(
        label=_("Presenter"),
        required=False,
        max_length=254,
        help_text=_(
            "A colleague's name or e-mail address, or who else comes: a customer, a guest. "
            "It can wait."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    activity = CeremonyField(label=_("Ceremony"), queryset=Activity.objects.none(), required=False)
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Award
        fields = [
            "title",
            "honours",
            "icon",
            "given_to",
            "sites",
            "teams",
            "joined_from",
            "joined_until",
            "not_last_winner",
            "not_own_team",
            "allows_cosigning",
            "quorum",
            "tie_rule",
            "winners_count",
            "prize",
            "prize_donor",
            "prize_value",
            "prize_lies",
            "minutes",
            "activity",
        ]
        labels = {"title": _("Title"), "honours": _("What it honours"), "icon": _("Sign")}
        help_texts = {
            "title": _("At most 60 characters: it is read on a stage and on a certificate."),
            "honours": _("A sentence, at most 200 characters. Everyone who nominates reads it."),
            "sites": _("None chosen: all sites."),
            "teams": _("None chosen: all teams."),
            "joined_from": _("For newcomers: nobody who was here before can win."),
            "joined_until": _("For those who have been here for a while."),
            "allows_cosigning": _("Colleagues read open nominations of teams and may sign too."),
            "quorum": _("How many judges must score each file: 1 to 20."),
            "winners_count": _("1 to 10."),
            "minutes": _("1 to 60."),
            "prize_value": _("As you want it told: €50, a day off."),
        }
        widgets = {
            "icon": forms.RadioSelect,
            "given_to": forms.RadioSelect,
            "sites": forms.CheckboxSelectMultiple,
            "teams": forms.CheckboxSelectMultiple,
            "joined_from": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "joined_until": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args, week: Week, **kwargs):
        super().__init__(*args, **kwargs)
        award = self.instance if self.instance.pk else None
        self.fields["activity"].queryset = offered = ceremonies(week)
        self.fields["activity"].empty_label = _("Not said yet")
        self.initial.setdefault("key", uuid.uuid4())
        if award is None:
            places = list(offered)
            self.initial.setdefault("activity", places[-1] if places else None)
        else:
            presenter = Presenter(award.presenter, award.presented_by)
            self.initial |= {"version": award.version, "presenter_name": presenter}
            self.fields["presenter_name"].current = award.presenter_id
            self._keep_ceremony(award, offered)
        self.begin_with(award, week)
        self.begin_criteria(award)

    def _keep_ceremony(self, award: Award, offered) -> None:
        """One that was cancelled or is of another kind by now stays until another is chosen."""
        if award.activity_id and not offered.filter(pk=award.activity_id).exists():
            chosen = Activity.objects.filter(pk=award.activity_id).select_related("day__week")
            self.fields["activity"].queryset = chosen | offered

    def clean(self):
        values = super().clean()
        self.clean_window(values)
        self.clean_criteria(values)
        first, last = values.get("joined_from"), values.get("joined_until")
        if first and last and last < first:
            self.add_error(
                "joined_until", _("Nobody joined between these days: the second is earlier.")
            )
        return values

    def values(self) -> dict:
        """What the model is given, but for the criteria."""
        data = self.cleaned_data
        presenter = data["presenter_name"]
        return (
            {field: data[field] for field in self.Meta.fields}
            | self.window()
            | {"presenter": presenter.person, "presented_by": presenter.name}
        )
