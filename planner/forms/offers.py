"""What may be typed of offers, and of any part of the hours in which places are traded."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from csweek.people.forms.fields import ColleagueField, refuse_with_words
from planner.models import Half, Offer
from planner.models.offers import SHORTEST
from planner.rules.dates import minutes_between, shift_clock
from planner.trading import Trade

from .activities import ClockField

COLLEAGUE = {"list": "colleagues", "autocomplete": "off"}


class SpanForm(forms.Form):
    """From when until when, within the activity's own hours."""

    start = ClockField(label=_("From"))
    end = ClockField(label=_("Until"))

    def __init__(self, *args, trade: Trade, span=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.trade = trade
        start, minutes = (span.start, span.minutes) if span else (trade.start, trade.minutes)
        begins = {"start": start, "end": shift_clock(start, minutes)}
        self.initial = begins | self.initial

    def clean(self):
        values = super().clean()
        start, end = values.get("start"), values.get("end")
        if start is None or end is None:
            return values
        minutes = minutes_between(start, end)
        if end <= start and not self.trade.holds(start, minutes):
            self.add_error("end", _("That is not after the beginning."))
        elif not self.trade.holds(start, minutes):
            words = _("That is outside of the activity: it is %(when)s.")
            self.add_error("start", words % {"when": self.trade.when})
        elif minutes < SHORTEST:
            words = ngettext_lazy("Give at least %d minute.", "Give at least %d minutes.", SHORTEST)
            self.add_error("end", words % SHORTEST)
        values["minutes"] = minutes
        return values

    def refuse_what_is_past(self) -> None:
        """Nothing is settled for a time that has been."""
        if not self.errors and self.trade.has_been(**self.span()):
            self.add_error("start", _("That time is past. Choose a later one."))

    def span(self) -> dict:
        return {field: self.cleaned_data[field] for field in ("start", "minutes")}


class HalfForm(forms.Form):
    """The one tap by which somebody offers themselves."""

    half = forms.ChoiceField(choices=Half.choices)


class OfferForm(SpanForm):
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=200,
        help_text=_("For whoever makes the pairs: which queue, which language, what you need."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, offer: Offer, **kwargs):
        initial = {"note": offer.note, "version": offer.version}
        super().__init__(*args, span=offer, initial=initial, **kwargs)
        refuse_with_words(self, "note")

    def values(self) -> dict:
        return self.span() | {"note": self.cleaned_data["note"]}


class OfferAddForm(SpanForm):
    """An organizer offers for somebody else."""

    person = ColleagueField(
        label=_("Who"),
        help_text=_("A colleague's name or e-mail address."),
        widget=forms.TextInput(attrs=COLLEAGUE),
    )
    half = forms.ChoiceField(label=_("As"), choices=Half.choices, widget=forms.RadioSelect)
    note = forms.CharField(label=_("Note"), required=False, max_length=200)
    field_order = ["person", "half", "start", "end", "note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        refuse_with_words(self, "note")


class OfferWithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Why?"),
        required=False,
        max_length=300,
        help_text=_("If you like. Organizers and whoever you are paired with read it."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        refuse_with_words(self, "reason")
