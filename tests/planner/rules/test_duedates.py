"""When tasks are due and reminded of, and what a late start makes of them."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.rules.duedates import (
    Due,
    LateTask,
    Outcome,
    catch_up,
    due_day,
    is_working_day,
    least_overdue,
    next_working_day,
    reminders,
    working_day,
)

MONDAY = date(2027, 10, 4)
ZONES = ["Europe/London", "Europe/Lisbon", "America/New_York", "Australia/Sydney"]
ZONES += ["Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Kiritimati", "Etc/GMT+12"]

days = st.dates(date(2000, 1, 1), date(2099, 12, 31))
offsets = st.integers(-60, 366)


@st.composite
def starts(draw):
    """Tasks of a few activities, the week's first day, today, and days off near them."""
    first = draw(st.dates(date(2020, 1, 1), date(2030, 12, 31)))
    today = first - timedelta(days=draw(st.integers(-10, 120)))
    near = st.integers(-20, 130).map(lambda n: first - timedelta(days=n))
    holidays = frozenset(draw(st.sets(near, max_size=12)))
    places = draw(st.fixed_dictionaries({n: st.none() | st.integers(0, 4) for n in (1, 2, 3)}))
    tasks = []
    for key in range(draw(st.integers(0, 25))):
        chain = draw(st.sampled_from([None, 1, 2, 3]))
        number = places[chain] if chain else None
        day = None if number is None else first + timedelta(days=number)
        tasks.append(Due(key, draw(offsets), draw(st.booleans()), chain, day))
    return tasks, first, today, holidays


def applied(tasks, changes):
    """The tasks as they are after it was done."""
    by_key = {change.key: change for change in changes}
    found = []
    for task in tasks:
        change = by_key.get(task.key, LateTask(task.key, Outcome.STAYS))
        if change.outcome is Outcome.MOVES:
            found.append(
                Due(task.key, change.days_before, task.can_be_dropped, task.chain, task.day)
            )
        elif change.outcome is Outcome.STAYS:
            found.append(task)
    return found


# Due days. ----------------------------------------------------------------------------------------


def test_what_is_due_on_a_day_off_is_due_the_working_day_before():
    assert due_day(MONDAY, 7) == date(2027, 9, 27)
    assert due_day(MONDAY, 8) == due_day(MONDAY, 9) == due_day(MONDAY, 10) == date(2027, 9, 24)
    assert due_day(MONDAY, 7, {date(2027, 9, 27)}) == date(2027, 9, 24)
    assert due_day(MONDAY, -4) == date(2027, 10, 8)


@given(days, offsets, st.sets(days, max_size=5))
def test_a_due_day_is_a_working_day_and_never_late(first, before, holidays):
    due = due_day(first, before, holidays)
    assert is_working_day(due, holidays)
    assert due <= first - timedelta(days=before)


@given(days, offsets, st.integers(-200, 200))
def test_when_the_week_moves_by_weeks_due_days_move_along(first, before, weeks):
    span = timedelta(weeks=weeks)
    assert due_day(first + span, before) == due_day(first, before) + span


@given(days, offsets, st.integers(-30, 400), st.sets(st.integers(-40, 420), max_size=8))
def test_the_overdue_are_told_by_one_number(first, before, ahead, off):
    today = first - timedelta(days=ahead)
    holidays = {first - timedelta(days=n) for n in off}
    is_overdue = due_day(first, before, holidays) < today
    assert is_overdue == (before >= least_overdue(first, today, holidays))


def test_a_calendar_without_a_working_day_is_refused():
    with pytest.raises(ValueError, match="no working day"):
        working_day(MONDAY, {MONDAY - timedelta(days=n) for n in range(60)})


# Reminders. ---------------------------------------------------------------------------------------


@given(days, st.sampled_from(ZONES), st.sets(days, max_size=3))
def test_reminders_come_at_nine_by_the_clock_of_the_owner(day, zone, holidays):
    zone = ZoneInfo(zone)
    due = working_day(day, holidays)
    told = reminders(due, zone, holidays)
    there = [moment.astimezone(zone) for moment in told]
    assert [moment.time() for moment in there] == [time(9), time(9)]
    assert there[1].date() == due
    assert there[0].date() == working_day(due - timedelta(days=1), holidays)
    assert told.before < told.on


@pytest.mark.parametrize(
    ("due", "zone", "before", "on"),
    [
        # Clocks go back on Sunday 31 October 2027 in London: from 08:00 to 09:00 UTC.
        (date(2027, 11, 1), "Europe/London", "2027-10-29 08:00", "2027-11-01 09:00"),
        # Forward on Sunday 3 October 2027 in Sydney, the day before the week.
        (date(2027, 10, 4), "Australia/Sydney", "2027-09-30 23:00", "2027-10-03 22:00"),
        # Back on Sunday 7 November 2027 in New York.
        (date(2027, 11, 8), "America/New_York", "2027-11-05 13:00", "2027-11-08 14:00"),
    ],
)
def test_reminders_keep_the_clock_when_it_changes_in_between(due, zone, before, on):
    expected = [datetime.fromisoformat(each).replace(tzinfo=UTC) for each in (before, on)]
    assert list(reminders(due, ZoneInfo(zone))) == expected


# A late start. ------------------------------------------------------------------------------------


