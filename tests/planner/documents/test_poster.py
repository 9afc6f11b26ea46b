"""The poster says what is published, and in letters that its page has room for."""

import re
from pathlib import Path
from unittest import mock

import pytest
from django.urls import reverse
from django.utils.translation import override

from csweek.people.models import Person, Site
from planner.clocks import Clocks
from planner.documents import lists, poster
from planner.documents.lists import my_list_of
from planner.documents.poster import poster_of
from planner.rules.fitting import MM
from planner.rules.fitting import Poster as Room
from tests import factories
from tests.planner.documents.feeds import item, programme
from tests.planner.documents.sheets import (
    LONG,
    full,
    hosted,
    poster_context,
    poster_page,
    published,
)

CSS = Path(__file__).resolve().parents[3] / "static" / "css"


def words_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def page_of(client, person, name: str = "poster") -> str:
    client.force_login(person)
    response = client.get(reverse(f"planner:{name}", args=[2026]))
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def planned(week, paula, cole):
    """A week with a theme, something on Monday, something cancelled, and a dressed-up Thursday."""
    week.change({"theme": "Every piece matters", "tagline": "Five days for us all"}, by=paula)
    week.days.get(number=4).change({"dress_theme": "Film characters"}, by=paula)
    factories.activity(week, "Opening stand-up", host=cole, by=paula)
    gone = factories.activity(week, "Open mike", 3, "15:00", 30, by=paula)
    factories.publication(week, by=paula)
    gone.cancel(by=paula, reason="No microphone")
    factories.publication(week, by=paula)
    return week


def test_the_poster_says_what_when_and_where(client, planned, cole):
    words = words_of(page_of(client, cole))
    for said in (
        "Northwind Mutual · Customer Service Week",
        "“Every piece matters”",
        "5–9 October 2026",
        "Five days for us all",
        "Monday 5 Kick-off",
        "09:00–09:30 Opening stand-up All sites · with Cole Carter",
        "15:00–15:30 · Cancelled Open mike",
        "Dress: Film characters",
        "Publication 2, ",
        "Nothing is planned for this day.",
    ):
        assert said in words


def test_what_is_cancelled_is_struck_through(client, planned, cole):
    page = page_of(client, cole)
    assert [name for name in re.findall(r'<li class="card([^"]*)">', page)] == ["", " cancelled"]


def test_the_draft_is_never_on_paper(client, planned, paula):
    factories.activity(planned, "Secret party", 2, by=paula)
    planned.change({"theme": "A secret theme"}, by=paula)
    for name in ("poster", "programme-list", "my-list"):
        page = page_of(client, paula, name)
        assert "Opening stand-up" in page
        assert "ecret" not in page


def test_before_anything_is_published_nothing_is_on_paper(client, week, cole):
    client.force_login(cole)
    for name in ("poster", "poster-pdf", "programme-list", "my-list"):
        assert client.get(reverse(f"planner:{name}", args=[2026])).status_code == 404


def test_the_address_is_the_open_link_once_there_is_one(client, planned, paula, settings):
    settings.ADDRESS = "https://week.example.org"
    page = page_of(client, paula)
    assert "https://week.example.org/2026/" in words_of(page)
    assert "once you are signed in" in page
    planned.open_to_all(by=paula)
    page = page_of(client, paula)
    assert f"https://week.example.org/open/{planned.link}/" in words_of(page)
    assert "once you are signed in" not in page


def test_it_says_whose_clock_where_there_are_several(client, planned, cole, paula):
    assert "(Leeds)" not in page_of(client, cole)
    porto = factories.site("Porto", "Asia/Tokyo", "JP")
    factories.activity(planned, "Caldo verde", 2, site=porto, by=paula)
    factories.publication(planned, by=paula)
    assert "(Leeds)" in words_of(page_of(client, cole))


def test_it_is_in_the_readers_language(client, planned, cole):
    client.force_login(cole)
    page = client.get(reverse("planner:poster", args=[2026]), headers={"accept-language": "pt-pt"})
    words = words_of(page.content.decode())
    assert "5–9 de outubro de 2026" in words
    assert "Segunda-feira, 5 Kick-off" in words
    assert "Cancelada" in words or "Cancelado" in words


def test_markup_that_was_typed_stays_words():
    page = poster_page(
        full(1, title="<img src=file:///etc/passwd>", theme="<b>", tagline="<script>", name="<i>")
    )
    assert "<img" not in page
    assert "&lt;img src=file:///etc/passwd&gt;" in page
    assert "<b>" not in page and "<i>" not in page


# What fits. --------------------------------------------------------------------------------------


def looks(**shown) -> tuple:
    context = poster_context(full(**shown))
    return context["density"], context["is_tight"], [len(day.entries) for day in context["days"]]


def test_fewer_activities_stand_in_larger_letters():
    densities = [looks(count=count, title="Leaders on the line")[0] for count in (1, 5, 9, 12)]
    assert densities == sorted(densities)
    assert len(set(densities)) == 4


def test_the_fullest_day_decides():
    few = [item("Quiz", day=number, key=str(number)) for number in range(1, 6)]
    many = [item(LONG, day=3, key=f"more {number}") for number in range(9)]
    assert poster_context(programme(*few))["density"] == 1
    assert poster_context(programme(*few, *many))["density"] > 5


