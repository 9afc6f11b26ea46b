"""Certificates: who gets one, as a page and as one PDF, drawn part by part."""

import functools
import re
from html import unescape
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from csweek.lib import pdf
from recognition.documents.certificates import in_parts, size_of
from recognition.models import File
from recognition.pages.ceremonies import without_citation
from recognition.views import certificates as views
from tests import factories as people
from tests.pdfs import A4_LANDSCAPE, needs_pdf, outline, pages
from tests.recognition import factories
from tests.recognition.stages import decided

pytestmark = pytest.mark.django_db
NAMES = [
    "Ann Latin",
    "王小明",
    "สมชาย ใจดี",
    "नरेन्द्र शर्मा",
    "فاطمة الزهراء",
    "Łukasz Żółć",
    "W" * 60,
]


@pytest.fixture
def manager(client, mara):
    client.force_login(mara)
    return client


def named(name: str):
    return people.person(name, email=f"{uuid4()}@example.org")


def won_by(week, mara, names, title: str = "Quiet hero"):
    award = factories.award(week, title, by=mara, window=(-9, -2))
    files = [File.objects.create(award=award, person=named(name)) for name in names]
    decided(award, *files, by=mara)
    return award


def address(name: str, **asked) -> str:
    query = "&".join(f"{key}={value}" for key, value in asked.items())
    return reverse(f"recognition:{name}", args=[2026]) + f"?{query}"


def read(manager, **asked) -> str:
    answer = manager.get(address("certificates", **asked))
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


# Who gets one. -----------------------------------------------------------------------------------


def test_winners_get_certificates_and_everyone_may(manager, week, cole, mara, otto):
    won = won_by(week, mara, ["Nell Nominee"])
    rookie, lou = factories.award(week, "Rookie", by=mara), people.person("Lou Loser")
    factories.accepted(rookie, lou, by=otto, manager=mara)
    page = read(manager)
    assert "1 certificate" in page
    assert "This award goes to Nell Nominee Quiet hero" in page
    assert "Lou" not in page
    page = read(manager, everyone="on")
    assert "With thanks to Lou Loser nominated for “Rookie”" in page
    assert "Nell" not in read(manager, everyone="on", award=rookie.key)
    assert "Nell" in read(manager, file=won.files.get().key)


def test_a_certificate_is_paper_and_what_lies_beside_it_is_not(manager, week, mara):
    """In the dark the sheets alone are white."""
    won_by(week, mara, ["Nell Nominee", "Nils Nominee"])
    page = manager.get(address("certificates")).content.decode()
    assert (
        re.findall(r'<(\w+)[^>]* class="([^"]*on-paper)', page)
        == [("section", "certificate on-paper")] * 2
    )


def test_the_choice_shows_the_award_of_what_is_shown(manager, week, mara):
    for title in ("Quiet hero", "Rookie"):
        won = won_by(week, mara, [f"Nell of {title}"], title)

    def chosen(**asked) -> list[str]:
        page = manager.get(address("certificates", **asked)).content.decode()
        return re.findall(r"<option[^>]* selected>([^<]*)</option>", page)

    assert chosen() == chosen(everyone="on") == ["Choose"]
    assert chosen(award=won.key) == chosen(file=won.files.get().key) == ["Rookie"]


def test_each_leads_to_itself_alone(manager, week, mara, otto):
    won_by(week, mara, ["Nell Nominee", "Nils Nominee"])
    rookie = factories.award(week, "Rookie", by=mara)
    factories.accepted(rookie, people.person("Lou Loser"), by=otto, manager=mara)
    page = manager.get(address("certificates", everyone="on")).content.decode()
    links = re.findall(r'href="(\?[^"]*file=[^"]*)" aria-label="([^"]*)"', page)
    assert [said for _link, said in links] == [
        "Only this one: Nell Nominee, Quiet hero",
        "Only this one: Nils Nominee, Quiet hero",
        "Only this one: Lou Loser, Rookie",
    ]
    for link, _said in links:
        alone = manager.get(address("certificates") + unescape(link[1:])).content.decode()
        assert "Only this one" not in alone
        assert alone.count('class="certificate on-paper"') == 1


