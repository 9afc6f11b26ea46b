"""What is mailed: to one reader, in their language, with nothing smuggled in, and a way out."""

import re
from email import message_from_bytes, policy

import html5lib
import pytest
from django.core import mail
from django.test import Client
from django.utils import translation

from csweek.history.models import Entry
from csweek.history.words import in_words
from csweek.lib import ticks
from csweek.lib.mail import one_line
from csweek.notices.letters import letter_of
from csweek.notices.models import Mail, notify
from csweek.notices.off import off_link, off_token
from csweek.people.models import Person
from tests import factories
from tests.access.words import data, made_up_language, untranslated_text
from tests.notices.sample import SAMPLE

pytestmark = pytest.mark.django_db

BROKEN = "Up\r\nBcc: evil@example.org\x0b\x0c\x1e\x85\u2028\u2029over"
MARKUP = '<b>bold</b> <img src="https://evil.example/x.png"> {{ 7|add:7 }}'


def as_sent(letter):
    """The mail as a program that receives it reads it."""
    return message_from_bytes(letter.message().as_bytes(), policy=policy.default)


def tell(person, **context) -> Mail:
    notify([person.pk], SAMPLE, **{"title": "A title", **context})
    return Mail.objects.latest("pk")


def html_of(letter) -> str:
    ((content, kind),) = letter.alternatives
    assert kind == "text/html"
    return content


def test_a_mail_says_what_the_message_says(told):
    letter = letter_of(told)
    assert letter.to == ["cole@example.org"] and not letter.cc and not letter.bcc
    assert letter.subject == "Open mike is cancelled"
    for text in (letter.body, html_of(letter)):
        assert "Hello Cole," in text and "No microphone." in text
        assert "https://week.example.org/about/" in text
        assert "https://week.example.org/messages/" in text
        assert "Northwind Mutual" in text
    assert "\n\n\n" not in letter.body


def test_every_link_begins_with_the_address_of_the_settings(told):
    letter = letter_of(told)
    tree = html5lib.parse(html_of(letter), namespaceHTMLElements=False)
    links = [each.get("href") for each in tree.iter("a")]
    links += re.findall(r"\S*://\S+", letter.body)
    assert len(links) == 6
    assert all(each.startswith("https://week.example.org/") for each in links)


def test_the_html_loads_nothing_and_runs_nothing(told):
    tree = html5lib.parse(html_of(letter_of(told)), namespaceHTMLElements=False)
    tags = {each.tag for each in tree.iter() if isinstance(each.tag, str)}
    assert not tags & {"img", "script", "style", "link", "iframe", "object", "form", "svg"}
    assert not any("://" in (each.get("background") or "") for each in tree.iter())


# Nothing is smuggled in. -------------------------------------------------------------------------


def test_line_ends_in_a_subject_or_a_name_make_no_header(organisation, has_mail):
    person = factories.person("Eve Evil")
    Person.objects.filter(pk=person.pk).update(name=BROKEN)
    person.refresh_from_db()
    received = as_sent(letter_of(tell(person, title=BROKEN)))
    assert received["Subject"] == "Up Bcc: evil@example.org over"
    assert received["To"] == "eve@example.org"
    names = {"subject", "from", "to", "date", "message-id", "auto-submitted", "mime-version"}
    names |= {"content-type", "list-unsubscribe", "list-unsubscribe-post"}
    assert {name.lower() for name in received} == names


def test_control_a_subject_that_is_not_cleaned_cannot_be_sent(told, monkeypatch):
    monkeypatch.setattr("csweek.notices.letters.one_line", str)
    told.notice.context |= {"title": BROKEN}
    with pytest.raises(ValueError, match=r"(?i)newline|header"):
        letter_of(told).message().as_bytes()


def test_a_line_is_cleaned_of_all_that_ends_one():
    assert one_line(BROKEN + "\x00\x7f") == "Up Bcc: evil@example.org over"
    assert one_line("Olá 👩‍👩‍👧  ção") == "Olá 👩‍👩‍👧 ção"
    assert one_line("x" * 500) == "x" * 200


def test_markup_that_somebody_typed_stays_text(cole, organisation, has_mail):
    letter = letter_of(tell(cole, title=MARKUP, opening=MARKUP))
    assert MARKUP in letter.body
    tree = html5lib.parse(html_of(letter), namespaceHTMLElements=False)
    assert ["".join(each.itertext()) for each in tree.iter("h1")] == [MARKUP]
    assert not list(tree.iter("img")) and [each.text for each in tree.iter("b")] == [MARKUP]


