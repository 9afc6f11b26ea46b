"""What may be typed about how it was, and about next year."""

from django import forms
from django.utils.translation import gettext_lazy as _

from csweek.people.forms.fields import refuse_with_words
from csweek.people.forms.rows import RowForm
from planner.models import Feedback, Felt, Lesson, Verdict


class FeedbackForm(forms.ModelForm):
    """One tap; the sentence goes with it once there is something to go with."""

    class Meta:
        model = Feedback
        fields = ["felt", "words"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        refuse_with_words(self, "words")
        self.fields["felt"] = forms.TypedChoiceField(choices=Felt.choices, coerce=int)

    def words(self) -> str | None:
        """None where the form that was sent has no place for a sentence."""
        return self.cleaned_data["words"] if "words" in self.data else None


class AskingForm(forms.Form):
    wants = forms.BooleanField(
        label=_("Ask me in the evening how it was"),
        required=False,
        help_text=_("At most one message a day, and only on days when you were at something."),
    )

    def __init__(self, *args, wants: bool, **kwargs):
        super().__init__(*args, initial={"wants": wants}, **kwargs)


class LessonForm(RowForm):
    verdict = forms.ChoiceField(
        label=_("Next year"), choices=Verdict.choices, widget=forms.RadioSelect
    )

    class Meta:
        model = Lesson
        fields = ["verdict", "words"]
        widgets = {"words": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"words": _("Next year's crew reads this where they plan it.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        refuse_with_words(self, "words")

    def clean(self):
        values = super().clean()
        if values.get("verdict") == Verdict.CHANGE and not values.get("words"):
            self.add_error("words", _("Say what to do otherwise; next year's crew will ask."))
        return values

    def values(self) -> dict:
        return {field: self.cleaned_data[field] for field in self.Meta.fields}
