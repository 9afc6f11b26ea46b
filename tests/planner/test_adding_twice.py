"""The same form sent twice adds once; with other words in it nothing is dropped: one is asked."""

import uuid
from datetime import time

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains

from csweek.history.models import Entry
from planner.models import Activity, Place
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def crew(client, paula):
    """A browser in which Paula is signed in."""
    client.force_login(paula)
    return client


def to(name, *args):
    return reverse(f"planner:{name}", args=[2026, *args])


def titles():
    return list(Activity.objects.order_by("pk").values_list("title", flat=True))


def test_other_words_under_the_same_key_are_asked_about_and_not_dropped(crew, week):
    sent = {"title": "One", "kind": "other", "key": uuid.uuid4()}
    crew.post(to("activity-new"), sent)
    late = sent | {"title": "Two, quite other words", "place": "Boathouse"}

    page = crew.post(to("activity-new"), late)

    assertContains(page, "This was added before as “One”. Add this one too?", status_code=422)
    assertContains(page, "Two, quite other words", status_code=422)
    assert titles() == ["One"]
    assert not Place.objects.exists()
    again = late | {"key": page.context["form"]["key"].value()}
    for _press in range(2):
        assert crew.post(to("activity-new"), again).status_code == 302
    assert titles() == ["One", "Two, quite other words"]


def test_what_was_deleted_since_is_not_said_to_be_added(crew, week, paula):
    sent = {"title": "One", "kind": "other", "key": uuid.uuid4()}
    crew.post(to("activity-new"), sent)
    Activity.objects.get().discard(by=paula)
    page = crew.post(to("activity-new"), sent)
    assertContains(page, "added before as “One”, and deleted. Add this one", status_code=422)
    crew.post(to("activity-new"), sent | {"key": page.context["form"]["key"].value()})
    assert [each.title for each in Activity.objects.kept()] == ["One"]


def test_a_key_of_another_week_is_asked_about(crew, week, paula):
    factories.week(2027, by=paula)
    sent = {"title": "One", "kind": "other", "key": uuid.uuid4()}
    crew.post(reverse("planner:activity-new", args=[2027]), sent)
    assert crew.post(to("activity-new"), sent).status_code == 422
    assert not week.activities.exists()


def test_a_wave_at_another_time_under_the_same_key_is_asked_about(crew, week, paula):
    lunch = factories.activity(week, "Lunch", 3, "12:00", by=paula)
    sent = {"day": lunch.day_id, "start": "13:00", "key": uuid.uuid4()}
    for _press in range(2):
        assert crew.post(to("activity-wave", lunch.pk), sent).status_code == 302
    page = crew.post(to("activity-wave", lunch.pk), sent | {"start": "14:00"})
    assertContains(page, "Add this one too?", status_code=422)
    assert lunch.waves().count() == 2
    again = {"day": lunch.day_id, "start": "14:00", "key": page.context["form"]["key"].value()}
    crew.post(to("activity-wave", lunch.pk), again)
    assert [wave.start for wave in lunch.waves()] == [time(12), time(13), time(14)]


def test_a_copy_that_was_deleted_can_be_made_again_from_the_same_page(crew, week, paula):
    quiz = factories.activity(week, "Quiz", by=paula)
    once = {"key": uuid.uuid4()}
    crew.post(to("activity-copy", quiz.pk), once)
    Activity.objects.latest("pk").discard(by=paula)
    crew.post(to("activity-copy", quiz.pk), once)
    assert Activity.objects.kept().count() == 2


def test_an_idea_is_added_once_a_day_and_again_when_it_was_deleted(crew, week, paula):
    once = uuid.uuid4()
    address = to("idea-add", "workshop-listening")
    for number in (2, 2, 3):
        crew.post(address, {"day": week.days.get(number=number).pk, "once": once})
    assert [each.day.number for each in Activity.objects.order_by("pk")] == [2, 3]
    Activity.objects.get(day__number=3).discard(by=paula)
    crew.post(address, {"day": week.days.get(number=3).pk, "once": once})
    assert [each.day.number for each in Activity.objects.kept().in_order()] == [2, 3]
    assert Entry.objects.filter(subject_type="planner.activity", verb="made").count() == 3
