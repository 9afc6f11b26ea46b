"""Until mail is set up mails are kept: administrators read them, and send them when it is."""

import re

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from csweek.history.models import Entry
from csweek.history.words import in_words
from csweek.notices.models import Mail, notify
from csweek.notices.models.mails import Trouble
from csweek.notices.off import off_token
from csweek.people.models import Person
from tests.notices.sample import SAMPLE, SEALED

pytestmark = pytest.mark.django_db

URL = "/messages/kept/"


@pytest.fixture(autouse=True)
def signed_in(client, organisation, ada):
    client.force_login(ada)


def tell(*people, **context):
    notify([p.pk for p in people], SAMPLE, **{"title": "Open mike is cancelled"} | context)


def page(client, url=URL) -> str:
    return client.get(url).content.decode()


def kept() -> int:
    return Mail.objects.kept().count()


def test_without_a_mail_server_mails_are_kept_and_none_is_sent(cole, otto):
    tell(cole, otto)
    call_command("tick")
    call_command("tick")
    assert (mail.outbox, kept(), Mail.objects.waiting().count()) == ([], 2, 0)


def test_the_list_says_to_whom_what_and_that_mail_is_not_set_up(client, cole):
    tell(cole)
    assert "Every mail that was due has been sent." in page(client)
    call_command("tick")
    shown = page(client)
    assert "Mail is not set up here" in shown and "Send" not in shown
    assert (
        "Cole Carter</th>" in shown and "Open mike is cancelled" in shown and "kept</span>" in shown
    )


def test_one_is_read_in_full_as_it_would_be_sent(client, cole, settings):
    Person.objects.filter(pk=cole.pk).update(language="pt-pt")
    tell(cole, opening="No microphone.")
    call_command("tick")
    shown = page(client, f"{URL}{Mail.objects.get().pk}/")
    assert "Olá, Cole," in shown and "No microphone." in shown and "cole@example.org" in shown


def test_nobody_else_gets_hold_of_the_link_that_turns_mails_off(client, cole):
    tell(cole)
    call_command("tick")
    shown = page(client, f"{URL}{Mail.objects.get().pk}/")
    assert off_token(cole) not in shown and "/messages/off/" not in shown


def test_without_a_mail_server_nothing_can_be_sent(client, cole):
    tell(cole)
    call_command("tick")
    assert client.post(f"{URL}send/").status_code == 400
    assert kept() == 1


def test_with_a_mail_server_what_was_kept_goes_out_once(client, cole, otto, has_mail, settings):
    tell(cole, otto)
    Mail.objects.update(kept_at=timezone.now())
    assert "Send these 2 now" in page(client)
    for _time in range(2):
        assert client.post(f"{URL}send/").url == URL
        call_command("tick")
    assert len(mail.outbox) == 2
    assert "<form" not in page(client).split("</header>")[1].split("</main>")[0]


def test_sending_what_was_kept_stands_in_the_history_once(
    client, cole, otto, organisation, has_mail
):
    tell(cole, otto)
    Mail.objects.update(kept_at=timezone.now())
    for _time in range(2):
        client.post(f"{URL}send/")
    (line,) = in_words(Entry.objects.of(organisation))
    assert line.sentence == "Ada Amari changed organisation “Northwind Mutual”"
    assert [(each.label, each.before, each.after) for each in line.changes] == [
        ("Mails kept until mail is set up", "2", "0")
    ]


def test_what_is_told_after_a_mail_server_is_there_is_not_kept(client, cole, has_mail):
    tell(cole)
    call_command("tick")
    assert (len(mail.outbox), kept()) == (1, 0)


def test_what_was_given_up_is_listed_with_its_reason_and_not_sent_again(client, cole, has_mail):
    tell(cole)
    Mail.objects.update(given_up_at=timezone.now(), error=Trouble.REFUSED, answer=550)
    shown = " ".join(page(client).split())
    assert "given up</span> the mail server refused it (550)" in shown
    client.post(f"{URL}send/")
    call_command("tick")
    assert mail.outbox == []


def test_what_was_sent_or_waits_is_not_listed(client, cole, otto):
    tell(cole, otto)
    Mail.objects.filter(notice__person=cole).update(sent_at=timezone.now())
    assert "<tbody>" not in page(client)
    for each in Mail.objects.all():
        assert client.get(f"{URL}{each.pk}/").status_code == 404


def test_what_has_no_words_any_more_says_so(client, cole):
    notify([cole.pk], "unheard of")
    call_command("tick")
    assert "(no words)" in page(client)
    assert "nothing to say any more" in page(client, f"{URL}{Mail.objects.get().pk}/")


def test_what_is_for_its_receiver_alone_is_counted_and_neither_listed_nor_read(client, cole, otto):
    tell(otto)
    notify([cole.pk], SEALED)
    call_command("tick")
    shown = page(client)
    assert "1 more is for its receiver alone" in shown and "Otto Okafor</th>" in shown
    assert "Cole Carter" not in shown and SEALED not in shown
    assert client.get(f"{URL}{Mail.objects.get(notice__person=cole).pk}/").status_code == 404
    notify([otto.pk], SEALED)
    call_command("tick")
    assert "2 more are for their receivers alone" in page(client)


def test_nothing_is_said_of_such_mails_where_there_is_none(client, cole):
    tell(cole)
    call_command("tick")
    assert "alone, who read" not in page(client)


def test_where_there_are_only_such_mails_not_all_that_was_due_has_been_sent(client, cole):
    notify([cole.pk], SEALED)
    call_command("tick")
    shown = page(client)
    assert "Every mail that was due has been sent." not in shown and "1 more is for" in shown


def test_what_is_for_its_receiver_alone_is_sent_with_the_others(client, cole, has_mail):
    notify([cole.pk], SEALED)
    Mail.objects.update(kept_at=timezone.now())
    client.post(f"{URL}send/")
    call_command("tick")
    assert [each.to for each in mail.outbox] == [[cole.email]]


def test_long_lists_are_paged(client, cole):
    for _time in range(51):
        tell(cole)
    call_command("tick")
    assert len(re.findall("<tr><th", page(client).split("<tbody>")[1])) == 50
    assert len(re.findall("<tr><th", page(client, URL + "?page=2").split("<tbody>")[1])) == 1


def test_the_way_there_is_for_administrators(client, paula):
    assert URL in page(client, "/people/")
    client.force_login(paula)
    assert URL not in page(client, "/people/")
    assert client.get(URL).status_code == 403
