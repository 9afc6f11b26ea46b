"""programme.json: its shape, written down once more, and its description in docs/programme.md."""

import json
import re
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from planner.documents.programme import FORMAT
from planner.models import Activity, Kind, Place
from tests import factories

pytestmark = pytest.mark.django_db
DESCRIPTION = (Path(__file__).parents[3] / "docs" / "programme.md").read_text()


def text(value) -> bool:
    return isinstance(value, str)


def number(value) -> bool:
    return type(value) is int and value >= 0


def yes_or_no(value) -> bool:
    return isinstance(value, bool)


def moment(value) -> bool:
    is_whole = bool(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", value))
    return is_whole and datetime.fromisoformat(value).utcoffset() == timedelta()


def day(value) -> bool:
    return date.fromisoformat(value).isoformat() == value


def clock(value) -> bool:
    return bool(re.fullmatch(r"\d\d:\d\d", value)) and time.fromisoformat(value) is not None


def zone(value) -> bool:
    return bool(ZoneInfo(value))


def or_null(check):
    def checked(value) -> bool:
        return value is None or check(value)

    return checked


def rows(value) -> bool:
    return isinstance(value, list)


TYPES = {
    "text": text,
    "number": number,
    "moment": moment,
    "date": day,
    "clock": clock,
    "zone": zone,
    "list": rows,
    "true or false": yes_or_no,
}
WEEK = {
    "format": number,
    "year": number,
    "publication": number,
    "published": moment,
    "note": text,
    "theme": text,
    "tagline": text,
    "time_zone": zone,
    "days": rows,
    "activities": rows,
}
DAY = {"date": day, "name": text, "note": text, "dress_theme": text}
ACTIVITY = {
    "key": text,
    "title": text,
    "kind": text,
    "date": day,
    "start": or_null(clock),
    "minutes": or_null(number),
    "time_zone": zone,
    "begins": or_null(moment),
    "ends": or_null(moment),
    "site": or_null(text),
    "place": or_null(text),
    "host": or_null(text),
    "description": text,
    "places": or_null(number),
    "signs_up": yes_or_no,
    "takes_off_phones": yes_or_no,
    "wave_of": or_null(text),
    "cancelled": yes_or_no,
    "changes": number,
    "changed": moment,
}


def misshapen(found, shape: dict, where: str) -> list[str]:
    """The fields that are missing, too many, or of another type."""
    wrong = [f"{where}: {name}" for name in set(shape) ^ set(found)]
    both = set(shape) & set(found)
    return wrong + [
        f"{where}: {name} {found[name]!r}" for name in both if not shape[name](found[name])
    ]


def all_misshapen(programme: dict) -> list[str]:
    wrong = misshapen(programme, WEEK, "week")
    for each in programme["days"]:
        wrong += misshapen(each, DAY, "day")
    for each in programme["activities"]:
        wrong += misshapen(each, ACTIVITY, each.get("title", "activity"))
    return wrong


@pytest.fixture
def programme(week, paula, cole) -> dict:
    """Of everything that there can be, as a program reads it with the link."""
    with time_machine.travel("2026-09-10 09:00:00.5Z", tick=False):
        porto = factories.site("Porto", "Europe/Lisbon", "PT")
        room = Place.objects.add(by=paula, name="Room 4", site=porto, seats=8)
        full = {"site": porto, "place": room, "host": cole, "places": 20, "needs_sign_up": True}
        full |= {"description": "Bring a **headset**.", "takes_off_phones": True}
        line = factories.activity(week, "Leaders on the line", 2, "11:00", 60, by=paula, **full)
        line.add_wave(week.days.get(number=2), time(23, 30), by=paula)
        factories.activity(week, "Balloons", 1, None, 45, by=paula)
        quiz = factories.activity(week, "Quiz", 3, "15:00", by=paula)
        gone = factories.activity(week, "Gone", 4, "15:00", by=paula)
        factories.activity(week, "An idea", None, by=paula)
        factories.publication(week, by=paula, note="Come\nall")
        quiz.cancel(by=paula)
        gone.discard(by=paula)
        factories.publication(week, by=paula, note="Sorry")
        week.refresh_from_db()
        week.open_to_all(by=paula)
        return json.loads(Client().get(f"/open/{week.link}/programme.json").content)


def test_the_live_answer_has_the_shape_that_is_written_down(programme):
    assert all_misshapen(programme) == []
    assert programme["format"] == FORMAT == 1
    assert len(programme["days"]) == 5
    assert [each["title"] for each in programme["activities"]] == [
        *("Balloons", "Leaders on the line", "Leaders on the line", "Quiz")
    ]


def test_each_field_says_what_its_description_says(programme):
    balloons, line, wave, quiz = programme["activities"]
    assert line == line | {
        "kind": "other",
        "date": "2026-10-06",
        "start": "11:00",
        "minutes": 60,
        "time_zone": "Europe/Lisbon",
        "begins": "2026-10-06T10:00:00+00:00",
        "ends": "2026-10-06T11:00:00+00:00",
        "site": "Porto",
        "place": "Room 4",
        "host": "Cole Carter",
        "description": "Bring a **headset**.",
        "places": 20,
        "signs_up": True,
        "takes_off_phones": True,
        "wave_of": None,
        "cancelled": False,
        "changes": 0,
    }
    assert line["key"] == str(Activity.objects.get(title=line["title"], wave_of=None).key)
    assert (wave["wave_of"], wave["ends"]) == (line["key"], "2026-10-06T23:30:00+00:00")
    all_day = ("start", "minutes", "begins", "ends", "site", "place", "host", "places")
    assert [balloons[each] for each in all_day] == [None] * len(all_day)
    assert (quiz["cancelled"], quiz["changes"]) == (True, 1)
    monday = {"date": "2026-10-05", "name": "Kick-off", "note": "", "dress_theme": ""}
    assert programme["days"][0] == monday


def test_staff_who_are_signed_in_read_the_same(programme, client, cole):
    client.force_login(cole)
    assert json.loads(client.get("/2026/programme.json").content) == programme


def described(heading: str) -> dict[str, str]:
    """{field: its type} as a table of the description says."""
    section = DESCRIPTION.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    return dict(re.findall(r"^\| `(\w+)` \| ([^|]+) \|", section, re.MULTILINE))


@pytest.mark.parametrize(
    ("heading", "shape"), [("The week", WEEK), ("A day", DAY), ("An activity", ACTIVITY)]
)
def test_the_description_names_every_field_and_its_type(heading, shape):
    found = described(heading)
    assert list(found) == list(shape)
    for name, said in found.items():
        check = shape[name]
        is_open = check.__qualname__.startswith("or_null")
        inner = check.__closure__[0].cell_contents if is_open else check
        assert TYPES[said.removesuffix(" or null")] is inner, name
        assert said.endswith(" or null") is is_open, name


def test_the_description_names_every_kind_and_the_format():
    (row,) = re.findall(r"^\| `kind` \|.*$", DESCRIPTION, re.MULTILINE)
    assert re.findall(r"`([\w-]+)`", row)[1:] == Kind.values
    assert f"of this description: {FORMAT}." in DESCRIPTION


def test_the_example_has_the_shape_too():
    (example,) = re.findall(r"```json\n(.*?)```", DESCRIPTION, re.DOTALL)
    assert all_misshapen(json.loads(example)) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("places", "20"),
        ("places", True),
        ("begins", "2026-10-06T11:00:00+01:00"),
        ("site", 3),
        ("cancelled", 0),
        ("number", 7),
    ],
)
def test_control_another_shape_is_seen(programme, name, value):
    programme["activities"][1][name] = value
    assert len(all_misshapen(programme)) == 1
