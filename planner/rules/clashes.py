"""A place or a host in two places at once, or all day beside something else."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True)
class Booking:
    """A timed activity: its instants (aware), and whom and what it takes up."""

    activity: int
    begins: datetime
    ends: datetime
    place: int | None = None
    host: int | None = None


@dataclass(frozen=True)
class Clash:
    """`resource` (a place's or host's number) is wanted by both from `begins` to `ends`."""

    about: Literal["place", "host"]
    resource: int
    first: int
    second: int
    begins: datetime
    ends: datetime


def find_clashes(bookings: Iterable[Booking]) -> list[Clash]:
    """Every pair of bookings that overlap in time and share a place or a host, in time order.

    Bookings that only touch (one ends as the other begins) do not clash.
    """
    found = []
    by_resource: dict[tuple, list[Booking]] = defaultdict(list)
    for booking in bookings:
        if booking.place is not None:
            by_resource["place", booking.place].append(booking)
        if booking.host is not None:
            by_resource["host", booking.host].append(booking)
    for (about, resource), taken in by_resource.items():
        taken.sort(key=lambda booking: (booking.begins, booking.activity))
        running: list[Booking] = []
        for booking in taken:
            running = [each for each in running if each.ends > booking.begins]
            found += [
                Clash(
                    about,
                    resource,
                    each.activity,
                    booking.activity,
                    booking.begins,
                    min(each.ends, booking.ends),
                )
                for each in running
            ]
            running.append(booking)
    return sorted(found, key=lambda clash: (clash.begins, clash.first, clash.second, clash.about))


@dataclass(frozen=True)
class Presence:
    """An activity on a day, with or without a time, and whom and what it takes up."""

    activity: int
    day: int
    is_all_day: bool
    place: int | None = None
    host: int | None = None


@dataclass(frozen=True)
class Shared:
    """`resource` is taken all day by the first of `activities`, and by the others that day too."""

    about: Literal["place", "host"]
    resource: int
    day: int
    activities: tuple[int, ...]


def find_shared_days(presences: Iterable[Presence]) -> list[Shared]:
    """Each place and host that an activity needs all day while another needs it that day too.

    One for a day, however many they are: those that last all day first, else in their order.
    """
    taken: dict[tuple, list[Presence]] = defaultdict(list)
    for each in presences:
        if each.place is not None:
            taken["place", each.place, each.day].append(each)
        if each.host is not None:
            taken["host", each.host, each.day].append(each)
    found = []
    for (about, resource, day), group in taken.items():
        group.sort(key=lambda each: not each.is_all_day)
        if len(group) > 1 and group[0].is_all_day:
            found.append(Shared(about, resource, day, tuple(each.activity for each in group)))
    return found