def test_hosts_are_left_out_first_then_places_then_the_last_of_the_day():
    shown = {
        "title": "Leaders on the line",
        "place_name": "Canteen",
        "site_name": "Leeds",
        "host": 1,
    }
    seen = []
    for count in range(8, 30):
        context = poster_context(full(count, **shown))
        first = context["days"][0]
        below = {text for _entry, _when, text in first.entries}
        assert len(below) == 1
        seen.append((below.pop().count("·"), first.more != ""))
        if first.more:
            assert len(first.entries) < count
            assert first.more == f"… and {count - len(first.entries)} more on the week's page"
    steps = list(dict.fromkeys(seen))
    assert steps == [(2, False), (1, False), (0, False), (0, True)]


@pytest.mark.parametrize(
    ("elsewhere", "said"), [("Asia/Tokyo", "09:00–10:00 (Porto)"), ("Europe/London", "09:00–10:00")]
)
def test_whose_clock_it_is_stays_where_places_are_left_out(elsewhere, said):
    sites = [Site(name="Leeds", time_zone="Europe/London"), Site(name="Porto", time_zone=elsewhere)]
    sites[0].is_head, sites[1].is_head = True, False
    fields = {"title": "Leaders on the line", "place_name": "Canteen", "site": 2}
    frozen = full(40, site_name="Porto", zone=elsewhere, **fields)
    with hosted(), mock.patch.object(Clocks, "sites", sites):
        days = poster_of(published(frozen))["days"]
        mine = my_list_of(published(frozen), Person(site=Site(pk=2, name="Porto")))["days"]
    for day in days:
        assert day.more
        assert {(when, below) for _entry, when, below in day.entries} == {(said, "")}
    for row in mine[0].rows:
        assert (f"{row.entry.time} {row.clock}".strip(), row.where) == (said, "")


def test_a_word_that_is_long_makes_all_letters_smaller_only_while_they_can_be_read_afar():
    def size(title: str) -> float:
        return poster.SIZES[poster_context(full(1, title=title))["density"] - 1]

    assert size("Quiz") == poster.SIZES[0]
    assert size("Wertschätzungsfrühstück") in poster.SIZES[1:-3]
    assert size("W" * 40) == poster.SIZES[0]


def test_more_on_the_week_page_in_portuguese():
    with override("pt-pt"):
        context = poster_context(full(40, days=7))
    assert all("semana" in day.more for day in context["days"])


# The numbers that two files share. ---------------------------------------------------------------


def sizes_in(sheet: str, pattern: str) -> list[float]:
    """What the classes name-1, name-2 … set, in points."""
    found = re.findall(pattern, (CSS / sheet).read_text())
    assert [int(number) for number, _size in found] == list(range(1, len(found) + 1))
    return [float(size) for _number, size in found]


def test_stylesheets_and_sums_agree_on_the_sizes():
    assert sizes_in("poster.css", r"\.density-(\d+) \{ --size: ([\d.]+)pt") == list(poster.SIZES)
    assert sizes_in("poster.css", r"\.names-(\d) \.piece \{ font-size: ([\d.]+)pt") == list(
        poster.NAMES
    )
    themes = sizes_in("poster.css", r"\.theme-(\d) h1 \{ font-size: ([\d.]+)pt")
    tags = sizes_in("poster.css", r"\.theme-(\d) \.tagline \{ font-size: ([\d.]+)pt")
    assert list(zip(themes, tags, strict=True)) == list(poster.THEMES)
    assert sizes_in("list.css", r"\.density-(\d) \.day \{ font-size: ([\d.]+)pt") == list(
        lists.SIZES
    )


def test_stylesheets_and_sums_agree_on_the_lengths():
    sheet = (CSS / "poster.css").read_text()
    assert f".head {{ height: {poster.HEAD / MM:g}mm" in sheet
    assert f"height: {poster.DAYS / MM:g}mm" in sheet
    room = Room(width=1, height=1, sizes=(1,))
    assert f".card .where {{ font-size: {room.small:g}em".replace("0.", ".") in sheet
    assert f"line-height: {room.lead}; font-weight: 700" in sheet
    assert "margin-bottom: .45em; padding: .45em .6em" in sheet
    assert room.gap == pytest.approx(3 * 0.45) and room.padding == pytest.approx(2 * 0.6)
    assert "margin-bottom: .2em; padding-top: .2em; padding-bottom: .2em" in sheet
    assert room.tight == pytest.approx(3 * 0.2)
    sheet = (CSS / "list.css").read_text()
    assert f".times {{ width: {lists.TIMES:g}em" in sheet
    assert f".wheres {{ width: {lists.WHERES * 100:g}%" in sheet
    assert f"padding-inline-end: {lists.BESIDE:g}em" in sheet


def test_no_letters_are_smaller_than_nine_points():
    for name in ("poster.css", "list.css", "print.css"):
        sheet = re.sub(r"/\*.*?\*/", "", (CSS / name).read_text(), flags=re.DOTALL)
        assert (
            min(
                map(
                    float,
                    re.findall(
                        r"([\d.]+)pt(?=[;/ ])",
                        sheet.replace("2pt solid", "").replace(".75pt solid", ""),
                    ),
                )
            )
            >= 9
        )


def test_each_font_file_for_paper_has_a_name_of_its_own():
    sheet = (CSS / "print-fonts.css").read_text()
    names, files = re.findall(r'font-family: "([^"]+)"', sheet), re.findall(r"url\(", sheet)
    assert len(set(names)) == len(names) == len(files) == 4


def test_a_poster_asks_the_database_as_often_for_many_as_for_one(
    client, planned, paula, django_assert_max_num_queries
):
    client.force_login(paula)
    address = reverse("planner:poster", args=[2026])
    client.get(address)
    for number in range(30):
        factories.activity(planned, f"Activity {number}", 1 + number % 5, by=paula, host=paula)
    factories.publication(planned, by=paula)
    with django_assert_max_num_queries(8):
        client.get(address)
