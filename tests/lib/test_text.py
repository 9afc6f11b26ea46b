"""Text that a file with lines can hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csweek.lib.text import clean

ENDS = ["\r\n", "\r", "\n", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"]


@pytest.mark.parametrize("end", ENDS, ids=ascii)
def test_each_kind_of_line_end_becomes_one(end):
    assert clean(f"one{end}two") == "one\ntwo"
    assert clean(f"one{end}two", " ") == "one two"


def test_what_cannot_be_seen_or_written_is_left_out():
    assert clean("a\x00b\x07c\x1fd\x7fe\x9ff\ud800g\tü💡") == "abcdefg\tü💡"


@given(st.text(st.characters(codec=None)))
def test_what_is_left_is_one_line_that_can_be_written(text):
    left = clean(text, " ")
    assert len(left.splitlines()) <= 1
    left.encode("utf-8")
