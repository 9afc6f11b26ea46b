"""Many open the first administrator's link at the same instant: one gets in, on either database."""

import os
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).parent.parent.parent

COME = """
import django, sys, time
django.setup()
from csweek.people import invitations
from csweek.people.models import Person
if {control}:
    from contextlib import nullcontext
    from unittest.mock import MagicMock
    invitations.transaction.atomic = nullcontext  # each statement on its own
    invitations.ContentType = MagicMock()  # and nothing held
look = invitations.is_first_link_good
def look_slowly(token):
    found = look(token)
    time.sleep(0.2)
    return found
invitations.is_first_link_good = look_slowly
list(Person.objects.all())
time.sleep(max(0, {start} - time.time()))
values = dict(name="Somebody", email="p{number}@example.org", password="five-pieces-of-a-week")
print(bool(invitations.make_first_administrator({token!r}, values)))
"""


@pytest.fixture
def environment(tmp_path):
    """For processes that share an empty database: a file, or the test database of PostgreSQL."""
    kept = {key: value for key, value in os.environ.items() if "CSWEEK" not in key}
    kept |= {"CSWEEK_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "csweek.settings"}
    kept["CSWEEK_SECRET"] = "the-same-secret-in-every-process-of-this-one-test-1234"
    if connection.vendor == "postgresql":
        told = connection.settings_dict
        where = f"{quote(told['HOST'], safe='')}" + (f":{told['PORT']}" if told["PORT"] else "")
        who = told["USER"] + (f":{quote(told['PASSWORD'], safe='')}" if told["PASSWORD"] else "")
        kept["DATABASE_URL"] = f"postgres://{who}@{where}/{told['NAME']}"
    else:
        kept.pop("DATABASE_URL", None)
        run(kept, "manage.py", "migrate", "--verbosity", "0").communicate(timeout=60)
    return kept


def run(environment, *words) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, *words], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )


def who_got_in(environment, *, control: bool) -> int:
    code = "import django; django.setup(); from csweek.people.invitations import first_link"
    link = run(environment, "-c", code + "; print(first_link())").communicate(timeout=60)[0]
    token = link.strip().rstrip("/").rsplit("/", 1)[-1]
    start = time.time() + 3
    coming = [
        run(
            environment,
            "-c",
            COME.format(control=control, start=start, number=number, token=token),
        )
        for number in range(4)
    ]
    said = [each.communicate(timeout=90)[0].strip() for each in coming]
    assert set(said) <= {"True", "False"}
    return said.count("True")


def test_one_gets_in(environment):
    assert who_got_in(environment, control=False) == 1


def test_control_without_holding_the_door_several_get_in(environment):
    assert who_got_in(environment, control=True) > 1
