"""What managers print for Friday: the run sheet, and everyone recognised."""

import re

import pytest
from django.urls import reverse

from planner.models import Kind
from recognition.models import Award, File
from tests import factories as people
from tests.recognition import factories
from tests.recognition.stages import decided

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(client, mara):
    client.force_login(mara)
    return client


@pytest.fixture
def nell(db):
    return people.person("Nell Nominee", said_as="NELL", team=people.team("Chat crew"))


@pytest.fixture
def awards(week, mara, cole, otto, nell):
    """On Friday at 15:00: one that Nell has won, and one that is open."""
    ceremony = people.activity(week, "Awards", 5, "15:00", 60, kind=Kind.AWARDS)
    won = factories.award(week, by=mara, window=(-9, -2), activity=ceremony, minutes=6)
    Award.objects.filter(pk=won.pk).update(prize="A bicycle", prize_lies="Under the stage")
    factories.accepted(won, nell, by=cole, manager=mara, words="She stayed.")
    factories.accepted(won, nell, by=otto, manager=mara, words="Nobody else.", is_unnamed=True)
    decided(won, won.files.get(), by=mara)
    return won, factories.award(week, "Rookie", by=mara, activity=ceremony)


def words(answer) -> str:
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def read(manager, name: str) -> str:
    return words(manager.get(reverse(f"recognition:{name}", args=[2026])))


def test_the_run_sheet_says_when_who_what_and_how_to_say_the_name(manager, awards):
    page = read(manager, "run-sheet")
    for told in ("Nell Nominee", "NELL", "A bicycle", "Under the stage", "ends about 15:06"):
        assert told in page
    assert re.search(r"15:00 6 min Quiet hero", page)


def test_the_run_sheet_plans_no_time_for_what_the_ceremony_leaves_out(
    manager, week, awards, mara, cole, otto
):
    won, _open = awards
    none = factories.award(week, "Helping hand", by=mara, window=(-9, -2), activity=won.activity)
    decided(none, by=mara)
    last = factories.award(week, "Team player", by=mara, window=(-9, -2), activity=won.activity)
    factories.accepted(last, otto, by=cole, manager=mara)
    decided(last, last.files.get(), by=mara)
    page = read(manager, "run-sheet")
    assert "2 awards · about 10 minutes on stage · ends about 15:10" in page
    assert re.search(r"15:06 4 min Team player", page)
    others = page.partition("Not on stage")[2]
    assert re.search(r"Rookie Open until .* Missing: not decided, nobody", others)
    assert re.search(r"Helping hand No award this year(?! Missing)", others)
    listed = words(manager.get("/2026/awards/"))
    assert "about 14 minutes on stage" in listed


def test_the_run_sheet_says_what_is_missing(manager, awards):
    page = read(manager, "run-sheet")
    assert "Something is missing for 2 awards." in page
    assert "Missing: not decided, nobody hands it over" in page
    assert "Missing: nobody hands it over, no citation" in page
    File.objects.update(citation="Two hours on the line.")
    Award.objects.update(presented_by="The mayor")
    page = read(manager, "run-sheet")
    assert "no citation" not in page
    assert "Something is missing for 1 award." in page


def test_everyone_is_recognised_with_words_that_may_be_read(manager, awards, cole):
    page = read(manager, "recognised")
    for told in ("Nell Nominee", "“She stayed.” Cole Carter", "“Nobody else.” A colleague"):
        assert told in page
    assert "Otto" not in page
    awards[0].nominations.filter(nominator=cole).update(may_be_read=False)
    assert "She stayed" not in read(manager, "recognised")


def test_everyone_is_kept_secret_while_somebody_on_it_does_not_know(
    manager, awards, mara, cole, otto
):
    nobody, some = "Nobody on it knows yet that", "Not everybody on it knows yet that"
    assert nobody in read(manager, "recognised")
    factories.accepted(awards[1], otto, by=cole, manager=mara)
    awards[0].present(by=mara)
    page = read(manager, "recognised")
    assert some in page
    assert nobody not in page
    awards[1].nominations.all().delete()
    page = read(manager, "recognised")
    assert "Nell Nominee" in page
    assert "knows yet" not in page


def test_everyone_stands_as_one_looks_a_name_up(manager, awards, mara, otto):
    for name in ("Zoe Zett", "Óscar Ortiz", "anna ash"):
        factories.accepted(awards[1], people.person(name), by=otto, manager=mara)
    page = read(manager, "recognised")
    places = [page.index(n) for n in ("anna ash", "Nell Nominee", "Óscar Ortiz", "Zoe Zett")]
    assert places == sorted(places)


def test_a_manager_reads_nothing_of_themselves_before_it_is_presented(manager, awards, mara, cole):
    open_award = awards[1]
    file = File.objects.of(open_award, mara)
    made = factories.sent(open_award, mara, by=cole, words="Mara listens.")
    type(made).objects.filter(pk=made.pk).update(state="accepted", file=file)
    assert "Mara listens" not in read(manager, "recognised")


def test_no_file_is_named_after_a_winner(manager, awards, monkeypatch):
    monkeypatch.setattr("csweek.lib.pdf.is_there", lambda: True)
    monkeypatch.setattr("csweek.lib.pdf.to_pdf", lambda html: html.encode())
    for name in ("run-sheet-pdf", "recognised-pdf"):
        answer = manager.get(reverse(f"recognition:{name}", args=[2026]))
        assert "Nell Nominee" in answer.content.decode()
        assert "ell" not in answer.headers["Content-Disposition"].lower()
