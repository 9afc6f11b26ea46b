"""Fields of the directory's forms: a colleague, a country, a time zone."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from django_countries import countries

from csweek.lib.text import fold
from csweek.people.models import Person
from csweek.people.models.sites import known_time_zones

MOST_NAMED = 5

PARTS_OF_THE_WORLD = {
    "Africa": _("Africa"),
    "America": _("America"),
    "Antarctica": _("Antarctica"),
    "Arctic": _("Arctic"),
    "Asia": _("Asia"),
    "Atlantic": _("Atlantic Ocean"),
    "Australia": _("Australia"),
    "Europe": _("Europe"),
    "Indian": _("Indian Ocean"),
    "Pacific": _("Pacific Ocean"),
}


def refuse_with_words(form: forms.Form, *names: str) -> None:
    """Let these fields say that a text is too long: a browser that knows how much they hold cuts
    what is pasted, and tells nobody."""
    for name in names:
        form.fields[name].widget.attrs.pop("maxlength", None)


class ColleagueField(forms.CharField):
    """Somebody in the directory, by e-mail address or by as much of a name as only one has.

    `current` is who was chosen before: they may stay, though no longer active.
    """

    current: int | None = None

    def clean(self, value):
        typed = super().clean(value)
        if not typed:
            return None
        people = Person.objects.active() | Person.objects.filter(pk=self.current)
        address = typed.rsplit("<", 1)[-1].rstrip("> ").lower()
        if "@" in address:
            found = list(people.filter(email=address))
        else:
            near = list(people.matching(typed)[:50])
            called = [each for each in near if fold(typed) in (fold(each.name), fold(each.alias))]
            found = called or near
        if len(found) == 1:
            return found[0]
        raise ValidationError(self._too_many(typed, found) if found else self._nobody(typed))

    def _nobody(self, typed: str) -> str:
        return _("“%(typed)s” is not in the directory. Write a colleague's e-mail address.") % {
            "typed": typed
        }

    def _too_many(self, typed: str, found: list) -> str:
        return ngettext_lazy(
            "%(count)d person is called “%(typed)s”. Write an address: %(addresses)s.",
            "%(count)d people are called “%(typed)s”. Write an address: %(addresses)s.",
            "count",
        ) % {
            "count": len(found),
            "typed": typed,
            "addresses": ", ".join(each.email for each in found[:MOST_NAMED]),
        }

    def prepare_value(self, value):
        if isinstance(value, int):
            value = Person.objects.filter(pk=value).first()
        return f"{value.name} <{value.email}>" if isinstance(value, Person) else value


def country_choices():
    """Every country in the reader's language, sorted as that language sorts them."""
    return [("", _("No country")), *countries]


def time_zone_choices():
    """Time zones by part of the world: Europe → Lisbon."""
    parts: dict[str, list] = {part: [] for part in PARTS_OF_THE_WORLD}
    for zone in sorted(known_time_zones()):
        part, _slash, place = zone.partition("/")
        if place and part in parts:
            parts[part].append((zone, place.replace("_", " ").replace("/", ", ")))
    groups = [(PARTS_OF_THE_WORLD[part], zones) for part, zones in parts.items()]
    return [("", _("Choose a time zone")), *groups, ("UTC", "UTC")]


class CountryField(forms.ChoiceField):
    def __init__(self, **kwargs):
        super().__init__(choices=country_choices, required=False, **kwargs)


class TimeZoneField(forms.ChoiceField):
    def __init__(self, **kwargs):
        super().__init__(choices=time_zone_choices, **kwargs)

    def include(self, zone: str) -> None:
        """Offer a zone under an old name too, which an import may have brought."""
        if zone and not self.valid_value(zone):
            self.choices = [*self.choices, (zone, zone)]
