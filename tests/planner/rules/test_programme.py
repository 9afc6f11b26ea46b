"""What a publication freezes: changes are counted, and nothing that was told vanishes."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from planner.rules.programme import Item, Programme, ProgrammeDay, following

MONDAY = "2026-10-05"
FIRST, SECOND, THIRD = (f"2026-09-0{n}T09:00:00+00:00" for n in (1, 2, 3))


def item(key: str = "opening", **values) -> Item:
    fixed = {"title": key.title(), "kind": "kick-off", "day": 1, "zone": "Europe/London"}
    return Item(key=key, **fixed | {"start": "09:00", "minutes": 30} | values)


def programme(*items: Item, **values) -> Programme:
    days = tuple(ProgrammeDay(number) for number in range(1, 6))
    fixed = {"year": 2026, "first_day": MONDAY, "time_zone": "Europe/London", "days": days}
    return Programme(items=items, **fixed | values)


def counted(published: Programme) -> list[tuple]:
    return [(each.key, each.sequence, each.changed, each.is_on) for each in published.items]


def test_what_is_new_begins_at_nought():
    assert counted(following(programme(item()), None, FIRST)) == [("opening", 0, FIRST, True)]


def test_only_what_changed_is_counted():
    before = following(programme(item(), item("lunch")), None, FIRST)
    after = following(programme(item(), item("lunch", start="12:00")), before, SECOND)
    assert counted(after) == [("opening", 0, FIRST, True), ("lunch", 1, SECOND, True)]


def test_what_is_taken_out_stays_as_gone_for_ever():
    before = following(programme(item(), item("lunch")), None, FIRST)
    after = following(programme(item()), before, SECOND)
    assert counted(after) == [("opening", 0, FIRST, True), ("lunch", 1, SECOND, False)]
    assert [each.key for each in after.shown] == ["opening"]
    assert following(programme(item()), after, THIRD) == after


def test_what_comes_back_goes_on_counting():
    gone = following(programme(), following(programme(item()), None, FIRST), SECOND)
    assert counted(following(programme(item()), gone, THIRD)) == [("opening", 2, THIRD, True)]


def test_what_was_cancelled_before_anybody_heard_of_it_stays_out():
    draft = programme(item(is_cancelled=True))
    assert following(draft, None, FIRST).items == ()
    told = following(programme(item()), None, FIRST)
    assert counted(following(draft, told, SECOND)) == [("opening", 1, SECOND, False)]


def test_moving_the_week_changes_everything_in_it():
    before = following(programme(item()), None, FIRST)
    after = following(programme(item(), first_day="2026-10-12"), before, SECOND)
    assert counted(after) == [("opening", 1, SECOND, True)]


def test_a_programme_comes_back_from_json_as_it_was():
    published = following(programme(item(), item("lunch", host=3, site=2)), None, FIRST)
    assert Programme.from_plain(published.as_plain()) == published
    assert published.hosts == [3]


def test_equal_programmes_have_equal_digests_and_others_have_not():
    assert programme(item()).digest() == programme(item()).digest()
    assert programme(item()).digest() != programme(item(minutes=35)).digest()
    assert programme(item()).digest() != programme(item(), tagline="Again").digest()


@pytest.mark.parametrize(
    ("zone", "begins"),
    [
        ("Europe/London", datetime(2026, 10, 5, 8, tzinfo=UTC)),
        ("Australia/Sydney", datetime(2026, 10, 4, 22, tzinfo=UTC)),
    ],
)
def test_an_instant_is_the_clock_on_the_wall_of_its_zone(zone, begins):
    assert programme().instants_of(replace(item(), zone=zone))[0] == begins
