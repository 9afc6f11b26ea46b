"""Ready-made sets of awards to start a week's awards from, in our own words, a file per set."""

from . import classic, peers, service, small
from .award import AwardSet, ReadyAward, ReadyCriterion

__all__ = ["AwardSet", "ReadyAward", "ReadyCriterion", "all_sets", "find_set"]

_SETS = (classic.SET, small.SET, peers.SET, service.SET)
_BY_KEY = {each.key: each for each in _SETS}


def all_sets() -> tuple[AwardSet, ...]:
    """Every set, the usual one first. Texts are lazy: str() gives them in the reader's language."""
    return _SETS


def find_set(key: str) -> AwardSet | None:
    """The set with this key, or None if there is no such set."""
    return _BY_KEY.get(key)
