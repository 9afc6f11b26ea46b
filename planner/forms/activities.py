"""What may be typed of an activity."""

import uuid
from functools import cache

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from csweek.people.forms.fields import ColleagueField, refuse_with_words
from csweek.people.models import Site
from planner.models import Activity, Day, Pair, Place
from planner.models.activities import USUAL_LENGTH
from planner.rules.dates import exists, minutes_between, shift_clock, snap
from planner.rules.slots import dropped_start
from planner.waves import free_start

from .asking import AskingAgain
from .signups import LONGEST_MEAL, SIGN_UP, SIGN_UP_HELP, SIGN_UP_WIDGETS

LONGEST_NIGHT = 12  # hours that something may run into the next day: more is a slip of the hand


class ClockField(forms.TimeField):
    """A wall-clock time, snapped to five minutes."""

    widget = forms.TimeInput(attrs={"type": "time", "step": 300}, format="%H:%M")
    input_formats = ("%H:%M", "%H:%M:%S", "%I:%M %p", "%H.%M", "%Hh%M")

    def clean(self, value):
        clock = super().clean(value)
        return None if clock is None else snap(clock)


class DayChoiceField(forms.ModelChoiceField):
    """A day of the week, or none: the ideas without a day."""

    def __init__(self, **kwargs):
        super().__init__(
            Day.objects.none(), required=False, empty_label=_("Ideas without a day"), **kwargs
        )

    def label_from_instance(self, day):
        date = date_format(day.date, "DAY_FORMAT")
        return f"{date} · {day.name}" if day.name else date


def refuse_skipped_time(form, day, start, zone) -> None:
    """A clock change can skip a time: 02:30 in Sydney on 7 October 2029 does not exist."""
    if day and start and not exists(day.date, start, zone):
        form.add_error(
            "start",
            _("%(zone)s puts its clocks forward that day and skips this time. Choose another.")
            % {"zone": zone.key},
        )


