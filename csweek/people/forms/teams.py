"""What may be typed of a team or a shift."""

from django import forms
from django.utils.translation import gettext_lazy as _

from csweek.people.models import Shift, Team

from .rows import RowForm


class TeamForm(RowForm):
    class Meta:
        model = Team
        fields = ["name"]
        error_messages = {"name": {"unique": _("There is a team of this name already.")}}


class ShiftForm(RowForm):
    class Meta:
        model = Shift
        fields = ["name", "starts", "ends"]
        widgets = {
            field: forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
            for field in ("starts", "ends")
        }
        help_texts = {"ends": _("A shift that ends before it starts runs past midnight.")}
        error_messages = {"name": {"unique": _("There is a shift of this name already.")}}
