"""Every word that people see goes through translation, and is there in Portuguese."""

import json
import logging
import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core import mail
from django.core.files import File
from django.http import HttpResponse
from django.utils.html import escape
from django.utils.translation import override
from django.utils.translation.trans_real import translation as catalogue_of
from django_countries.base import CountriesBase
from django_countries.data import COUNTRIES

from csweek.people.models import Organisation, Person
from tests.access import catalogues
from tests.access.sent import SENT, UPLOADED, sent
from tests.access.table import NO_PAGES, ROWS, is_refused
from tests.access.words import data, initials, made_up_language, untranslated, untranslated_text
from tests.access.world import STAFF, made_world, rolled_back
from tests.test_pages import MINE, SEEN_BY, refusals, text_of

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parent.parent
FILES = ["people:import-template", "people:import-problems", "recognition:nomination-csv"]
FILES += ["planner:task-csv", "planner:cost-csv", "planner:signup-export"]
PDFS = [name for name in NO_PAGES if name.endswith("-pdf")]
ARCHIVES = ["people:my-data-file", "people:person-data-file"]  # read where their acts are
CALENDARS = {
    "planner:calendar-feed": "anonymous",
    "planner:open-feed": "anonymous",
    "planner:activity-calendar": "staff",
    "planner:open-activity-calendar": "anonymous",
}
# Of a calendar's properties those that people read.
READ = re.compile(r"^(?:NAME|X-WR-CALNAME|SUMMARY|LOCATION|DESCRIPTION|CATEGORIES)[^:]*:(.*)", re.M)
# Options that are data, bare codes, and keys for programs; what browsers read by themselves.
WORDLESS = {
    "planner:manifest",
    "planner:wall-manifest",
    "planner:worker",
    "robots",
    "planner:host-search",
    "planner:programme-json",
    "planner:open-programme-json",
    "mfa_download_recovery_codes",
    "recognition:nominee-search",
    "recognition:judge-search",
    "recognition:ceremony-state",
    "recognition:certificates-part",
    "recognition:attachment-detail",
    "recognition:attachment-small",
}
# Acts that are answered with facts for a script, and no words.
BARE = {"recognition:ceremony-step"}
# The same table is read in another form.
TWINS = {"recognition:nomination-xlsx": "recognition:nomination-csv"}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    logging.disable(logging.CRITICAL)
    with made_world(django_db_blocker) as made:
        yield made
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="module")
def drawn(world):
    """Everything that is shown, drawn in the made-up language: {what: text}, and what was used."""
    with pytest.MonkeyPatch.context() as monkeypatch, made_up_language(monkeypatch) as used:
        shown, known = {}, data() | typed(world)
        for draw in (pages, answers_to_acts, refused, before_the_set_up):
            with rolled_back():
                shown |= draw(world)
    return shown, known, used.messages


def typed(world) -> set[str]:
    """What is sent with forms, and so stands in the pages that answer."""
    values = [value for name in SENT for value in sent(world, name).values()]
    values += [MINE, *re.split("[,\n]", STAFF + UPLOADED)]
    values += [value.name for value in values if isinstance(value, File)]
    texts = {value for value in values if isinstance(value, str) and len(value) > 2}
    return texts | {initials(value) for value in texts}


def pages(world) -> dict[str, str]:
    shown = {}
    for name, roles in SEEN_BY.items():
        for role in {roles[0], roles[-1]} | ({"owner"} & set(roles)):
            with rolled_back():
                shown[f"{name} by {role}"] = text_of(world.ask(role, "GET", name))
    with rolled_back():
        shown["people:my-data-file"] = words_of(world.ask("owner", "GET", "people:my-data-file"))
    return shown


def answers_to_acts(world) -> dict[str, str]:
    """The page after each act, which says what was done."""
    shown = {}
    for (name, method), row in ROWS.items():
        able = [role for role, answer in row.answers.items() if not is_refused(answer)]
        if method == "POST" and able:
            role = "owner" if "owner" in able else able[-1]
            with rolled_back():
                browser = world.browser(role)
                after = browser.post(world.address(name), sent(world, name), follow=True)
                if name not in BARE:
                    shown[f"after {name} by {role}"] = words_of(after)
    return shown