def test_a_late_start_leaves_out_what_may_be_and_spreads_the_rest_in_its_order():
    tasks = [Due(1, 60), Due(2, 49, True), Due(3, 42), Due(4, 30), Due(5, 21), Due(6, 3)]
    assert catch_up(tasks, MONDAY, date(2027, 9, 20)) == [
        LateTask(1, Outcome.MOVES, 14),  # Monday 20 September, the day itself
        LateTask(2, Outcome.LEFT_OUT),
        LateTask(3, Outcome.MOVES, 12),  # ten working days are left, for four tasks
        LateTask(4, Outcome.MOVES, 7),
        LateTask(5, Outcome.MOVES, 5),
    ]


def test_a_task_comes_no_later_than_the_next_one_of_its_activity():
    book, invite = Due(1, 42, chain=7), Due(2, 12, chain=7)
    others = [Due(n, 40 - n) for n in range(3, 12)]
    tasks = [*others, book, invite, Due(99, 21, chain=7)]
    found = {each.key: each for each in catch_up(tasks, MONDAY, date(2027, 9, 20))}
    assert found[1].days_before == 14
    assert found[99].days_before == 12  # on the day of the invitation, not after it
    assert 2 not in found


def test_on_the_days_of_the_week_a_task_can_wait_for_the_day_of_its_activity():
    tuesday = MONDAY + timedelta(days=1)
    tasks = [Due(1, 10, chain=1, day=tuesday), Due(2, 10), Due(3, 10, True)]
    assert catch_up(tasks, MONDAY, tuesday) == [
        LateTask(1, Outcome.MOVES, -1),
        LateTask(2, Outcome.STAYS),
        LateTask(3, Outcome.LEFT_OUT),
    ]


@given(starts())
def test_nothing_is_due_before_today_nor_after_the_day_itself(start):
    tasks, first, today, holidays = start
    by_key = {task.key: task for task in tasks}
    for change in catch_up(*start):
        task = by_key[change.key]
        assert due_day(first, task.days_before, holidays) < today
        assert (change.outcome is Outcome.LEFT_OUT) == task.can_be_dropped
        if change.outcome is Outcome.MOVES:
            day = due_day(first, change.days_before, holidays)
            assert day == first - timedelta(days=change.days_before)  # a working day
            assert today <= day <= max(task.day or first, first)
            assert day > due_day(first, task.days_before, holidays)


@given(starts())
def test_only_a_task_without_a_working_day_left_stays_overdue(start):
    tasks, first, today, holidays = start
    by_key = {task.key: task for task in tasks}
    for change in catch_up(*start):
        if change.outcome is Outcome.STAYS:
            task = by_key[change.key]
            last = max(task.day or first, first - timedelta(days=task.days_before))
            assert working_day(last, holidays) < next_working_day(today, holidays)


def order_broken(start, changes) -> list:
    """Pairs of one chain that were in order, and are not any more."""
    tasks, first, _today, holidays = start
    after = {each.key: each for each in applied(tasks, changes)}
    stays = {each.key for each in changes if each.outcome is Outcome.STAYS}
    broken = []
    for chain in {task.chain for task in tasks}:
        own = [each for each in tasks if each.chain == chain and each.key in after]
        own = [each for each in own if each.key not in stays]
        own.sort(key=lambda task: (-task.days_before, task.key))
        due = [due_day(first, after[each.key].days_before, holidays) for each in own]
        broken += [pair for pair in pairwise(due) if pair[1] < pair[0]]
    return broken


@given(starts())
def test_within_an_activity_the_order_stays(start):
    assert order_broken(start, catch_up(*start)) == []


def test_an_order_that_is_broken_would_be_seen():
    start = ([Due(1, 40), Due(2, 14)], MONDAY, date(2027, 9, 6), frozenset())
    assert order_broken(start, [LateTask(1, Outcome.MOVES, 3)]) != []


@given(starts())
def test_done_once_it_changes_nothing_when_it_is_done_again(start):
    tasks, first, today, holidays = start
    changes = catch_up(*start)
    again = catch_up(applied(tasks, changes), first, today, holidays)
    stays = [each for each in changes if each.outcome is Outcome.STAYS]
    assert sorted(again, key=lambda each: each.key) == sorted(stays, key=lambda each: each.key)


@given(st.integers(1, 40), st.integers(3, 90))
def test_the_days_that_are_left_are_used_evenly(count, ahead):
    today = MONDAY - timedelta(days=ahead)
    changes = catch_up([Due(n, 200 + n) for n in range(count)], MONDAY, today)
    used = [each.days_before for each in changes]
    left = sum(is_working_day(today + timedelta(days=n)) for n in range(ahead))
    assert max(used.count(each) for each in used) <= -(-count // left)


@given(starts())
def test_it_does_not_depend_on_the_order_in_which_tasks_are_given(start):
    tasks, *rest = start
    assert catch_up(tasks[::-1], *rest) == catch_up(tasks, *rest)


@pytest.mark.parametrize(("late", "days"), [(1, {0}), (4, {0, 1, 2, 3}), (5, {0, 1, 2, 3})])
def test_what_must_be_done_before_the_next_of_its_chain_does_not_bunch_up(late, days):
    """The next is due in four working days, the week begins in a year's time."""
    today = date(2027, 9, 20)
    first = MONDAY + timedelta(weeks=50)
    friday = (first - date(2027, 9, 23)).days
    tasks = [Due(n, 500 - n) for n in range(late)] + [Due(99, friday)]
    changes = catch_up(tasks, first, today)
    found = [(first - timedelta(each.days_before) - today).days for each in changes]
    assert found == sorted(found)
    assert max(found) - min(found) == max(days) - min(days) and len(set(found)) == len(days)
