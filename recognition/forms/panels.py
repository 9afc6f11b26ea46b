"""Who sits on a panel, as it is typed: a colleague a line, with what each is."""

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from csweek.people.forms.fields import ColleagueField
from recognition.models import Award

NAME = {"list": "colleagues", "autocomplete": "off", "class": "form-control"}
SPARE, FEWEST, MOST_JUDGES = 2, 4, 25


class Seat(models.TextChoices):
    JUDGE = "judge", _("judge")
    CHAIR = "chair", _("chair")
    RESERVE = "reserve", _("reserve judge")


class PanelForm(forms.Form):
    """Lines `judge-0` with `seat-0`, …; a line without a name is nobody's. There are always a few
    empty ones, so that no script is needed to add a judge."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, award: Award, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["version"] = award.version
        there = list(award.panel.select_related("person"))
        lines = max(len(there) + SPARE, FEWEST, self._lines_sent())
        self.lines = range(min(lines, MOST_JUDGES + SPARE))
        for number in self.lines:
            member = there[number] if number < len(there) else None
            colleague = ColleagueField(
                label=_("Judge %(number)s") % {"number": number + 1},
                required=False,
                max_length=400,
                widget=forms.TextInput(attrs=NAME),
            )
            colleague.current = member and member.person_id
            self.fields[f"judge-{number}"] = colleague
            self.fields[f"seat-{number}"] = forms.ChoiceField(
                label=_("Judge %(number)s sits as") % {"number": number + 1},
                choices=Seat.choices,
                required=False,
                widget=forms.Select(attrs={"class": "form-select"}),
            )
            self.initial[f"judge-{number}"] = member and member.person
            self.initial[f"seat-{number}"] = _seat(member)

    def _lines_sent(self) -> int:
        return sum(1 for number in range(MOST_JUDGES + SPARE) if f"judge-{number}" in self.data)

    def rows(self) -> list[tuple]:
        return [(self[f"judge-{number}"], self[f"seat-{number}"]) for number in self.lines]

    def clean(self):
        values = super().clean()
        self.seats: dict = {}
        for number in self.lines:
            person = values.get(f"judge-{number}")
            if person is None:
                continue
            if person in self.seats:
                words = _("%(name)s is on the panel twice. Leave one line empty.")
                self.add_error(f"judge-{number}", words % {"name": person.name})
            self.seats[person] = values.get(f"seat-{number}") or Seat.JUDGE
        if not self.seats and not self.errors:
            raise forms.ValidationError(_("Type at least one judge."))
        if len(self.in_seat(Seat.CHAIR)) > 1:
            raise forms.ValidationError(_("A panel has one chair. Choose one of them."))
        if len(self.seats) > MOST_JUDGES:
            words = _("A panel has at most %(most)s judges.")
            raise forms.ValidationError(words % {"most": MOST_JUDGES})
        return values

    def in_seat(self, *seats: str) -> list:
        return [person for person, seat in self.seats.items() if seat in seats]

    @property
    def chair(self):
        return next(iter(self.in_seat(Seat.CHAIR)), None)

    def stands_in(self, award: Award) -> bool:
        """Whether the panel is just this by now: the button was pressed twice."""
        there = {each.person: _seat(each) for each in award.panel.select_related("person")}
        return there == self.seats


def _seat(member) -> str:
    if member is None or not (member.is_chair or member.is_reserve):
        return Seat.JUDGE
    return Seat.CHAIR if member.is_chair else Seat.RESERVE
