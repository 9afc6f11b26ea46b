"""Where a dropped card lands."""

from datetime import time

import pytest

from planner.rules.slots import dropped_start

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
        (NINE, 30, (time(23, 30), 60), None, time(23, 55)),
        (None, 30, (NINE, 32), None, time(9, 30)),
    ],
)
def test_a_card_keeps_its_time_where_it_fits_and_else_takes_it_from_its_neighbours(
    own, minutes, above, below, lands
):
    assert dropped_start(own, minutes, above, below) == lands


def test_alone_in_a_day_it_starts_when_its_site_opens():
    assert dropped_start(None, 30, None, None, opening=time(7)) == time(7)
