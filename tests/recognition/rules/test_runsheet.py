"""The run sheet of a ceremony."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from recognition.rules.runsheet import Line, Missing, RunSheet, Turn, run_sheet

LISBON = ZoneInfo("Europe/Lisbon")


def at(hour, minute=0):
    return datetime(2026, 10, 9, hour, minute, tzinfo=LISBON)


def turn(award, minutes: int | None = 5, *, presenter=True, decided=True):
    return Turn(award, minutes, presenter, decided)


def test_awards_follow_each_other_from_the_start():
    assert run_sheet([turn(1, 5), turn(2, 12), turn(3, 3)], at(15, 50)) == RunSheet(
        (
            Line(1, at(15, 50), at(15, 55), 5, False, ()),
            Line(2, at(15, 55), at(16, 7), 12, False, ()),
            Line(3, at(16, 7), at(16, 10), 3, False, ()),
        ),
        20,
    )


def test_the_sheet_ends_with_its_last_award_and_is_complete():
    sheet = run_sheet([turn(1, 5), turn(2, 12)], at(15))
    assert (sheet.ends, sheet.minutes, sheet.is_complete) == (at(15, 17), 17, True)


def test_without_a_start_there_are_minutes_only():
    sheet = run_sheet([turn(1, 5), turn(2, 12)])
    assert [(line.begins, line.ends, line.minutes) for line in sheet.lines] == [
        (None, None, 5),
        (None, None, 12),
    ]
    assert (sheet.minutes, sheet.ends) == (17, None)


def test_without_an_award_there_is_an_empty_sheet():
    assert run_sheet([], at(15)) == RunSheet((), 0)
    assert run_sheet([], at(15)).ends is None
    assert run_sheet([], at(15)).is_complete


def test_what_is_missing_is_said_of_each_award():
    sheet = run_sheet(
        [turn(1), turn(2, None), turn(3, presenter=False), turn(4, None, decided=False)], at(15)
    )
    assert [line.missing for line in sheet.lines] == [
        (),
        (Missing.MINUTES,),
        (Missing.PRESENTER,),
        (Missing.WINNER, Missing.MINUTES),
    ]
    assert not sheet.is_complete


def test_after_an_award_without_minutes_times_are_the_earliest():
    sheet = run_sheet([turn(1, 5), turn(2, None), turn(3, 4), turn(4, 0)], at(15))
    assert [(line.begins, line.ends, line.is_earliest) for line in sheet.lines] == [
        (at(15), at(15, 5), False),
        (at(15, 5), at(15, 5), False),
        (at(15, 5), at(15, 9), True),
        (at(15, 9), at(15, 9), True),
    ]
    assert sheet.minutes == 9


def test_minutes_pass_also_while_the_clock_changes():
    """Clocks in Lisbon go back from 02:00 to 01:00 on 25 October 2026."""
    late = datetime(2026, 10, 25, 1, 50, tzinfo=LISBON)
    sheet = run_sheet([turn(1, 20), turn(2, 60)], late)
    assert [line.ends.astimezone(UTC).strftime("%H:%M") for line in sheet.lines] == [
        "01:10",
        "02:10",
    ]
    assert [line.ends.strftime("%H:%M") for line in sheet.lines] == ["01:10", "02:10"]


def test_a_start_has_a_zone_and_minutes_are_not_below_zero():
    with pytest.raises(ValueError, match="needs a time zone"):
        run_sheet([turn(1)], datetime(2026, 10, 9, 15))
    with pytest.raises(ValueError, match="cannot take -1 minutes"):
        run_sheet([turn(1, -1)])
