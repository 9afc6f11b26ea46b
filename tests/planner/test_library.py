"""The idea library: what it holds, and that its texts are fit to be shipped."""

import re
from collections import Counter
from itertools import groupby
from pathlib import Path

import pytest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

import planner.library
from planner.library import all_ideas, find_idea
from planner.models.activities import Kind
from planner.rules.search import found_in, words_of
from tests.planner.shipped_texts import (
    marked_without_literal,
    repeated,
    sentences,
    untranslated,
)

IDEAS = all_ideas()
PROMISED = [
    "award ceremony",
    "employee of the month",
    "Feedback Friday",
    "Throwback Thursday",
    "workshop listening",
    "workshop empathy",
    "workshop conflict",
    "workshop stress",
    "workshop digital channels",
    "guest speaker",
    "games",
    "volunteering",
    "lunch",
    "raffle",
    "balloons banners",
    "thank-you notes customers",
    "special offer",
    "open day",
    "customers' stories wall",
    "video testimonials",
    "thanks departments",
    "service policy page",
    "survey",
    "training launch",
]


def texts(idea):
    return [idea.title, idea.description, *(task.title for task in idea.tasks)]


def falls_on_weekend(days_before: int) -> bool:
    """Counted back from a Monday: one day is the Sunday, two the Saturday."""
    return days_before % 7 in (1, 2)


each_idea = pytest.mark.parametrize("idea", IDEAS, ids=lambda idea: idea.key)


def test_there_are_at_least_two_ideas_of_every_kind_and_forty_eight_in_all():
    kinds = Counter(idea.kind for idea in IDEAS)
    assert set(kinds) == set(Kind.values)
    assert min(kinds.values()) >= 2
    assert len(IDEAS) >= 48


def test_ideas_of_a_kind_stand_side_by_side():
    runs = [kind for kind, _ideas in groupby(idea.kind for idea in IDEAS)]
    assert len(runs) == len(set(runs))


@pytest.mark.parametrize("promised", PROMISED)
def test_what_was_promised_is_found_by_its_title(promised):
    words = words_of(promised)
    assert [idea for idea in IDEAS if found_in(words, str(idea.title)) == set(words)]


def test_an_idea_is_found_by_its_key_and_an_unknown_key_finds_none():
    assert [find_idea(idea.key) for idea in IDEAS] == list(IDEAS)
    assert find_idea("no-such-idea") is None


def test_keys_titles_and_tasks_are_unique():
    for names in (
        [idea.key for idea in IDEAS],
        [str(idea.title) for idea in IDEAS],
        [str(task.title) for idea in IDEAS for task in idea.tasks],
    ):
        assert [name for name, count in Counter(names).items() if count > 1] == []


@each_idea
def test_an_idea_is_whole(idea):
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", idea.key)
    assert len(str(idea.title)) <= 80
    assert 80 <= len(str(idea.description)) <= 700
    assert 2 <= len(sentences(str(idea.description))) <= 5
    assert idea.minutes is None or (idea.minutes % 5 == 0 and 5 <= idea.minutes <= 480)
    assert idea.tasks


@each_idea
def test_tasks_fall_due_on_working_days_in_order_after_the_work_has_started(idea):
    due = [task.days_before for task in idea.tasks]
    assert due == sorted(due, reverse=True)
    assert due[-1] >= 0 and due[0] <= idea.lead_days
    assert [days for days in due if falls_on_weekend(days)] == []


def test_a_task_due_on_a_weekend_would_be_found():
    assert [days for days in range(15) if falls_on_weekend(days)] == [1, 2, 8, 9]


@each_idea
def test_texts_need_nothing_filled_in_and_bring_no_markup_of_their_own(idea):
    for text in map(str, texts(idea)):
        assert text == " ".join(text.split())
        assert not re.search(r"[%{}<>\[\]*_`#!]|https?:", text)


def test_no_two_ideas_share_a_sentence():
    assert repeated(idea.description for idea in IDEAS) == []


def test_a_shared_sentence_would_be_found():
    ours = [idea.description for idea in IDEAS]
    last = sentences(str(ours[-1]))[-1]
    assert repeated([*ours, f"Something new? {last}"]) == [last.casefold()]


def test_every_text_is_lazy_and_shows_its_translation(monkeypatch):
    shipped = [text for idea in IDEAS for text in texts(idea)]
    assert [text for text in shipped if not isinstance(text, Promise)] == []
    assert untranslated(shipped, monkeypatch) == []


def test_a_text_that_is_not_translated_would_be_found(monkeypatch):
    title = IDEAS[0].title
    assert untranslated([title, str(title), gettext_lazy("Lunch")], monkeypatch) == [str(title)]


def test_every_text_is_a_plain_string_that_a_translator_gets_to_see():
    assert marked_without_literal(Path(planner.library.__file__).parent) == []


def test_a_text_put_together_in_code_would_be_found(tmp_path):
    (tmp_path / "ideas.py").write_text('fine = _("One " "text")\nlost = _(f"{fine} more")\n')
    assert marked_without_literal(tmp_path) == ["ideas.py:2"]
