"""What may be typed of hours in which the service is closed."""

from django import forms
from django.conf import settings
from django.db.models import Case, When
from django.utils.translation import gettext_lazy as _

from csweek.people.models import Team
from planner.forms.cover import OnADayField
from planner.forms.needs import HoursForm
from planner.models import Closing


class ClosingForm(HoursForm):
    day = OnADayField(label=_("Day"))
    language = forms.ChoiceField(
        label=_("Language of these words"),
        choices=settings.LANGUAGES,
        help_text=_("In other languages customers read our words alone: yours are left out there."),
    )

    class Meta:
        model = Closing
        fields = ["service", "teams", "day", "site", "starts", "ends", "instead", "language"]
        help_texts = {
            "service": _(
                "As customers call it: our phones, our desk. Needed where only some teams are "
                "closed; empty means our service, all of it."
            ),
            "teams": _("None: the whole service."),
            "instead": _("Such as: write to us, and we answer the same day."),
        }
        widgets = {
            "instead": forms.Textarea(attrs={"rows": 2}),
            "teams": forms.SelectMultiple(attrs={"size": 6}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        chosen = [getattr(each, "pk", each) for each in self.initial.get("teams") or ()]
        is_chosen = Case(When(pk__in=chosen, then=0), default=1)
        self.fields["teams"].queryset = Team.objects.order_by(is_chosen, "name")  # in view

    def clean(self):
        values = super().clean()
        if values.get("teams") and not values.get("service") and "service" not in self.errors:
            self.add_error(
                "service",
                _(
                    "Only some teams are closed, and customers do not know them. Say what is "
                    "closed as customers call it, or choose no team to close the whole service."
                ),
            )
        return values

    def values(self) -> dict:
        return super().values() | {"teams": list(self.cleaned_data["teams"])}