def test_they_come_as_on_stage_by_rank_and_then_as_one_looks_a_name_up(manager, week, mara, otto):
    award = factories.award(week, by=mara, window=(-9, -2))
    for name in ("Zak Last", "Árpád First"):
        factories.accepted(award, people.person(name), by=otto, manager=mara)
    won = [
        File.objects.create(award=award, person=named(name))
        for name in ("Bo Blank", "eva Ash", "Émile Ash", "Zoe Zett")
    ]
    decided(award, *won, by=mara)
    ranks = {str(file.key): 1 + (file != won[-1]) for file in won}
    award.decisions.update(ranks=ranks)
    won_by(week, mara, ["Ann Next"], title="Rookie")
    page = manager.get(address("certificates", everyone="on")).content.decode()
    assert re.findall(r'class="name name-\d">([^<]*)<', page) == [
        *("Zoe Zett", "Bo Blank", "Émile Ash", "eva Ash"),
        *("Árpád First", "Zak Last"),
        "Ann Next",
    ]
    assert [file.nominee_name for file in without_citation(week, mara)] == [
        *("Zoe Zett", "Bo Blank", "Émile Ash", "eva Ash"),
        "Ann Next",
    ]


def test_what_goes_to_nobody_is_not_waited_for(manager, week, mara):
    award = won_by(week, mara, [])
    assert "they come as awards are decided" in read(manager)
    page = read(manager, award=award.key)
    assert "Nobody is given “Quiet hero” this year, so there is no certificate." in page
    assert "they come as awards are decided" not in page
    rookie = factories.award(week, "Rookie", by=mara)
    assert "they come as awards are decided" in read(manager, award=rookie.key)


def test_what_was_presented_is_certified_while_its_decision_is_looked_at_anew(manager, week, mara):
    award = won_by(week, mara, ["Nell Nominee"])
    award.present(by=mara)
    award.decisions.get().reopen(by=mara, reason="A score was missing")
    assert "This award goes to Nell Nominee" in read(manager)


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("Nell", 1),
        ("Maria da Conceição Vasconcelos de Albuquerque Sousa", 8),
        ("W" * 120, 8),
        ("王小明", 1),
    ],
)
def test_a_long_name_is_set_smaller(name, size):
    assert size_of(name) == size


def test_the_row_of_pieces_wears_the_five_days():
    tokens = Path("static/css/tokens.css").read_text()
    hues = [re.search(rf"--day-{day}: (#\w+);", tokens)[1] for day in range(1, 6)]
    with Image.open("static/img/row-of-pieces.png") as file:
        row, dots = file.convert("RGB"), file.width / 297
    assert (row.width, row.height) == (297 * dots, 14 * dots)

    def hue(x: float) -> str:
        return "#{:02x}{:02x}{:02x}".format(*row.getpixel((int(x * dots), int(7 * dots))))

    assert [hue(59.4 * piece + 30) for piece in range(5)] == hues
    assert [hue(59.4 * (piece + 1) + 5) for piece in range(4)] == hues[:4]  # their tabs


# In parts. ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "sizes"), [(0, [0]), (1, [1]), (100, [100]), (101, [100, 1]), (250, [100, 100, 50])]
)
def test_parts_hold_all_in_their_order(count, sizes):
    parts = in_parts(list(range(count)))
    assert [len(part) for part in parts] == sizes
    assert [each for part in parts for each in part] == list(range(count))


@pytest.fixture
def drawn(monkeypatch):
    """The texts that are drawn, two certificates a part, and put together as they are."""
    texts = []

    def draw(html):
        texts.append(html)
        return html.encode()

    pdf._kept.cache_clear()
    monkeypatch.setattr(pdf, "is_there", lambda: True)
    monkeypatch.setattr(pdf, "to_pdf", draw)
    monkeypatch.setattr("csweek.lib.papers.join", b"".join)
    monkeypatch.setattr(views, "in_parts", functools.partial(in_parts, size=2))
    yield texts
    pdf._kept.cache_clear()


@pytest.fixture
def five(week, mara):
    return won_by(week, mara, [f"Win {letter}" for letter in "ABCDE"])


def part(manager, number, **asked) -> dict:
    answer = manager.get(address("certificates-part", part=number, **asked))
    assert answer.status_code == 200
    return answer.json()


def won_in(text) -> list[str]:
    text = text if isinstance(text, str) else text.decode()
    return re.findall(r">(Win .)<", text)


def test_each_part_is_drawn_when_asked_for_and_says_how_far_it_is(manager, five, drawn):
    said = [part(manager, number) for number in range(3)]
    assert said == [
        {"drawn": 2, "all": 5, "next": 1},
        {"drawn": 4, "all": 5, "next": 2},
        {"drawn": 5, "all": 5, "next": None},
    ]
    assert [won_in(text) for text in drawn] == [["Win A", "Win B"], ["Win C", "Win D"], ["Win E"]]