def test_an_address_with_a_line_end_is_never_mailed_to(told, cole):
    Person.objects.filter(pk=cole.pk).update(email="cole@example.org\nbcc: evil@example.org")
    ticks.run()
    assert mail.outbox == []
    told.refresh_from_db()
    assert (told.error, told.sent_at, told.failures) == ("unmade", None, 1)


# The reader's own. -------------------------------------------------------------------------------


def test_a_mail_is_in_its_readers_language_and_time(told, cole):
    Person.objects.filter(pk=cole.pk).update(language="pt-pt")
    told.notice.person.refresh_from_db()
    with translation.override("en-gb"):
        letter = letter_of(told)
        assert translation.get_language() == "en-gb"
    assert "Olá, Cole," in letter.body and 'lang="pt-pt"' in html_of(letter)


def test_no_word_of_a_mail_is_left_untranslated(told, monkeypatch):
    with made_up_language(monkeypatch):
        letter = letter_of(told)
    markup = re.sub(r"<[^>]+>", "\n", html_of(letter))
    for text in (letter.body, markup):
        assert "⟦" in text
        assert untranslated_text(re.sub(r"https?://\S+", "", text), data()) == []


# A way out. --------------------------------------------------------------------------------------


def test_mail_programs_are_told_how_to_unsubscribe(told, cole):
    received = as_sent(letter_of(told))
    assert received["List-Unsubscribe"].strip() == f"<{off_link(cole)}>"
    assert received["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_long_address_is_not_broken_by_its_header(told, cole, settings):
    settings.ADDRESS = f"https://{'a-long-name.' * 12}example.org"
    raw = letter_of(told).message().as_bytes().decode().replace("\r\n", "\n").replace("\n ", " ")
    assert re.search(rf"^List-Unsubscribe: +<{re.escape(off_link(cole))}>$", raw, re.M)


def test_one_click_of_a_mail_program_turns_mails_off(cole, organisation, has_mail):
    """RFC 8058: its own form, no page of ours before, no cookie, no token against forgery."""
    program = Client(enforce_csrf_checks=True)
    path = off_link(cole).removeprefix("https://week.example.org")
    answer = program.post(path, {"List-Unsubscribe": "One-Click"}, HTTP_HOST="localhost")
    assert answer.status_code == 200  # not sent on: such programs do not follow
    cole.refresh_from_db()
    assert not cole.wants_mail
    (line,) = in_words(Entry.objects.of(cole))
    assert [(each.label, each.before, each.after) for each in line.changes] == [
        ("Messages by e-mail", "yes", "no")
    ]


def test_looking_at_the_link_turns_nothing_off(client, cole, organisation):
    answer = client.get(f"/messages/off/{off_token(cole)}/")
    assert "Turn mails off" in answer.content.decode()
    cole.refresh_from_db()
    assert cole.wants_mail


def test_a_second_press_finds_them_off_and_says_so(client, cole, organisation):
    url = f"/messages/off/{off_token(cole)}/"
    assert [client.post(url).status_code for _time in range(2)] == [200, 200]
    assert Entry.objects.of(cole).count() == 1
    assert "turned off already" in client.get(url).content.decode()


@pytest.mark.parametrize("token", ["x", "1:x", "forged", "%00", "1:" + "A" * 43])
def test_a_link_not_made_here_does_nothing(client, cole, organisation, token):
    assert client.post(f"/messages/off/{token}/").status_code == 404
    assert Person.objects.filter(wants_mail=False).count() == 0


def test_one_persons_link_is_not_anothers(cole, otto):
    signature = off_token(cole).partition(":")[2]
    assert Client().post(f"/messages/off/{otto.pk}:{signature}/").status_code == 404


def test_on_ones_own_page_mails_can_be_turned_off_and_on(client, cole, organisation):
    client.force_login(cole)
    form = {"name": cole.name, "version": 1}
    client.post("/people/me/", form)
    cole.refresh_from_db()
    assert not cole.wants_mail
    client.post("/people/me/", form | {"version": 2, "wants_mail": "on"})
    cole.refresh_from_db()
    assert cole.wants_mail


def test_who_has_turned_mails_off_since_gets_none(told, cole):
    Person.objects.filter(pk=cole.pk).update(wants_mail=False)
    assert ticks.run() == []
    assert (mail.outbox, Mail.objects.count()) == ([], 0)
    assert cole.notices.count() == 1


def test_who_has_been_deactivated_since_gets_none(told, cole):
    Person.objects.filter(pk=cole.pk).update(is_active=False)
    assert ticks.run() == []
    assert (mail.outbox, Mail.objects.count()) == ([], 0)
