"""What publishing the draft would do: what changes, and whom it concerns."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import cached_property

from csweek.people.models import Person
from planner.rules.difference import Audience, Change, audience, changes_between
from planner.rules.programme import Programme, following

from .offers import Offer
from .pairs import Pair
from .signups import Signup


class Proposal:
    """The draft against what is published, `before` (None while nothing is), at the moment `now`.

    `number` is that of the publication it would be.
    """

    def __init__(self, draft: Programme, before: Programme | None, number: int, now: datetime):
        self.draft, self.before, self.number, self.now = draft, before, number, now

    @cached_property
    def after(self) -> Programme:
        return following(self.draft, self.before, self.now.astimezone(UTC).isoformat())

    @cached_property
    def changes(self) -> list[Change]:
        """Empty for a first publication: all of it is new."""
        return changes_between(self.before, self.after) if self.before else []

    @cached_property
    def site_of(self) -> dict[int, int | None]:
        """{number of each active person: their site's}."""
        return dict(Person.objects.active().order_by("pk").values_list("pk", "site_id"))

    @property
    def is_first(self) -> bool:
        return self.before is None

    @property
    def is_worth_publishing(self) -> bool:
        return self.is_first or bool(self.changes)

    def whom_to_tell(self, *, but: Person | None = None) -> dict[tuple[int, ...], list[int]]:
        """{the changes, by their place in `changes`, that concern them: people's numbers}.

        Each person once. A first publication concerns everyone, a week that is over nobody.
        Whoever is at no site may be at any: they hear of all.
        """
        if self.after.last < self.now.date():
            return {}
        people = [(pk, site) for pk, site in self.site_of.items() if not but or pk != but.pk]
        if self.is_first:
            return {(): [pk for pk, _site in people]} if people else {}
        audiences = [audience(each, self.before, self.after, self.now) for each in self.changes]
        by_name = _by_name(audiences)
        by_site: dict[int | None, tuple[int, ...]] = {}
        told = defaultdict(list)
        for pk, site in people:
            if site not in by_site:
                by_site[site] = _heard_at(site, audiences)
            heard = by_site[site]
            also = (n for n in by_name.get(pk, ()) if n not in heard)
            if changes := tuple(sorted((*heard, *also))):
                told[changes].append(pk)
        return dict(told)


def _by_name(audiences: list[Audience]) -> dict[int, set[int]]:
    """{person: the places of those audiences that name them, or what they take part in}."""
    found = defaultdict(set)
    for n, each in enumerate(audiences):
        for person in each.people:
            found[person].add(n)
    wanted = {each.takes_part: n for n, each in enumerate(audiences) if each.takes_part}
    for key, person in _who_take_part(wanted) if wanted else ():
        found[person].add(wanted[key])
    return found


def _who_take_part(keys: Iterable[str]) -> Iterator[tuple[str, int]]:
    """(key of the activity, person) of all who have a place or wait for one, have offered to trade
    places, or stand in for a pair: who is in one has offered."""
    for people, person in (
        (Signup.objects.kept(), "person"),
        (Offer.objects.standing(), "person"),
        (Pair.objects.settled().exclude(stand_in=None), "stand_in"),
    ):
        rows = people.filter(activity__key__in=keys).values_list("activity__key", person)
        yield from ((str(key), pk) for key, pk in rows)


def _heard_at(site: int | None, audiences: list[Audience]) -> tuple[int, ...]:
    return tuple(
        n
        for n, each in enumerate(audiences)
        if each.everyone or site in each.sites or (site is None and each.sites)
    )
