"""Senders that are killed, and senders at once: real processes, on either database.

Each mail is sent at least once and, for each kill, at most one of them twice; never a third time.
"""

import shutil
import signal
import time
from collections import Counter

import pytest
from django.db import connection

from tests.processes import begin, environment, finish

pytestmark = pytest.mark.django_db(transaction=True)

CODE = """
import django; django.setup()
import json, time
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone
from csweek.notices import outbox
from csweek.notices.models import Mail, mails, notify
from tests import factories
from tests.notices import sample
from tests.notices.postbox import EmailBackend

def tell(count):
    factories.organisation()
    people = [factories.person(f"P{number} Person") for number in range(count)]
    notify([each.pk for each in people], "sample", title="Open mike is cancelled")
    keys = Mail.objects.order_by("due_at", "pk").values_list("key", flat=True)
    print(*keys, flush=True)  # before it is killed

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


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """A folder with an empty database in it, to be copied; nothing where PostgreSQL serves."""
    home = tmp_path_factory.mktemp("empty")
    if connection.vendor == "sqlite":
        finish(begin(environment(home), "manage.py", "migrate", "--verbosity", "0"))
    return home


@pytest.fixture
def post(empty, tmp_path):
    return Post(shutil.copytree(empty, tmp_path / "home"))


class Post:
    """An outbox, those who send from it, and what the mail server has taken."""

    def __init__(self, home):
        self.postbox = home / "postbox"
        self.postbox.touch()
        self.environment = environment(home) | {"POSTBOX": str(self.postbox)}

    def begin(self, acts: str, **more):
        return begin(self.environment | more, "-c", CODE + acts)

    def run(self, *acts: str, kill: str = "") -> list[str]:
        """The lines that a process prints, which does this and, if so, is killed meanwhile."""
        process = self.begin("\n".join(acts), KILL=kill)
        said = finish(process)
        assert process.returncode == (-signal.SIGKILL if kill else 0)
        return said.splitlines()

    def taken(self) -> Counter:
        return Counter(self.postbox.read_text().split())


TICK, LATER = "tick()", "time_passes(); tick()"


def test_killed_before_it_was_sent_a_mail_is_sent_all_the_same(post):
    keys = post.run("tell(4)", TICK, kill="before 2")[0].split()
    assert post.taken() == Counter(keys[:1])
    assert post.run(LATER) == ["1 sent", "2 sent", "1 sent", "1 sent"]
    assert post.taken() == Counter(keys)


def test_killed_after_it_was_sent_one_mail_is_sent_twice_and_no_other(post):
    keys = post.run("tell(4)", TICK, kill="after 2")[0].split()
    assert post.run(TICK, LATER, LATER)[-4:] == ["1 sent", "2 sent", "1 sent", "1 sent"]
    assert post.taken() == Counter([*keys, keys[1]])


def test_killed_twice_at_one_mail_it_is_not_sent_a_third_time(post):
    keys = post.run("tell(2)", TICK, kill="after 1")[0].split()
    post.run(LATER, kill="after 1")
    assert post.run(LATER) == ["2 stopped", "1 sent"]
    assert post.taken() == Counter([*keys, keys[0]])


def test_control_without_the_count_of_tries_there_is_a_third(post):
    (key,) = post.run("tell(1)", COUNTS_NO_TRIES, TICK, kill="after 1")
    for _time in range(2):
        post.run(COUNTS_NO_TRIES, LATER, kill="after 1")
    assert post.taken() == Counter([key] * 3)


def test_control_marked_before_it_is_sent_a_mail_is_lost(post):
    keys = post.run("tell(2)", MARKS_FIRST, TICK, kill="before 1")[0].split()
    post.run(MARKS_FIRST, LATER)
    assert post.taken() == Counter(keys[1:])


def told_and_taken_by_two(post, control: str = "") -> tuple[list[str], Counter]:
    keys = post.run("tell(12)")[0].split()
    wait = f"time.sleep(max(0, {time.time() + 5} - time.time()))"
    senders = [post.begin(f"{control}\n{wait}\n{TICK}", SLOWLY="0.05") for _number in range(2)]
    for each in senders:
        finish(each)
    assert [each.returncode for each in senders] == [0, 0]
    return keys, post.taken()


def test_two_senders_at_once_send_each_mail_once(post):
    keys, taken = told_and_taken_by_two(post)
    assert taken == Counter(keys)


def test_control_of_two_senders_that_ask_nobody_both_send_it(post):
    _keys, taken = told_and_taken_by_two(post, ASKS_NOBODY)
    assert max(taken.values()) == 2
