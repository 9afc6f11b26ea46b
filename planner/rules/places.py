"""Who gets a place: windows, lines, overlaps, and who goes up or down when places change.

First come, first served: a place that is free goes to the first in line who fits into it and holds
nothing at that time. Whoever does not fit, or is elsewhere then, keeps their place in the line and
is passed over, so that no place stays free that somebody could take.
"""

from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from .dates import instants
from .programme import Item

SIGN_IN_EARLY = timedelta(minutes=30)  # before it begins one may say that one is there

Refusal = Literal["off", "no sign-up", "over", "not invited", "too early", "too late"]


@dataclass(frozen=True)
class Window:
    """Moments in UTC. What lasts all day has no begin, and `ends` with its day; without `opens`
    sign-up is open as soon as it is published."""

    begins: datetime | None
    ends: datetime
    opens: datetime | None
    closes: datetime


def window_of(item: Item, day: date) -> Window:
    """When something takes place on that date, and when one signs up for it.

    Sign-up opens at midnight, by its own clock, so many days before its day, and closes so many
    hours before it begins. What lasts all day closes so many hours before its day begins, or,
    with none, as its day ends.
    """
    zone = ZoneInfo(item.zone)
    midnight, next_midnight = (
        datetime.combine(each, time(0), zone).astimezone(UTC)
        for each in (day, day + timedelta(days=1))
    )
    if item.start is None:
        begins, ends = None, next_midnight
        closes = midnight if item.closes_hours_before else next_midnight
    else:
        begins, ends = instants(day, item.clock, item.minutes, zone)
        closes = begins
    opens = None
    if item.opens_days_before is not None:
        first = day - timedelta(days=item.opens_days_before)
        opens = datetime.combine(first, time(0), zone).astimezone(UTC)
    return Window(begins, ends, opens, closes - timedelta(hours=item.closes_hours_before))


def why_not(
    window: Window,
    now: datetime,
    *,
    is_on: bool,
    needs_sign_up: bool,
    is_invited: bool,
    is_organizer: bool = False,
    is_in_line: bool = False,
) -> Refusal | None:
    """Why nobody, or not this person, can sign up at `now` (aware); None where they can.

    Organizers add people past the window and past invitations, and also to what is over: somebody
    was there. Who waits in line already has been let in once. Nothing lets anybody past the places.
    """
    if not is_on:
        return "off"
    if not needs_sign_up:
        return "no sign-up"
    if is_organizer:
        return None
    if window.ends <= now:
        return "over"
    if is_in_line:
        return None
    if not is_invited:
        return "not invited"
    if window.opens is not None and now < window.opens:
        return "too early"
    return "too late" if window.closes <= now else None


def why_not_change(window: Window, now: datetime, *, is_more: bool) -> Refusal | None:
    """Why nobody can change their own place at `now` (aware), or give it back; once sign-up has
    closed, no guest more (`is_more`)."""
    if window.ends <= now:
        return "over"
    return "too late" if is_more and window.closes <= now else None


def is_invited(
    team: Hashable, site: Hashable, teams: Collection[Hashable], sites: Collection[Hashable]
) -> bool:
    """Whether somebody of that team and site is among those whom an activity names: by either;
    where it names none, everybody is.

    Whoever asks who is invited, asks this, or says the same in SQL. At which site the activity is
    itself keeps nobody from joining; but who is at another one is neither missing there, nor off
    the phones, nor asked how it was, nor, where no sites are named, a head of its costs.
    """
    if not teams and not sites:
        return True
    return team in teams or site in sites


def door_opens(window: Window, day: date, zone: ZoneInfo) -> datetime:
    """From when one can say that somebody is there: from the day itself, by its clock; of what
    begins just after midnight, from half an hour before."""
    midnight = datetime.combine(day, time(0), zone).astimezone(UTC)
    return midnight if window.begins is None else min(midnight, window.begins - SIGN_IN_EARLY)


@dataclass(frozen=True)
class Span:
    """When something takes place, in UTC; what lasts all day has no begin."""

    begins: datetime | None
    ends: datetime | None

    def has_begun(self, now: datetime) -> bool:
        """What nobody has set a time for never has."""
        return self.begins is not None and self.begins <= now

    def is_over(self, now: datetime) -> bool:
        return self.ends is not None and self.ends <= now


def overlap(one: Span, other: Span) -> bool:
    """Whether nobody can be at both. What lasts all day one can pass by: it overlaps nothing."""
    if one.begins is None or other.begins is None:
        return False
    return one.begins < other.ends and other.begins < one.ends


def around(spans: Iterable[Span]) -> Span:
    """From when the first of them begins until the last ends; none where none has set times."""
    timed = [each for each in spans if each.begins is not None]
    if not timed:
        return Span(None, None)
    return Span(min(each.begins for each in timed), max(each.ends for each in timed))


@dataclass(frozen=True)
class Party:
    """One sign-up: `size` counts the person and their guests; `line` grows with each joining."""

    key: int
    size: int
    line: int


def room(places: int | None, taken: int) -> float:
    """How many more fit; infinite where nobody counts."""
    return float("inf") if places is None else max(places - taken, 0)


def who_goes_up(
    free: float, waiting: Iterable[Party], is_busy: Callable[[int], bool]
) -> list[Party]:
    """Whom free places go to, in the order of the line; `is_busy` says of a key whether that
    person holds something else at that time."""
    up = []
    for party in sorted(waiting, key=lambda each: each.line):
        if free < 1:
            break
        if party.size <= free and not is_busy(party.key):
            up.append(party)
            free -= party.size
    return up


def who_goes_down(places: int | None, confirmed: Iterable[Party]) -> list[Party]:
    """Who loses a place when there are fewer than are taken: the last who came, first of all."""
    there = sorted(confirmed, key=lambda each: each.line)
    taken = sum(each.size for each in there)
    down = []
    while there and taken > room(places, 0):
        party = there.pop()
        taken -= party.size
        down.append(party)
    return down


def lines_in_front(waiting: Iterable[int], count: int) -> list[int]:
    """Numbers for `count` who come before everyone in a line, in their order."""
    first = min(waiting, default=1)
    return list(range(first - count, first))
