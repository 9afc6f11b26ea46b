"""Notices in words: a registry after the idiom of checks; upper floors say what theirs mean."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from csweek.notices.models import Notice


@dataclass(frozen=True)
class Message:
    """One notice as a person reads it, on a page or by mail."""

    subject: str
    opening: str
    parts: tuple[tuple[str, tuple[str, ...]], ...] = ()  # (heading, lines)
    closing: str = ""
    path: str = ""  # where to see more, within this site: "/2026/"
    action: str = ""  # the words of that link


Words = Callable[[list[Notice]], list[Message | None]]
_words: dict[str, Words] = {}
_sealed: set[str] = set()
_lasting: set[str] = set()


def put_into_words(
    name: str, *, is_sealed: bool = False, lasts: bool = False
) -> Callable[[Words], Words]:
    """Register a function that puts all notices of this name into words, one Message for each.

    It is asked once for a whole page of them, in the reader's language and time zone, and says
    None of what there is no more to say of. It asks the database as often for fifty as for one.

    What is sealed is for its receiver alone: whoever administers the mails that are kept does not
    read it, nor to whom there is one. What `lasts` never says None, and is not asked whether it
    does.
    """

    def register(words: Words) -> Words:
        _words[name] = words
        if is_sealed:
            _sealed.add(name)
        if lasts:
            _lasting.add(name)
        return words

    return register


def in_words(notices: Iterable[Notice]) -> list[tuple[Notice, Message]]:
    """Each notice with its message, in the same order; without those that nobody has words for."""
    notices = list(notices)
    kinds = defaultdict(list)
    for notice in notices:
        kinds[notice.name].append(notice)
    found = {}
    for name, alike in kinds.items():
        if name in _words:
            messages = _words[name](alike)
            found |= {n.pk: each for n, each in zip(alike, messages, strict=True)}
    return [(notice, found[notice.pk]) for notice in notices if found.get(notice.pk)]


def lasting() -> frozenset[str]:
    """The names of all notices that there is something to say of for good."""
    return frozenset(_lasting)


def sealed() -> frozenset[str]:
    """The names of all notices that are for their receivers alone."""
    return frozenset(_sealed)
