"""A place or a host in two places at once."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from planner.rules.clashes import (
    Booking,
    Clash,
    Presence,
    Shared,
    find_clashes,
    find_shared_days,
)

MONDAY = datetime(2026, 10, 5, tzinfo=UTC)


def at(hour: float) -> datetime:
    return MONDAY + timedelta(hours=hour)


def test_two_in_one_place_at_once_clash_for_the_time_they_share():
    bookings = [
        Booking(1, at(9), at(11), place=4),
        Booking(2, at(10), at(12), place=4),
    ]
    assert find_clashes(bookings) == [Clash("place", 4, 1, 2, at(10), at(11))]


def test_two_that_only_touch_do_not_clash():
    assert (
        find_clashes([Booking(1, at(9), at(10), host=7), Booking(2, at(10), at(11), host=7)]) == []
    )


def test_a_host_and_a_place_of_the_same_number_are_two_things():
    assert (
        find_clashes([Booking(1, at(9), at(10), host=4), Booking(2, at(9), at(10), place=4)]) == []
    )


def test_three_at_once_are_three_clashes():
    bookings = [Booking(n, at(9), at(10), host=7) for n in (1, 2, 3)]
    assert [(c.first, c.second) for c in find_clashes(bookings)] == [(1, 2), (1, 3), (2, 3)]


def test_a_long_one_clashes_with_each_short_one_inside_it():
    bookings = [
        Booking(1, at(9), at(17), place=4),
        Booking(2, at(10), at(11), place=4),
        Booking(3, at(12), at(13), place=4),
    ]
    assert [(c.first, c.second) for c in find_clashes(bookings)] == [(1, 2), (1, 3)]


@st.composite
def bookings(draw):
    spans = draw(
        st.lists(
            st.tuples(st.integers(0, 40), st.integers(1, 12), st.integers(1, 3), st.integers(1, 3)),
            max_size=14,
        )
    )
    return [
        Booking(n, at(begin), at(begin + length), place=place, host=host)
        for n, (begin, length, place, host) in enumerate(spans)
    ]


@given(bookings())
def test_the_sweep_finds_what_comparing_every_pair_finds(booked):
    naive = {
        (about, first.activity, second.activity)
        for about in ("place", "host")
        for first in booked
        for second in booked
        if (first.begins, first.activity) < (second.begins, second.activity)
        and getattr(first, about) == getattr(second, about)
        and first.begins < second.ends
        and second.begins < first.ends
    }
    assert {(c.about, c.first, c.second) for c in find_clashes(booked)} == naive


def test_what_lasts_all_day_shares_its_place_and_host_with_what_else_is_that_day():
    presences = [
        Presence(1, 2, is_all_day=False, place=7),
        Presence(2, 2, is_all_day=True, place=7, host=9),
        Presence(3, 3, is_all_day=True, place=7, host=8),
        Presence(4, 2, is_all_day=False, place=6, host=9),
    ]
    assert find_shared_days(presences) == [
        Shared("place", 7, 2, (2, 1)),
        Shared("host", 9, 2, (2, 4)),
    ]


def test_timed_activities_of_one_day_share_nothing():
    timed = [Presence(number, 2, is_all_day=False, place=7, host=9) for number in (1, 2)]
    assert find_shared_days(timed) == []
