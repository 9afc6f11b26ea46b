"""No team takes more than its share of places."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.rules.places import Party, room
from planner.rules.places_per_team import TeamRoom, lack, who_must_go

LACKS = [
    ((1, 5, 1), None),
    ((3, 3, float("inf")), None),
    ((1, 0, 4), "places"),
    ((2, 0, 0), "places"),
    ((1, 5, 0), "of the team"),
    ((2, 5, 1), "with guests"),
    ((3, 2, 9), "with guests"),
]


@pytest.mark.parametrize(("asked", "expected"), LACKS)
def test_what_keeps_a_party_out_is_said(asked, expected):
    assert lack(*asked) == expected


parties = st.lists(st.tuples(st.sampled_from([None, 1, 2]), st.integers(1, 4)), max_size=20)


@given(st.none() | st.integers(0, 30), st.none() | st.integers(1, 9), parties)
def test_of_too_many_the_last_who_came_go_and_no_more_than_must(places, most, confirmed):
    came = [(team, Party(n, size, n)) for n, (team, size) in enumerate(confirmed)]
    down = set(who_must_go(places, most, came))
    stay = [(team, party) for team, party in came if party not in down]
    assert sum(party.size for _team, party in stay) <= room(places, 0)
    for each in {team for team, _party in came}:
        mine = [(party, party in down) for team, party in came if team == each]
        assert sum(party.size for party, is_down in mine if not is_down) <= room(most, 0)
        assert [is_down for _party, is_down in mine] == sorted(is_down for _party, is_down in mine)
    if places is None and most is None:
        assert down == set()


def test_the_share_of_a_team_goes_before_the_places_in_all():
    came = [("A", Party(1, 1, 1)), ("A", Party(2, 1, 2)), ("B", Party(3, 1, 3))]
    assert [party.key for party in who_must_go(2, 1, came)] == [2]
    assert [party.key for party in who_must_go(1, 1, came)] == [2, 3]
    assert [party.key for party in who_must_go(2, None, came)] == [3]


@given(
    st.none() | st.integers(1, 9),
    st.lists(st.tuples(st.sampled_from([None, 1, 2]), st.integers(1, 4)), max_size=30),
)
def test_each_gets_in_whose_team_has_room_and_no_team_has_more_than_its_share(most, asking):
    room, given_out = TeamRoom(most), Counter()
    for team, size in asking:
        had_room = most is None or given_out[team] + size <= most
        assert room.take(team, size) == had_room
        given_out[team] += size * had_room
    assert most is None or all(count <= most for count in given_out.values())
