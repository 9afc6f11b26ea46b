"""Feeds: read alike by another library, in each zone, whatever was typed."""

import os
import re
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.documents import ical
from planner.documents.ical import feed_before
from planner.models import Week
from tests.planner.documents.feeds import KEY, events, feed, item, lines, programme, properties

ROOT = Path(__file__).resolve().parents[3]
TEXT_FIELDS = ("title", "kind", "site_name", "place_name", "description")
LINE_ENDS = ("\r\n", "\r", "\n", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029")
HOSTILE = "One\rX-A:1\nX-B:1\r\nX-C:1\x0bX-D:1\x00\x7f\u2028X-E:1\ud800 &#13;X-F:1 &#x2028;X-G:1"
NOT_WRITTEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")


def hostile_feed() -> str:
    typed = dict.fromkeys(TEXT_FIELDS, HOSTILE)
    return feed(programme(item(host=1, **typed)), hosts={1: HOSTILE})


def faults(text: str) -> list[str]:
    """What no reader of a feed should have to cope with."""
    found = [f"{name} is new" for name in properties(text) if name.startswith("X-")]
    found += [f"{len(line.encode())} octets" for line in text.split("\r\n") if too_long(line)]
    bare = text.replace("\r\n", "")
    found += [repr(each) for each in NOT_WRITTEN.findall(bare) + re.findall("[\r\n]", bare)]
    return [each for each in found if "X-WR-CALNAME" not in each and "X-PUBLISHED" not in each]


def too_long(line: str) -> bool:
    return len(line.encode("utf-8", "surrogatepass")) > 75


def test_an_event_says_what_when_where_and_in_what_state():
    typed = {"site_name": "Leeds", "place_name": "Room 4", "host": 7, "sequence": 2}
    typed["description"] = "Bring a **headset**, and [read this](https://example.org/a).\n\n- one"
    (event,) = events(feed(programme(item(day=2, **typed)), hosts={7: "Cole Carter"}))
    said = {name: [each.value for each in values] for name, values in event.contents.items()}
    begin, end, stamp = said.pop("dtstart")[0], said.pop("dtend")[0], said.pop("dtstamp")[0]
    assert said == {
        "uid": [KEY],
        "sequence": ["2"],
        "last-modified": [datetime(2026, 9, 10, 9, tzinfo=UTC)],
        "summary": ["Leaders on the line"],
        "location": ["Room 4 · Leeds"],
        "description": [
            "Bring a headset, and read this (https://example.org/a).\n\n• one\n\nHost: Cole Carter"
        ],
        "categories": [["Game"]],
        "status": ["CONFIRMED"],
        "transp": ["OPAQUE"],
        "url": ["http://localhost:8000/2026/"],
    }
    assert begin == datetime(2026, 10, 6, 8, tzinfo=UTC)
    assert end == datetime(2026, 10, 6, 9, tzinfo=UTC)
    assert stamp == datetime(2026, 9, 10, 9, tzinfo=UTC)


def test_what_has_no_time_lasts_all_its_day_and_blocks_nobody():
    (event,) = events(feed(programme(item(day=5, start=None, minutes=None))))
    assert (event.dtstart.value, event.dtend.value) == (date(2026, 10, 9), date(2026, 10, 10))
    assert event.transp.value == "TRANSPARENT"


@pytest.mark.parametrize("state", ["is_cancelled", "is_gone"])
def test_what_is_cancelled_or_gone_stays_and_says_so(state):
    shown = feed(programme(item(), item("Open mike", key="other", **{state: True})))
    names = ("summary", "status", "transp")
    said = [
        [each.value for name in names for each in event.contents[name]] for event in events(shown)
    ]
    assert said == [
        ["Leaders on the line", "CONFIRMED", "OPAQUE"],
        ["Open mike", "CANCELLED", "TRANSPARENT"],
    ]


@pytest.mark.parametrize("more", [{}, {"is_cancelled": True}, {"is_gone": True}, {"start": None}])
def test_no_property_is_said_twice(more):
    (event,) = events(feed(programme(item(site_name="Leeds", **more))))
    assert {name: len(said) for name, said in event.contents.items() if len(said) > 1} == {}


def test_a_kind_is_called_in_the_readers_language():
    with translation.override("pt-pt"):
        (event,) = events(feed(programme(item(host=1)), hosts={1: "Cole"}))
    assert event.categories.value == ["Jogo"]


def test_the_calendar_says_its_name_and_how_often_to_read_it():
    assert lines(feed(programme(item())))[1:8] == [
        "VERSION:2.0",
        "PRODID:-//csweek//Customer Service Week//EN",
        "METHOD:PUBLISH",
        "NAME:Customer Service Week 2026",
        "X-WR-CALNAME:Customer Service Week 2026",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
    ]


# Whose. ------------------------------------------------------------------------------------------

SEVERAL = programme(
    item("Leeds", key="a", site=1),
    item("Porto", key="b", site=2, zone="Europe/Lisbon"),
    item("Everywhere", key="c"),
    item("Hosted", key="d", site=2, host=9, zone="Europe/Lisbon"),
)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("whose", "titles"),
    [
        ({}, ["Leeds", "Porto", "Everywhere", "Hosted"]),
        ({"site": 1}, ["Leeds", "Everywhere"]),
        ({"site": 1, "person": 9}, ["Leeds", "Everywhere", "Hosted"]),
        ({"person": 9}, ["Leeds", "Porto", "Everywhere", "Hosted"]),
        ({"site": 3}, ["Everywhere"]),
    ],
)
def test_a_feed_holds_what_is_at_a_site_everywhere_or_hosted(whose, titles):
    assert [each.summary.value for each in events(feed(SEVERAL, **whose))] == titles


