"""What may be typed of pairs."""

import uuid
from datetime import time

from django import forms
from django.utils.translation import gettext_lazy as _

from csweek.people.forms.fields import ColleagueField, refuse_with_words
from planner.models import Half, Offer, Pair
from planner.models.workhours import WorkHours
from planner.moments import times
from planner.rules.dates import shift_clock
from planner.rules.pairing import USUAL_LENGTH
from planner.trading import Trade, is_above_of

from .asking import AskingAgain
from .offers import COLLEAGUE, SpanForm

NEITHER = ("", _("Neither: the two are free again"))
ONCE_BEGUN = [
    (Half.LEADER, _("The leader: it has begun, and nobody else is asked")),
    (Half.BUDDY, _("The buddy: it has begun, and nobody else is asked")),
    NEITHER,
]
LENGTHS = (30, 45, 60, 90, 120)


class LengthForm(forms.Form):
    """How long a pair sits together."""

    minutes = forms.TypedChoiceField(
        label=_("Minutes together"),
        choices=[(each, each) for each in LENGTHS],
        coerce=int,
        initial=USUAL_LENGTH,
    )


class BecauseField(forms.CharField):
    """Why a pair is made that would never be proposed."""

    def __init__(self, help_text):
        label = _("Why it is allowed")
        super().__init__(label=label, required=False, max_length=300, help_text=help_text)
        self.widget.attrs.pop("maxlength", None)  # it is refused with words


def why_not_the_buddy(trade: Trade, buddy, start: time, minutes: int) -> str:
    """They go on answering: they must be at work, and their team above its need. Empty where
    nothing keeps them."""
    span, said = trade.span_at(start, minutes), ""
    if not WorkHours().cover(buddy.site_id, buddy.shift_id, span):
        said = _("%(name)s is not at work then. Change the time, or say why below.")
    elif not is_above_of(trade)(buddy.team_id, start, minutes):
        said = _(
            "The team of %(name)s has nobody to spare then. Change the time, or say why below."
        )
    return said and said % {"name": buddy.name}


class PairForm(SpanForm):
    because = BecauseField(
        _("Only for a time when the buddy is not at work, or their team has nobody to spare.")
    )
    stand_in = ColleagueField(
        label=_("Stand-in"),
        required=False,
        help_text=_("Who steps in when one of the two cannot come."),
        widget=forms.TextInput(attrs=COLLEAGUE),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, pair: Pair, **kwargs):
        initial = {"stand_in": pair.stand_in, "version": pair.version}
        super().__init__(*args, span=pair, initial=initial, **kwargs)
        self.pair = pair
        self.fields["stand_in"].current = pair.stand_in_id

    def clean(self):
        values = super().clean()
        span = values.get("start"), values.get("minutes")
        if self.errors or span == (self.pair.start, self.pair.minutes):
            return values
        if not self.trade.is_over_for(self.pair):
            self.refuse_what_is_past()
        if self.errors or values["because"]:
            return values
        if words := why_not_the_buddy(self.trade, self.pair.buddy, *span):
            self.add_error("start", words)
        return values

    def clean_stand_in(self):
        person = self.cleaned_data["stand_in"]
        if person and person.pk in (self.pair.leader_id, self.pair.buddy_id):
            raise forms.ValidationError(
                _("%(name)s is in the pair. A stand-in is somebody else."),
                params={"name": person.name},
            )
        return person

    def values(self) -> dict:
        return self.span() | {"stand_in": self.cleaned_data["stand_in"]}


class OfferChoiceField(forms.ModelChoiceField):
    """Of those in no settled pair; it says who is in a proposed one, which a new one replaces."""

    proposed: frozenset[int] = frozenset()

    def label_from_instance(self, offer):
        is_proposed = offer.person_id in self.proposed
        when = times(offer.start, offer.minutes)
        said = (offer.person.name, offer.person.team, when, is_proposed and _("proposed"))
        return " · ".join(str(each) for each in said if each)


class PairNewForm(AskingAgain, SpanForm):
    """A pair made by hand. Sent twice, it finds the two whom it has paired itself."""

    ended = "is_broken"
    asks_of_ended = _("This was added before as “%(title)s”, and broken. Add this one too?")

    leader = OfferChoiceField(Offer.objects.none(), label=_("Leader"))
    buddy = OfferChoiceField(Offer.objects.none(), label=_("Buddy"))
    because = BecauseField(
        _(
            "Only for a leader with their own report, a buddy who is not at work then or whose "
            "team has nobody to spare, or a time they did not offer."
        )
    )
    key = forms.UUIDField(widget=forms.HiddenInput)
    field_order = ["leader", "buddy", "start", "end", "because", "key"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", uuid.uuid4())
        usual = min(USUAL_LENGTH, self.trade.minutes)
        self.initial["end"] = shift_clock(self.trade.start, usual)
        offers = self.trade.activity.offers.standing().in_line().select_related("person__team")
        pairs, activity = Pair.objects, self.trade.activity
        settled = pairs.settled().of_runs(activity).exclude(key=self._key_sent())
        offers = offers.exclude(person__in=settled.people())
        proposed = frozenset(pairs.proposed().filter(activity=activity).people())
        for half in Half.values:
            self.fields[half].queryset = offers.filter(half=half, person__is_active=True)
            self.fields[half].proposed = proposed

    def _key_sent(self) -> uuid.UUID | None:
        try:
            return self.fields["key"].clean(self.data.get("key"))
        except forms.ValidationError:
            return None

    def title_of(self, made: Pair) -> str:
        return f"{made.leader}, {made.buddy}: {times(made.start, made.minutes)}"

    def clean(self):
        values = super().clean()
        self.refuse_what_is_past()
        if not self.errors and not values["because"]:
            for half in Half.values:
                offer = values[half]
                if not offer.covers(values["start"], values["minutes"]):
                    words = _("%(name)s has not offered that time. Change it, or say why below.")
                    self.add_error(half, words % {"name": offer.person.name})
            buddy = values[Half.BUDDY].person
            if words := why_not_the_buddy(self.trade, buddy, values["start"], values["minutes"]):
                self.add_error(Half.BUDDY, words)
        return values


class PairBreakForm(forms.Form):
    """Once the pair has begun, its place is offered to nobody."""

    cannot = forms.ChoiceField(
        label=_("Who cannot come?"),
        required=False,
        choices=[
            (Half.LEADER, _("The leader: offer the buddy's hour to another leader")),
            (Half.BUDDY, _("The buddy: offer the place beside the leader to another buddy")),
            NEITHER,
        ],
        widget=forms.RadioSelect,
        initial="",
    )
    reason = forms.CharField(
        label=_("Why?"), max_length=300, help_text=_("The two of them read it.")
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, has_begun: bool, **kwargs):
        super().__init__(*args, **kwargs)
        refuse_with_words(self, "reason")
        if has_begun:
            self.fields["cannot"].choices = ONCE_BEGUN


class TickForm(forms.Form):
    """One tap: this is ready, or it is not after all."""

    tick = forms.ChoiceField(choices=[(each, each) for each in Pair.ticks])
    on = forms.BooleanField(required=False)
