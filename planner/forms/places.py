"""What may be typed of a place."""

from django.utils.translation import gettext_lazy as _

from csweek.people.forms.rows import RowForm
from planner.models import Place
from planner.models.places import folded


class PlaceForm(RowForm):
    class Meta:
        model = Place
        fields = ["name", "site", "seats"]
        help_texts = {"site": _("A place of no one site is offered everywhere.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["site"].empty_label = _("No one site")

    def clean_name(self):
        return " ".join(self.cleaned_data["name"].split())

    def clean(self):
        values = super().clean()
        self.namesake = self._find_namesake(values)
        if self.namesake is not None:
            self.add_error("name", self._taken(values["site"]))
        return values

    def twin(self) -> Place | None:
        """The place that a first press of the same button has made."""
        if not self.is_bound or set(self.errors) != {"name"}:
            return None
        same = self.namesake and self.namesake.seats == self.cleaned_data.get("seats")
        return self.namesake if same else None

    def _find_namesake(self, values: dict) -> Place | None:
        """Another place of that name at that site, however it is written."""
        if not values.get("name") or "site" not in values:
            return None
        places = Place.objects.filter(folded=folded(values["name"]), site=values["site"])
        return places.exclude(pk=self.instance.pk).first()

    def _taken(self, site) -> str:
        if site is None:
            return _(
                "There is a place of that name for all sites already. "
                "Choose another name, or change that one."
            )
        return _(
            "%(site)s has a place of that name already. Choose another name, or change that one."
        ) % {"site": site}
