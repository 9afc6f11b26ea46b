"""A decision frozen: inputs, method and result as one text with its SHA-256, and the proof of it.

Whoever has the text can read the inputs, tally them by the method and come to the same result.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from .canonical import canonical, digest, nfc, read
from .reviews import Criterion, Key, Review, sent
from .tally import Tally, tally
from .ties import TieRule

# What reading a damaged document, or working it out anew, may raise.
UNREADABLE = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
METHOD = {"name": "mean of weighted percentages over submitted reviews", "version": 1}


@dataclass(frozen=True)
class Frozen:
    """`text` is the document; `sha256` is of its UTF-8, in 64 small hexadecimal digits."""

    text: str
    sha256: str


class Fault(StrEnum):
    """What can be wrong with a frozen decision."""

    HASH = "hash"  # it is not the text that was hashed
    UNREADABLE = "unreadable"  # no document of this kind, or not in its one form
    METHOD = "method"  # made by a method that this release does not know
    RESULT = "result"  # its inputs do not give its result


@dataclass(frozen=True)
class Difference:
    """A fault; for the result, where (`result.winners[0]`), what was frozen and what is right."""

    fault: Fault
    where: str = ""
    frozen: Any = None
    right: Any = None


@dataclass(frozen=True)
class Verdict:
    """What came of looking at a frozen decision again."""

    differences: tuple[Difference, ...]

    @property
    def is_sound(self) -> bool:
        return not self.differences


def freeze(
    criteria: Collection[Criterion],
    reviews: Iterable[Review],
    *,
    rule: TieRule = TieRule.STANDARD,
    vote: Iterable[Key] | None = None,
    places: int = 1,
    facts: Mapping[str, Any] | None = None,
) -> Frozen:
    """The document of a tally: its inputs, the method with its version, and the result.

    Judges, files and criteria are named by their keys as text: give it public ones, no names.
    Reviews that were not sent are left out. `facts` are kept and hashed with it, and not worked
    out again: plain values (see `canonical`), as the award's key and what was decided and why.
    Raises ValueError as `tally` and `canonical` do.
    """
    inputs = {
        "criteria": _criteria(criteria),
        "reviews": _reviews(sent(reviews)),
        "rule": TieRule(rule).value,
        "vote": None if vote is None else [nfc(file) for file in vote],
        "places": places,
    }
    text = canonical(
        {
            "facts": dict(facts or {}),
            "inputs": inputs,
            "method": METHOD,
            "result": _result(_tallied(inputs)),
        }
    )
    return Frozen(text, digest(text))


def with_reason(frozen: str, reason: str) -> Frozen:
    """The same document with another reason among its facts; raises ValueError as `read` does."""
    document = read(frozen)
    document["facts"]["reason"] = nfc(reason)
    text = canonical(document)
    return Frozen(text, digest(text))


def ranks_in(frozen: str, files: Iterable[Key]) -> dict[Key, int]:
    """The ranks of these files in a document; a file that nobody has scored has none."""
    wanted = {nfc(file) for file in files}
    ranking = read(frozen)["result"]["ranking"]
    return {each["file"]: each["rank"] for each in ranking if each["file"] in wanted}


def marks_in(frozen: str, files: Iterable[Key]) -> dict[Key, tuple[Fraction, int]]:
    """{file: its mean percentage, and of how many reviews} of these files in a document: read
    quickly, and not proved. Of a text that cannot be read there are none."""
    wanted = {nfc(file) for file in files}
    try:
        ranking = json.loads(frozen)["result"]["ranking"]
        marked = [each for each in ranking if each["file"] in wanted]
        return {each["file"]: (Fraction(each["mean"]), each["reviews"]) for each in marked}
    except UNREADABLE:
        return {}


def reviews_in(frozen: str) -> list[Review]:
    """Those that a document was made of; raises one of UNREADABLE for what is none."""
    return _given(read(frozen)["inputs"]["reviews"])


def verify(frozen: str, sha256: str) -> Verdict:
    """Whether a document is the one that was hashed, and its inputs still give its result.

    Never raises for what the document holds: whatever cannot be read is a difference too.
    """
    found = []
    try:
        if digest(frozen) != sha256:
            found.append(Difference(Fault.HASH))
        document = read(frozen)
        if document["method"] != METHOD:
            found.append(Difference(Fault.METHOD, "method", document["method"], METHOD))
        else:
            right = read(canonical(_result(_tallied(document["inputs"]))))
            found += _differences("result", document["result"], right)
    except UNREADABLE:
        found.append(Difference(Fault.UNREADABLE))
    return Verdict(tuple(found))


def _criteria(criteria: Iterable[Criterion]) -> list[dict[str, Any]]:
    plain = [{"key": nfc(criterion.key), "weight": criterion.weight} for criterion in criteria]
    return sorted(plain, key=lambda criterion: criterion["key"])


def _reviews(reviews: Collection[Review]) -> list[dict[str, Any]]:
    for keys in ({each.judge for each in reviews}, {each.file for each in reviews}):
        if len({nfc(key) for key in keys}) < len(keys):
            raise ValueError("Two judges, or two files, have keys that read the same.")
    plain = [
        {
            "file": nfc(review.file),
            "judge": nfc(review.judge),
            "scores": {nfc(key): score for key, score in review.scores.items()},
        }
        for review in reviews
    ]
    return sorted(plain, key=lambda review: (review["file"], review["judge"]))


def _given(plain: Iterable[Mapping[str, Any]]) -> list[Review]:
    return [Review(each["judge"], each["file"], each["scores"]) for each in plain]


def _tallied(inputs: Mapping[str, Any]) -> Tally:
    if not inputs["criteria"] and not inputs["reviews"]:
        return Tally((), (), inputs["places"], (), ())  # by which nobody could be judged
    return tally(
        [Criterion(each["key"], each["weight"]) for each in inputs["criteria"]],
        _given(inputs["reviews"]),
        rule=TieRule(inputs["rule"]),
        vote=inputs["vote"],
        places=inputs["places"],
    )


def _result(tallied: Tally) -> dict[str, Any]:
    return {
        "ranking": [
            {
                "file": each.file,
                "rank": each.rank,
                "mean": each.mean,
                "reviews": each.reviews,
                "by_criterion": each.by_criterion,
            }
            for each in tallied.ranking
        ],
        "winners": tallied.winners,
        "joint": tallied.is_joint,
        "ties": [vars(tie) for tie in tallied.ties],
        "close_calls": [vars(call) for call in tallied.close_calls],
    }


def _differences(where: str, frozen: Any, right: Any) -> list[Difference]:
    """Where two plain values differ, as far in as they are alike in shape."""
    if isinstance(frozen, dict) and isinstance(right, dict) and frozen.keys() == right.keys():
        pairs = [(f"{where}.{key}", frozen[key], right[key]) for key in sorted(frozen)]
    elif isinstance(frozen, list) and isinstance(right, list) and len(frozen) == len(right):
        pairs = [
            (f"{where}[{place}]", *both)
            for place, both in enumerate(zip(frozen, right, strict=True))
        ]
    elif type(frozen) is type(right) and frozen == right:
        return []
    else:
        return [Difference(Fault.RESULT, where, frozen, right)]
    return [each for pair in pairs for each in _differences(*pair)]
