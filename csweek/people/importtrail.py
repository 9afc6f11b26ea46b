"""What a staff list did to whom, written into the history in pieces as large as the list's own."""

from dataclasses import dataclass

from csweek.history import origin
from csweek.history.models import Entry, Verb, place_of, plain

from .models import Person
from .trail import HIDDEN

# That they changed is told, not to what: the history outlives whoever is erased.
PERSONAL = {"email", "name", "said_as", "external_id"}


@dataclass(frozen=True)
class Trail:
    """Whose import it is and of which file, which is the reason that each entry gives."""

    by: Person | None
    reason: str

    def record(self, verb: Verb, people: list[Person], changes: dict[int, dict] | None = None):
        """One entry each; `changes` is {key of a person: {field: (before, after)}}."""
        Entry.objects.bulk_create(
            Entry(
                by=self.by,
                origin=origin.current(),
                verb=verb,
                subject_type=Person._meta.label_lower,
                subject_id=person.pk,
                within=place_of(person),
                changes=_as_kept((changes or {}).get(person.pk, {})),
                reason=self.reason,
            )
            for person in people
        )


def _as_kept(changes: dict) -> list[dict]:
    return [
        {
            "field": field,
            "before": HIDDEN if field in PERSONAL else plain(before),
            "after": HIDDEN if field in PERSONAL else plain(after),
        }
        for field, (before, after) in changes.items()
    ]
