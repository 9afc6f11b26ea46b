"""From one programme to the next: what has changed, and whom it concerns."""

from datetime import UTC, datetime

import pytest

from planner.rules.difference import Audience, Change, audience, changes_between
from planner.rules.programme import ProgrammeDay, following

from .test_programme import FIRST, SECOND, item, programme

BEFORE_THE_WEEK = datetime(2026, 9, 10, tzinfo=UTC)


def between(before, after) -> list[Change]:
    published = following(before, None, FIRST)
    return changes_between(published, following(after, published, SECOND))


def told(before, after) -> list[tuple]:
    return [(each.about, each.what, each.fields) for each in between(before, after)]


def concerned(before, after, now=BEFORE_THE_WEEK) -> Audience:
    published = following(before, None, FIRST)
    following_it = following(after, published, SECOND)
    (change,) = changes_between(published, following_it)
    return audience(change, published, following_it, now)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"title": "Start"}, ("changed", ("title",))),
        ({"day": 2, "start": "10:00"}, ("changed", ("day", "start"))),
        ({"minutes": 45}, ("changed", ("minutes",))),
        ({"place": 4, "place_name": "Hall"}, ("changed", ("place",))),
        ({"place_name": "Great hall"}, ("changed", ("place",))),
        ({"site": 2, "site_name": "Porto", "zone": "Europe/Lisbon"}, ("changed", ("site",))),
        ({"host": 5}, ("changed", ("host",))),
        ({"places": 40}, ("changed", ("places",))),
        ({"description": "Bring a cup."}, ("changed", ("description",))),
        ({"is_cancelled": True}, ("cancelled", ())),
        ({"is_cancelled": True, "start": "11:00"}, ("cancelled", ("start",))),
    ],
)
def test_each_change_of_an_activity_is_named_once(values, expected):
    assert told(programme(item(site=1)), programme(item(**{"site": 1} | values))) == [
        ("item", *expected)
    ]


def test_nothing_is_told_where_nothing_changed():
    assert told(programme(item()), programme(item())) == []


def test_what_comes_and_what_goes():
    assert told(programme(item()), programme(item("lunch"))) == [
        ("item", "added", ()),
        ("item", "removed", ()),
    ]
    assert told(programme(item()), programme(item(), item("b", is_cancelled=True))) == []


def test_what_was_cancelled_can_take_place_again():
    first = following(programme(item()), None, FIRST)
    second = following(programme(item(is_cancelled=True)), first, SECOND)
    (change,) = changes_between(second, following(programme(item()), second, SECOND))
    assert change.what == "reinstated"


def test_what_went_and_comes_back_is_new_again():
    gone = following(programme(), following(programme(item()), None, FIRST), SECOND)
    (change,) = changes_between(gone, following(programme(item()), gone, SECOND))
    assert (change.what, change.before) == ("added", None)


def test_a_day_and_the_week_are_told_before_their_activities():
    days = (ProgrammeDay(1, dress_theme="Red"), *programme().days[1:])
    after = programme(item(start="10:00"), days=days, theme="Together")
    assert told(programme(item()), after) == [
        ("week", "changed", ("theme",)),
        ("day", "changed", ("dress_theme",)),
        ("item", "changed", ("start",)),
    ]


def test_a_shorter_week_is_told_by_its_number_of_days():
    (change,) = between(programme(), programme(days=programme().days[:4]))
    assert (change.fields, change.before["days"], change.after["days"]) == (("days",), 5, 4)


def test_a_change_comes_back_from_json_as_it_was():
    days = (ProgrammeDay(1, "Monday"), *programme().days[1:])
    after = programme(item(start="10:00"), item("b"), days=days, theme="Together")
    changes = between(programme(item()), after)
    assert len(changes) == 4
    assert [Change.from_plain(each.as_plain()) for each in changes] == changes


def test_an_activity_concerns_everyone_at_its_site_and_its_host():
    leeds, porto = {"site": 1, "host": 7}, {"site": 2, "host": 8}
    assert concerned(programme(item(**leeds)), programme(item(**leeds, start="10:00"))) == Audience(
        sites=frozenset({1}), people=frozenset({7}), takes_part="opening"
    )
    assert concerned(programme(item(**leeds)), programme(item(**porto))) == Audience(
        sites=frozenset({1, 2}), people=frozenset({7, 8}), takes_part="opening"
    )
    assert concerned(programme(item()), programme()).everyone
    assert concerned(programme(), programme(item(site=2))) == Audience(sites=frozenset({2}))


def test_what_people_sign_up_for_concerns_its_host_and_all_who_take_part():
    before, after = (
        item(site=1, host=7, needs_sign_up=True, start=start) for start in ("09:00", "10:00")
    )
    assert concerned(programme(before), programme(after)) == Audience(
        people=frozenset({7}), takes_part="opening"
    )


@pytest.mark.parametrize("values", [{"description": "Bring a cup."}, {"kind": "other"}])
def test_mere_wording_is_told_to_nobody(values):
    assert concerned(programme(item()), programme(item(**values))) == Audience()


def test_what_is_over_is_told_to_nobody():
    before, after = programme(item(start="09:00")), programme(item(start="09:05"))
    assert concerned(before, after, datetime(2026, 10, 5, 8, 34, tzinfo=UTC)).everyone
    assert not concerned(before, after, datetime(2026, 10, 5, 8, 35, tzinfo=UTC)).everyone
    all_day = [programme(item(start=None, title=title)) for title in ("Balloons", "Banners")]
    assert concerned(*all_day, datetime(2026, 10, 5, 22, 59, tzinfo=UTC)).everyone
    assert not concerned(*all_day, datetime(2026, 10, 5, 23, tzinfo=UTC)).everyone


def test_what_is_cancelled_stays_of_no_concern():
    first = following(programme(item()), None, FIRST)
    second = following(programme(item(is_cancelled=True)), first, SECOND)
    third = following(programme(item(is_cancelled=True, start="11:00")), second, SECOND)
    (change,) = changes_between(second, third)
    assert audience(change, second, third, BEFORE_THE_WEEK) == Audience()


def test_moving_the_week_concerns_everyone_and_a_new_tagline_nobody():
    assert concerned(programme(), programme(first_day="2026-10-12")).everyone
    assert concerned(programme(), programme(tagline="Together")) == Audience()
    noted = (ProgrammeDay(1, note="Bring a cup."), *programme().days[1:])
    assert concerned(programme(), programme(days=noted)) == Audience()
    dressed = (ProgrammeDay(1, dress_theme="Red"), *programme().days[1:])
    assert concerned(programme(), programme(days=dressed)).everyone
