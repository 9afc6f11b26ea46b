"""The outbox: what is due is sent once, what is refused is tried again, what is old forgotten."""

import logging
import smtplib
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from csweek.lib import ticks
from csweek.notices import outbox, words
from csweek.notices.models import Mail, Notice, notify
from csweek.notices.models.mails import MOST_FAILURES, Trouble
from tests import factories
from tests.notices.sample import SAMPLE

pytestmark = pytest.mark.django_db


def tell(*people):
    notify([each.pk for each in people], SAMPLE, title="Open mike is cancelled")


def states(*fields: str) -> list[tuple]:
    return list(Mail.objects.order_by("pk").values_list(*fields))


def trouble(monkeypatch, error):
    """The next mails meet this; as with a mail server, whatever comes before may be sent."""

    def send(self, messages):
        raise error

    monkeypatch.setattr(EmailBackend, "send_messages", send)


def test_what_is_due_is_sent_once(told):
    call_command("tick")
    call_command("tick")
    (letter,) = mail.outbox
    assert letter.to == ["cole@example.org"]
    told.refresh_from_db()
    assert told.sent_at and told.lease_until is None and told.tries == 1


def test_each_mail_goes_to_one_reader_alone(has_mail, organisation, cole, otto, jun):
    tell(cole, otto, jun)
    ticks.run()
    addresses = [letter.recipients() for letter in mail.outbox]
    assert addresses == [["cole@example.org"], ["jun@example.org"], ["otto@example.org"]] or (
        sorted(addresses) == [["cole@example.org"], ["jun@example.org"], ["otto@example.org"]]
    )


def test_its_number_is_the_same_each_time_it_is_sent(told):
    ticks.run()
    Mail.objects.update(sent_at=None)
    ticks.run()
    first, second = (letter.message()["Message-ID"].strip() for letter in mail.outbox)
    assert first == second == f"<{told.key}@week.example.org>"


def test_what_is_not_due_waits(told):
    Mail.objects.update(due_at=timezone.now() + timedelta(minutes=1))
    ticks.run()
    assert mail.outbox == []


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_the_mail_server_is_waited_for(told, monkeypatch):
    seen = []
    monkeypatch.setattr(
        EmailBackend, "send_messages", lambda *args: seen.append(connection.in_atomic_block)
    )
    ticks.run()
    assert seen == [False]


def test_a_run_is_bounded(has_mail, organisation, cole, otto, jun, monkeypatch):
    tell(cole, otto, jun)
    monkeypatch.setattr(outbox, "AT_ONCE", 2)
    ticks.run()
    assert len(mail.outbox) == 2
    ticks.run()
    assert len(mail.outbox) == 3


def test_a_run_that_is_over_begins_no_further_mail(has_mail, organisation, cole, otto):
    tell(cole, otto)
    ticks.run(lambda: len(mail.outbox) > 0)
    assert len(mail.outbox) == 1
    assert sorted(states("tries")) == [(0,), (1,)]


def test_a_run_takes_one_connection(has_mail, organisation, cole, otto, monkeypatch):
    opened = []
    monkeypatch.setattr(EmailBackend, "open", lambda self: opened.append(self))
    tell(cole, otto)
    ticks.run()
    ticks.run()
    assert (len(opened), len(mail.outbox)) == (1, 2)


# Two senders. ------------------------------------------------------------------------------------


def test_of_two_senders_one_gets_the_lease(told):
    other = Mail.objects.get()
    assert (told.lease(), other.lease(), told.lease()) == (True, False, False)
    assert states("tries") == [(1,)]


def test_a_lease_runs_out_and_is_given_once_more(told):
    with time_machine.travel("2026-10-05T09:00Z", tick=False) as clock:
        Mail.objects.update(due_at=timezone.now())
        assert told.lease()
        clock.shift(timedelta(minutes=4, seconds=59))
        assert not told.lease()
        clock.shift(timedelta(seconds=1))
        assert told.lease()
        clock.shift(timedelta(minutes=6))
        assert not told.lease()
        ticks.run()
    assert mail.outbox == []
    assert states("tries", "error") == [(2, Trouble.STOPPED)]
    assert Mail.objects.get().given_up_at


def test_what_is_sent_is_leased_no_more(told):
    told.mark_sent()
    assert not Mail.objects.get().lease()


# Trouble. ----------------------------------------------------------------------------------------

REFUSED = [
    (smtplib.SMTPRecipientsRefused({"cole@example.org": (550, b"no cole@example.org")}), 550),
    (smtplib.SMTPDataError(451, b"later"), 451),
    (smtplib.SMTPSenderRefused(530, b"who", "week@example.org"), 530),
]


@pytest.mark.parametrize(("error", "answer"), REFUSED)
def test_a_refusal_is_tried_again_after_a_minute(told, monkeypatch, caplog, error, answer):
    with time_machine.travel("2027-10-04T09:00Z", tick=False) as clock:
        with monkeypatch.context() as meanwhile, caplog.at_level(logging.WARNING):
            trouble(meanwhile, error)
            assert ticks.run() == []
        assert states("failures", "tries", "error", "answer") == [(1, 0, "refused", answer)]
        assert "cole@example.org" not in caplog.text
        clock.shift(59)
        ticks.run()
        assert mail.outbox == []
        clock.shift(1)
        ticks.run()
    assert len(mail.outbox) == 1
    assert states("error", "answer") == [("", None)]