def test_each_zone_is_described_once_and_only_where_it_is_used():
    def zones(text):
        return [line for line in lines(text) if line.startswith("TZID:")]

    assert zones(feed(SEVERAL)) == ["TZID:Europe/Lisbon", "TZID:Europe/London"]
    assert zones(feed(SEVERAL, site=1)) == ["TZID:Europe/London"]


def test_a_feed_without_events_still_holds_a_component():
    week = Week(year=2026, time_zone="Pacific/Auckland")  # the draft's
    for text in (feed(programme()), feed_before(week, "Europe/London")):
        assert events(text) == []
        assert [line for line in lines(text) if line.startswith("BEGIN")] == [
            "BEGIN:VCALENDAR",
            "BEGIN:VTIMEZONE",
            "BEGIN:STANDARD",
            "BEGIN:DAYLIGHT",
            "BEGIN:STANDARD",
        ]


# Whatever was typed. -----------------------------------------------------------------------------


def test_nothing_typed_makes_a_new_property():
    assert faults(hostile_feed()) == []
    assert len(events(hostile_feed())) == 1


def test_without_the_cleaner_typing_would_make_new_properties(monkeypatch):
    monkeypatch.setattr(ical, "clean", lambda text, line_end="": text.replace("\ud800", ""))
    told = faults(hostile_feed())
    assert {"X-A is new", "X-D is new", "X-E is new"} <= set(told)


OPTIMISED = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "csweek.settings"
import django
django.setup()
assert False, "asserts are gone here"
from planner.documents import ical
if sys.argv[1] == "broken":
    ical.clean = lambda text, line_end="": text.replace("\\ud800", "")
from tests.planner.documents.test_ical import faults, hostile_feed
print(len(faults(hostile_feed())))
"""


@pytest.mark.parametrize(("how", "is_good"), [("whole", True), ("broken", False)])
def test_nor_does_it_where_python_leaves_asserts_out(how, is_good, tmp_path):
    """`broken` is the control: the library's own guards are asserts."""
    environment = os.environ | {"CSWEEK_HOME": str(tmp_path), "CSWEEK_DEBUG": "yes"}
    command = [sys.executable, "-O", "-c", OPTIMISED, how]
    ran = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120
    )
    assert ran.returncode == 0, ran.stderr
    assert (ran.stdout.strip() == "0") is is_good


@pytest.mark.parametrize("end", LINE_ENDS, ids=ascii)
@pytest.mark.parametrize("field", TEXT_FIELDS)
def test_each_kind_of_line_end_stays_inside_its_field(field, end):
    text = feed(programme(item(**{field: f"One{end}X-A:1"})))
    assert faults(text) == []


TYPED = st.text(st.characters(codec=None), max_size=200)


@settings(max_examples=150)
@given(title=TYPED, description=TYPED, place=TYPED, host=TYPED)
def test_whatever_is_typed_is_one_sound_event(title, description, place, host):
    typed = {"title": title, "description": description, "place_name": place, "host": 1}
    text = feed(programme(item(**typed)), hosts={1: host})
    assert faults(text) == []
    (event,) = events(text)
    assert event.status.value == "CONFIRMED"


@settings(max_examples=150)
@given(st.text(st.sampled_from("a\\nN;,:\"^' é💡\t"), min_size=1, max_size=120))
def test_a_title_comes_back_as_it_was_typed(title):
    (event,) = events(feed(programme(item(title))))
    assert event.summary.value == title


def test_the_librarys_own_escaping_would_lose_a_backslash(monkeypatch):
    monkeypatch.setattr(ical, "Words", ical.vText)
    (event,) = events(feed(programme(item("C:\\New"))))
    assert event.summary.value == "C:\new"
