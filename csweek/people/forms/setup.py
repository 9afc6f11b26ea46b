"""What is asked at the first start: the first administrator, then the organisation."""

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from csweek.people.models import Person, Site

from .fields import CountryField, TimeZoneField
from .sites import region_code


class FirstForm(forms.Form):
    name = forms.CharField(label=_("Your name"), max_length=120)
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 12 characters. Several words are easier to keep than signs."),
    )
    again = forms.CharField(
        label=_("Password, again"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_email(self):
        return self.cleaned_data["email"].lower()

    def clean(self):
        values = super().clean()
        password = values.get("password")
        if password and values.get("again") and password != values["again"]:
            self.add_error("again", _("The two passwords differ. Type the same one twice."))
        elif password:
            person = Person(name=values.get("name", ""), email=values.get("email", ""))
            try:
                validate_password(password, person)
            except ValidationError as error:
                self.add_error("password", error)
        return values


class SetupForm(forms.Form):
    organisation = forms.CharField(label=_("Name of the organisation"), max_length=120)
    site = forms.CharField(
        label=_("Its main site"), max_length=80, help_text=_("A town or a building, say.")
    )
    time_zone = TimeZoneField(label=_("Time zone there"))
    country = CountryField(label=_("Country"), help_text=_("For its public holidays."))
    region = forms.CharField(
        label=_("Region"),
        max_length=30,
        required=False,
        help_text=_("Its code or name, where holidays differ within the country."),
    )

    def clean(self):
        values = super().clean()
        country = values.get("country") or ""
        values["region"] = region_code(country, values.get("region") or "")
        try:
            Site(country=country, region=values["region"]).clean()
        except ValidationError as error:
            self.add_error(None, error)
        return values

    def site_values(self) -> dict:
        data = self.cleaned_data
        return {"name": data["site"]} | {
            field: data[field] for field in ("time_zone", "country", "region")
        }