def test_the_pdf_joins_what_is_drawn_and_draws_what_is_not(manager, five, drawn):
    for number in (0, 2):
        part(manager, number)
    answer = manager.get(address("certificates-pdf"))
    assert won_in(answer.content) == ["Win A", "Win B", "Win C", "Win D", "Win E"]
    assert [won_in(text) for text in drawn] == [["Win A", "Win B"], ["Win E"], ["Win C", "Win D"]]
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="customer-service-week-2026-certificates.pdf"'
    )


def test_what_is_chosen_holds_for_the_parts_too(manager, week, mara, otto, five, drawn):
    rookie = factories.award(week, "Rookie", by=mara)
    factories.accepted(rookie, named("Win F"), by=otto, manager=mara)
    asked = {"everyone": "on", "award": rookie.key}
    assert part(manager, 0, **asked) == {"drawn": 1, "all": 1, "next": None}
    assert won_in(manager.get(address("certificates-pdf", **asked)).content) == ["Win F"]
    assert len(drawn) == 1


def test_a_name_that_changed_meanwhile_is_drawn_anew(manager, five, drawn):
    for number in range(3):
        part(manager, number)
    winner = five.files.get(person__name="Win C").person
    type(winner).objects.filter(pk=winner.pk).update(name="Win X")
    found = won_in(manager.get(address("certificates-pdf")).content)
    assert found == ["Win A", "Win B", "Win D", "Win E", "Win X"]


@pytest.mark.parametrize("number", ["3", "99999999", "-1", "x", ""])
def test_a_part_that_is_not_there_is_answered_in_order(manager, five, drawn, number):
    said = part(manager, number)
    is_over = number.isdigit()
    assert said == {"drawn": 5 if is_over else 2, "all": 5, "next": None if is_over else 1}
    assert len(drawn) == (0 if is_over else 1)


def test_a_part_that_fails_can_be_asked_for_again(manager, five, drawn, monkeypatch):
    part(manager, 0)
    manager.raise_request_exception = False
    with monkeypatch.context() as broken:
        broken.setattr(pdf, "to_pdf", lambda html: 1 / 0)
        assert manager.get(address("certificates-part", part=1)).status_code == 500
    assert [part(manager, number)["drawn"] for number in (1, 2)] == [4, 5]
    assert won_in("".join(drawn)) == ["Win A", "Win B", "Win C", "Win D", "Win E"]


def test_the_page_offers_parts_where_there_are_several(manager, week, mara, drawn):
    won_by(week, mara, ["Win A", "Win B"])
    assert "data-part" not in manager.get(address("certificates")).content.decode()
    won_by(week, mara, ["Win C"], "Rookie")
    page = manager.get(address("certificates", everyone="on")).content.decode()
    assert f'data-part="{address("certificates-part", everyone="on")}"' in page
    assert f'href="{address("certificates-pdf", everyone="on")}"' in page


def test_without_the_extra_there_are_no_parts(manager, five, monkeypatch):
    monkeypatch.setattr(pdf, "is_there", lambda: False)
    for name in ("certificates-part", "certificates-pdf"):
        refused = manager.get(address(name))
        assert refused.status_code == 404
        assert "docs/install.md" in refused.content.decode()


@pytest.mark.parametrize("name", ["certificates-part", "certificates-pdf"])
def test_many_certificates_take_as_many_queries_as_few(manager, week, mara, drawn, name):
    manager.get(address(name))  # the first time asks what is then remembered
    counts = []
    for number, more in enumerate((5, 45, 450)):
        won_by(week, mara, [f"Win {number} {n}" for n in range(more)], f"Award {number}")
        with CaptureQueriesContext(connection) as captured:
            assert manager.get(address(name)).status_code == 200
        counts.append(len(captured))
    assert len(set(counts)) == 1
    assert counts[0] <= 12


def test_one_pdf_holds_every_name_in_any_script_in_order(manager, week, mara, monkeypatch):
    needs_pdf()
    monkeypatch.setattr(views, "in_parts", functools.partial(in_parts, size=3))
    won_by(week, mara, NAMES)
    content = manager.get(address("certificates-pdf")).content
    assert pages(content) == [A4_LANDSCAPE] * len(NAMES)
    assert outline(content) == [(name, page) for page, name in enumerate(sorted(NAMES))]
