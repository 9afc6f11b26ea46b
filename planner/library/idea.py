"""What the library says of an idea. Its texts are lazy: each reader gets them in their language."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class LibraryTask:
    """Something to do beforehand, due this many days before the Monday of the week. What may be
    left out makes the idea nicer; without it, it takes place all the same."""

    title: Promise
    days_before: int
    can_be_dropped: bool = False


@dataclass(frozen=True)
class LibraryIdea:
    """An activity worth copying.

    `key` is a slug that never changes once shipped; `kind` is a key of the activity kinds.
    `description` is Markdown. `minutes` is the usual length, None for all day. `lead_days` says
    how many days before the Monday the work starts.
    """

    key: str
    kind: str
    title: Promise
    description: Promise
    minutes: int | None
    lead_days: int
    tasks: tuple[LibraryTask, ...]
    takes_off_phones: bool
    needs_sign_up: bool
    works_remote: bool
