"""The order of awards on stage: by drag, by the buttons of a row, by a plain form."""

import pytest
from django.urls import reverse

from csweek.history.models import Entry, Verb
from recognition.models import Award
from recognition.pages.awards import order_digest
from tests.recognition import factories

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture
def manager(client, mara):
    client.force_login(mara)
    return client


@pytest.fixture
def awards(week, mara):
    return [factories.award(week, f"Award {n}", by=mara) for n in (1, 2, 3)]


def titles(week) -> list[str]:
    return [each.title for each in week.awards.kept().in_order()]


def move(client, award, to: int, seen: str | None = None, **more):
    if seen is None:
        keys = award.week.awards.kept().in_order().values_list("key", flat=True)
        seen = order_digest(keys)
    address = reverse("recognition:award-move", args=[2026, award.key])
    return client.post(address, {"to": to, "seen": seen}, **more)


def test_without_a_script_the_page_comes_back_at_the_award(manager, week, awards):
    answer = move(manager, awards[0], 3)
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith(f"/2026/awards/#award-{awards[0].key}")
    assert titles(week) == ["Award 2", "Award 3", "Award 1"]
    assert "“Award 1” is number 3 now." in manager.get("/2026/awards/").content.decode()


def test_the_list_has_a_button_for_each_step_and_a_page_for_any(manager, week, awards):
    page = manager.get("/2026/awards/").content.decode()
    path = reverse("recognition:award-move", args=[2026, awards[1].key])
    for to in (1, 3):
        assert f'formaction="{path}" name="to" value="{to}"' in page
    assert page.count("disabled") == 2  # the first goes no further up, the last no further down
    assert 'max="3"' in manager.get(path).content.decode()


def test_by_a_script_the_list_is_the_answer_and_says_what_happened(manager, week, awards):
    answer = move(manager, awards[2], 1, headers=HTMX)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert page.lstrip().startswith('<div id="awards" data-said="“Award 3” is number 1 now."')
    assert "<html" not in page
    assert titles(week) == ["Award 3", "Award 1", "Award 2"]


def test_an_order_made_from_an_older_list_is_refused_and_the_list_comes_anew(
    manager, week, awards, mara
):
    keys = [each.key for each in awards]
    seen = order_digest(keys)
    Award.objects.put_in_order(week, keys[::-1], by=mara)
    for more in ({}, {"headers": HTMX}):
        answer = move(manager, awards[0], 2, seen, **more)
        assert answer.status_code == 409
        assert "The list of awards has changed. Look at it anew." in answer.content.decode()
    assert titles(week) == ["Award 3", "Award 2", "Award 1"]


@pytest.mark.parametrize("to", [0, 4, "x", ""])
def test_a_number_that_is_no_place_is_refused(manager, week, awards, to):
    assert move(manager, awards[0], to).status_code == 422
    assert titles(week) == ["Award 1", "Award 2", "Award 3"]


def test_history_tells_the_one_that_was_moved_and_nobody_typing_is_disturbed(manager, week, awards):
    move(manager, awards[0], 3)
    told = Entry.objects.filter(verb=Verb.MOVED)
    assert [(each.subject_name, each.changes) for each in told] == [
        ("Award 1", [{"field": "position", "before": 1, "after": 3}])
    ]
    assert set(Award.objects.values_list("version", flat=True)) == {1}


def test_a_long_list_is_ordered_in_a_few_statements(
    manager, week, awards, mara, django_assert_max_num_queries
):
    rows = [
        Award(week=week, title=f"Award {n}", position=n, time_zone="UTC") for n in range(4, 201)
    ]
    Award.objects.bulk_create(rows)
    keys = [each.key for each in week.awards.in_order()]
    with django_assert_max_num_queries(8):
        Award.objects.put_in_order(week, [*keys[1:], keys[0]], by=mara)
    assert week.awards.in_order().last().title == "Award 1"
