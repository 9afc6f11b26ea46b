"""Where a dropped card lands."""

from datetime import time

import pytest

from planner.rules.slots import dropped_start, first_free, start_at_end

NINE, TEN, ELEVEN, NOON = time(9), time(10), time(11), time(12)


@pytest.mark.parametrize(
    ("own", "minutes", "above", "below", "lands"),
    [
        (TEN, 60, None, None, TEN),
        (TEN, 60, (NINE, 30), NOON, TEN),
        (TEN, 60, (TEN, 30), None, TEN),
        (NINE, 30, (TEN, 45), None, time(10, 45)),
        (NOON, 60, None, ELEVEN, TEN),
        (NOON, 60, (NINE, 60), TEN, TEN),
        (None, 45, (NINE, 50), None, time(9, 50)),
        (None, 45, None, ELEVEN, time(10, 15)),
        (None, 45, None, None, NINE),
        (NINE, 90, None, time(0, 30), time(0, 0)),
        (NINE, 30, (time(23, 30), 20), None, time(23, 50)),
        (NINE, 30, (time(23, 30), 60), None, None),
        (NINE, 30, (time(23, 0), 60), None, None),
        (None, 30, (NINE, 32), None, time(9, 30)),
    ],
)
def test_a_card_keeps_its_time_where_it_fits_and_else_takes_it_from_its_neighbours(
    own, minutes, above, below, lands
):
    assert dropped_start(own, minutes, above, below) == lands


def test_alone_in_a_day_it_starts_when_its_site_opens():
    assert dropped_start(None, 30, None, None, opening=time(7)) == time(7)


@pytest.mark.parametrize(
    ("minutes", "others", "starts"),
    [
        (90, [], NINE),
        (90, [(NINE, 45)], time(9, 45)),
        (90, [(NINE, 480), (TEN, 30)], time(17)),  # what ends last, not what starts last
        (60, [(time(22), 60)], time(23)),
        (90, [(time(22), 60)], None),
        (90, [(time(22), 240)], None),
        (5, [(time(22), 120)], None),
    ],
)
def test_at_the_end_of_a_day_it_starts_when_the_last_is_over_unless_that_is_too_late(
    minutes, others, starts
):
    assert start_at_end(minutes, others) == starts


@pytest.mark.parametrize(
    ("own", "minutes", "taken", "starts"),
    [
        (NINE, 60, [], TEN),
        (NINE, 60, [(TEN, 60)], time(11)),
        (NINE, 60, [(time(11), 60), (TEN, 30)], time(12)),  # half an hour is not enough
        (NINE, 60, [(time(11), 60)], TEN),
        (NINE, 60, [(TEN, 47)], time(10, 50)),
        (NINE, 60, [(TEN, 840)], None),
        (time(23), 60, [], None),
    ],
)
def test_another_run_starts_at_the_first_time_that_nothing_takes(own, minutes, taken, starts):
    assert first_free(own, minutes, taken) == starts