def words_of(answer) -> str:
    """What is read of a page, or of an answer to its script; numbers that prove a thing are no
    words."""
    if answer.headers["Content-Type"] == "application/json":
        texts = [each for each in json.loads(answer.content).values() if isinstance(each, str)]
        return " ".join(texts)
    if answer.headers["Content-Type"] == "application/zip":
        return ZipFile(BytesIO(answer.content)).read("data.html").decode()
    return re.sub(r"[0-9a-f]{64}", "", text_of(answer))


def refused(world) -> dict[str, str]:
    return {name: text_of(answer) for name, (_status, answer) in refusals(world).items()}


def before_the_set_up(world) -> dict[str, str]:
    Organisation.objects.all().delete()
    shown = {
        "set up": text_of(world.ask("administrator", "GET", "people:setup")),
        "wait": text_of(world.ask("staff", "GET", "planner:about")),
    }
    Person.objects.update(password="!")
    return shown | {"first": text_of(world.ask("anonymous", "GET", "people:first"))}


def test_every_page_is_drawn(drawn):
    shown, _known, messages = drawn
    assert len(shown) > 180
    assert len(messages) > 600
    assert [what for what, text in shown.items() if "⟦" not in text] == []


def test_no_page_shows_a_word_that_was_not_translated(drawn):
    shown, known, _messages = drawn
    found = {}
    for what, text in shown.items():
        for word in untranslated(text, known):
            found.setdefault(word, []).append(what)
    assert {word: where[:3] for word, where in found.items()} == {}


def test_no_file_and_no_mail_holds_a_word_that_was_not_translated(world, monkeypatch, settings):
    settings.MAIL_SERVER = "mail.example.org"
    with made_up_language(monkeypatch), rolled_back():
        texts = {name: file_text(world, name) for name in FILES}
        for name, role in [
            ("people:person-invite", "administrator"),
            ("people:invite-everyone", "administrator"),
            ("account_reset_password", "anonymous"),
            ("account_change_password", "owner"),
            ("mfa_remove_webauthn", "owner"),
        ]:
            before = len(mail.outbox)
            world.ask(role, "POST", name, sent(world, name))
            for message in mail.outbox[before:]:
                assert not getattr(message, "alternatives", None)
                body = re.sub(r"https?://\S+", "", message.body)
                texts[f"mail of {name}"] = f"{message.subject}\n{body}"
        known = data()
    assert len(texts) >= len(FILES) + 3
    samples = ["Mara Mendes", "Jun Jang", "mara@example.org", "jun@example.org", "Porto"]
    found = {what: untranslated_text(text, {*known, *samples}) for what, text in texts.items()}
    assert {what: words for what, words in found.items() if words} == {}


def reader_of(name: str) -> str:
    return next(role for role, answer in ROWS[name, "GET"].answers.items() if answer == "200")


def file_text(world, name: str) -> str:
    """A file, as one of those who may have it is given it; also one that is sent in pieces."""
    return world.ask(reader_of(name), "GET", name).getvalue().decode("utf-8-sig")


def words_of_calendar(text: str) -> str:
    return "\n".join(READ.findall(text.replace("\r\n ", "").replace("\\n", " ")))


def test_no_calendar_and_no_pdf_holds_a_word_that_was_not_translated(world, monkeypatch):
    found = {}
    with made_up_language(monkeypatch), rolled_back():
        known = data()
        for name, role in CALENDARS.items():
            text = words_of_calendar(text_of(world.ask(role, "GET", name)))
            assert "⟦Host: Cole Carter⟧" in text
            found[name] = untranslated_text(text, known)
        for name in PDFS:
            answer = world.ask(reader_of(name), "GET", name)
            found[name] = untranslated(text_of(answer), known)
    assert {name: words for name, words in found.items() if words} == {}


