"""To which place in the order of the stage an award is moved."""

from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from recognition.models import Award
from recognition.pages.awards import order_digest


class MoveForm(forms.Form):
    """`seen` is the digest of the order that the writer saw: an older one is refused."""

    to = forms.IntegerField(
        label=_("Number in the order"), widget=forms.NumberInput(attrs={"min": 1})
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, award: Award, **kwargs):
        self.award = award
        super().__init__(*args, **kwargs)
        self.initial |= {"to": self.keys.index(award.key) + 1, "seen": order_digest(self.keys)}
        self.fields["to"].max_value = len(self.keys)
        self.fields["to"].widget.attrs["max"] = len(self.keys)
        self.fields["to"].help_text = _("From 1 to %(count)s.") % {"count": len(self.keys)}

    @cached_property
    def keys(self) -> list[UUID]:
        """The awards of the week as they stand."""
        kept = Award.objects.filter(week=self.award.week_id).kept()
        return list(kept.in_order().values_list("key", flat=True))

    def clean_to(self) -> int:
        to = self.cleaned_data["to"]
        if not 1 <= to <= len(self.keys):
            raise ValidationError(
                _("Write a number from 1 to %(count)s.") % {"count": len(self.keys)}
            )
        return to

    def clean(self):
        values = super().clean()
        if "seen" in values and values["seen"] != order_digest(self.keys):
            raise ValidationError(_("The list of awards has changed. Look at it anew."))
        return values

    def order(self) -> list[UUID]:
        """All keys, this one at its new place."""
        keys = [key for key in self.keys if key != self.award.key]
        keys.insert(self.cleaned_data["to"] - 1, self.award.key)
        return keys
