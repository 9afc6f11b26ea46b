"""Which things were moved when a list was put in another order."""

import random

import pytest

from recognition.rules.order import moved


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("abcd", "abcd", ""),
        ("", "", ""),
        ("a", "a", ""),
        ("abcd", "bcda", "a"),
        ("abcd", "dabc", "d"),
        ("abcde", "acdbe", "b"),
        ("abcd", "dcba", "cba"),
    ],
)
def test_the_fewest_that_were_moved_are_told(before, after, told):
    found = moved(before, after)
    assert len(found) == len(told)
    assert not told or set(found) <= set(after)
    if len(told) == 1:
        assert found == [told]


def test_whatever_the_order_the_others_kept_theirs():
    chance = random.Random(7)
    for _time in range(200):
        before = list(range(chance.randrange(12)))
        after = chance.sample(before, len(before))
        gone = set(moved(before, after))
        stayed = [key for key in after if key not in gone]
        assert stayed == sorted(stayed)


def test_one_that_went_all_the_way_is_told_alone():
    """Control: to tell each whose number is another would tell all of them."""
    before = list(range(500))
    after = [*before[1:], 0]
    assert moved(before, after) == [0]
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 500
