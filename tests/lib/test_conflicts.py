"""Two texts of one form, side by side."""

from datetime import date

from django import forms

from csweek.lib.conflicts import Difference, conflict_between
from csweek.people.models import Team
from tests import factories


class PlaceForm(forms.Form):
    name = forms.CharField()
    note = forms.CharField(required=False, widget=forms.Textarea)
    is_quiet = forms.BooleanField(required=False)
    kind = forms.ChoiceField(choices=[("hall", "Hall"), ("Rooms", [("small", "Small room")])])
    opens = forms.DateField(required=False)
    team = forms.ModelChoiceField(Team.objects.all(), required=False)
    others = forms.ModelMultipleChoiceField(Team.objects.all(), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


SAVED = {"name": "Canteen", "note": "One\nTwo", "kind": "hall", "is_quiet": False}


def compare(typed: dict, saved: dict):
    return conflict_between(PlaceForm(SAVED | typed), PlaceForm(initial=SAVED | saved), "Canteen")


def test_only_what_differs_is_shown(db):
    conflict = compare({"name": "Great canteen"}, {})
    assert conflict.differences == (Difference("Name", "Great canteen", "Canteen"),)
    assert conflict.subject == "Canteen"


def test_line_ends_of_a_browser_are_no_difference(db):
    assert compare({"note": "One\r\nTwo"}, {}).differences == ()


def test_the_version_is_no_difference(db):
    assert compare({"version": 1}, {"version": 2}).differences == ()


def test_values_are_shown_as_the_reader_sees_them(db):
    billing, returns = factories.team("Billing"), factories.team("Returns")
    conflict = compare(
        {"kind": "small", "is_quiet": "on", "opens": "2026-10-05", "team": billing.pk}
        | {"others": [returns.pk, billing.pk]},
        {"team": returns.pk, "others": [billing]},
    )
    assert conflict.differences == (
        Difference("Is quiet", "yes", "no"),
        Difference("Kind", "Small room", "Hall"),
        Difference("Opens", "5 October 2026", ""),
        Difference("Team", "Billing", "Returns"),
        Difference("Others", "Billing, Returns", "Billing"),
    )


def test_the_same_rows_in_another_order_are_no_difference(db):
    billing, returns = factories.team("Billing"), factories.team("Returns")
    both = [returns.pk, billing.pk]
    assert compare({"others": both}, {"others": [billing, returns]}).differences == ()


def test_a_form_that_is_not_valid_is_compared_by_what_was_typed(db):
    conflict = compare({"opens": "someday"}, {"opens": date(2026, 10, 5)})
    assert conflict.differences == (Difference("Opens", "someday", "5 October 2026"),)
