"""Publishing: the draft is frozen, numbered, told once, and nothing else of it gets out."""

import uuid

import pytest
import time_machine
from django.core.exceptions import ValidationError

from csweek.history.models import Entry
from csweek.lib.versions import StaleSave
from csweek.notices.models import Notice
from csweek.people.models import Person
from planner.models import Publication
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


def publish(week, by, **values) -> Publication:
    seen = Publication.objects.propose(week).draft.digest()
    values = {"seen": seen, "key": uuid.uuid4()} | values
    return Publication.objects.publish(week, by=by, **values)


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
    first = publish(week, paula, note="The first one.")
    change(week, paula, title="Renamed")
    stored = Publication.objects.get(pk=first.pk)
    assert (stored.number, stored.note) == (1, "The first one.")
    assert [item.title for item in stored.frozen.items] == ["Opening stand-up"]
    assert stored.what_changed == []


def test_each_publication_is_numbered_and_says_what_changed(week, paula):
    publish(week, paula)
    change(week, paula, minutes=45)
    second = publish(week, paula)
    assert second.number == 2
    assert [(each.what, each.fields) for each in second.what_changed] == [("changed", ("minutes",))]
    assert Publication.objects.latest_of(2026) == second


def test_a_draft_that_changed_since_it_was_shown_is_not_published(week, paula):
    seen = Publication.objects.propose(week).draft.digest()
    change(week, paula, minutes=45)
    with pytest.raises(StaleSave):
        publish(week, paula, seen=seen)
    assert not Publication.objects.exists()


def test_the_same_key_publishes_once_and_tells_once(week, paula):
    factories.person()
    key, seen = uuid.uuid4(), Publication.objects.propose(week).draft.digest()
    both = [publish(week, paula, key=key, seen=seen) for _press in range(2)]
    assert both[0] == both[1]
    assert messages() == [("Cole Carter", 1, [])]
    assert Entry.objects.filter(verb="published").count() == 1


def test_nothing_is_published_where_nothing_changed(week, paula):
    publish(week, paula)
    with pytest.raises(ValidationError, match="Nothing has changed"):
        publish(week, paula)


def test_ideas_without_a_day_and_deleted_activities_stay_at_home(week, paula):
    factories.activity(week, "Chess", day=None)
    factories.activity(week, "Fair").discard(by=paula)
    assert [item.title for item in publish(week, paula).frozen.items] == ["Opening stand-up"]


def test_everyone_hears_of_the_first_publication_but_who_made_it_and_who_has_left(week, paula):
    factories.person()
    factories.person("Otto Other", is_active=False)
    publish(week, paula)
    assert messages() == [("Cole Carter", 1, [])]


def test_each_hears_once_of_all_changes_that_concern_them(week, paula):
    porto = factories.site("Porto", "Europe/Lisbon", "PT")
    factories.person("Cole Carter")
    factories.person("Otto Other", site=porto)
    jun = factories.person("Jun Judge", site=porto)
    factories.person("Nomad Noor", site=None)
    lunch = factories.activity(week, "Lunch", start="12:00", site=porto)
    publish(week, paula)
    Notice.objects.all().delete()
    change(week, paula, host=jun, minutes=45)
    lunch.cancel(by=paula)
    publish(week, paula)
    assert messages() == [
        ("Cole Carter", 2, [0]),
        ("Otto Other", 2, [1]),
        ("Jun Judge", 2, [0, 1]),
        ("Nomad Noor", 2, [0, 1]),
    ]


def test_mere_wording_is_published_and_told_to_nobody(week, paula):
    factories.person()
    publish(week, paula)
    Notice.objects.all().delete()
    change(week, paula, description="Bring a cup.")
    assert publish(week, paula).number == 2
    assert messages() == []


def test_a_week_that_is_over_is_published_and_told_to_nobody(week, paula):
    factories.person()
    with time_machine.travel("2026-10-10 09:00Z"):
        publish(week, paula)
    assert messages() == []


def test_a_publication_cannot_be_changed(week, paula):
    publication = publish(week, paula)
    publication.note = "Another one."
    with pytest.raises(TypeError):
        publication.save()


def test_hosts_are_kept_by_number_and_called_as_they_are_called_today(week, paula):
    change(week, paula, host=paula)
    publication = publish(week, paula)
    assert "Paula" not in str(publication.programme)
    Person.objects.filter(pk=paula.pk).update(name="Paula Pérez")
    assert publication.names_of_hosts() == {paula.pk: "Paula Pérez"}
