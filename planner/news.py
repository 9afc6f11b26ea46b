"""What has happened since an open board was drawn, by the keys of the newest entries of history.

PostgreSQL hands out keys before it commits: an entry may appear below one that has been seen. So a
board keeps the newest key, and which of the keys just below it no entry had.
"""

import re
from dataclasses import dataclass

from django.db.models import Q

from csweek.history.models import Entry
from planner.models import Week

WINDOW = 100  # keys, from the newest down, of which each is known to have been seen or not
MOST_NEWS = 5
_TEXT = re.compile(r"([0-9]{1,18})((?:\.[0-9]{1,2})*)")  # so large a key every database can compare


@dataclass(frozen=True)
class Seen:
    """Up to which entry all is known: `newest`, but for `missing`, counted from it downwards."""

    newest: int
    missing: tuple[int, ...] = ()

    def __str__(self):
        return ".".join(str(each) for each in (self.newest, *self.missing))

    @property
    def since(self) -> Q:
        """Entries that were not there yet."""
        late = [self.newest - each for each in self.missing]
        return Q(pk__gt=self.newest) | Q(pk__in=late)


def seen_now() -> Seen:
    """One short query, whatever it was that happened and to what."""
    keys = list(Entry.objects.values_list("pk", flat=True)[:WINDOW])
    if not keys:
        return Seen(0)
    there = {keys[0] - key for key in keys}
    window = range(1, min(WINDOW, keys[0]))
    return Seen(keys[0], tuple(each for each in window if each not in there))


def seen_by(text: str) -> Seen | None:
    """What a board says that it has seen; None where that makes no sense."""
    match = _TEXT.fullmatch(text)
    if match is None:
        return None
    return Seen(int(match[1]), tuple(int(each) for each in match[2].split(".")[1:]))


def news(week: Week, seen: Seen | None, *, reader) -> list[Entry]:
    """The newest of what others did in the week since then."""
    if seen is None:
        return []
    entries = Entry.objects.within(week).filter(seen.since).exclude(by=reader)
    return list(entries.select_related("by")[:MOST_NEWS])
