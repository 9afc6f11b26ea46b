"""Searching by words, as people type them."""

import pytest

from planner.rules.search import fold, found_in, telling, words_of

TITLE = "Kick-off: a short opening, once per shift"
TEXT = "Gather everyone standing, and tell them what customers' words said in São João."


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Conceição", "conceicao"),
        ("CONCEIC\u0327A\u0303O", "conceicao"),
        ("Straße", "strasse"),
        ("İstanbul", "istanbul"),
        ("Ａｗａｒｄ", "award"),
        ("Σίσυφος", "σισυφοσ"),
        ("København", "københavn"),
        ("two  words\n", "two  words\n"),
        ("", ""),
    ],
)
def test_case_and_accents_are_folded_away(text, folded):
    assert fold(text) == folded


def test_folding_twice_changes_nothing_more():
    for text in (TITLE, TEXT, "İ ﬁ Å ẞ ǆ \u0345"):
        assert fold(fold(text)) == fold(text)


def matches(query: str, *texts: str) -> bool:
    """Whether all of its words are found."""
    words = words_of(query)
    return found_in(words, *texts) == set(words)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "  - ",
        "opening",
        "OPENING shift",
        "shift opening",
        "gather opening",
        "open",
        "sao joao",
        "kick-off",
        "kick off",
        "kickoff",
        "kick\u2011off",
        "customers' words",
        "customers\u2019 words",
        "customers words",
    ],
)
def test_every_word_is_found_wherever_it_stands(query):
    assert matches(query, TITLE, TEXT)


@pytest.mark.parametrize("query", ["closing", "opening closing", "shiftgather", "shift\x00"])
def test_one_word_that_is_nowhere_is_enough_to_miss(query):
    assert not matches(query, TITLE, TEXT)


def test_words_are_taken_each_once_and_the_shortest_only_where_there_are_no_others():
    assert words_of("a kick-off for us, for us all") == ["kick", "off", "for", "us,", "all"]
    assert words_of("a us") == ["a", "us"]
    assert found_in(["opening", "closing", "shift"], TITLE, TEXT) == {"opening", "shift"}


def test_a_word_that_most_texts_have_tells_nothing_unless_it_is_all_there_is():
    found = [{"for", "night"}, {"for"}, {"for"}, set()]
    assert telling(["for", "night"], found) == {"night"}
    assert telling(["for"], found) == {"for"}


def test_without_texts_only_an_empty_query_matches():
    assert matches("")
    assert not matches("opening")
