"""What publishing the draft would do: what changes, and whom it concerns."""

from collections import defaultdict
from datetime import UTC, datetime
from functools import cached_property

from csweek.people.models import Person
from planner.rules.difference import Audience, Change, audience, changes_between
from planner.rules.programme import Programme, following


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
        people = Person.objects.active().exclude(pk=but and but.pk).order_by("pk")
        people = list(people.values_list("pk", "site_id"))
        if self.is_first:
            return {(): [pk for pk, _site in people]} if people else {}
        audiences = [audience(each, self.before, self.after, self.now) for each in self.changes]
        by_site: dict[int | None, tuple[int, ...]] = {}
        told = defaultdict(list)
        for pk, site in people:
            if site not in by_site:
                by_site[site] = _heard_at(site, audiences)
            heard = by_site[site]
            also = (n for n, each in enumerate(audiences) if pk in each.people and n not in heard)
            if changes := tuple(sorted((*heard, *also))):
                told[changes].append(pk)
        return dict(told)


def _heard_at(site: int | None, audiences: list[Audience]) -> tuple[int, ...]:
    return tuple(
        n
        for n, each in enumerate(audiences)
        if each.everyone or site in each.sites or (site is None and each.sites)
    )
