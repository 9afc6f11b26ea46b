"""What the plan says of an activity and of a day. Its texts are lazy."""

from dataclasses import dataclass
from datetime import time

from django.utils.functional import Promise


@dataclass(frozen=True)
class StarterTask:
    """Something to do, due this many days before the Monday; below zero it lies after it.

    `key` never changes once shipped. `of` is the key of the activity that it prepares; without
    one it is the crew's for the whole week. What may be left out when the start is late is nice to
    have: the week takes place without it.
    """

    key: str
    title: Promise
    days_before: int
    of: str = ""
    can_be_dropped: bool = False


@dataclass(frozen=True)
class StarterActivity:
    """An activity of the plan. On a day and without a start it lasts all day. `key` is what its
    tasks know it by."""

    kind: str
    title: Promise
    description: Promise
    start: time | None = None
    minutes: int | None = None
    takes_off_phones: bool = False
    needs_sign_up: bool = False
    places: int | None = None
    is_another_wave: bool = False  # of the activity named before it
    key: str = ""


@dataclass(frozen=True)
class StarterDay:
    """A day of the plan. Its note is read by everyone, so it speaks to everyone."""

    name: Promise
    note: Promise
    activities: tuple[StarterActivity, ...]
    dress_theme: Promise | str = ""
