"""A place or a host in two places at once."""

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
