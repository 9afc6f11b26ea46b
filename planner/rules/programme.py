"""The programme: a week as a publication freezes it, in plain values that JSON can keep.

Hosts are kept by number, never by name, so that somebody who is erased is not kept here.
"""

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from .dates import instants


@dataclass(frozen=True)
class ProgrammeDay:
    number: int
    name: str = ""
    note: str = ""
    dress_theme: str = ""


@dataclass(frozen=True)
class Item:
    """One activity of a programme, known for ever by its `key`.

    `start` is ISO wall-clock time in `zone`; without one it lasts all day. `day` is the number of
    the day. `sequence` counts the publications that changed it, and `changed` (ISO, UTC) is when
    the last of them was made. `is_gone`: it was in an earlier publication and no longer is.
    `teams` and `sites` are the numbers of those who are invited to sign up; empty: everybody.
    """

    key: str
    title: str
    kind: str
    day: int
    zone: str
    start: str | None = None
    minutes: int | None = None
    site: int | None = None
    site_name: str = ""
    place: int | None = None
    place_name: str = ""
    host: int | None = None
    description: str = ""
    places: int | None = None
    takes_off_phones: bool = False
    needs_sign_up: bool = False
    wave_of: str | None = None
    is_cancelled: bool = False
    cancelled_because: str = ""
    is_gone: bool = False
    sequence: int = 0
    changed: str = ""
    opens_days_before: int | None = None
    closes_hours_before: int = 0
    teams: tuple[int, ...] = ()
    sites: tuple[int, ...] = ()
    guests: int = 0
    meal_choices: tuple[str, ...] = ()
    asks_needs: bool = False
    places_per_team: int | None = None

    def __post_init__(self):
        """JSON knows no tuples: what is read back equals what was frozen."""
        for name in ("teams", "sites", "meal_choices"):
            value = getattr(self, name)
            if type(value) is not tuple:
                object.__setattr__(self, name, tuple(value))

    @property
    def clock(self) -> time | None:
        return None if self.start is None else time.fromisoformat(self.start)

    def begins_on(self, day: date) -> datetime:
        """Its begin in UTC on that date; of an all-day one, midnight in its zone."""
        return instants(day, self.clock or time(0), self.minutes or 0, ZoneInfo(self.zone))[0]

    @property
    def is_on(self) -> bool:
        return not (self.is_cancelled or self.is_gone)

    def same_but_for_counting(self, other: "Item") -> bool:
        """Whether nothing but `sequence` and `changed` differs."""
        return replace(self, sequence=0, changed="") == replace(other, sequence=0, changed="")


@dataclass(frozen=True)
class Programme:
    """`first_day` is ISO. Items stand in the board's order: by day, all-day ones first."""

    year: int
    first_day: str
    time_zone: str
    theme: str = ""
    tagline: str = ""
    moved_because: str = ""
    days: tuple[ProgrammeDay, ...] = ()
    items: tuple[Item, ...] = ()

    @property
    def first(self) -> date:
        return date.fromisoformat(self.first_day)

    @property
    def last(self) -> date:
        return self.date_of(len(self.days))

    def date_of(self, day: int) -> date:
        return self.first + timedelta(days=day - 1)

    def instants_of(self, item: Item) -> tuple[datetime, datetime]:
        """Begin and end in UTC of an item with a time: worked out anew at each reading, so that
        a time zone whose rules are changed after the publication keeps the clock on the wall."""
        return instants(self.date_of(item.day), item.clock, item.minutes, ZoneInfo(item.zone))

    @property
    def on(self) -> list[Item]:
        """What takes place: neither cancelled nor gone."""
        return [item for item in self.items if item.is_on]

    @property
    def shown(self) -> list[Item]:
        """What a programme shows: what takes place, and what is cancelled."""
        return [item for item in self.items if not item.is_gone]

    @property
    def hosts(self) -> list[int]:
        """The numbers of those who host something, each once."""
        return sorted({item.host for item in self.items if item.host is not None})

    def as_plain(self) -> dict:
        return asdict(self)

    @classmethod
    def from_plain(cls, plain: dict) -> "Programme":
        days = tuple(ProgrammeDay(**day) for day in plain["days"])
        items = tuple(Item(**item) for item in plain["items"])
        return cls(**plain | {"days": days, "items": items})

    def digest(self) -> str:
        """A fingerprint of everything in it, in hexadecimal: equal programmes have equal ones."""
        text = json.dumps(self.as_plain(), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


def following(draft: Programme, before: Programme | None, now: str) -> Programme:
    """What is published when `before` was published last: the draft, with its changes counted.

    RFC 5545 wants SEQUENCE to grow and LAST-MODIFIED to be new for what has changed, and only for
    that. What `before` held and the draft no longer has stays as gone: calendars that keep copies
    learn by it that it does not take place. What was cancelled before anybody heard of it stays
    out. `now` is ISO, UTC.
    """
    known = {item.key: item for item in before.items} if before else {}
    is_moved = before is not None and before.first_day != draft.first_day
    items = []
    for item in draft.items:
        old = known.get(item.key)
        if item.is_cancelled and (old is None or old.is_gone):
            continue
        known.pop(item.key, None)
        if old is None:
            items.append(replace(item, sequence=0, changed=now))
        elif item.same_but_for_counting(old) and not is_moved:
            items.append(old)
        else:
            items.append(replace(item, sequence=old.sequence + 1, changed=now))
    for old in known.values():
        if old.is_gone and not is_moved:
            items.append(old)
        else:
            items.append(replace(old, is_gone=True, sequence=old.sequence + 1, changed=now))
    return replace(draft, items=tuple(items))