class ActivityForm(AskingAgain, forms.ModelForm):
    day = DayChoiceField(label=_("Day"))
    start = ClockField(label=_("Start"), required=False)
    end = ClockField(label=_("End"), required=False)
    place = forms.CharField(
        label=_("Place"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"list": "places", "autocomplete": "off"}),
    )
    host = ColleagueField(
        label=_("Host"),
        required=False,
        help_text=_("A colleague's name or e-mail address."),
        widget=forms.TextInput(attrs={"list": "hosts", "autocomplete": "off"}),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Activity
        fields = [
            "title",
            "kind",
            "day",
            "site",
            "places",
            "places_per_team",
            "description",
            "takes_off_phones",
            "needs_sign_up",
            *SIGN_UP,
        ]
        help_texts = SIGN_UP_HELP | {
            "places": _("How many can take part. Empty: as many as come."),
            "places_per_team": _("So that its phones stay answered. Empty: as many as come."),
            "description": _("You can use Markdown: **bold**, - lists, [links](https://…)."),
        }
        widgets = SIGN_UP_WIDGETS | {"description": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args, week, **kwargs):
        super().__init__(*args, **kwargs)
        refuse_with_words(self, "title", "place")
        self.week = week
        activity = self.instance
        self.fields["host"].current = activity.host_id
        self.fields["day"].queryset = week.days.select_related("week")
        sites = cache(lambda: [(each.pk, str(each)) for each in Site.objects.all()])
        self.fields["site"].choices = lambda: [("", _("All sites")), *sites()]
        self.fields["invited_sites"].choices = sites
        for name in ("closes_hours_before", "guests"):
            self.fields[name].required = False
        self.fields["start"].help_text = _("Leave start and end empty for all day.")
        self.initial.setdefault("key", uuid.uuid4())
        self.initial.update(
            {"version": activity.version, "start": activity.start, "end": activity.end}
            | {"place": activity.place or "", "host": activity.host}
            if activity.pk
            else {}
        )

    def clean(self):
        values = super().clean()
        day, start, end = (values.get(each) for each in ("day", "start", "end"))
        if end and not start and "start" not in self.errors:
            self.add_error("start", _("Give a start too, or leave both empty for all day."))
        if start and not day and "day" not in self.errors:
            self.add_error("day", _("A time needs a day. Choose one, or leave the time empty."))
        site = values.get("site")
        if start and end:
            self._keep_or_check_length(values)
        refuse_skipped_time(self, day, start, site.zone if site else self.week.zone)
        return values

    def clean_kind(self):
        if self.instance.pk and "kind" in self.changed_data:
            Pair.objects.refuse_another_kind(self.instance)
        return self.cleaned_data["kind"]

    def clean_closes_hours_before(self):
        return self.cleaned_data["closes_hours_before"] or 0

    def clean_meal_choices(self):
        typed = self.cleaned_data["meal_choices"]
        if any(len(line.strip()) > LONGEST_MEAL for line in typed.splitlines()):
            raise ValidationError(
                _("A choice of meal has at most %(most)s letters. Shorten the long one.")
                % {"most": LONGEST_MEAL}
            )
        return typed

    def clean_guests(self):
        return self.cleaned_data["guests"] or 0

    def _keep_or_check_length(self, values) -> None:
        """Who changes the start alone means the same length at another time of the day."""
        if self.instance.start and "end" not in self.changed_data:
            values["end"] = shift_clock(values["start"], self.instance.minutes)
        elif values["start"] == values["end"]:
            self.add_error(
                "end",
                _(
                    "An activity lasts at least five minutes. Give a later end, or leave start "
                    "and end empty for all day."
                ),
            )
        elif values["end"] < values["start"]:
            hours = minutes_between(values["start"], values["end"]) / 60
            if hours > LONGEST_NIGHT:
                self.add_error(
                    "end",
                    _("That ends the next day, more than %(hours)s hours later. Check the end.")
                    % {"hours": LONGEST_NIGHT},
                )

    def values(self, *, by) -> dict:
        """What the model is given: the place made if new, start and end as start and length."""
        data = self.cleaned_data
        minutes = self.instance.minutes
        if data["start"]:
            end = data["end"] or shift_clock(data["start"], minutes or USUAL_LENGTH)
            minutes = minutes_between(data["start"], end)
        values = {field: data[field] for field in self.Meta.fields}
        return values | {
            "start": data["start"],
            "minutes": minutes,
            "host": data["host"],
            "place": Place.objects.named(
                data["place"], data["site"], by=by, current=self.instance.place
            ),
        }


class MoveForm(forms.Form):
    """To a day and a time: typed, or (`dropped`) worked out from the cards above and below."""

    day = DayChoiceField(label=_("Day"))
    start = ClockField(label=_("Start"), required=False, help_text=_("Leave it empty for all day."))
    version = forms.IntegerField(widget=forms.HiddenInput)
    dropped = forms.BooleanField(required=False, widget=forms.HiddenInput)
    above = forms.IntegerField(required=False, widget=forms.HiddenInput)
    below = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, activity: Activity, **kwargs):
        self.activity = activity
        kwargs.setdefault(
            "initial",
            {"day": activity.day_id, "start": activity.start, "version": activity.version},
        )
        super().__init__(*args, **kwargs)
        self.fields["day"].queryset = activity.week.days.select_related("week")

    def clean(self):
        values = super().clean()
        day = values.get("day")
        if values.get("dropped"):
            values["start"] = self._dropped_start(day, values.get("start")) if day else None
            # From here on it is as if that time had been typed: a conflict shows it in its field.
            self.data = self.data.copy()
            self.data["start"] = values["start"] and values["start"].strftime("%H:%M")
        if values.get("start") and not day:
            self.add_error("day", _("A time needs a day. Choose one, or leave the time empty."))
        refuse_skipped_time(self, day, values.get("start"), self.activity.zone)
        return values

    def _dropped_start(self, day, seen):
        """`seen` is the start that stood on the card when it was picked up."""
        activity = self.activity
        if seen is None and (activity.day_id or activity.minutes is None):
            return None  # an all-day activity stays all day
        near = day.activities.kept().exclude(start=None)
        above = near.filter(pk=self.cleaned_data.get("above")).first()
        below = near.filter(pk=self.cleaned_data.get("below")).first()
        return dropped_start(
            seen,
            activity.minutes or USUAL_LENGTH,
            (above.start, above.minutes) if above else None,
            below.start if below else None,
            **({"opening": activity.site.opens} if activity.site and activity.site.opens else {}),
        )


class WaveForm(AskingAgain, forms.Form):
    """When another run of the same activity takes place."""

    day = DayChoiceField(label=_("Day"))
    start = ClockField(label=_("Start"), required=False)
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, activity: Activity, **kwargs):
        self.activity = activity
        kwargs.setdefault(
            "initial",
            {"day": activity.day_id, "start": free_start(activity), "key": uuid.uuid4()},
        )
        super().__init__(*args, **kwargs)
        self.fields["day"].queryset = activity.week.days.select_related("week")

    def clean(self):
        values = super().clean()
        day, start = values.get("day"), values.get("start")
        if start and not day:
            self.add_error("day", _("A time needs a day. Choose one, or leave the time empty."))
        refuse_skipped_time(self, day, start, self.activity.zone)
        return values


class OnceForm(forms.Form):
    """The key that makes a form sent twice do its work once."""

    key = forms.UUIDField()


class CancelForm(forms.Form):
    reason = forms.CharField(
        label=_("Why?"),
        required=False,
        max_length=300,
        help_text=_("Everyone reads it with the activity, which stays on the board, crossed out."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
