"""Each kind of change in words, in English and Portuguese, as people read them in messages."""

from datetime import time

import pytest
import time_machine
from django.utils.translation import gettext, override

from csweek.notices.models import Notice
from csweek.notices.words import Message, in_words
from planner.models import Place, Publication, Week
from planner.pages.publications import changes_of
from tests import factories
from tests.planner.acts import ACTS, add, cancel, lunch, set_to

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def september():
    with time_machine.travel("2026-09-10 09:00Z"):
        yield


@pytest.fixture
def plan(week, paula, cole):
    """A lunch in Leeds with a host and a place, published; Cole is in Leeds."""
    leeds = factories.site()
    room = Place.objects.add(by=paula, name="Canteen", site=leeds)
    whole = {"site": leeds, "place": room, "host": factories.person("Hanna Host"), "places": 20}
    factories.activity(week, "Lunch", 3, "12:00", 60, by=paula, **whole)
    factories.publication(week, by=paula)
    return week


NOON = {
    "en-gb": "Wednesday 7 October, 12:00–13:00",
    "pt-pt": "quarta-feira, 7 de outubro, 12:00–13:00",
}

USUAL = {"en-gb": "5–9 October 2026", "pt-pt": "5–9 de outubro de 2026"}

# Below each act what is read of it: heading and lines, in English and in Portuguese.
TOLD = """
title
  Changed: Picnic | It was called “Lunch”.
  Alteração: Picnic | Chamava-se “Lunch”.
time
  Changed: Lunch | On Wednesday 7 October now 12:30–13:30, not 12:00–13:00.
  Alteração: Lunch | Agora: 12:30–13:30 (antes: 12:00–13:00), quarta-feira, 7 de outubro.
day
  Changed: Lunch | Now on Thursday 8 October, 12:00–13:00, not on NOON.
  Alteração: Lunch | Agora: quinta-feira, 8 de outubro, 12:00–13:00 (antes: NOON).
all-day
  Changed: Lunch | On Wednesday 7 October now WHOLE DAY, not 12:00–13:00.
  Alteração: Lunch | Agora: WHOLE DAY (antes: 12:00–13:00), quarta-feira, 7 de outubro.
length
  Changed: Lunch | It lasts 90 minutes, not 60.
  Alteração: Lunch | Dura 90 minutos (antes: 60).
place
  Changed: Lunch | Place: Roof, not Canteen.
  Alteração: Lunch | Espaço: Roof (antes: Canteen).
no-place
  Changed: Lunch | Place: none any more (was Canteen).
  Alteração: Lunch | Espaço: sem indicação (antes: Canteen).
host
  Changed: Lunch | Host: Nia New, not Hanna Host.
  Alteração: Lunch | Quem conduz: Nia New (antes: Hanna Host).
no-host
  Changed: Lunch | Host: none any more (was Hanna Host).
  Alteração: Lunch | Quem conduz: sem indicação (antes: Hanna Host).
places
  Changed: Lunch | Places: 1200, not 20.
  Alteração: Lunch | Lugares: 1200 (antes: 20).
no-places
  Changed: Lunch | Places: none any more (was 20).
  Alteração: Lunch | Lugares: sem indicação (antes: 20).
site
  Changed: Lunch | Site: Porto, not Leeds.
  Alteração: Lunch | Local: Porto (antes: Leeds).
all-sites
  Changed: Lunch | Site: all sites, not Leeds.
  Alteração: Lunch | Local: todos os locais (antes: Leeds).
cancelled
  Cancelled: Lunch | Does not take place. It was to be: NOON · Canteen · Leeds. | Why: No cook
  Cancelada: Lunch | Não se realiza. Estava previsto: NOON · Canteen · Leeds. | Porquê: No cook
reinstated
  On again: Lunch | NOON · Canteen · Leeds
  Reposta: Lunch | NOON · Canteen · Leeds
deleted
  Taken out: Lunch | Does not take place. It was to be: NOON · Canteen · Leeds.
  Retirada: Lunch | Não se realiza. Estava previsto: NOON · Canteen · Leeds.
to-the-ideas
  Taken out: Lunch | Does not take place. It was to be: NOON · Canteen · Leeds.
  Retirada: Lunch | Não se realiza. Estava previsto: NOON · Canteen · Leeds.
added
  New: Quiz | Thursday 8 October, 15:00–15:45 · all sites
  Nova: Quiz | quinta-feira, 8 de outubro, 15:00–15:45 · todos os locais
week-moved
  Changed: The week | It is on 12–16 October 2026, not on USUAL. | Why: Holiday
  Alteração: A semana | Nova data: 12–16 de outubro de 2026 (antes: USUAL). | Porquê: Holiday
days
  Changed: The week | It is on 5–10 October 2026, not on USUAL.
  Alteração: A semana | Nova data: 5–10 de outubro de 2026 (antes: USUAL).
time-zone
  Changed: The week | Times for all sites are those of Europe/Rome, not of Europe/London.
  Alteração: A semana | As horas para todos os locais são as de Europe/Rome (antes: Europe/London).
dress
  Changed: Tuesday 6 October | Dress theme: Red.
  Alteração: Terça-feira, 6 de outubro | Traje do dia: Red.
no-name
  Changed: Tuesday 6 October | Name: none any more (was Trade places).
  Alteração: Terça-feira, 6 de outubro | Nome: sem indicação (antes: Trade places).
name-of-a-day
  Changed: Tuesday 6 October | Name: Swap, not Trade places.
  Alteração: Terça-feira, 6 de outubro | Nome: Swap (antes: Trade places).
"""
ONLY_LISTED = """
description
  Changed: Lunch | It is described anew.
  Alteração: Lunch | Tem uma nova descrição.
sign-up
  Changed: Lunch | One signs up.
  Alteração: Lunch | É com inscrição.
phones
  Changed: Lunch | It takes people off the phones.
  Alteração: Lunch | Tira pessoas do atendimento.
kind
  Changed: Lunch | Kind: Group meal, not Other.
  Alteração: Lunch | Tipo: Refeição em conjunto (antes: Outro).
theme
  Changed: The week | Theme: Together.
  Alteração: A semana | Tema: Together.
tagline
  Changed: The week | Tagline: As one.
  Alteração: A semana | Lema: As one.
note
  Changed: Tuesday 6 October | Note: Bring a cup.
  Alteração: Terça-feira, 6 de outubro | Nota: Bring a cup.
"""


