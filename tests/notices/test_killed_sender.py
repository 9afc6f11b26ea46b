"""Senders that are killed, and senders at once: real processes, on either database.

Each mail is sent at least once and, for each kill, at most one of them twice; never a third time.
"""

import signal
from collections import Counter

import pytest

from csweek.notices.models import Mail, notify
from tests import factories
from tests.notices.sample import SAMPLE
from tests.processes import Lent, finish

pytestmark = pytest.mark.django_db(transaction=True)

SENDER = """
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone
from csweek.notices import outbox
from csweek.notices.models import Mail, mails
from tests.notices import sample
from tests.notices.postbox import EmailBackend

def time_passes():
    Mail.objects.exclude(lease_until=None).update(lease_until=timezone.now())

def tick():
    call_command("tick")
    for mail in Mail.objects.order_by("pk"):
        print(mail.tries, "sent" if mail.sent_at else mail.error)

settings.MAIL_SERVER = "mail.example.org"
outbox.new_connection = EmailBackend
"""

# Controls: senders that are built wrong.
COUNTS_NO_TRIES = "mails.MOST_TRIES = 99"
MARKS_FIRST = """
lease = Mail.lease
def lease_and_mark(mail):
    mine = lease(mail)
    mail.mark_sent()
    return mine
Mail.lease = lease_and_mark
"""
ASKS_NOBODY = """
def take(mail):
    Mail.objects.filter(pk=mail.pk).update(lease_until=timezone.now() + mails.LEASE)
    return True
Mail.lease = take
"""


@pytest.fixture
def post(tmp_path):
    return lambda mails: Post(tmp_path, mails)


class Post:
    """An outbox with so many mails, those who send from it, and what the mail server has taken."""

    def __init__(self, home, mails: int):
        factories.organisation()
        people = [factories.person(f"P{number} Person") for number in range(mails)]
        notify([each.pk for each in people], SAMPLE, title="Open mike is cancelled")
        keys = Mail.objects.order_by("due_at", "pk").values_list("key", flat=True)
        self.keys = [str(key) for key in keys]
        self.postbox = home / "postbox"
        self.postbox.touch()
        self.lent = Lent(home)
        self.lent.environment["POSTBOX"] = str(self.postbox)

    def run(self, *acts: str, kill: str = "") -> list[str]:
        """The lines that a process prints, which does this and, if so, is killed meanwhile."""
        process = self.lent.begin(SENDER + "\n".join(acts), KILL=kill)
        said = finish(process)
        assert process.returncode == (-signal.SIGKILL if kill else 0)
        return said.splitlines()

    def run_two_at_once(self, control: str = "") -> None:
        code = f"{SENDER}{control}\nlist(Mail.objects.all()); wait_for_the_others(); {TICK}"
        self.lent.run_at_once(code, code, SLOWLY="0.05")

    def taken(self) -> Counter:
        return Counter(self.postbox.read_text().split())


TICK, LATER = "tick()", "time_passes(); tick()"


def test_killed_before_it_was_sent_a_mail_is_sent_all_the_same(post):
    post = post(4)
    post.run(TICK, kill="before 2")
    assert post.taken() == Counter(post.keys[:1])
    assert post.run(LATER) == ["1 sent", "2 sent", "1 sent", "1 sent"]
    assert post.taken() == Counter(post.keys)


def test_killed_after_it_was_sent_one_mail_is_sent_twice_and_no_other(post):
    post = post(4)
    post.run(TICK, kill="after 2")
    assert post.run(TICK, LATER, LATER)[-4:] == ["1 sent", "2 sent", "1 sent", "1 sent"]
    assert post.taken() == Counter([*post.keys, post.keys[1]])


def test_killed_twice_at_one_mail_it_is_not_sent_a_third_time(post):
    post = post(2)
    post.run(TICK, kill="after 1")
    post.run(LATER, kill="after 1")
    assert post.run(LATER) == ["2 stopped", "1 sent"]
    assert post.taken() == Counter([*post.keys, post.keys[0]])


def test_control_without_the_count_of_tries_there_is_a_third(post):
    post = post(1)
    post.run(COUNTS_NO_TRIES, TICK, kill="after 1")
    for _time in range(2):
        post.run(COUNTS_NO_TRIES, LATER, kill="after 1")
    assert post.taken() == Counter(post.keys * 3)


def test_control_marked_before_it_is_sent_a_mail_is_lost(post):
    post = post(2)
    post.run(MARKS_FIRST, TICK, kill="before 1")
    post.run(MARKS_FIRST, LATER)
    assert post.taken() == Counter(post.keys[1:])


def test_two_senders_at_once_send_each_mail_once(post):
    post = post(12)
    post.run_two_at_once()
    assert post.taken() == Counter(post.keys)


def test_control_of_two_senders_that_ask_nobody_both_send_it(post):
    post = post(12)
    post.run_two_at_once(ASKS_NOBODY)
    assert max(post.taken().values()) == 2