def test_a_word_of_a_calendar_that_nobody_translated_is_seen():
    calendar = "BEGIN:VEVENT\r\nSUMMARY:Bake sale\r\nCATEGORIES:Me\r\n al\r\nEND:VEVENT\r\n"
    assert untranslated_text(words_of_calendar(calendar), ["Bake sale"]) == ["Meal"]


def test_whatever_is_no_page_is_read_elsewhere_or_has_no_words():
    assert set(NO_PAGES) == {*FILES, *PDFS, *ARCHIVES, *CALENDARS, *WORDLESS, *TWINS}


# Portuguese. -------------------------------------------------------------------------------------


def missing_in_portuguese(keys) -> list[str]:
    """Of these keys those that neither we nor the packages we use have in Portuguese."""
    known = catalogue_of("pt-pt")._catalog._catalogs
    return [key for key in keys if not any(key in each or (key, 1) in each for each in known)]


def stands_in(key: str, pages: str) -> bool:
    """Whether a message is shown: Django words some that our pages then leave out."""
    fixed = max(catalogues.PLACEHOLDER.split(key.rpartition("\x04")[2]), key=len)
    return f"⟦{fixed[:60]}" in pages or escape(fixed[:60]) in pages


def names_of_countries() -> set[str]:
    """Their package says an older name of a country where the newer is not in a language yet."""
    with override(None):
        return {str(name) for name in [*COUNTRIES.values(), *CountriesBase.COMMON_NAMES.values()]}


def test_every_message_that_a_page_uses_is_there_in_portuguese(drawn):
    shown, _known, messages = drawn
    keys = [f"{context}\x04{text}" if context else text for context, text, _plural in messages]
    all_shown = " ".join(shown.values())
    missing = [key for key in missing_in_portuguese(keys) if stands_in(key, all_shown)]
    assert set(missing) - names_of_countries() == set()


def test_every_message_of_our_sources_is_there_in_portuguese():
    found = dict(catalogues.messages_in_sources(ROOT))
    assert len(found) > 1000
    missing = missing_in_portuguese(found)
    assert {key: found[key] for key in missing} == {}


def test_a_message_that_nobody_put_into_portuguese_is_seen(tmp_path):
    for name, text in {
        "planner/new.py": '_("Brand new words")\nngettext("%(n)s brand", "%(n)s brands", n)\n',
        "templates/new.html": "{% load i18n %}{% translate 'Brand new page' %}"
        "{% blocktranslate trimmed with x=y %}\n Brand new {{ x }}\n{% endblocktranslate %}",
    }.items():
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(text)
    found = dict(catalogues.messages_in_sources(tmp_path))
    assert list(found) == ["Brand new words", "%(n)s brand", "Brand new page", "Brand new %(x)s"]
    assert missing_in_portuguese(found) == list(found)
    assert missing_in_portuguese(["Save", "Cancelled"]) == []


@pytest.mark.parametrize("folder", sorted((ROOT / "locale").glob("*/")), ids=lambda path: path.name)
def test_a_catalogue_breaks_no_page_and_is_compiled(folder):
    source = folder / "LC_MESSAGES/django.po"
    messages = catalogues.read_po(source)
    assert len(messages) > 4  # its head, and four ends of a span of days
    assert catalogues.wrong_in(messages) == []
    assert catalogues.differs(messages, source.with_suffix(".mo")) == []


def test_no_preposition_stands_before_a_day_of_the_week():
    """It would be "na" or "no" (docs/portuguese.md)."""
    texts = [
        text
        for message in catalogues.read_po(ROOT / "locale/pt_PT/LC_MESSAGES/django.po")
        for text in message.strings.values()
    ]
    before_a_day = re.compile(r"\b[Ee]m %\((?:day|date|first|monday|when|opens|closed|at)\)s")
    assert [text for text in texts if before_a_day.search(text)] == []


HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ('msgid "Day %(n)s"\nmsgstr "Dia %(n)s"', None),
        ('msgid "Day %(n)s"\nmsgstr "Dia %(m)s"', "other placeholders: Dia %(m)s"),
        ('msgid "Day {day}"\nmsgstr "Dia"', "other placeholders: Dia"),
        ('msgid "100 % sure"\nmsgstr "100 % certo"', None),
        ('msgid "Day"\nmsgstr ""', "not translated: Day"),
        ('#, fuzzy\nmsgid "Day"\nmsgstr "Noite"', "only guessed: Day"),
        ('msgid "Day "\nmsgstr "Dia"', "other white space at an end: Dia"),
        (
            'msgid "%(n)s day"\nmsgid_plural "%(n)s days"\n'
            'msgstr[0] "%(n)s dia"\nmsgstr[1] "%(n)s dias"',
            None,
        ),
        (
            'msgid "a day"\nmsgid_plural "%(n)s days"\nmsgstr[0] "um dia"\nmsgstr[1] "dias"',
            "other placeholders: dias",
        ),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"', "not translated: a"),
        ('msgid "Day"\nmsgstr "Dia"\n\nmsgid "Day"\nmsgstr "Jornada"', "twice: Day"),
    ],
)
def test_an_entry_that_would_break_a_page_is_seen(tmp_path, entry, told):
    file = tmp_path / "django.po"
    file.write_text(HEAD + entry + "\n")
    assert catalogues.wrong_in(catalogues.read_po(file)) == ([told] if told else [])


def test_a_catalogue_that_was_not_compiled_anew_is_seen(tmp_path):
    source = ROOT / "locale/pt_PT/LC_MESSAGES/django.po"
    messages = catalogues.read_po(source)
    messages[5].strings[0] += " e mais"
    assert catalogues.differs(messages, source.with_suffix(".mo")) != []


# Controls: what nobody translated is seen. -------------------------------------------------------

PAGE = "<html><title>⟦Board⟧ · Northwind</title><main>%s</main>"


@pytest.mark.parametrize(
    "markup",
    [
        "<h1>⟦Board⟧</h1>",
        "<p>⟦<b>3</b> activities⟧ · 5–9</p>",
        "<p>⟦⟦Monday⟧ 5 ⟦October⟧⟧</p>",
        '<input type="submit" value="⟦Save⟧" aria-label="⟦Save⟧">',
        "<p>Cole Carter</p><p>CC</p>",
        "<script type='application/json' id='board-words'>{\"back\": \"⟦Put back⟧\"}</script>",
        "<select><option value='Europe/Lisbon'>Lisbon</option></select>",
    ],
)
def test_what_is_translated_or_typed_by_people_is_no_fault(markup):
    assert untranslated(PAGE % markup, ["Cole Carter", "CC", "Northwind"]) == []


@pytest.mark.parametrize(
    ("markup", "word"),
    [
        ("<h1>Board</h1>", "Board"),
        ("<p>⟦<b>3</b> activities⟧ today</p>", "today"),
        ("<p>Monday ⟦⟦October⟧⟧</p>", "Monday"),
        ('<a title="More">⟦More⟧</a>', "More"),
        ('<input placeholder="Name">', "Name"),
        ('<img alt="Five pieces">', "Five"),
        ('<button aria-label="Close">⟦x⟧</button>', "Close"),
        ('<input type="submit" value="Save">', "Save"),
        ("<option>⟦Yes⟧</option><option>No</option>", "No"),
        (
            "<script type='application/json' id='board-words'>{\"back\": \"Put back\"}</script>",
            "Put",
        ),
        ("<p>⟦Never closed</p>", "not closed"),
        ("<p>Cole Carter hosts</p>", "hosts"),
    ],
)
def test_a_word_that_was_not_translated_is_seen(markup, word):
    assert word in untranslated(PAGE % markup, ["Cole Carter", "Northwind"])


def test_a_page_of_ours_with_a_hard_coded_word_is_seen(world, monkeypatch):
    def careless(request):
        return HttpResponse("<html><main><h1>Hello</h1></main>")

    monkeypatch.setattr(world.routes["planner:about"].pattern, "callback", careless)
    with made_up_language(monkeypatch), rolled_back():
        page = text_of(world.ask("staff", "GET", "planner:about"))
    assert untranslated(page, data()) == ["Hello"]
