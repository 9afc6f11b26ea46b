"""What somebody is bound to at a time: a place, a pair, cover. The one question that is asked
before they are given, or offer, anything else for that time.

Each table that binds people registers where to look; this one imports none of them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from csweek.people.models import Person
from planner.rules.places import Span, overlap

PLACE, PAIR, STAND_IN, COVER = "place", "pair", "stand-in", "cover"
People = Set[int] | None  # their keys; None: everybody
Mark = tuple[str, int]


@dataclass(frozen=True)
class Bond:
    """`title` is the activity's, or the name of the team that is helped. By its `marks` whoever
    asks leaves out what is no obstacle: ("place", activity), ("pairs of", activity), ("pair", key),
    ("call", key)."""

    kind: str
    person: int
    span: Span
    title: str
    marks: frozenset[Mark]

    @property
    def of_oneself(self) -> str:
        return OF_ONESELF[self.kind] % {"title": self.title}

    def of(self, person: Person) -> str:
        return OF_OTHERS[self.kind] % {"title": self.title, "name": person.name}


OF_ONESELF = {
    PLACE: gettext_lazy("You have a place in “%(title)s” then."),
    PAIR: gettext_lazy("You are in a pair of “%(title)s” then."),
    STAND_IN: gettext_lazy("You are a stand-in in “%(title)s” then."),
    COVER: gettext_lazy("You help %(title)s out then."),
}
OF_OTHERS = {
    PLACE: gettext_lazy("%(name)s has a place in “%(title)s” then."),
    PAIR: gettext_lazy("%(name)s is in a pair of “%(title)s” then."),
    STAND_IN: gettext_lazy("%(name)s is a stand-in in “%(title)s” then."),
    COVER: gettext_lazy("%(name)s helps %(title)s out then."),
}
Find = Callable[[People, Span], Iterable[Bond]]
_finders: list[Find] = []


def binds(find: Find) -> Find:
    """Make `find` one of those that are asked; it may find more than lies in the span."""
    _finders.append(find)
    return find


def bonds(people: Iterable[int] | None, span: Span, *, but: Iterable[Mark] = ()) -> dict:
    """{person: their bonds at that time}; of whoever is free, nothing. What lasts all day one can
    pass by: it binds nobody."""
    found: dict[int, list[Bond]] = defaultdict(list)
    wanted = None if people is None else set(people)
    if span.begins is None or wanted == set():
        return found
    left_out = set(but)
    for find in _finders:
        for bond in find(wanted, span):
            if overlap(bond.span, span) and not bond.marks & left_out:
                found[bond.person].append(bond)
    return found


def refusal(people: Iterable[Person], span: Span, *, but: Iterable[Mark] = ()) -> str:
    """Who of these is bound then, and to what; empty where all are free."""
    people = list(people)
    found = bonds([each.pk for each in people], span, but=but)
    said = (bond.of(each) for each in people for bond in found.get(each.pk, ()))
    first = next(said, "")
    return first and _("%(who)s Choose another time, or somebody else.") % {"who": first}
