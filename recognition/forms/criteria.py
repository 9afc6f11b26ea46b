"""Criteria as they are typed: a few rows, of which the empty ones are left out."""

from django import forms
from django.utils.translation import gettext_lazy as _

from recognition.models import Award, Criterion
from recognition.models.criteria import MOST_CRITERIA, TOP_WEIGHT

PARTS = ("title", "weight", "description")
SHOWN = 3  # rows that stand open on a form without criteria; the others wait to be asked for


class CriteriaFields(forms.Form):
    """Part of a form: `criterion_1_title` … for as many rows as an award may have."""

    def begin_criteria(self, award: Award | None) -> None:
        rows = list(award.criteria.all()) if award else []
        for number in range(1, MOST_CRITERIA + 1):
            row = rows[number - 1] if number <= len(rows) else None
            for part, field in self._row_fields(number).items():
                name = f"criterion_{number}_{part}"
                self.fields[name] = field
                self.initial.setdefault(name, getattr(row, part) if row else field.initial)

    def _row_fields(self, number: int) -> dict[str, forms.Field]:
        stored = {part: Criterion._meta.get_field(part) for part in PARTS}
        words = {"number": number}
        weights = [(weight, str(weight)) for weight in range(1, TOP_WEIGHT + 1)]
        return {
            "title": forms.CharField(
                label=_("Criterion %(number)s") % words,
                required=False,
                max_length=stored["title"].max_length,
            ),
            "weight": forms.TypedChoiceField(
                label=_("Weight %(number)s") % words,
                choices=weights,
                coerce=int,
                initial=1,
                required=False,
                empty_value=1,
            ),
            "description": forms.CharField(
                label=_("What earns a 1, and what a 5 (criterion %(number)s)") % words,
                required=False,
                max_length=stored["description"].max_length,
            ),
        }

    def criteria_rows(self) -> dict[str, list[dict]]:
        """For the template: the fields of each row, by whether it is `open` or `spare`."""
        rows, last = [], 0
        for number in range(1, MOST_CRITERIA + 1):
            fields = {part: self[f"criterion_{number}_{part}"] for part in PARTS}
            if fields["title"].value() or any(field.errors for field in fields.values()):
                last = number
            rows.append(fields)
        opened = max(SHOWN, last + 1)
        return {"open": rows[:opened], "spare": rows[opened:]}

    def clean_criteria(self, values: dict) -> None:
        seen = set()
        for number in range(1, MOST_CRITERIA + 1):
            title = values.get(f"criterion_{number}_title", "")
            if not title and values.get(f"criterion_{number}_description"):
                self.add_error(
                    f"criterion_{number}_title", _("Give it a title, or clear its description too.")
                )
            if title and title.casefold() in seen:
                self.add_error(
                    f"criterion_{number}_title", _("There is a criterion of this title above.")
                )
            seen.add(title.casefold())

    def criteria(self) -> list[dict]:
        """Those that have a title, as the model takes them."""
        data = self.cleaned_data
        rows = (
            {part: data[f"criterion_{number}_{part}"] for part in PARTS}
            for number in range(1, MOST_CRITERIA + 1)
        )
        return [row for row in rows if row["title"]]
