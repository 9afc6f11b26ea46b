"""What is typed to decide an award: who wins and why; a citation; the chair's vote."""

import uuid

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from recognition.bench import JudgedFile
from recognition.deciding import Basis
from recognition.models.awards import MOST_WINNERS
from recognition.models.decisions import LONGEST_REASON
from recognition.models.files import LONGEST_CITATION
from recognition.standings import Doubt

MOST_PLACES = 12  # of a chair's vote: below them nobody wins


class Choice(models.TextChoices):
    SCORES = Basis.SCORES.value, _("As the scores say")
    OTHERWISE = Basis.OTHERWISE.value, _("Otherwise: I choose who wins")
    NO_AWARD = Basis.NO_AWARD.value, _("No award this year")


class DecisionForm(forms.Form):
    """`winners` count where it is decided otherwise; `known` are the doubts that were read."""

    choice = forms.ChoiceField(
        label=_("Who wins?"), choices=Choice.choices, widget=forms.RadioSelect
    )
    winners = forms.MultipleChoiceField(
        label=_("Winners, if you decide otherwise"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Several share the award. A file that is not here: put it on the shortlist."),
    )
    reason = forms.CharField(
        label=_("Why?"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Managers read it. If you decide otherwise, say why the scores do not settle."),
    )
    known = forms.MultipleChoiceField(
        label=_("I have read this"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    uncited = forms.BooleanField(
        label=_("Show it without a citation"),
        required=False,
        help_text=_("Better: write who wins a citation first, beside their name in the ranking."),
    )
    key = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(
        self,
        *args,
        files: list[JudgedFile],
        proposed: tuple[str, ...],
        doubts: list[tuple[Doubt, str]],
        seen: str,
        is_shown_at_once: bool = False,
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self.citations = {each.key: each.citation for each in files}
        if not is_shown_at_once:
            del self.fields["uncited"]
        self.proposed, self.doubts = proposed, doubts
        self.fields["winners"].choices = [(each.key, _described(each)) for each in files]
        self.fields["known"].choices = [(str(doubt), words) for doubt, words in doubts]
        if not proposed:
            self.fields["choice"].choices = Choice.choices[1:]
        if not doubts:
            del self.fields["known"]
        self.initial |= {"key": uuid.uuid4(), "seen": seen}
        if proposed:
            self.initial["choice"] = Choice.SCORES

    def clean_known(self):
        known = self.cleaned_data["known"]
        if set(known) != {str(doubt) for doubt, _words in self.doubts}:
            raise forms.ValidationError(_("Tick each line, to say that you know of it."))
        return known

    def clean(self):
        values = super().clean()
        if values.get("choice") == Choice.OTHERWISE and "winners" not in self.errors:
            chosen = values.get("winners", [])
            if not chosen:
                self.add_error("winners", _("Tick who wins, or choose “No award this year”."))
            elif set(chosen) == set(self.proposed):
                words = _("The scores choose just these. Choose “As the scores say”.")
                self.add_error("winners", words)
            elif len(chosen) > MOST_WINNERS:
                words = _("At most %(most)s can win. Choose fewer.") % {"most": MOST_WINNERS}
                self.add_error("winners", words)
        is_asked = "uncited" in self.fields and not self.errors and not values["uncited"]
        if is_asked and not all(self.citations.get(key) for key in self.chosen()):
            words = _("Who wins has no citation yet. Write it first, or tick this.")
            self.add_error("uncited", words)
        return values

    def chosen(self) -> list[str]:
        """Keys of the files that win; none for no award."""
        choice = self.cleaned_data["choice"]
        if choice == Choice.OTHERWISE:
            return self.cleaned_data["winners"]
        return list(self.proposed) if choice == Choice.SCORES else []

    def shown_anew(self, seen: str) -> None:
        """After something came in: the same words, on what there is now."""
        self.data = self.data.copy()
        self.data["seen"] = seen
        if "known" in self.fields:
            self.data.setlist("known", [])


def _described(file: JudgedFile) -> str:
    left = _("has left") if file.has_left else ""
    where = ", ".join(str(each) for each in (file.team, file.site, left) if each)
    return f"{file.name} ({where})" if where else file.name


class CitationForm(forms.Form):
    citation = forms.CharField(
        label=_("Citation"),
        max_length=LONGEST_CITATION,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "data-count": str(LONGEST_CITATION)}),
        help_text=_("What is read aloud on stage: at most 250 characters, a sentence or two."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, file, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial |= {"citation": file.citation, "version": file.version}

    def clean_citation(self):
        """One line: line ends as typed would count twice."""
        return " ".join(self.cleaned_data["citation"].split())

    def stands_in(self, file) -> bool:
        return file.citation == self.cleaned_data["citation"]


class VoteForm(forms.Form):
    """A place for each tied file, `place-<key>`; those without one stay level, after the others."""

    reason = forms.CharField(
        label=_("Why?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Managers read it. It stays with the decision."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args, files: list[JudgedFile], vote, seen: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.files = files
        order = list(vote.order) if vote else []
        places = [("", "–")]
        places += [(str(n), str(n)) for n in range(1, min(len(files), MOST_PLACES) + 1)]
        for file in files:
            name = f"place-{file.key}"
            self.fields[name] = forms.TypedChoiceField(
                label=_described(file), choices=places, coerce=int, empty_value=None, required=False
            )
            if file.key in order:
                self.initial[name] = order.index(file.key) + 1
        self.initial |= {"seen": seen, "reason": vote.reason if vote else ""}
        self.order_fields([f"place-{file.key}" for file in files])

    def clean(self):
        values = super().clean()
        given = [place for file in self.files if (place := values.get(f"place-{file.key}"))]
        if not given and not self.errors:
            raise forms.ValidationError(_("Give at least one file a place."))
        if len(set(given)) < len(given):
            raise forms.ValidationError(_("Two files have the same place. Give each its own."))
        return values

    def order(self) -> list[str]:
        """Keys of the files, the best first."""
        placed = [(self.cleaned_data[f"place-{file.key}"], file.key) for file in self.files]
        return [key for place, key in sorted(each for each in placed if each[0])]


class ReopenForm(forms.Form):
    reason = forms.CharField(
        label=_("Why?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Managers read it. The decision stays to be read, as one that was reopened."),
    )
