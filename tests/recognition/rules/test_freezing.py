"""Decisions frozen: the same text for the same tally, and no change unseen."""

import hashlib
import json
import subprocess
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognition.rules import freezing
from recognition.rules.canonical import canonical, digest, read
from recognition.rules.freezing import METHOD, Difference, Fault, Frozen, Verdict, freeze, verify
from recognition.rules.reviews import Criterion, Review
from tests.recognition.rules.panels import ONE, panels, scored

ROOT = Path(__file__).resolve().parents[3]
SMALL = scored(jun={"a": 5, "b": 4}, ann={"a": 4, "b": 4})
SMALL_TEXT = (
    '{"facts":{"award":"w-1"},'
    '"inputs":{"criteria":[{"key":"care","weight":1}],"places":1,"reviews":['
    '{"file":"a","judge":"ann","scores":{"care":4}},{"file":"a","judge":"jun","scores":{"care":5}},'
    '{"file":"b","judge":"ann","scores":{"care":4}},{"file":"b","judge":"jun","scores":{"care":4}}'
    '],"rule":"standard","vote":null},'
    '"method":{"name":"mean of weighted percentages over submitted reviews","version":1},'
    '"result":{"close_calls":[{"judge":"jun","method":"without-judge","winners":["a","b"]}],'
    '"joint":false,"ranking":['
    '{"by_criterion":{"care":"9/2"},"file":"a","mean":"90/1","rank":1,"reviews":2},'
    '{"by_criterion":{"care":"4/1"},"file":"b","mean":"80/1","rank":2,"reviews":2}'
    '],"ties":[],"winners":["a"]}}'
)
CALL = {"judge": "jun", "method": "without-judge", "winners": ["a", "b"]}
CALL_NOW = {**CALL, "winners": ["b"]}
TIE = {"broken_by": None, "files": ["a", "b"], "is_at_edge": True, "order": [["a", "b"]], "rank": 1}


def frozen_panel(panel, **changes) -> Frozen:
    each = replace(panel, **changes)
    return freeze(each.criteria, each.reviews, rule=each.rule, vote=each.vote, places=each.places)


def faults(verdict: Verdict) -> list[Fault]:
    return [difference.fault for difference in verdict.differences]


def rehashed(change) -> Verdict:
    """The verdict on the small document with one thing changed, and hashed anew to hide it."""
    document = json.loads(SMALL_TEXT)
    change(document)
    text = canonical(document)
    return verify(text, digest(text))


def test_the_document_of_a_small_panel_letter_by_letter():
    frozen = freeze(ONE, SMALL, facts={"award": "w-1"})
    assert frozen.text == SMALL_TEXT
    assert frozen.sha256 == hashlib.sha256(SMALL_TEXT.encode()).hexdigest()
    assert verify(frozen.text, frozen.sha256) == Verdict(())
    assert verify(frozen.text, frozen.sha256).is_sound


@given(panels())
def test_what_was_frozen_is_found_sound(panel):
    frozen = frozen_panel(panel)
    assert verify(frozen.text, frozen.sha256) == Verdict(())
    assert canonical(read(frozen.text)) == frozen.text


@given(panels(), st.randoms(use_true_random=False))
def test_the_order_of_reviews_and_criteria_leaves_no_trace(panel, chance):
    shuffled = list(panel.reviews)
    chance.shuffle(shuffled)
    turned = frozen_panel(panel, reviews=shuffled, criteria=panel.criteria[::-1])
    assert turned == frozen_panel(panel)


def test_what_was_not_sent_is_not_in_it():
    draft = Review("late", "a", {"care": 5}, is_sent=False)
    assert freeze(ONE, [*SMALL, draft]) == freeze(ONE, SMALL)


def test_keys_of_any_kind_are_kept_as_text():
    reviews = [Review(7, 10, {1: 5}), Review(7, 9, {1: 4})]
    frozen = freeze([Criterion(1, 2)], reviews, vote=[9])
    assert verify(frozen.text, frozen.sha256).is_sound
    assert read(frozen.text)["inputs"]["reviews"][0] == {
        "file": "10",
        "judge": "7",
        "scores": {"1": 5},
    }


