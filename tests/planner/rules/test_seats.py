"""Who can take the seat that one half of a pair has left."""

from dataclasses import dataclass, field, replace

import pytest

from planner.rules.seats import Seat, Sitter, can_take

LEADER = Sitter(1, team=10)
BUDDY = Sitter(2, team=20, manager=9)
GONE, STAND_IN = 3, 4
BUDDYS = Seat(leads=False, staying=LEADER, gone=GONE, stand_in=STAND_IN)
LEADERS = Seat(leads=True, staying=BUDDY, gone=GONE, stand_in=STAND_IN)
OFFERS = Sitter(5, team=30, has_offered=True)


@dataclass
class Known:
    """Whoever and whatever is not named is free, at work, above its need."""

    bound: set = field(default_factory=set)
    off_work: set = field(default_factory=set)
    short: set = field(default_factory=set)

    def is_free(self, sitter):
        return sitter.person not in self.bound

    def is_at_work(self, sitter):
        return sitter.person not in self.off_work

    def is_above(self, team):
        return team not in self.short


@pytest.mark.parametrize(
    ("seat", "sitter", "known", "can"),
    [
        (BUDDYS, OFFERS, Known(), True),
        (LEADERS, OFFERS, Known(), True),
        (BUDDYS, replace(OFFERS, has_offered=False), Known(), False),
        (BUDDYS, replace(OFFERS, is_active=False), Known(), False),
        (replace(BUDDYS, staying=replace(LEADER, is_active=False)), OFFERS, Known(), False),
        (BUDDYS, OFFERS, Known(bound={5}), False),
        (BUDDYS, OFFERS, Known(bound={1}), False),  # whoever stays
        (BUDDYS, replace(LEADER, has_offered=True), Known(), False),  # beside themselves
        (BUDDYS, replace(OFFERS, manager=1), Known(), False),
        (LEADERS, replace(OFFERS, person=9), Known(), False),
        (BUDDYS, OFFERS, Known(off_work={5}), False),
        (LEADERS, OFFERS, Known(off_work={5}), True),  # only the buddy goes on answering
        (BUDDYS, OFFERS, Known(short={30}), False),
        (LEADERS, OFFERS, Known(short={20}), False),
        (LEADERS, OFFERS, Known(short={30}), True),
        # The stand-in, whatever they have offered.
        (BUDDYS, Sitter(STAND_IN, team=30, manager=1), Known({8}, {STAND_IN}, {30}), True),
        (LEADERS, Sitter(STAND_IN), Known(), True),
        (BUDDYS, Sitter(STAND_IN), Known(bound={STAND_IN}), False),
        (BUDDYS, Sitter(STAND_IN), Known(bound={1}), False),
        (replace(BUDDYS, stand_in=GONE), Sitter(GONE), Known(), False),
    ],
)
def test_who_can_take_a_seat(seat, sitter, known, can):
    assert can_take(seat, sitter, known) is can


def test_what_is_dear_to_find_out_is_asked_of_nobody_whom_it_does_not_suit():
    assert not can_take(BUDDYS, replace(OFFERS, has_offered=False), None)