def test_pauses_grow_and_end(told, monkeypatch):
    trouble(monkeypatch, smtplib.SMTPDataError(451, b"later"))
    pauses = []
    with time_machine.travel("2027-10-04T09:00Z", tick=False) as clock:
        for _time in range(20):
            ticks.run()
            found = Mail.objects.get()
            if found.given_up_at:
                break
            pauses.append((found.due_at - timezone.now()).seconds // 60)
            clock.move_to(found.due_at)
    assert pauses == [1, 2, 4, 8, 16, 32, 64, 128]
    assert (found.failures, found.error) == (MOST_FAILURES + 1, Trouble.REFUSED)


@pytest.mark.parametrize(
    "error",
    [smtplib.SMTPServerDisconnected("gone"), TimeoutError(), ConnectionResetError()],
    ids=lambda error: type(error).__name__,
)
def test_whoever_broke_off_may_have_taken_it(told, monkeypatch, error):
    """It waits for its lease to run out, is sent once more, and never a third time."""
    trouble(monkeypatch, error)
    with time_machine.travel("2027-10-04T09:00Z", tick=False) as clock:
        for tries in (1, 2):
            ticks.run()
            ticks.run()
            assert states("tries", "error", "given_up_at") == [(tries, "broken off", None)]
            clock.shift(timedelta(minutes=5))
        ticks.run()
    assert states("tries", "error") == [(2, "stopped")]
    assert Mail.objects.get().given_up_at


def test_one_that_is_refused_stops_no_other(has_mail, organisation, cole, otto, monkeypatch):
    tell(cole, otto)
    send = EmailBackend.send_messages

    def refuse_cole(self, messages):
        if messages[0].to == ["cole@example.org"]:
            raise smtplib.SMTPRecipientsRefused({})
        return send(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", refuse_cole)
    ticks.run()
    assert [letter.to for letter in mail.outbox] == [["otto@example.org"]]


def test_words_that_cannot_be_made_stop_no_other(has_mail, organisation, cole, otto, monkeypatch):
    def broken(notices):
        raise KeyError("title")

    monkeypatch.setitem(words._words, "broken", broken)
    notify([cole.pk], "broken")
    tell(otto)
    assert ticks.run() == []
    assert [letter.to for letter in mail.outbox] == [["otto@example.org"]]
    assert states("error", "failures") == [("unmade", 1), ("", 0)]


def test_what_nobody_has_words_for_is_not_sent(has_mail, organisation, cole):
    notify([cole.pk], "unheard of")
    ticks.run()
    assert (mail.outbox, states("error")) == ([], [("nothing",)])


def test_a_mail_server_that_is_down_is_no_mails_fault(told, monkeypatch, caplog):
    def refuse(self):
        raise ConnectionRefusedError

    monkeypatch.setattr(EmailBackend, "open", refuse)
    with pytest.raises(CommandError, match=r"csweek\.notices\.outbox\.post_mails"):
        call_command("tick")
    assert states("tries", "failures", "lease_until") == [(0, 0, None)]
    assert "the mail server cannot be reached (ConnectionRefusedError)" in caplog.text
    assert "Traceback" not in caplog.text


# What is old. ------------------------------------------------------------------------------------


def test_mails_are_forgotten_after_90_days_and_messages_after_400(told, cole):
    with time_machine.travel("2027-10-04T09:00Z", tick=False) as clock:
        Mail.objects.update(sent_at=timezone.now())
        Notice.objects.update(made_at=timezone.now())
        left = []
        for days in (90, 1, 309, 1):
            clock.shift(timedelta(days=days))
            ticks.run()
            left.append((Mail.objects.count(), Notice.objects.count()))
    assert left == [(1, 1), (0, 1), (0, 1), (0, 0)]


def test_what_was_not_sent_goes_with_its_message(told):
    with time_machine.travel("2030-10-04T09:00Z", tick=False):
        Mail.objects.update(kept_at=timezone.now())
        ticks.run()
    assert (Mail.objects.count(), Notice.objects.count()) == (0, 0)


def test_little_is_forgotten_at_once(organisation, cole, monkeypatch):
    monkeypatch.setattr("csweek.notices.forgetting.AT_ONCE", 2)
    for _time in range(3):
        tell(cole)
    Notice.objects.update(made_at="2020-01-01T00:00Z")
    ticks.run()
    assert Notice.objects.count() == 1


# Many. -------------------------------------------------------------------------------------------


def test_what_a_mail_costs_does_not_grow_with_their_number(
    has_mail, organisation, django_assert_max_num_queries
):
    people = [factories.person(f"P{number} Person") for number in range(20)]
    tell(*people)
    with django_assert_max_num_queries(2 + 20 * 4):  # lease, its row, the organisation, the mark
        outbox.post_mails(lambda: False)
    assert len(mail.outbox) == 20