def filled(line: str, language: str) -> str:
    with override(language):
        whole = gettext("all day")
    line = line.replace("NOON", NOON[language]).replace("USUAL", USUAL[language])
    return line.replace("WHOLE DAY", whole).strip()


def each_of(text: str):
    """The rows of such a text: the act, and {language: (heading, line …)}."""
    lines = text.strip().splitlines()
    rows = []
    for name, *read in zip(lines[::3], lines[1::3], lines[2::3], strict=True):
        both = zip(NOON, read, strict=True)
        words = {lang: filled(line, lang) for lang, line in both}
        rows.append((ACTS[name], {lang: tuple(x.split(" | ")) for lang, x in words.items()}))
    return pytest.mark.parametrize(("act", "words"), rows, ids=lines[::3])


def told(person) -> list[Message]:
    return [each for _notice, each in in_words(Notice.objects.of(person))]


def read(publication) -> list[tuple]:
    return [(f"{each.badge}: {each.heading}", each.lines) for each in changes_of(publication)]


@each_of(TOLD)
def test_each_change_is_told_in_the_readers_language(plan, paula, cole, act, words):
    act(plan, paula)
    publication = factories.publication(plan, by=paula, note="Sorry")
    for language, (heading, *lines) in words.items():
        with override(language):
            assert read(publication) == [(heading, tuple(lines))]
            message = told(cole)[0]
        assert (message.subject, message.closing) == (heading, "Sorry")
        assert message.parts == ((heading, tuple(lines)),)
        assert message.path == "/2026/mine/"


@each_of(ONLY_LISTED)
def test_mere_wording_is_listed_and_no_message(plan, paula, cole, act, words):
    act(plan, paula)
    publication = factories.publication(plan, by=paula)
    for language, (heading, *lines) in words.items():
        with override(language):
            assert read(publication) == [(heading, tuple(lines))]
    assert len(told(cole)) == 1  # that the plan is out


