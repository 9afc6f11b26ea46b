"""What a judge may give: scores and a private note; and a reason, where one is asked for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from recognition.models import Review
from recognition.models.criteria import TOP_SCORE
from recognition.models.reviews import LONGEST_NOTE

SCORES = [(str(score), str(score)) for score in range(1, TOP_SCORE + 1)]
LONGEST_REASON = 300


class ReviewForm(forms.Form):
    """A score field for each criterion, `score-3` for number 3; none need be given yet."""

    note = forms.CharField(
        label=_("Private note"),
        max_length=LONGEST_NOTE,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("For you alone. Nobody else ever reads it."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, review: Review, criteria, **kwargs):
        super().__init__(*args, **kwargs)
        self.review, self.criteria = review, list(criteria)
        self.initial |= {"note": review.note, "version": review.version}
        for criterion in self.criteria:
            name = f"score-{criterion.pk}"
            self.fields[name] = forms.TypedChoiceField(
                label=criterion.title,
                choices=SCORES,
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": _("A score is a number from 1 to 5.")},
            )
            self.initial[name] = review.scores.get(str(criterion.pk))
        self.order_fields([*(f"score-{each.pk}" for each in self.criteria), "note", "version"])

    def clean(self):
        values = super().clean()
        given = [value for name, value in values.items() if name != "version" and value]
        may_be_empty = self.review.pk and not self.review.scores  # a note, crossed out again
        if not given and not may_be_empty and not self.errors:
            raise forms.ValidationError(_("Nothing is given yet. Choose a score, or write a note."))
        return values

    def scores(self) -> dict[int, int]:
        """What is given so far, by number of the criterion."""
        given = {each.pk: self.cleaned_data.get(f"score-{each.pk}") for each in self.criteria}
        return {pk: score for pk, score in given.items() if score}

    def stands_in(self, review: Review) -> bool:
        """Whether the review holds just this by now: the button was pressed twice."""
        scores = {str(pk): score for pk, score in self.scores().items()}
        return review.scores == scores and review.note == self.cleaned_data["note"]

    def rows(self) -> list[tuple]:
        """Each criterion with its field, for the page."""
        return [(each, self[f"score-{each.pk}"]) for each in self.criteria]


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why?"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, help_text="", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = help_text
