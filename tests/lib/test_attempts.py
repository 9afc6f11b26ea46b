"""Saving over a row that others may have saved meanwhile."""

import pytest
from django import forms
from django.http import QueryDict

from csweek.lib.attempts import try_to_save
from csweek.people.models import Team
from tests import factories


class TeamForm(forms.ModelForm):
    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Team
        fields = ["name"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version


def attempt(name: str | None, *, team: Team, version: int = 1):
    data = None if name is None else QueryDict(f"name={name}&version={version}")
    form = TeamForm(data, instance=Team.objects.filter(pk=team.pk).first() or Team(pk=team.pk))
    return try_to_save(form, lambda: form.instance.change({"name": name}, by=None))


def test_a_form_not_yet_sent_is_shown(db):
    found = attempt(None, team=factories.team())
    assert (found.is_saved, found.conflict, found.status) == (False, None, 200)


def test_what_cannot_be_is_shown_again(db):
    found = attempt("", team=factories.team())
    assert (found.is_saved, found.conflict, found.status) == (False, None, 422)


def test_what_was_typed_is_saved(db):
    team = factories.team()
    assert attempt("Invoices", team=team).is_saved
    assert Team.objects.get(pk=team.pk).name == "Invoices"


def test_what_came_too_late_is_shown_beside_what_was_saved_and_can_be_sent_again(db):
    team = factories.team()
    attempt("Invoices", team=team)

    late = attempt("Bills", team=team)

    assert (late.is_saved, late.status) == (False, 409)
    shown = [(each.label, each.typed, each.saved) for each in late.conflict.differences]
    assert shown == [("Name", "Bills", "Invoices")]
    assert (late.form["name"].value(), late.form["version"].value()) == ("Bills", 2)
    assert attempt("Bills", team=team, version=2).is_saved
    assert Team.objects.get(pk=team.pk).name == "Bills"


def test_what_was_typed_survives_that_its_row_was_deleted(db):
    team = factories.team()
    gone = Team(pk=team.pk)
    team.delete()

    late = attempt("Bills", team=gone)

    assert (late.is_saved, late.status, late.conflict.subject) == (False, 409, None)
    assert late.form["name"].value() == "Bills"


def test_a_second_press_that_finds_its_own_words_saved_is_no_conflict(db):
    team = factories.team()
    for _press in range(2):
        found = attempt("Invoices", team=team)
        assert (found.is_saved, found.conflict) == (True, None)


def test_a_name_taken_in_this_very_moment_is_told_at_the_form(db):
    """Two people take one name: the form found it free, the database does not."""
    team = factories.team()
    form = TeamForm(QueryDict("name=Returns&version=1"), instance=team)
    assert form.is_valid()
    factories.team("Returns")
    found = try_to_save(form, lambda: team.change({"name": "Returns"}, by=None))
    assert (found.is_saved, found.status) == (False, 422)
    assert "Name already exists" in str(found.form.errors)


@pytest.mark.parametrize("seen", ["", "name", "name=", "=", "name=x=y z=1", "é" * 5000])
def test_nonsense_about_what_was_seen_loses_nothing_that_was_typed(db, seen):
    team = factories.team()
    attempt("Invoices", team=team)
    sent = QueryDict(mutable=True)
    sent.update({"name": "Bills", "version": 1, "seen": seen})
    form = TeamForm(sent, instance=Team.objects.get(pk=team.pk))
    late = try_to_save(form, lambda: form.instance.change({"name": "Bills"}, by=None))
    assert (late.status, late.form["name"].value()) == (409, "Bills")
    assert [each.saved for each in late.conflict.differences] == ["Invoices"]
