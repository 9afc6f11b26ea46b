"""A feed read by another library says the same instants as the plan, wherever the site is."""

import io
import itertools
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Timezone
from vobject.icalendar import registerTzid

from planner.documents import ical
from planner.rules.dates import exists
from tests.planner.documents.feeds import events, feed, item, lines, programme

# As every place on the way round: both sides of the date line, and offsets of odd minutes.
ZONES = {
    "Leeds": "Europe/London",
    "Porto": "Europe/Lisbon",
    "Cape Town": "Africa/Johannesburg",
    "Sydney": "Australia/Sydney",
    "Adelaide": "Australia/Adelaide",
    "Lord Howe": "Australia/Lord_Howe",
    "Chatham": "Pacific/Chatham",
    "Kathmandu": "Asia/Kathmandu",
    "Apia": "Pacific/Apia",
    "Kiritimati": "Pacific/Kiritimati",
    "Denver": "America/Denver",
    "Baker Island": "Etc/GMT+12",
    "Nowhere": "Etc/UTC",
}
CLOCKS = [("00:00", 30), ("01:30", 60), ("01:45", 1440), ("02:00", 15), ("02:30", 30)]
CLOCKS += [("02:45", 60), ("03:00", 15), ("03:15", 15), ("09:00", 60), ("23:30", 120)]
# The clocks of south-east Australia go forward on Sunday 7 October 2029, in a week of seven days.
TIMES = ("DTSTART", "DTEND")
NUMBERS = itertools.count()
WEEKS = ["2026-10-05", "2029-10-01", "2099-10-05"]


def week_of(first: str, zone: str):
    """Something at each of those times on each of seven days."""
    moments = [(day, clock, minutes) for day in range(1, 8) for clock, minutes in CLOCKS]
    return programme(
        *(
            item(f"{day} {clock}", day, zone, key=f"k{n}", start=clock, minutes=minutes)
            for n, (day, clock, minutes) in enumerate(moments)
        ),
        first=first,
        days=7,
    )


def as_described(text: str, zone: str) -> list[tuple]:
    """As vobject reads it under a name that nobody knows: it must go by what the file says of the
    zone. It is told so: by itself it takes a zone that began this year for what it was before."""
    name = f"Ours/{next(NUMBERS)}"
    text = text.replace(f"TZID:{zone}\r\n", f"TZID:{name}\r\n")
    text = text.replace(f"TZID={zone}:", f"TZID={name}:")
    registerTzid(name, tzical(io.StringIO("\n".join(described_zones(text)))).get(name))
    return [
        (each.summary.value, each.status.value, *(_utc(each, at) for at in ("dtstart", "dtend")))
        for each in events(text)
    ]


def described_zones(text: str) -> list[str]:
    """The lines that describe zones."""
    unfolded = lines(text)
    ends = [number for number, line in enumerate(unfolded) if line == "END:VTIMEZONE"]
    return unfolded[unfolded.index("BEGIN:VTIMEZONE") : ends[-1] + 1] if ends else []


def by_the_letter(text: str) -> list[tuple]:
    """Begin and end of each event by RFC 5545, 3.6.5: an observance begins when the clock of
    before (TZOFFSETFROM) says what stands in its DTSTART."""
    calendar = Calendar.from_ical(text)
    begins = sorted(
        (at - each["TZOFFSETFROM"].td, each["TZOFFSETTO"].td)
        for each in [*calendar.walk("STANDARD"), *calendar.walk("DAYLIGHT")]
        for at in onsets(each)
    )
    return [
        tuple(_instant(each[at].dt.replace(tzinfo=None), begins) for at in TIMES)
        for each in calendar.walk("VEVENT")
    ]


def onsets(observance) -> list[datetime]:
    more = [each.dt for each in observance["RDATE"].dts] if "RDATE" in observance else []
    return [observance["DTSTART"].dt, *more]


def _instant(wall: datetime, begins: list[tuple]) -> datetime | None:
    for at in sorted({wall - offset for _begin, offset in begins}):
        held = [offset for begin, offset in begins if begin <= at]
        if held and at + held[-1] == wall:
            return at.replace(tzinfo=UTC)
    return None


def as_named(text: str) -> list[tuple]:
    """As a library reads it that knows the zone by its name, and not what the file says of it."""
    return [
        (str(each["SUMMARY"]), str(each["STATUS"]), *(each[at].dt.astimezone(UTC) for at in TIMES))
        for each in Calendar.from_ical(text).walk("VEVENT")
    ]


def _utc(event, name: str) -> datetime:
    return event.contents[name][0].value.astimezone(UTC)


def as_planned(plan) -> list[tuple]:
    return [(each.title, "CONFIRMED", *plan.instants_of(each)) for each in plan.items]


@pytest.mark.parametrize("first", WEEKS)
@pytest.mark.parametrize("zone", ZONES.values(), ids=ZONES)
def test_another_library_reads_the_same_instants(zone, first):
    plan = week_of(first, zone)
    text = feed(plan)
    assert as_described(text, zone) == as_planned(plan)
    assert as_named(text) == as_planned(plan)
    assert by_the_letter(text) == [plan.instants_of(each) for each in plan.items]


def test_the_librarys_own_zones_would_be_read_an_hour_late(monkeypatch):
    def librarys(name: str, year: int) -> str:
        first, last = date(year, 1, 1), date(year + 1, 1, 1)
        return Timezone.from_tzinfo(ZoneInfo(name), name, first, last).to_ical().decode()

    monkeypatch.setattr(ical, "timezone_text", librarys)
    plan = week_of("2029-10-01", "Australia/Sydney")
    read, meant = by_the_letter(feed(plan)), [plan.instants_of(each) for each in plan.items]
    rows = zip(plan.items, read, meant, strict=True)
    wrong = [each.title for each, said, was_meant in rows if said != was_meant]
    assert "7 03:15" in wrong
    assert "1 09:00" not in wrong


def test_an_end_past_midnight_lies_on_the_next_day():
    (event,) = events(feed(programme(item(start="23:30", minutes=120))))
    assert event.dtend.value.replace(tzinfo=None) == datetime(2026, 10, 6, 1, 30)
    assert event.dtend.value - event.dtstart.value == timedelta(hours=2)


@settings(max_examples=60)
@example(zone="Asia/Kathmandu", first=date(1986, 1, 1), minute=600, minutes=5, day=1)
@given(
    zone=st.sampled_from(sorted(ZONES.values())),
    first=st.dates(date(1984, 1, 1), date(2100, 12, 20)),
    minute=st.integers(0, 24 * 60 - 1),
    minutes=st.integers(5, 24 * 60),
    day=st.integers(1, 7),
)
def test_any_week_of_any_year_is_read_as_it_is_planned(zone, first, minute, minutes, day):
    clock = f"{minute // 60:02}:{minute % 60:02}"
    assume(exists(first + timedelta(day - 1), time.fromisoformat(clock), ZoneInfo(zone)))
    what = item(day=day, zone=zone, start=clock, minutes=minutes)
    plan = programme(what, first=first.isoformat(), days=7)
    text = feed(plan)
    assert as_described(text, zone) == as_planned(plan)
    assert by_the_letter(text) == [plan.instants_of(what)]
