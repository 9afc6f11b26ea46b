"""What managers type about nominations: which they want to see, and what becomes of one."""

import uuid
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from recognition.models import Award, Nomination, State
from recognition.nominees import LONGEST_QUERY

from .nominations import NomineeField

LARGEST_KEY, LARGEST_VERSION = 2**63 - 1, 2**31 - 1
MOST_AT_ONCE = 100
LONGEST_REASON = 300
ALL = "all"
# The first is what is shown where nothing else is asked for.
VIEWS = {
    State.SENT: _("To read"),
    State.RETURNED: _("Returned"),
    State.ACCEPTED: pgettext_lazy("nominations", "Accepted"),
    State.WITHDRAWN: pgettext_lazy("nominations", "Withdrawn"),
    ALL: _("All"),
}
FILTERS = ("q", "award", "team", "site")


class NominationFilterForm(forms.Form):
    """Which nominations a list shows. Wrong values are left out, never an error."""

    q = forms.CharField(required=False, max_length=200)
    award = forms.UUIDField(required=False)
    team = forms.IntegerField(required=False, min_value=1, max_value=LARGEST_KEY)
    site = forms.IntegerField(required=False, min_value=1, max_value=LARGEST_KEY)
    state = forms.ChoiceField(required=False, choices=list(VIEWS.items()))

    def __init__(self, data: QueryDict):
        super().__init__(data)
        self.is_valid()
        given = self.cleaned_data
        self.wanted = {name: given[name] for name in FILTERS if given.get(name)}
        self.view = given.get("state") or State.SENT

    @classmethod
    def of_address(cls, query: str) -> "NominationFilterForm":
        """What the end of an address asks for, as a page has sent it back."""
        return cls(QueryDict(query[:2000].encode("utf-8", "replace")))

    def clean_q(self):
        return self.cleaned_data["q"].replace("\0", "").strip()

    @property
    def is_narrowed(self) -> bool:
        return bool(self.wanted)

    def asked(self, **changed) -> list[tuple[str, str]]:
        """What an address names to ask for the same, but for what is changed."""
        named = self.wanted | {"state": self.view} | changed
        usual = ("state", State.SENT)
        return [(name, str(value)) for name, value in named.items() if (name, value) != usual]

    def address(self, **changed) -> str:
        """The end of the address that asks for that."""
        return urlencode(self.asked(**changed))

    def narrow(self, nominations, *, by):
        """Those that fit all but the state."""
        wanted = self.wanted
        if "award" in wanted:
            nominations = nominations.filter(award__key=wanted["award"])
        if "team" in wanted:
            nominations = nominations.of_team(wanted["team"])
        if "site" in wanted:
            nominations = nominations.of_site(wanted["site"])
        if "q" in wanted:
            nominations = nominations.matching(wanted["q"], by=by)
        return nominations

    def narrow_to_view(self, nominations):
        return nominations if self.view == ALL else nominations.filter(state=self.view)


class Chosen(forms.Field):
    """Nominations as they were read: {key: version} of values like "<key>:<version>"."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value) -> dict[uuid.UUID, int]:
        chosen = {}
        for each in value or ():
            key, _colon, version = each.partition(":")
            try:
                chosen[uuid.UUID(key)] = min(int(version), LARGEST_VERSION)
            except ValueError:
                raise ValidationError(_("Choose them in the list again.")) from None
        return chosen

    def validate(self, value):
        if not value:
            raise ValidationError(_("Tick the nominations that you want to accept."))
        if len(value) > MOST_AT_ONCE:
            raise ValidationError(_("Those are too many at once. Choose fewer."))


class ChosenForm(forms.Form):
    chosen = Chosen()


class ActForm(forms.Form):
    """An act on a nomination as it was read."""

    version = forms.IntegerField(
        widget=forms.HiddenInput, min_value=0, max_value=LARGEST_VERSION, initial=0
    )

    def __init__(self, data=None):
        super().__init__(data, auto_id=f"{type(self).__name__}_%s".lower())  # several on one page


class QuestionForm(ActForm):
    question = forms.CharField(
        label=_("What do you want to know?"),
        max_length=Nomination._meta.get_field("question").max_length,
        help_text=_("Its nominator is told, and may change the words also after the closing."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class WithdrawForm(ActForm):
    reason = forms.CharField(
        label=_("Why?"),
        max_length=LONGEST_REASON,
        help_text=_("Its nominator is told; the nominee never is."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class MoveForm(ActForm):
    award = forms.ChoiceField(
        label=_("To which award?"), error_messages={"required": _("Choose an award.")}
    )
    reason = forms.CharField(label=_("Why?"), max_length=LONGEST_REASON, required=False)

    def __init__(self, data=None, *, awards: list[Award]):
        super().__init__(data)
        self.awards = {str(award.key): award for award in awards}
        self.fields["award"].choices = [(key, award.title) for key, award in self.awards.items()]

    def clean_award(self) -> Award:
        return self.awards[self.cleaned_data["award"]]


class RedirectForm(ActForm):
    nominee = NomineeField(max_length=20, error_messages={"required": _("Choose one of them.")})

    def clean_nominee(self):
        if self.cleaned_data["nominee"] is None:
            raise ValidationError(_("They are there no more. Choose another one."))
        return self.cleaned_data["nominee"]


class WhoForm(forms.Form):
    """Whom a nomination is pointed to, by a part of the name."""

    who = forms.CharField(required=False, max_length=LONGEST_QUERY)
