"""What may be typed of a site, and of the organisation."""

from django import forms
from django.utils.translation import gettext_lazy as _

from csweek.lib.holidays import regions
from csweek.lib.text import fold
from csweek.people.models import Organisation, Site

from .fields import CountryField, TimeZoneField
from .rows import RowForm


def region_code(country: str, typed: str) -> str:
    """The code of a region typed by its code or its name: 'scotland' in GB is SCT."""
    for code, name in regions(country).items():
        if fold(typed) in (fold(code), fold(name)):
            return code
    return typed


class SiteForm(RowForm):
    time_zone = TimeZoneField(label=_("Time zone"))
    country = CountryField(label=_("Country"), help_text=_("For its public holidays."))

    class Meta:
        model = Site
        fields = ["name", "time_zone", "country", "region", "opens", "closes"]
        widgets = {
            field: forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
            for field in ("opens", "closes")
        }
        help_texts = {
            "region": _("Its code or name, where holidays differ within the country."),
            "closes": _("Leave both empty when it is open round the clock."),
        }
        error_messages = {"name": {"unique": _("There is a site of this name already.")}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["time_zone"].include(self.instance.time_zone)

    def clean(self):
        values = super().clean()
        values["region"] = region_code(values.get("country") or "", values.get("region") or "")
        return values


class OrganisationForm(RowForm):
    class Meta:
        model = Organisation
        fields = ["name", "head_site", "currency"]
        help_texts = {
            "head_site": _("New weeks take their time zone from it."),
            "currency": _("What the week costs is told in it. Three letters, such as EUR or GBP."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["head_site"].empty_label = None

    def clean_currency(self):
        return self.cleaned_data["currency"].upper()
