"""The ready-made sets of awards: what they hold, and that their texts are fit to be shipped."""

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from django.utils import translation
from django.utils.functional import Promise

import recognition.sets
from recognition.sets import all_sets, find_set
from tests.planner.shipped_texts import marked_without_literal, repeated, sentences, untranslated

SETS = all_sets()
AWARDS = [award for each in SETS for award in each.awards]
CRITERIA = [criterion for award in AWARDS for criterion in award.criteria]
ICONS = {"heart", "rocket", "people", "star", "trophy", "lightbulb", "shield", "chat"}
LANGUAGES = ["en-gb", "pt-pt"]
LONGEST = {"title": 60, "honours": 160, "criterion": 40, "description": 200, "for_whom": 120}


def texts():
    """Every text with the name of its kind."""
    for each in SETS:
        yield "title", each.title
        yield "for_whom", each.for_whom
    for award in AWARDS:
        yield "title", award.title
        yield "honours", award.honours
    for criterion in CRITERIA:
        yield "criterion", criterion.title
        yield "description", criterion.description


def too_long(named) -> list[str]:
    return [str(text) for kind, text in named if len(str(text)) > LONGEST[kind]]


def faults(award) -> list[str]:
    """What a page of awards could not show or a judge could not use."""
    wrong = [] if award.subject in ("person", "team") else ["subject"]
    wrong += [] if 3 <= award.minutes <= 6 else ["minutes"]
    wrong += [] if award.icon in ICONS else ["icon"]
    wrong += [] if 2 <= len(award.criteria) <= 4 else ["criteria"]
    wrong += [] if all(1 <= each.weight <= 5 for each in award.criteria) else ["weight"]
    wrong += [] if len(sentences(str(award.honours))) == 1 else ["honours"]
    if award.subject == "person" and (award.not_own_team or award.cosigning):
        wrong.append("a rule for teams")
    return wrong


def test_there_are_at_least_four_sets_and_each_is_found_by_its_key():
    assert len(SETS) >= 4
    assert [find_set(each.key) for each in SETS] == list(SETS)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", each.key) for each in SETS)
    assert find_set("no-such-set") is None


def test_there_are_five_awards_for_a_contact_centre_and_three_for_a_small_team():
    assert {each.key: len(each.awards) for each in SETS}["classic"] == 5
    assert {each.key: len(each.awards) for each in SETS}["small"] == 3
    assert all(len(each.awards) >= 3 for each in SETS)


def test_every_award_can_be_shown_and_judged():
    assert {str(award.title): faults(award) for award in AWARDS if faults(award)} == {}


@pytest.mark.parametrize(
    ("fault", "change"),
    [
        ("subject", {"subject": "site"}),
        ("minutes", {"minutes": 7}),
        ("icon", {"icon": "cup"}),
        ("criteria", {"criteria": AWARDS[0].criteria[:1]}),
        ("weight", {"criteria": tuple(replace(each, weight=6) for each in CRITERIA[:2])}),
        ("honours", {"honours": "One sentence. And another."}),
        ("a rule for teams", {"cosigning": True}),
    ],
)
def test_a_fault_of_an_award_would_be_found(fault, change):
    assert faults(replace(AWARDS[0], **change)) == [fault]


def test_a_rookie_award_a_team_award_and_one_not_for_last_years_winner_are_among_them():
    assert any(award.joined_within_months for award in AWARDS)
    assert any(award.subject == "team" and award.cosigning for award in AWARDS)
    assert any(award.not_last_winner for award in AWARDS)


def test_titles_are_unique_and_so_are_the_criteria_of_an_award():
    for names in ([award.title for award in AWARDS], [each.title for each in SETS]):
        assert [name for name, count in Counter(map(str, names)).items() if count > 1] == []
    for award in AWARDS:
        assert len({str(each.title) for each in award.criteria}) == len(award.criteria)


def test_a_description_says_what_the_lowest_and_the_highest_score_look_like():
    for language in LANGUAGES:
        with translation.override(language):
            told = [str(criterion.description) for criterion in CRITERIA]
        assert [text for text in told if not re.fullmatch(r"1: .+[.] 5: .+[.]", text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_as_short_as_the_fields_they_fill(language):
    with translation.override(language):
        assert too_long(texts()) == []


def test_a_text_that_is_too_long_would_be_found():
    assert too_long([("title", "a" * 61), ("honours", "a" * 160)]) == ["a" * 61]


def test_texts_need_nothing_filled_in_and_bring_no_markup_of_their_own():
    for _kind, text in texts():
        assert str(text) == " ".join(str(text).split())
        assert not re.search(r"[%{}<>\[\]*_`#!\"]|https?:", str(text))


def test_no_two_texts_share_a_sentence():
    assert repeated(text for _kind, text in texts()) == []


def test_every_text_is_lazy_and_shows_its_translation(monkeypatch):
    shipped = [text for _kind, text in texts()]
    assert [text for text in shipped if not isinstance(text, Promise)] == []
    assert untranslated(shipped, monkeypatch) == []


def test_every_text_is_there_in_portuguese():
    english = [str(text) for _kind, text in texts()]
    with translation.override("pt-pt"):
        same = [text for text, (_kind, lazy) in zip(english, texts(), strict=True) if text == lazy]
    assert same == []


def test_every_text_is_a_plain_string_that_a_translator_gets_to_see():
    assert marked_without_literal(Path(recognition.sets.__file__).parent) == []
