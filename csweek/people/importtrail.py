"""What a staff list did to whom, written into the history in pieces as large as the list's own."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from csweek.history import origin
from csweek.history.models import Entry, Verb, plain

from .inserts import insert
from .models import Person
from .models.people import HIDDEN, PERSONAL


@dataclass(frozen=True)
class Trail:
    """Whose import it is and of which file, which is the reason that each entry gives."""

    by: Person | None
    reason: str

    def record(self, verb: Verb, keys: Iterable[int], changes: dict[int, dict] | None = None):
        """One entry for each person; `changes` is {key of a person: {field: (before, after)}}."""
        told = changes or {}
        label = Person._meta.label_lower
        insert(
            Entry,
            ("subject_id", "within", "changes"),
            ((key, f"{label}:{key}", _as_kept(told.get(key, {}))) for key in keys),
            at=timezone.now(),
            by_id=self.by and self.by.pk,
            origin=origin.current(),
            verb=verb,
            subject_type=label,
            reason=self.reason,
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