def test_one_bit_changed_is_seen_wherever_it_is():
    """Every seventh bit: all bits of an octet come by, and every octet."""
    right, octets = digest(SMALL_TEXT), bytearray(SMALL_TEXT.encode())
    for bit in range(0, len(octets) * 8, 7):
        octets[bit // 8] ^= 1 << bit % 8
        verdict = verify(bytes(octets).decode("utf-8", "surrogateescape"), right)
        assert not verdict.is_sound
        assert faults(verdict)[0] in (Fault.HASH, Fault.UNREADABLE)
        octets[bit // 8] ^= 1 << bit % 8
    assert bytes(octets).decode() == SMALL_TEXT


@pytest.mark.parametrize("place", range(64))
def test_one_digit_of_the_hash_changed_is_seen(place):
    digits = digest(SMALL_TEXT)
    other = "0" if digits[place] != "0" else "1"
    changed = digits[:place] + other + digits[place + 1 :]
    assert verify(SMALL_TEXT, changed) == Verdict((Difference(Fault.HASH),))


def test_a_winner_put_in_by_hand_is_named_even_under_a_new_hash():
    def change(document):
        document["result"]["winners"] = ["b"]

    assert rehashed(change) == Verdict((Difference(Fault.RESULT, "result.winners[0]", "b", "a"),))


def test_a_score_changed_afterwards_shows_in_the_result_that_it_no_longer_gives():
    def change(document):
        document["inputs"]["reviews"][2]["scores"]["care"] = 5

    assert [(each.where, each.frozen, each.right) for each in rehashed(change).differences] == [
        ("result.close_calls", [CALL], [{**CALL, "judge": "ann", "winners": ["a"]}, CALL_NOW]),
        ("result.joint", False, True),
        ("result.ranking[1].by_criterion.care", "4/1", "9/2"),
        ("result.ranking[1].mean", "80/1", "90/1"),
        ("result.ranking[1].rank", 2, 1),
        ("result.ties", [], [TIE]),
        ("result.winners", ["a"], ["a", "b"]),
    ]


def test_a_method_of_another_release_is_told_and_not_guessed_at():
    def change(document):
        document["method"]["version"] = 2

    assert rehashed(change) == Verdict(
        (Difference(Fault.METHOD, "method", {**METHOD, "version": 2}, METHOD),)
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda document: document.pop("method"),
        lambda document: document.pop("inputs"),
        lambda document: document.pop("result"),
        lambda document: document["inputs"].update(reviews=7),
        lambda document: document["inputs"]["reviews"].append({}),
        lambda document: document["inputs"]["reviews"][0].update(scores=[4]),
        lambda document: document["inputs"]["reviews"][0]["scores"].update(care="4"),
        lambda document: document["inputs"]["reviews"][0]["scores"].update(care=9),
        lambda document: document["inputs"].update(rule="alphabet"),
        lambda document: document["inputs"].update(places=0),
        lambda document: document["inputs"].update(places=None),
        lambda document: document["inputs"].update(criteria=[]),
        lambda document: document["inputs"].update(vote=[["a"]]),
        lambda document: document["inputs"].update(vote=7),
    ],
)
def test_what_is_no_decision_is_unreadable_and_no_crash(change):
    assert faults(rehashed(change)) == [Fault.UNREADABLE]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{",
        "4.5",
        "NaN",
        '{"a":1,"a":1}',
        SMALL_TEXT + " ",
        SMALL_TEXT.replace('"places":1', '"places":1.0'),
        SMALL_TEXT.replace('"places":1', '"places": 1'),
        SMALL_TEXT.replace('"w-1"', '"w\\u002d1"'),
        SMALL_TEXT.replace('"w-1"', '"e\u0301"'),
        SMALL_TEXT.replace('"w-1"', '"\\ud800"'),
        "[" * 100_000,
    ],
)
def test_a_text_in_another_form_is_unreadable_even_with_its_own_hash(text):
    assert faults(verify(text, digest(text))) == [Fault.UNREADABLE]


def test_facts_are_hashed_with_it():
    one, other = (freeze(ONE, SMALL, facts={"why": why}) for why in ("Clear", "Clear."))
    assert one.sha256 != other.sha256
    assert verify(one.text, other.sha256) == Verdict((Difference(Fault.HASH),))


@pytest.mark.parametrize(
    "facts", [{"mean": 83.3}, {"at": object()}, {1: "one"}, {"e\u0301": 1, "é": 2}, {"a": "\ud800"}]
)
def test_what_has_no_one_form_is_refused(facts):
    with pytest.raises(ValueError):
        freeze(ONE, SMALL, facts=facts)


@pytest.mark.parametrize(
    "reviews",
    [
        [Review("\u00e9", "a", {"care": 5}), Review("e\u0301", "b", {"care": 5})],
        [Review("jun", "\u00e9", {"care": 5}), Review("jun", "e\u0301", {"care": 5})],
        [Review(1, "a", {"care": 5}), Review("1", "b", {"care": 5})],
    ],
)
def test_two_keys_that_would_be_one_text_are_refused(reviews):
    with pytest.raises(ValueError, match="keys that read the same"):
        freeze(ONE, reviews)


def test_a_plain_value_has_one_text():
    plain = {"b": [1, True, None, ()], "a": Fraction(6, 4), "é": "e\u0301\u2028\x00"}
    assert canonical(plain) == '{"a":"3/2","b":[1,true,null,[]],"é":"é\u2028\\u0000"}'
    assert canonical({"b": 1, "a": 2}) == canonical({"a": 2, "b": 1})


def test_a_document_is_found_sound_by_another_run_of_python():
    """Another process, another hash seed, the document from before as it lies in the database."""
    frozen = freeze(ONE, SMALL, facts={"award": "é"})
    asked = (
        "import sys; from recognition.rules.freezing import verify; "
        "print(verify(sys.stdin.buffer.read().decode(), sys.argv[1]).is_sound)"
    )
    said = subprocess.run(
        [sys.executable, "-c", asked, frozen.sha256],
        input=frozen.text.encode(),
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout
    assert said.split() == [b"True"]


def test_a_verification_that_looks_at_the_hash_alone_would_miss_it(monkeypatch):
    """Control: without the tally done again, a winner put in by hand passes."""

    def change(document):
        document["result"]["winners"] = ["b"]

    monkeypatch.setattr(freezing, "_differences", lambda *both: [])
    assert rehashed(change).is_sound


def test_a_verification_that_does_the_tally_alone_would_miss_what_was_added(monkeypatch):
    """Control: without the hash, a fact that was changed passes."""
    text = SMALL_TEXT.replace("w-1", "w-2")
    assert faults(verify(text, digest(SMALL_TEXT))) == [Fault.HASH]
    monkeypatch.setattr(freezing, "digest", lambda text: digest(SMALL_TEXT))
    assert verify(text, digest(SMALL_TEXT)).is_sound


def test_what_has_neither_criteria_nor_reviews_is_frozen_and_chooses_nobody():
    frozen = freeze([], [], facts={"basis": "no-award"})
    assert verify(frozen.text, frozen.sha256).is_sound
    assert read(frozen.text)["result"]["winners"] == []
