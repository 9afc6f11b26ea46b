"""When tasks are due, when their owners are reminded, and what a late start makes of them.

A due day is counted back from the first day of the week in whole days. Where it is a Saturday, a
Sunday or a public holiday, the working day before it counts, so a task is never due on a day off.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from typing import NamedTuple
from zoneinfo import ZoneInfo

FARTHEST_BEFORE, FARTHEST_AFTER = 366, 60  # days before and after the first day of the week
REMINDED_AT = time(9)  # by the clock where the owner works
LONGEST_BREAK = 31  # days off in a row, beyond which a calendar is wrong
SATURDAY = 5

Holidays = Collection[date]


def is_working_day(day: date, holidays: Holidays = ()) -> bool:
    return day.weekday() < SATURDAY and day not in holidays


def working_day(day: date, holidays: Holidays = ()) -> date:
    """That day, or the last working day before it. Raises ValueError where none is near."""
    return _nearest(day, -1, holidays)


def next_working_day(day: date, holidays: Holidays = ()) -> date:
    """That day, or the first working day after it. Raises ValueError where none is near."""
    return _nearest(day, 1, holidays)


def _nearest(day: date, step: int, holidays: Holidays) -> date:
    for distance in range(LONGEST_BREAK + 1):
        found = day + timedelta(days=step * distance)
        if is_working_day(found, holidays):
            return found
    raise ValueError(f"{day} has no working day within {LONGEST_BREAK} days.")


def due_day(first: date, days_before: int, holidays: Holidays = ()) -> date:
    """When a task is due in the week that begins on `first`; `days_before` below 0 lies after."""
    return working_day(first - timedelta(days=days_before), holidays)


def least_overdue(first: date, today: date, holidays: Holidays = ()) -> int:
    """The fewest days before `first` that are overdue today: those with as many or more are too.

    A due day lies before today just if no working day lies between its date and today; so the
    tasks that are overdue can be told by comparing one number.
    """
    return (first - next_working_day(today, holidays)).days + 1


class Reminders(NamedTuple):
    """When an owner is reminded, as instants in UTC: the working day before, and on the day."""

    before: datetime
    on: datetime


def reminders(due: date, zone: ZoneInfo, holidays: Holidays = ()) -> Reminders:
    """At nine by the clock of `zone`, whatever its clocks do in between."""
    before = working_day(due - timedelta(days=1), holidays)
    return Reminders(
        *(datetime.combine(day, REMINDED_AT, zone).astimezone(UTC) for day in (before, due))
    )


# A late start. -----------------------------------------------------------------------------------


class Outcome(Enum):
    """What becomes of a task that was due before today."""

    MOVES = "moves"
    LEFT_OUT = "left out"
    STAYS = "stays"  # overdue: its day is over, or no working day is left


@dataclass(frozen=True)
class Due:
    """A task that is still to do. `chain` is what it must keep its order with: its activity, or
    None for what belongs to the week as a whole; `day` is when that takes place, if it has one."""

    key: int
    days_before: int
    can_be_dropped: bool = False
    chain: int | None = None
    day: date | None = None


@dataclass(frozen=True)
class LateTask:
    """`days_before` is the new one of a task that moves, else None."""

    key: int
    outcome: Outcome
    days_before: int | None = None


def catch_up(
    tasks: Iterable[Due], first: date, today: date, holidays: Holidays = ()
) -> list[LateTask]:
    """What becomes of the tasks that were due before today; the others stay as they are.

    1. What may be left out is left out.
    2. The rest is spread evenly, in the order in which it was due, over the working days from
       today to the last one before the week; with none left, up to each task's own last day.
    3. No task moves past its own last day: the day of its activity, or the first day of the week,
       or (for what is due later) the day that it was due on. Nor past the day on which the next
       task of the same chain is due that is not late: within a chain the order stays. A chain that
       would come past its last day is spread evenly up to that day, so that it does not bunch up.
    4. Where no working day is left for a task, it stays overdue, for somebody to decide.

    So nothing is due before today, nothing after the day itself, and done once, it changes nothing
    when it is done again. In the order in which the tasks were due; equal ones by their keys.
    """
    least = least_overdue(first, today, holidays)
    ordered = sorted(tasks, key=lambda task: (-task.days_before, task.key))
    late = [task for task in ordered if task.days_before >= least]
    start = next_working_day(today, holidays)
    lasts = {
        task.key: _last_day(task, ordered, first, least, holidays)
        for task in late
        if not task.can_be_dropped
    }
    moving = [task for task in late if lasts.get(task.key, date.min) >= start]
    days = _spread(moving, [lasts[task.key] for task in moving], first, start, holidays)
    return [_outcome(task, days, first) for task in late]


def _last_day(
    task: Due, ordered: Sequence[Due], first: date, least: int, holidays: Holidays
) -> date:
    """The last working day on which the task may be due, by the third rule."""
    own = max(task.day or first, first - timedelta(days=task.days_before))
    waiting = (each for each in ordered if each.chain == task.chain and each.days_before < least)
    following = next(waiting, None)
    last = working_day(own, holidays)
    return last if following is None else min(last, due_day(first, following.days_before, holidays))


def _spread(
    moving: Sequence[Due], lasts: Sequence[date], first: date, start: date, holidays: Holidays
) -> dict[int, date]:
    """{task: its new day}: the k-th of n tasks comes after k/n of the working days left."""
    if not moving:
        return {}
    end = first - timedelta(days=1)
    if working_day(end, holidays) < start:
        end = max(lasts)
    span = (start + timedelta(days=n) for n in range((end - start).days + 1))
    left = [day for day in span if is_working_day(day, holidays)]
    days = {task.key: left[n * len(left) // len(moving)] for n, task in enumerate(moving)}
    last_of = {task.key: last for task, last in zip(moving, lasts, strict=True)}
    chains = defaultdict(list)
    for task in moving:
        chains[task.chain].append(task.key)
    for keys in chains.values():
        if any(days[key] > last_of[key] for key in keys):
            end = max(last_of[key] for key in keys)
            near = [day for day in left if day <= end]
            days |= {key: near[_place(n, len(keys), len(near))] for n, key in enumerate(keys)}
    return {key: min(day, last_of[key]) for key, day in days.items()}


def _place(number: int, of: int, days: int) -> int:
    """Where the n-th of so many goes among these days, evenly: the last one goes last."""
    return max((number + 1) * days // of - 1, 0)


def _outcome(task: Due, days: dict[int, date], first: date) -> LateTask:
    if task.can_be_dropped:
        return LateTask(task.key, Outcome.LEFT_OUT)
    if task.key not in days:
        return LateTask(task.key, Outcome.STAYS)
    return LateTask(task.key, Outcome.MOVES, (first - days[task.key]).days)