def test_every_act_is_expected_to_be_read_somewhere():
    expected = [line for line in (TOLD + ONLY_LISTED).splitlines() if line and " | " not in line]
    assert sorted(expected) == sorted(ACTS)


def test_the_first_message_says_that_the_programme_is_out(plan, cole):
    words = {
        "en-gb": (
            "Customer Service Week 2026: what is on",
            "The programme of 5–9 October 2026 is out.",
        ),
        "pt-pt": (
            "Semana do Atendimento ao Cliente 2026: o que há",
            "Já saiu o programa de 5–9 de outubro de 2026.",
        ),
    }
    for language, (subject, opening) in words.items():
        with override(language):
            (message,) = told(cole)
        assert (message.subject, message.opening, message.parts) == (subject, opening, ())


def test_several_changes_are_one_message_that_counts_them(plan, paula, cole):
    add(plan, paula)
    cancel(plan, paula)
    factories.publication(plan, by=paula)
    words = {
        "en-gb": (
            "2 changes of Customer Service Week 2026",
            "This has changed in the programme of 5–9 October 2026:",
            ["Cancelled: Lunch", "New: Quiz"],
        ),
        "pt-pt": (
            "2 alterações à Semana do Atendimento ao Cliente 2026",
            "No programa de 5–9 de outubro de 2026 mudou isto:",
            ["Cancelada: Lunch", "Nova: Quiz"],
        ),
    }
    for language, expected in words.items():
        with override(language):
            message = told(cole)[0]
        assert (message.subject, message.opening, [each[0] for each in message.parts]) == expected


def test_a_change_of_many_things_is_told_line_by_line(plan, paula):
    set_to(title="Picnic", day=4, start=time(13), minutes=90, place="Roof")(plan, paula)
    publication = factories.publication(plan, by=paula)
    assert read(publication) == [
        (
            "Changed: Picnic",
            (
                "Now on Thursday 8 October, 13:00–14:30, not on Wednesday 7 October, 12:00–13:00.",
                "It was called “Lunch”.",
                "It lasts 90 minutes, not 60.",
                "Place: Roof, not Canteen.",
            ),
        )
    ]


def test_a_host_who_was_erased_is_named_no_more(plan, paula, cole):
    set_to(host="Nia New")(plan, paula)
    publication = factories.publication(plan, by=paula)
    lunch(plan).host.delete()
    assert read(Publication.objects.get(pk=publication.pk)) == [
        ("Changed: Lunch", ("Host: none any more (was Hanna Host).",))
    ]
    assert "Nia New" not in str(told(cole)[0])


def test_another_reason_for_what_is_cancelled_is_listed_and_told_to_nobody(plan, paula, cole):
    cancel(plan, paula)
    factories.publication(plan, by=paula)
    lunch(plan).reinstate(by=paula)
    lunch(plan).cancel(by=paula, reason="No gas")
    publication = factories.publication(plan, by=paula)
    assert read(publication) == [("Changed: Lunch", ("Why: No gas",))]
    assert len(told(cole)) == 2  # that the plan is out, and that the lunch is cancelled


def test_another_zone_of_a_site_is_told_by_its_name(plan, paula):
    leeds = factories.site()
    leeds.change({"time_zone": "Europe/Dublin"}, by=paula)
    publication = factories.publication(plan, by=paula)
    line = "Its times are those of Europe/Dublin, not of Europe/London."
    assert read(publication) == [("Changed: Lunch", (line,))]


def test_another_reason_for_the_move_alone_can_be_published(plan, paula, cole):
    ACTS["week-moved"](plan, paula)
    factories.publication(plan, by=paula)
    week = Week.objects.get(pk=plan.pk)
    week.change({"moved_because": "The hall is let"}, by=paula)
    publication = factories.publication(plan, by=paula)
    assert read(publication) == [("Changed: The week", ("Why: The hall is let",))]
    assert len(told(cole)) == 2  # that the plan is out, and that the week is moved


def test_what_was_published_before_reasons_were_kept_can_still_be_read(plan, paula):
    ACTS["week-moved"](plan, paula)
    publication = factories.publication(plan, by=paula)
    for side in ("before", "after"):
        del publication.changes[0][side]["moved_because"]
    line = "It is on 12–16 October 2026, not on 5–9 October 2026."
    assert read(publication) == [("Changed: The week", (line,))]
