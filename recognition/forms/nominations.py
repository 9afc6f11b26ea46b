"""What may be typed of a nomination. A draft may lack anything: only sending asks for all of it."""

import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from csweek.people.models import Person, Team
from recognition.calls import Call
from recognition.models import Award, Nomination
from recognition.models.nominations import LONGEST_WORDS
from recognition.nominees import LONGEST_QUERY

LARGEST_VERSION = 2**31 - 1
LARGEST_KEY = 2**63 - 1
KINDS = {"p": Person, "t": Team}


class AwardField(forms.UUIDField):
    """One of the call's awards, by its key; None for one that is there no more."""

    call: Call

    def clean(self, value):
        key = super().clean(value)
        return self.call.award(key) if key else None

    def prepare_value(self, value):
        return str(value.key) if isinstance(value, Award) else value


class NomineeField(forms.CharField):
    """A person ("p12") or a team ("t3"), by number; None for one who is there no more."""

    def clean(self, value):
        typed = super().clean(value)
        kind, number = KINDS.get(typed[:1]), typed[1:]
        if kind is None or not number.isdecimal() or int(number) > LARGEST_KEY:
            return None
        rows = kind.objects.select_related("team", "site") if kind is Person else kind.objects
        return rows.filter(pk=int(number)).first()

    def prepare_value(self, value):
        if isinstance(value, Person):
            return f"p{value.pk}"
        return f"t{value.pk}" if isinstance(value, Team) else value


class NominationForm(forms.Form):
    award = AwardField(required=False)
    nominee = NomineeField(required=False, max_length=20)
    who = forms.CharField(required=False, max_length=LONGEST_QUERY)
    words = forms.CharField(
        label=Nomination._meta.get_field("words").verbose_name,
        required=False,
        max_length=LONGEST_WORDS,
        strip=False,
        widget=forms.Textarea,
    )
    is_unnamed = forms.BooleanField(required=False)
    may_be_read = forms.BooleanField(required=False)
    key = forms.UUIDField(required=False)
    version = forms.IntegerField(min_value=0, max_value=LARGEST_VERSION, required=False)

    def __init__(self, data=None, *, call: Call, by: Person, initial=None):
        if data is not None:  # a browser counts a line end as one character, and sends two
            data = data.copy()
            data["words"] = data.get("words", "").replace("\r\n", "\n")
        super().__init__(data, initial={"may_be_read": True, "key": uuid.uuid4()} | (initial or {}))
        self.by = by
        self.fields["award"].call = call

    @classmethod
    def of(cls, nomination: Nomination, *, call: Call, by: Person) -> "NominationForm":
        """The form that shows a nomination as it stands."""
        fields = ("award", "nominee", "words", "is_unnamed", "may_be_read", "key", "version")
        return cls(call=call, by=by, initial={each: getattr(nomination, each) for each in fields})

    def clean_nominee(self):
        nominee = self.cleaned_data["nominee"]
        if nominee == self.by:
            raise ValidationError(_("Nobody nominates themselves. Choose a colleague."))
        return nominee

    @property
    def is_blank(self) -> bool:
        return not self.cleaned_data["words"].strip() and self.cleaned_data["nominee"] is None

    def values(self) -> dict:
        """What is kept, by the fields of the nomination."""
        typed = self.cleaned_data
        nominee = typed["nominee"]
        return {
            "award": typed["award"],
            "person": nominee if isinstance(nominee, Person) else None,
            "team": nominee if isinstance(nominee, Team) else None,
            **{field: typed[field] for field in ("words", "is_unnamed", "may_be_read")},
        }

    def require_all(self) -> bool:
        """Say of everything that is missing for it to be sent that it is; whether nothing is."""
        award, nominee = self.cleaned_data["award"], self.cleaned_data["nominee"]
        if award is None:
            self.add_error("award", _("Choose an award."))
        if nominee is None:
            is_for_team = award is not None and award.is_for_team
            self.add_error(
                "nominee", _("Choose the team.") if is_for_team else _("Choose the colleague.")
            )
        if not self.cleaned_data["words"].strip():
            self.add_error("words", _("Tell what they did, in a sentence or two."))
        return not self.errors

    def refuse(self, refused: ValidationError) -> None:
        """Show why what was typed cannot be sent, each sentence at its field."""
        by_field = getattr(refused, "error_dict", None)
        for field, errors in (by_field or {None: refused.error_list}).items():
            self.add_error(field, errors)
