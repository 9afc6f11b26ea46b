"""What may be typed of a task, and which tasks a list shows."""

import uuid
from datetime import timedelta
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from csweek.people.forms.fields import ColleagueField, refuse_with_words
from planner.models import Task, TaskState, Week
from planner.rules.duedates import FARTHEST_AFTER, FARTHEST_BEFORE
from planner.titles import told_apart

from .asking import AskingAgain

LARGEST_KEY = 2**63 - 1
WHOLE_WEEK = "week"  # in an address: tasks that belong to no activity
# The first is what is shown where nothing else is asked for.
VIEWS = {
    "open": _("To do"),
    "overdue": _("Overdue"),
    "mine": _("Mine"),
    "done": pgettext_lazy("tasks", "Done"),
    "out": _("Left out"),
    "all": _("All"),
}


class TaskFilterForm(forms.Form):
    """Which tasks a list shows. Wrong values are left out, never an error."""

    show = forms.ChoiceField(required=False, choices=list(VIEWS.items()))
    activity = forms.CharField(required=False, max_length=20)

    def __init__(self, data: QueryDict):
        super().__init__(data)
        self.is_valid()
        self.view = self.cleaned_data.get("show") or "open"
        self.activity = self._activity(self.cleaned_data.get("activity", ""))

    @classmethod
    def of_address(cls, query: str) -> "TaskFilterForm":
        """What the end of an address asks for, as a page has sent it back."""
        return cls(QueryDict(query[:500].encode("utf-8", "replace")))

    @staticmethod
    def _activity(typed: str) -> str:
        is_key = typed.isdecimal() and typed.isascii() and int(typed) <= LARGEST_KEY
        return typed if typed == WHOLE_WEEK or is_key else ""

    def address(self, **changed) -> str:
        """The end of the address that asks for the same, but for what is changed."""
        asked = {"show": self.view, "activity": self.activity} | changed
        usual = {"show": "open", "activity": ""}
        return urlencode({name: value for name, value in asked.items() if value != usual[name]})

    def narrow(self, tasks):
        """Those of the activity that is asked for."""
        if self.activity == WHOLE_WEEK:
            return tasks.filter(activity=None)
        return tasks.filter(activity=self.activity) if self.activity else tasks


class ActivityChoiceField(forms.ModelChoiceField):
    def choose_from(self, week: Week) -> None:
        activities = week.activities.kept().in_order().select_related("day__week", "site")
        self.queryset, self.titles = activities, told_apart(activities)

    def label_from_instance(self, activity):
        return self.titles.get(activity.pk, activity.title)


class TaskForm(AskingAgain, forms.ModelForm):
    """The due day is typed as a date; what is kept is how many days before the Monday that is."""

    due = forms.DateField(
        label=_("Due on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_(
            "Counted back from the Monday: if the week moves, it moves along. On a day off it is "
            "due the working day before."
        ),
    )
    owner = ColleagueField(
        label=_("Owner"),
        required=False,
        help_text=_("A colleague's name or e-mail address. They are told, and reminded."),
        widget=forms.TextInput(attrs={"list": "colleagues", "autocomplete": "off"}),
    )
    activity = ActivityChoiceField(None, required=False, label=_("For"))
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Task
        fields = ["title", "activity", "state", "note", "can_be_dropped"]
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, week: Week, **kwargs):
        super().__init__(*args, **kwargs)
        refuse_with_words(self, "title")
        self.week, task = week, self.instance
        self.fields["owner"].current = task.owner_id
        self.fields["activity"].choose_from(week)
        self.fields["activity"].empty_label = _("The whole week")
        self.initial.setdefault("key", uuid.uuid4())
        self.initial["due"] = week.first_day - timedelta(days=task.days_before)
        self.initial["version"] = task.version
        self.initial.setdefault("owner", task.owner)
        if not task.pk:
            del self.fields["state"]

    def clean_due(self):
        due = self.cleaned_data["due"]
        before = (self.week.first_day - due).days
        if not -FARTHEST_AFTER <= before <= FARTHEST_BEFORE:
            raise forms.ValidationError(
                _(
                    "That is too far from the week. Choose a day from a year before it to %(days)s "
                    "days after its Monday."
                )
                % {"days": FARTHEST_AFTER}
            )
        return due

    def values(self) -> dict:
        data = self.cleaned_data
        values = {name: data[name] for name in self.Meta.fields if name in data}
        values["days_before"] = (self.week.first_day - data["due"]).days
        return values | {"owner": data["owner"]}


class MarkForm(forms.Form):
    """How far a task is: one tap."""

    state = forms.ChoiceField(label=_("State"), choices=TaskState.choices)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    def __init__(self, *args, task: Task, **kwargs):
        kwargs.setdefault("initial", {name: getattr(task, name) for name in self.base_fields})
        super().__init__(*args, **kwargs)

    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.fields if name in ("state", "note")}


class NoteForm(MarkForm):
    """The same with a note, on a page of its own."""

    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The crew reads it."),
    )


class SeenForm(forms.Form):
    """The digest of what a page showed, so that just that is done."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
