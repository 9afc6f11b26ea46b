"""How many are left for the phones: tables of what is counted, and what holds of every team."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.rules.coverage import (
    Group,
    Line,
    Run,
    TeamFacts,
    ThinHalfHour,
    can_spare,
    count_stretches,
    share,
    thin_half_hours,
)
from planner.rules.dates import instants, minutes_between
from planner.rules.halfhours import HALF_HOUR, Span, Stretch

LEEDS, SYDNEY = ZoneInfo("Europe/London"), ZoneInfo("Australia/Sydney")
DAYS = [date(2027, 10, 4) + timedelta(days=n) for n in range(5)]
BILLING = 1
DAY = Group("day", 6, LEEDS, 1, time(9), time(17))
LATE = Group("late", 4, LEEDS, 1, time(13), time(21))


def span(day: int, starts: str, ends: str, zone=LEEDS) -> Span:
    times = (datetime.combine(DAYS[day], time.fromisoformat(each), zone) for each in (starts, ends))
    return Span(*(each.astimezone(UTC) for each in times))


def line(people: int, starts="09:00", ends="18:00", day=None, zone=LEEDS) -> Line:
    return Line(day, time.fromisoformat(starts), time.fromisoformat(ends), people, zone)


def team(*lines, groups=(DAY, LATE), clock=LEEDS, **facts) -> TeamFacts:
    return TeamFacts(BILLING, clock, list(lines), list(groups), **facts)


def count_half_hours(facts, runs, days) -> list[list[Stretch]]:
    """Each half-hour by itself, as if nothing were put together."""
    return [
        [
            replace(each, begins=begins, ends=begins + HALF_HOUR)
            for each in day
            for begins in each.half_hours()
        ]
        for day in count_stretches(facts, runs, days)
    ]


def at(half_hours, day: int, clock: str, zone=LEEDS) -> Stretch:
    begins = datetime.combine(DAYS[day], time.fromisoformat(clock), zone).astimezone(UTC)
    return next(each for each in half_hours[day] if each.begins == begins)


def counts(each: Stretch) -> tuple:
    return each.on_duty, each.off, each.cover, each.need, each.left


def test_people_are_on_duty_by_their_shift_and_the_need_by_its_line():
    found = count_half_hours(team(line(5)), [], DAYS)
    assert [len(day) for day in found] == [48] * 5
    assert counts(at(found, 0, "08:30")) == (0, 0, 0, 0, 0)
    assert counts(at(found, 0, "09:00")) == (6, 0, 0, 5, 1)
    assert counts(at(found, 0, "13:00")) == (10, 0, 0, 5, 5)
    assert counts(at(found, 0, "17:30")) == (4, 0, 0, 5, -1)
    assert counts(at(found, 0, "18:00")) == (4, 0, 0, 0, 4)


def test_a_shift_past_midnight_holds_from_the_evening_before_the_first_day():
    night = Group("night", 3, LEEDS, 1, time(22), time(6))
    found = count_half_hours(team(line(2, "22:00", "06:00"), groups=[night]), [], DAYS)
    assert counts(at(found, 0, "00:00")) == (3, 0, 0, 2, 1)
    assert counts(at(found, 0, "06:00")) == (0, 0, 0, 0, 0)
    assert counts(at(found, 4, "23:30")) == (3, 0, 0, 2, 1)


def test_without_hours_people_are_there_round_the_clock():
    found = count_half_hours(team(line(1), groups=[Group("any", 2, LEEDS)]), [], DAYS)
    assert {each.on_duty for day in found for each in day} == {2}


def test_sign_ups_take_off_as_many_as_have_a_place_and_never_more_than_are_there():
    runs = [
        Run("lunch", span(2, "12:00", "13:00"), taken={"day": 4}),
        Run("quiz", span(2, "12:30", "13:15"), taken={"day": 9, "late": 1}),
    ]
    found = count_half_hours(team(line(5)), runs, DAYS)
    assert counts(at(found, 2, "12:00")) == (6, 4, 0, 5, -3)
    assert counts(at(found, 2, "12:30")) == (6, 6, 0, 5, -5)
    assert counts(at(found, 2, "13:00")) == (10, 7, 0, 5, -2)
    assert counts(at(found, 2, "13:30")) == (10, 0, 0, 5, 5)


def test_what_takes_everybody_off_divides_them_over_its_waves():
    waves = [Run("meal", span(2, "12:00", "13:00"), 1), Run("meal", span(2, "13:00", "14:00"), 1)]
    found = count_half_hours(team(line(5)), waves, DAYS)
    assert at(found, 2, "12:00").off == 3  # of the day shift's six
    assert at(found, 2, "13:00").off == 3 + 4  # and of the late one, which has this wave alone


def test_waves_at_another_site_or_for_another_team_take_nobody():
    runs = [
        Run("meal", span(2, "12:00", "13:00"), 2),
        Run("talk", span(2, "12:00", "13:00"), teams=frozenset({7})),
        Run("tour", span(2, "12:00", "13:00"), sites=frozenset({2})),
    ]
    assert at(count_half_hours(team(line(5)), runs, DAYS), 2, "12:00").off == 0
    mine = [Run("talk", span(2, "12:00", "13:00"), None, None, frozenset({1}), frozenset({1}))]
    assert at(count_half_hours(team(line(5)), mine, DAYS), 2, "12:00").off == 6
    either = [Run("talk", span(2, "12:00", "13:00"), None, None, frozenset({1}), frozenset({2}))]
    assert at(count_half_hours(team(line(5)), either, DAYS), 2, "12:00").off == 6


def test_cover_joins_and_whoever_gives_it_is_off():
    facts = team(line(8, "09:00", "12:00"), cover=[(span(1, "10:00", "11:30"), 2)])
    gives = [Run("call", span(1, "10:00", "11:30"), taken={"day": 1})]
    found = count_half_hours(facts, gives, DAYS)
    assert counts(at(found, 1, "09:30")) == (6, 0, 0, 8, -2)
    assert counts(at(found, 1, "10:00")) == (6, 1, 2, 8, -1)


def test_a_part_of_a_half_hour_is_not_covered_but_is_off_and_needed():
    facts = team(line(2, "09:15", "11:45"), cover=[(span(1, "10:15", "11:15"), 1)])
    found = count_half_hours(facts, [Run("x", span(1, "10:20", "10:40"), taken={"day": 1})], DAYS)
    assert [each.need for each in found[1][17:25]] == [0, 2, 2, 2, 2, 2, 2, 0]
    assert [each.cover for each in found[1][19:24]] == [0, 0, 1, 0, 0]
    assert [each.off for each in found[1][19:23]] == [0, 1, 1, 0]


def test_a_day_of_its_own_knows_no_usual_line_and_the_largest_line_counts():
    own = line(3, "10:00", "12:00", day=DAYS[1])
    found = count_half_hours(team(line(5), line(7, "10:00", "11:00"), own), [], DAYS)
    assert at(found, 0, "10:30").need == 7
    assert at(found, 0, "11:00").need == 5
    assert [at(found, 1, clock).need for clock in ("09:00", "10:30", "12:00")] == [0, 3, 0]


def test_closed_hours_need_nobody():
    found = count_half_hours(team(line(99), closed=[span(2, "12:00", "13:15")]), [], DAYS)
    assert [at(found, 2, clock).need for clock in ("11:30", "12:00", "12:30", "13:00")] == [
        *(99, 0, 0, 99)
    ]
    assert not at(found, 2, "12:00").is_thin


@pytest.mark.parametrize(
    ("zone", "day", "half_hours"),
    [
        ("Australia/Sydney", date(2029, 10, 7), 46),
        ("Europe/London", date(2029, 10, 28), 50),
        ("Australia/Lord_Howe", date(2029, 10, 7), 47),
        ("Asia/Kathmandu", date(2029, 10, 1), 48),
    ],
)
def test_a_day_has_as_many_half_hours_as_its_clock_lets_pass(zone, day, half_hours):
    clock = ZoneInfo(zone)
    there = Group("all", 2, clock, 1, time(0), time(0))
    found = count_half_hours(
        TeamFacts(1, clock, [line(1, "00:00", "00:00", zone=clock)], [there]), [], [day]
    )
    assert [len(each) for each in found] == [half_hours]
    assert {counts(each) for each in found[0]} == {(2, 0, 0, 1, 1)}


def test_a_shift_across_a_clock_change_keeps_its_times_on_the_wall():
    sunday = date(2029, 10, 7)  # 02:00 to 03:00 does not exist in Sydney
    night = Group("night", 1, SYDNEY, 1, time(22), time(6))
    facts = TeamFacts(1, SYDNEY, [line(1, zone=SYDNEY)], [night])
    found = count_half_hours(facts, [], [sunday])[0]
    there = [each.begins.astimezone(SYDNEY).time() for each in found if each.on_duty]
    assert there[0] == time(0)
    assert there[-3:] == [time(22, 30), time(23), time(23, 30)]
    assert len([each for each in there if each < time(6)]) == 10


def test_a_site_far_away_is_counted_by_its_own_clock():
    facts = team(line(1, "00:00", "08:00"), groups=[Group("s", 2, SYDNEY, 2, time(9), time(17))])
    found = count_half_hours(facts, [], DAYS)
    there = [each.begins.astimezone(LEEDS).time() for each in found[1] if each.on_duty]
    assert (there[0], there[14], there[-1]) == (time(0), time(23), time(23, 30))  # 23:00 to 07:00


def test_thin_half_hours_in_a_row_are_one():
    runs = [Run("a", span(2, "12:00", "13:00"), taken={"day": 3})]
    runs += [Run("b", span(2, "12:30", "13:00"), taken={"day": 1})]
    runs += [Run("c", span(2, "15:00", "15:30"), taken={"day": 6})]
    found = count_half_hours(team(line(5, ends="16:00")), runs, DAYS)
    assert [thin_half_hours(day) for day in found] == [
        [],
        [],
        [ThinHalfHour(span(2, "12:00", "13:00"), 3), ThinHalfHour(span(2, "15:00", "15:30"), 1)],
        [],
        [],
    ]


@given(st.integers(0, 500), st.integers(1, 12))
def test_shares_are_even_and_take_everybody_once(people, waves):
    shares = [share(people, waves, number) for number in range(waves)]
    assert sum(shares) == people
    assert shares == sorted(shares, reverse=True)
    assert max(shares) - min(shares) <= 1


clocks = st.builds(time, st.integers(0, 23), st.sampled_from([0, 5, 15, 30, 45]))
zones = st.sampled_from(
    [*map(ZoneInfo, ["Europe/London", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Chatham"])]
)
starts_on = st.sampled_from([date(2029, 10, 1), date(2029, 10, 3), date(2029, 10, 25)])
groups = st.builds(
    Group, st.integers(0, 3), st.integers(0, 40), zones, st.integers(1, 2), clocks, clocks
)
lines = st.builds(Line, st.none(), clocks, clocks, st.integers(0, 30), zones)
places = st.none() | st.integers(1, 2)
audiences = st.frozensets(st.integers(1, 2), max_size=1)


@st.composite
def weeks(draw):
    first = draw(starts_on)
    days = [first + timedelta(days=n) for n in range(5)]
    noon = datetime.combine(first, time(0), UTC)
    spans = st.builds(
        lambda begin, length: Span(
            noon + timedelta(minutes=begin), noon + timedelta(minutes=begin + length)
        ),
        st.integers(-600, 7200),
        st.integers(5, 300),
    )
    taken = st.none() | st.dictionaries(st.integers(0, 3), st.integers(0, 50))
    run = st.builds(Run, st.integers(0, 2), spans, places, taken, audiences, audiences)
    runs = draw(st.lists(run, max_size=6))
    own = st.builds(Line, st.sampled_from(days), clocks, clocks, st.integers(0, 30), zones)
    facts = TeamFacts(
        BILLING,
        draw(zones),
        draw(st.lists(lines | own, max_size=4)),
        draw(st.lists(groups, max_size=4, unique_by=lambda group: group.key)),
        draw(st.lists(st.tuples(spans, st.integers(0, 5)), max_size=2)),
        draw(st.lists(spans, max_size=2)),
    )
    return facts, runs, days


@given(weeks())
def test_nobody_is_off_who_is_not_there_and_days_meet_without_a_gap(week):
    facts, runs, days = week
    found = count_half_hours(facts, runs, days)
    assert len(found) == len(days)
    flat = [each for day in found for each in day]
    assert all(0 <= each.off <= each.on_duty for each in flat)
    most = sum(group.people for group in facts.groups)
    assert all(each.on_duty <= most for each in flat)
    steps = {b.begins - a.begins for a, b in pairwise(flat)}
    assert steps == {timedelta(minutes=30)}


@given(weeks())
def test_a_run_more_leaves_no_more_and_cover_more_leaves_no_fewer(week):
    facts, runs, days = week
    before = count_half_hours(facts, [], days)
    after = count_half_hours(facts, runs, days)
    for one, other in zip(before, after, strict=True):
        assert all(a.left >= b.left for a, b in zip(one, other, strict=True))
    facts.cover.append((Span(before[0][0].begins, before[-1][-1].begins), 1))
    for one, other in zip(after, count_half_hours(facts, runs, days), strict=True):
        assert all(a.left <= b.left for a, b in zip(one, other, strict=True))


@given(weeks())
def test_thin_ones_are_just_those_below_the_need(week):
    facts, runs, days = week
    for day in count_half_hours(facts, runs, days):
        thin = [each.begins for each in day if each.need and each.left < 0]
        spans = thin_half_hours(day)
        told = [
            each.span.begins + n * timedelta(minutes=30)
            for each in spans
            for n in range((each.span.ends - each.span.begins) // timedelta(minutes=30))
        ]
        assert told == thin
        assert all(each.short > 0 for each in spans)


def count_plainly(facts: TeamFacts, runs: list[Run], days) -> list[list[Stretch]]:
    """The rule by its letter: every half-hour asks everything anew."""
    eve = [days[0] - timedelta(days=1), *days]
    special = {line.day for line in facts.lines if line.day}

    def wall(day, starts, ends, zone) -> Span:
        return Span(*instants(day, starts, minutes_between(starts, ends), zone))

    def is_there(group: Group, half: Span) -> bool:
        if group.starts is None:
            return True
        shifts = [wall(day, group.starts, group.ends, group.zone) for day in eve]
        return any(each.begins <= half.begins and half.ends <= each.ends for each in shifts)

    def need(half: Span) -> int:
        if any(each.begins <= half.begins and half.ends <= each.ends for each in facts.closed):
            return 0
        return max(
            (
                line.people
                for line in facts.lines
                for day in ([line.day] if line.day else [day for day in eve if day not in special])
                if wall(day, line.starts, line.ends, line.zone).overlaps(half)
            ),
            default=0,
        )

    midnights = [datetime.combine(day, time(0), facts.clock).astimezone(UTC) for day in days]
    midnights += [datetime.combine(days[-1] + timedelta(1), time(0), facts.clock).astimezone(UTC)]
    every = [
        [
            Span(begin + n * HALF_HOUR, begin + (n + 1) * HALF_HOUR)
            for n in range((end - begin) // HALF_HOUR)
        ]
        for begin, end in pairwise(midnights)
    ]

    def waves_of(group: Group, first) -> list[Run]:
        found = []
        for run in sorted(runs, key=lambda run: run.span.begins):
            if run.first == first and run.taken is None and run.is_for(facts.key, group.site):
                halves = [half for day in every for half in day if half.overlaps(run.span)]
                found.append((run, [is_there(group, half) for half in halves]))
        whole = [run for run, there in found if there and all(there)]
        return whole or [run for run, there in found if any(there)]

    def gone(group: Group, half: Span) -> int:
        people = sum(
            run.taken.get(group.key, 0) for run in runs if run.taken and run.span.overlaps(half)
        )
        for first in {run.first for run in runs}:
            waves = waves_of(group, first)
            for number, run in enumerate(waves):
                if run.span.overlaps(half):
                    people += share(group.people, len(waves), number)
        return min(people, group.people)

    def counted(half: Span) -> Stretch:
        there = [group for group in facts.groups if is_there(group, half)]
        return Stretch(
            half.begins,
            half.ends,
            on_duty=sum(group.people for group in there),
            off=sum(gone(group, half) for group in there),
            cover=sum(
                people
                for span, people in facts.cover
                if span.begins <= half.begins and half.ends <= span.ends
            ),
            need=need(half),
        )

    return [[counted(half) for half in day] for day in every]


@settings(max_examples=25, deadline=None)
@given(weeks())
def test_stretches_count_what_the_plain_rule_counts_in_every_half_hour(week):
    plain = count_plainly(*week)
    assert count_half_hours(*week) == plain
    stretches = count_stretches(*week)
    for day in stretches:
        assert all(a.ends == b.begins and counts(a) != counts(b) for a, b in pairwise(day))
    assert [thin_half_hours(day) for day in stretches] == [thin_half_hours(day) for day in plain]


@given(weeks(), st.integers(0, 6000), st.integers(1, 300))
def test_one_can_be_spared_if_each_half_hour_of_it_can_spare_one(week, begin, length):
    flat = [each for day in count_half_hours(*week) for each in day]
    begins = flat[0].begins + timedelta(minutes=begin)
    ends = begins + timedelta(minutes=length)
    then = [each for each in flat if begins - HALF_HOUR < each.begins < ends]
    stretches = [each for day in count_stretches(*week) for each in day]
    assert can_spare(stretches, begins, ends) is all(not x.need or x.left > 0 for x in then)
