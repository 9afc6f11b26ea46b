"""The poster is one A3 page, whatever the week holds; one's own week is one A4 page."""

import random
from unittest import mock

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from csweek.lib import pdf
from csweek.people.models import Person, Site
from planner.documents import lists
from planner.documents.lists import LOOKS, SIZES, my_list_of, week_list_of
from planner.rules.fitting import Look, Poster
from tests import factories
from tests.pdfs import A3_LANDSCAPE, A4, needs_pdf, pages
from tests.planner.documents.sheets import LONG, full, hosted, poster_page, published


@pytest.fixture(autouse=True)
def _with_the_extra():
    needs_pdf()


WHERE = {"place_name": "The canteen across the street", "site_name": "Leeds", "host": 1}
WEEKS = {
    "nothing": full(0),
    "little": full(1, title="Quiz", theme="Every piece matters", **WHERE),
    "as usual": full(6, title="Leaders on the line", theme="Every piece matters", **WHERE),
    "long titles": full(8, theme="Every piece matters", tagline="A tagline. " * 18, **WHERE),
    "seven days of forty": full(
        40, 7, theme="Piece by piece " * 8, name="Trade places with us", dress_theme="Red", **WHERE
    ),
    "widest letters": full(
        9,
        7,
        title="W" * 120,
        theme="W" * 120,
        tagline="W" * 200,
        name="W" * 60,
        dress_theme="M" * 120,
    ),
    "Chinese": full(9, 7, title="会议" * 50, theme="会" * 120, tagline="会" * 200, name="会" * 60),
    "Arabic": full(9, 6, title="مرحبا بالعالم في الأسبوع " * 4, theme="كل قطعة مهمة"),
    "one word": full(7, 7, title="Wertschätzungsfrühstücksvorbereitungsgruppe", **WHERE),
}


@pytest.mark.parametrize("name", WEEKS)
def test_the_poster_is_one_a3_page(name):
    assert pages(pdf.to_pdf(poster_page(WEEKS[name]))) == [A3_LANDSCAPE]


@pytest.mark.parametrize("language", ["pt-pt", "en-us"])
def test_the_poster_is_one_a3_page_in_every_language(language):
    with override(language):
        page = poster_page(WEEKS["seven days of forty"])
    assert pages(pdf.to_pdf(page)) == [A3_LANDSCAPE]


@pytest.mark.parametrize("seed", range(4))
def test_the_poster_is_one_a3_page_for_weeks_of_any_shape(seed):
    chance = random.Random(seed)
    words = ["a", "We", "thank", "everybody", "IMPORTANT", "2026", "õ", "Größe", "www.example.org"]
    title = " ".join(chance.choices(words, k=chance.randint(1, 16)))[:120]
    frozen = full(
        chance.randint(3, 16),
        chance.randint(5, 7),
        title=title,
        place_name=" ".join(chance.choices(words, k=chance.randint(0, 8))),
        host=chance.choice([None, 1]),
        theme=" ".join(chance.choices(words, k=chance.randint(0, 12))),
    )
    assert pages(pdf.to_pdf(poster_page(frozen))) == [A3_LANDSCAPE]


def test_without_working_out_what_fits_it_would_be_more_pages():
    """The control: the same week in the largest letters, with nothing left out."""

    def all_of_it(room, columns):
        return Look(0), [len(column.cards) for column in columns]

    with mock.patch.object(Poster, "fit", all_of_it):
        found = pages(pdf.to_pdf(poster_page(WEEKS["long titles"])))
    assert len(found) > 1
    assert set(found) == {A3_LANDSCAPE}


def list_page(context: dict) -> str:
    return render_to_string("planner/documents/list.html", context)


COLE = Person(name="Cole Carter", site=Site(name="Leeds"))


@pytest.mark.parametrize(
    "mine",
    [
        full(0),
        full(1, **WHERE),
        full(3, title="Leaders on the line, and who is beside them", theme=LONG, **WHERE),
        full(5, title="Leaders on the line", place_name="Canteen", site_name="Leeds"),
        full(3, 7, title="Leaders on the line", theme="Every piece matters", dress_theme="Red"),
    ],
)
def test_ones_own_week_is_one_a4_page(mine):
    with hosted():
        page = list_page(my_list_of(published(mine), COLE))
    assert pages(pdf.to_pdf(page)) == [A4]


FULL = full(
    3, 7, title=LONG[:80], theme="Every piece matters", takes_off_phones=True, places=30, **WHERE
)


def my_list() -> dict:
    with hosted(), override("pt-pt"):
        return my_list_of(published(FULL), COLE)


def test_a_full_week_of_ones_own_is_one_page_too_with_every_activity_on_it():
    context = my_list()
    assert [len(day.rows) for day in context["days"]] == [3] * 7
    assert pages(pdf.to_pdf(list_page(context))) == [A4]


def test_a_full_week_of_ones_own_gives_up_air_then_hosts_then_places():
    look = [(each.is_tight, each.with_hosts, each.with_places) for each in LOOKS]
    assert look == [
        *[(False, True, True)] * len(SIZES),
        (True, True, True),
        (True, False, True),
        (True, False, False),
    ]
    rows = [row for day in my_list()["days"] for row in day.rows]
    assert {(row.entry.card.title, row.marks, row.where) for row in rows} == {(LONG[:80], "", "")}


def test_without_giving_anything_up_it_would_be_more_pages():
    """The control: the same week in the smallest letters, with all that is said of it."""
    with mock.patch.object(lists, "LOOKS", LOOKS[: len(SIZES)]):
        assert len(pages(pdf.to_pdf(list_page(my_list())))) > 1


def test_the_whole_week_takes_the_pages_it_needs():
    with hosted():
        page = list_page(week_list_of(published(full(20, **WHERE))))
    found = pages(pdf.to_pdf(page))
    assert len(found) > 3
    assert set(found) == {A4}


# What the browser gets. --------------------------------------------------------------------------


@pytest.fixture
def planned(week, paula):
    factories.activity(week, "Opening stand-up", by=paula)
    factories.publication(week, by=paula)
    return week


FILES = {
    "poster": ("customer-service-week-2026-poster.pdf", A3_LANDSCAPE),
    "programme-list": ("customer-service-week-2026-list.pdf", A4),
    "my-list": ("my-customer-service-week-2026.pdf", A4),
}


@pytest.mark.parametrize("name", FILES)
def test_a_page_leads_to_its_pdf(client, planned, cole, name):
    client.force_login(cole)
    address = reverse(f"planner:{name}-pdf", args=[2026])
    assert (
        f'href="{address}"' in client.get(reverse(f"planner:{name}", args=[2026])).content.decode()
    )
    response = client.get(address)
    file, size = FILES[name]
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == f'attachment; filename="{file}"'
    assert pages(response.content) == [size]


def test_the_poster_is_drawn_once_for_everybody_until_it_would_read_otherwise(
    client, planned, cole, paula, monkeypatch
):
    drawn = []

    def draw(html):
        drawn.append(html)
        return b"%PDF-"

    pdf._kept.cache_clear()
    monkeypatch.setattr(pdf, "to_pdf", draw)
    address = reverse("planner:poster-pdf", args=[2026])
    for person in (cole, paula, cole):
        client.force_login(person)
        assert client.get(address).content == b"%PDF-"
    assert len(drawn) == 1
    planned.open_to_all(by=paula)
    client.get(address)
    assert len(drawn) == 2
    pdf._kept.cache_clear()
