"""Publishing: the draft is frozen, numbered, told once, and nothing else of it gets out."""

import uuid
from datetime import time

import pytest
import time_machine
from django.core.exceptions import ValidationError

from csweek.history.models import Entry
from csweek.lib.versions import StaleSave
from csweek.notices.models import Notice
from csweek.people.models import Person
from planner.models import Publication, Week
from planner.models.restoring import copy_back
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def september():
    with time_machine.travel("2026-09-10 09:00Z"):
        yield


@pytest.fixture
def paula():
    factories.organisation()
    return factories.person("Paula Prieto", is_organizer=True)


@pytest.fixture
def week(paula):
    week = factories.week(by=paula)
    factories.activity(week, site=factories.site())
    return week


def change(week, by, **values):
    activity = week.activities.get(title="Opening stand-up")
    activity.change(values, by=by)


def messages() -> list[tuple]:
    """(who, the publication's number, the changes they are told) of every message."""
    numbers = dict(Publication.objects.values_list("pk", "number"))
    return [
        (each.person.name, numbers[each.context["publication"]], each.context["changes"])
        for each in Notice.objects.order_by("pk")
    ]


def test_a_publication_holds_the_plan_as_it_was(week, paula):
    first = factories.publication(week, by=paula, note="The first one.")
    change(week, paula, title="Renamed")
    stored = Publication.objects.get(pk=first.pk)
    assert (stored.number, stored.note) == (1, "The first one.")
    assert [item.title for item in stored.frozen.items] == ["Opening stand-up"]
    assert stored.what_changed == []


def test_each_publication_is_numbered_and_says_what_changed(week, paula):
    factories.publication(week, by=paula)
    change(week, paula, minutes=45)
    second = factories.publication(week, by=paula)
    assert second.number == 2
    assert [(each.what, each.fields) for each in second.what_changed] == [("changed", ("minutes",))]
    assert Publication.objects.latest_of(2026) == second


def test_a_draft_that_changed_since_it_was_shown_is_not_published(week, paula):
    seen = Publication.objects.propose(week).draft.digest()
    change(week, paula, minutes=45)
    with pytest.raises(StaleSave):
        factories.publication(week, by=paula, seen=seen)
    assert not Publication.objects.exists()


def test_the_same_key_publishes_once_and_tells_once(week, paula):
    factories.person()
    key, seen = uuid.uuid4(), Publication.objects.propose(week).draft.digest()
    both = [factories.publication(week, by=paula, key=key, seen=seen) for _press in range(2)]
    assert both[0] == both[1]
    assert messages() == [("Cole Carter", 1, [])]
    assert Entry.objects.filter(verb="published").count() == 1


def test_nothing_is_published_where_nothing_changed(week, paula):
    factories.publication(week, by=paula)
    with pytest.raises(ValidationError, match="Nothing has changed"):
        factories.publication(week, by=paula)


def test_ideas_without_a_day_and_deleted_activities_stay_at_home(week, paula):
    factories.activity(week, "Chess", day=None)
    factories.activity(week, "Fair").discard(by=paula)
    assert [item.title for item in factories.publication(week, by=paula).frozen.items] == [
        "Opening stand-up"
    ]


def test_everyone_hears_of_the_first_publication_but_who_made_it_and_who_has_left(week, paula):
    factories.person()
    factories.person("Otto Other", is_active=False)
    factories.publication(week, by=paula)
    assert messages() == [("Cole Carter", 1, [])]


def test_each_hears_once_of_all_changes_that_concern_them(week, paula):
    porto = factories.site("Porto", "Europe/Lisbon", "PT")
    factories.person("Cole Carter")
    factories.person("Otto Other", site=porto)
    jun = factories.person("Jun Judge", site=porto)
    factories.person("Nomad Noor", site=None)
    lunch = factories.activity(week, "Lunch", start="12:00", site=porto)
    factories.publication(week, by=paula)
    Notice.objects.all().delete()
    change(week, paula, host=jun, minutes=45)
    lunch.cancel(by=paula)
    factories.publication(week, by=paula)
    assert messages() == [
        ("Cole Carter", 2, [0]),
        ("Otto Other", 2, [1]),
        ("Jun Judge", 2, [0, 1]),
        ("Nomad Noor", 2, [0, 1]),
    ]


def test_mere_wording_is_published_and_told_to_nobody(week, paula):
    factories.person()
    factories.publication(week, by=paula)
    Notice.objects.all().delete()
    change(week, paula, description="Bring a cup.")
    assert factories.publication(week, by=paula).number == 2
    assert messages() == []


def test_a_week_that_is_over_is_published_and_told_to_nobody(week, paula):
    factories.person()
    with time_machine.travel("2026-10-10 09:00Z"):
        factories.publication(week, by=paula)
    assert messages() == []


def test_a_publication_cannot_be_changed(week, paula):
    publication = factories.publication(week, by=paula)
    publication.note = "Another one."
    with pytest.raises(TypeError):
        publication.save()


def test_hosts_are_kept_by_number_and_called_as_they_are_called_today(week, paula):
    change(week, paula, host=paula)
    publication = factories.publication(week, by=paula)
    assert "Paula" not in str(publication.programme)
    Person.objects.filter(pk=paula.pk).update(name="Paula Pérez")
    assert publication.names_of_hosts() == {paula.pk: "Paula Pérez"}


def test_a_publication_copied_back_makes_the_draft_what_it_was(week, paula):
    lunch = factories.activity(week, "Lunch", start="12:00", host=paula)
    gone = factories.activity(week, "Fair", start="15:00")
    first = factories.publication(week, by=paula)
    change(week, paula, title="Renamed", start=time(10), minutes=45, site=None)
    lunch.cancel(by=paula)
    gone.discard(by=paula)
    factories.activity(week, "New", day=2)
    factories.activity(week, "Idea", day=None)
    week.refresh_from_db()
    week.change({"theme": "Another", "days_count": 6}, by=paula)
    day = week.days.get(number=2)
    day.change({"name": "Another", "dress_theme": "Red"}, by=paula)
    copy_back(first, by=paula)
    proposal = Publication.objects.propose(Week.objects.get(pk=week.pk))
    assert proposal.changes == []
    assert proposal.draft.theme == ""
    ideas = week.activities.kept().filter(day=None).values_list("title", flat=True)
    assert sorted(ideas) == ["Idea", "New"]


def test_copying_back_says_so_in_the_history_of_each_activity(week, paula):
    first = factories.publication(week, by=paula)
    change(week, paula, minutes=45)
    copy_back(first, by=paula)
    activity = week.activities.get()
    entry = Entry.objects.of(activity).first()
    assert (entry.reason, entry.changes) == (
        "from publication 1",
        [
            {"field": "minutes", "before": 45, "after": 30},
            {"field": "start", "before": "09:00:00", "after": "09:00:00"},
        ],
    )
    assert Entry.objects.of(first).first().verb == "copied"


def test_who_has_left_hosts_nothing_that_is_copied_back(week, paula):
    cole = factories.person()
    change(week, paula, host=cole)
    first = factories.publication(week, by=paula)
    change(week, paula, host=None, minutes=45)
    Person.objects.filter(pk=cole.pk).update(is_active=False)
    copy_back(first, by=paula)
    assert week.activities.get().host is None
