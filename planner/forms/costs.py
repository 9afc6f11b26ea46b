"""What may be typed of a cost."""

import json
import re
import uuid
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils import formats
from django.utils.translation import gettext_lazy as _

from csweek.people.forms.fields import refuse_with_words
from planner.models import Cost, Week
from planner.models.costs import MOST_DIGITS, PLACES

from .asking import AskingAgain
from .tasks import ActivityChoiceField


class AmountField(forms.DecimalField):
    """An amount typed as the reader's language writes it: 1,250.50 or 1.250,50; spaces may group
    its digits in any language."""

    def __init__(self, **kwargs):
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        limits = {"min_value": 0, "max_digits": MOST_DIGITS, "decimal_places": PLACES}
        super().__init__(localize=True, widget=widget, **limits, **kwargs)

    def to_python(self, value):
        if isinstance(value, str):
            value = ungrouped("".join(value.split()))
        try:
            return super().to_python(value)
        except ValidationError:
            example = formats.number_format(Decimal("1250.50"), 2, force_grouping=True)
            words = _("Write the amount in figures alone, such as %(example)s.")
            raise ValidationError(words, params={"example": example}) from None


def ungrouped(typed: str) -> str:
    """The digits without what groups them by three, and a point before the cents."""
    point, comma = formats.get_format("DECIMAL_SEPARATOR"), formats.get_format("THOUSAND_SEPARATOR")
    whole, found, cents = typed.partition(point)
    if re.fullmatch(rf"-?[0-9]{{1,3}}({re.escape(comma)}[0-9]{{3}})+", whole):
        whole = whole.replace(comma, "")
    return f"{whole}.{cents}" if found else whole


class CostForm(AskingAgain, forms.ModelForm):
    activity = ActivityChoiceField(None, required=False, label=_("For"))
    planned = AmountField(label=_("Planned"))
    actual = AmountField(
        label=_("Actual"),
        required=False,
        help_text=_("What it did cost; empty while nobody knows."),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Cost
        fields = ["title", "activity", "planned", "actual"]

    def __init__(self, *args, week: Week, currency: str, **kwargs):
        super().__init__(*args, **kwargs)
        refuse_with_words(self, "title")
        self.fields["activity"].choose_from(week)
        self.fields["activity"].empty_label = _("The week as a whole")
        self.fields["planned"].help_text = _("In %(currency)s.") % {"currency": currency}
        self.initial.setdefault("key", uuid.uuid4())
        self.initial["version"] = self.instance.version

    def values(self) -> dict:
        return {field: self.cleaned_data[field] for field in self.Meta.fields}


LONGEST_SEEN = 200_000  # characters, for more costs than a week can have


class ActualForm(forms.Form):
    """What all things of a week did cost, each with an amount of its own. `seen` comes back with
    them: the amounts as this page has shown them."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=LONGEST_SEEN)

    def __init__(self, *args, costs: list[Cost], **kwargs):
        super().__init__(*args, **kwargs)
        self.costs = costs
        for cost in costs:
            label = _("Actual cost: %(title)s") % {"title": cost.title}
            field = AmountField(label=label, required=False, initial=cost.actual)
            field.widget.attrs["class"] = "form-control"
            self.fields[field_of(cost)] = field
        self.initial["seen"] = json.dumps({str(c.key): _exact(c.actual) for c in costs})

    def clean_seen(self) -> dict[str, Decimal | None]:
        """{key: amount}; of what it does not name nothing was seen."""
        amount = forms.DecimalField(required=False)
        try:
            sent = json.loads(self.cleaned_data["seen"] or "{}")
            return {key: amount.clean(value) for key, value in sent.items()}
        except (ValueError, AttributeError, TypeError, RecursionError, ValidationError):
            return {}

    def typed(self) -> dict[uuid.UUID, tuple]:
        """{key: (amount seen, amount typed)} of what was changed."""
        seen = self.cleaned_data.get("seen", {})
        found = {c.key: (seen.get(str(c.key)), self.cleaned_data[field_of(c)]) for c in self.costs}
        return {key: pair for key, pair in found.items() if pair[0] != pair[1]}

    @property
    def rows(self) -> list[tuple[Cost, forms.BoundField]]:
        return [(cost, self[field_of(cost)]) for cost in self.costs]


def field_of(cost: Cost) -> str:
    return f"actual-{cost.key}"


def _exact(amount: Decimal | None) -> str:
    return "" if amount is None else str(amount)
