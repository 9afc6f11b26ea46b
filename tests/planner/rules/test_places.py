"""Who gets a place: windows and overlaps as tables, lines as whatever happens in any order."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.rules.places import (
    Party,
    Span,
    Window,
    around,
    door_opens,
    is_invited,
    lines_in_front,
    overlap,
    room,
    who_goes_down,
    who_goes_up,
    why_not,
    why_not_change,
    window_of,
)
from planner.rules.programme import Item

DAY = date(2026, 10, 7)
ITEM = {"key": "k", "title": "Lunch", "kind": "other", "day": 3, "zone": "Europe/London"}


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}+00:00")


@pytest.mark.parametrize(
    ("values", "window"),
    [
        (
            {"start": "12:00", "minutes": 60},
            Window(at("10-07 11:00"), at("10-07 12:00"), None, at("10-07 11:00")),
        ),
        (
            {"start": "12:00", "minutes": 60, "closes_hours_before": 24, "opens_days_before": 7},
            Window(at("10-07 11:00"), at("10-07 12:00"), at("09-29 23:00"), at("10-06 11:00")),
        ),
        ({}, Window(None, at("10-07 23:00"), None, at("10-07 23:00"))),
        (
            {"closes_hours_before": 1},
            Window(None, at("10-07 23:00"), None, at("10-06 22:00")),
        ),
    ],
)
def test_a_window_goes_by_the_activitys_own_clock(values, window):
    assert window_of(Item(**ITEM, **values), DAY) == window


def test_sign_up_opens_at_midnight_on_the_wall_across_a_clock_change():
    sydney = Item(**ITEM | {"zone": "Australia/Sydney"}, start="12:00", opens_days_before=7)
    opens = window_of(Item(**vars(sydney) | {"minutes": 60}), DAY).opens
    assert opens == at("09-29 14:00")  # still winter time then: a week and an hour before


WINDOW = Window(at("10-07 11:00"), at("10-07 12:00"), at("10-01 00:00"), at("10-07 10:00"))
FINE = {"is_on": True, "needs_sign_up": True, "is_invited": True}


@pytest.mark.parametrize(
    ("now", "changed", "why"),
    [
        ("10-02 09:00", {}, None),
        ("10-02 09:00", {"is_on": False}, "off"),
        ("10-02 09:00", {"needs_sign_up": False}, "no sign-up"),
        ("10-02 09:00", {"is_invited": False}, "not invited"),
        ("09-30 23:59", {}, "too early"),
        ("10-01 00:00", {}, None),
        ("10-07 10:00", {}, "too late"),
        ("10-07 12:00", {}, "over"),
        ("10-07 12:00", {"is_organizer": True, "is_invited": False}, None),
        ("10-02 09:00", {"is_organizer": True, "is_on": False}, "off"),
    ],
)
def test_why_somebody_cannot_sign_up(now, changed, why):
    assert why_not(WINDOW, at(now), **FINE | changed) == why


@pytest.mark.parametrize(
    ("now", "is_more", "why"),
    [
        ("10-07 09:59", True, None),
        ("10-07 10:00", True, "too late"),
        ("10-07 11:59", False, None),
        ("10-07 12:00", False, "over"),
        ("10-07 12:00", True, "over"),
    ],
)
def test_once_sign_up_is_closed_no_guest_comes_and_after_the_end_nothing_changes(now, is_more, why):
    assert why_not_change(WINDOW, at(now), is_more=is_more) == why


def test_a_team_or_a_site_that_is_invited_is_enough():
    assert is_invited(1, 2, [], [])
    assert is_invited(1, 2, [1], []) and is_invited(1, 2, [9], [2])
    assert not is_invited(1, 2, [9], []) and not is_invited(None, None, [9], [9])


def test_the_door_opens_with_the_day_by_its_own_clock():
    day, zone = date(2026, 10, 7), ZoneInfo("Europe/Lisbon")
    all_day = replace(WINDOW, begins=None)
    soon_after = replace(WINDOW, begins=at("10-06 23:10"))
    found = [door_opens(each, day, zone) for each in (WINDOW, all_day, soon_after)]
    assert found == [at("10-06 23:00"), at("10-06 23:00"), at("10-06 22:40")]
    assert door_opens(WINDOW, day, ZoneInfo("Asia/Tokyo")) == at("10-06 15:00")


moments = st.integers(0, 48).map(lambda n: datetime(2026, 10, 7, tzinfo=UTC) + timedelta(hours=n))
spans = st.builds(lambda a, n: Span(a, a + timedelta(hours=n)), moments, st.integers(1, 5))


@given(spans, spans)
def test_spans_overlap_where_they_share_a_moment(one, other):
    shared = max(one.begins, other.begins) < min(one.ends, other.ends)
    assert overlap(one, other) is overlap(other, one) is shared
    assert not overlap(one, Span(None, other.ends))


# A door at which anything happens in any order. --------------------------------------------------


@dataclass
class Door:
    """What the tables do, in lists: `busy` are those who have something else at that time."""

    rule = staticmethod(who_goes_up)
    places: int | None
    lines: dict[int, Party] = field(default_factory=dict)
    confirmed: set[int] = field(default_factory=set)
    busy: set[int] = field(default_factory=set)
    came: int = 0

    @property
    def taken(self) -> int:
        return sum(self.lines[key].size for key in self.confirmed)

    def waiting(self) -> list[Party]:
        return [each for key, each in self.lines.items() if key not in self.confirmed]

    def go_up(self) -> None:
        free = room(self.places, self.taken)
        up = self.rule(free, self.waiting(), self.busy.__contains__)
        self.confirmed |= {each.key for each in up}

    def join(self, key: int, size: int) -> None:
        if key in self.lines:
            return
        self.came += 1
        self.lines[key] = Party(key, size, self.came)
        self.go_up()

    def leave(self, key: int) -> None:
        self.lines.pop(key, None)
        self.confirmed.discard(key)
        self.go_up()

    def set_places(self, places: int | None) -> None:
        self.places = places
        down = who_goes_down(places, [self.lines[key] for key in self.confirmed])
        self.confirmed -= {each.key for each in down}
        ahead = sorted(down, key=lambda each: each.line)
        rest = [each.line for each in self.waiting() if each not in ahead]
        for each, line in zip(ahead, lines_in_front(rest, len(ahead)), strict=True):
            self.lines[each.key] = Party(each.key, each.size, line)
        self.go_up()

    def toggle_busy(self, key: int) -> None:
        if key not in self.confirmed:
            self.busy ^= {key}
        self.go_up()


people = st.integers(1, 12)
acts = st.one_of(
    st.tuples(st.just("join"), people, st.integers(1, 3)),
    st.tuples(st.just("leave"), people),
    st.tuples(st.just("set_places"), st.none() | st.integers(0, 10)),
    st.tuples(st.just("toggle_busy"), people),
)


@given(st.integers(0, 8), st.lists(acts, max_size=40))
def test_whatever_happens_places_are_never_too_many_and_none_stays_free_for_nothing(places, story):
    door = Door(places)
    for verb, *values in story:
        before = dict(door.lines)
        waited = {each.key for each in door.waiting()}
        getattr(door, verb)(*values)
        assert door.places is None or door.taken <= door.places
        assert not door.busy & (door.confirmed - set(before) | door.confirmed & waited)
        free = room(door.places, door.taken)
        assert not [p for p in door.waiting() if p.key not in door.busy and p.size <= free]


@given(st.integers(1, 6), st.lists(people, unique=True, max_size=12))
def test_first_come_first_served(places, order):
    door = Door(places)
    for key in order:
        door.join(key, 1)
    assert door.confirmed == set(order[:places])
    for key in order[:places]:
        door.leave(key)
    assert door.confirmed == set(order[places : places * 2])


@given(st.lists(people, unique=True, min_size=4, max_size=12), st.integers(0, 3))
def test_who_lost_a_place_is_first_in_line_in_the_order_in_which_they_came(order, fewer):
    door = Door(4)
    for key in order:
        door.join(key, 1)
    door.set_places(fewer)
    line = [each.key for each in sorted(door.waiting(), key=lambda each: each.line)]
    assert door.confirmed == set(order[:fewer])
    assert line == order[fewer:]


def counting_heads(free, waiting, is_busy) -> list[Party]:
    """A guest takes no place."""
    return [each for each in waiting if not is_busy(each.key)][: int(min(free, 99))]


def stopping_at_the_first(free, waiting, is_busy) -> list[Party]:
    """Who does not fit, or is elsewhere, keeps all after them from going up."""
    up = []
    for party in sorted(waiting, key=lambda each: each.line):
        if party.size > free or is_busy(party.key):
            break
        up.append(party)
        free -= party.size
    return up


def asking_nobody(free, waiting, is_busy) -> list[Party]:
    """Also those who have something else then."""
    return who_goes_up(free, waiting, lambda key: False)


@pytest.mark.parametrize("broken", [counting_heads, stopping_at_the_first, asking_nobody])
def test_control_a_line_that_is_broken_is_seen(broken, monkeypatch):
    monkeypatch.setattr(Door, "rule", staticmethod(broken))
    with pytest.raises(AssertionError):
        test_whatever_happens_places_are_never_too_many_and_none_stays_free_for_nothing()


def test_what_is_around_spans_leaves_out_what_lasts_all_day():
    morning, noon = (
        Span(at(f"10-07 {begins}:00"), at(f"10-07 {ends}:00"))
        for begins, ends in (("08", "09"), ("11", "13"))
    )
    all_day = Span(None, None)
    assert around([noon, all_day, morning]) == Span(morning.begins, noon.ends)
    assert around([all_day]) == around([]) == all_day
