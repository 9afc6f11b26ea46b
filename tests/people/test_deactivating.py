"""Deactivating while somebody else saves the same person: both are done, on either database."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection
from django.urls import reverse

from csweek.history.models import Entry
from csweek.people.models import Person

ROOT = Path(__file__).parent.parent.parent

MEET = """
import django, threading, time
from contextlib import nullcontext
from types import SimpleNamespace
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from django.db import connection
from django.test import Client
from django.urls import reverse
from csweek.people.models import Organisation, Person, Site
from csweek.people.views import people as views
leeds = Site.objects.get_or_create(name="Leeds", time_zone="Europe/London")[0]
Organisation.objects.get_or_create(name="Northwind", head_site=leeds)
add = Person.objects.create_user
ada = add("ada@example.org", "Ada", "five-pieces-of-a-week", is_administrator=True)
cole = add("cole@example.org", "Cole", is_active={act!r} == "deactivate")
if {control}:
    views.held = lambda pk: Person.objects.get(pk=pk)  # read, and not held
    views.transaction = SimpleNamespace(atomic=nullcontext)
act = getattr(Person, {act!r})
has_read = threading.Event()
def act_slowly(self, *, by):
    has_read.set()
    time.sleep(1)
    return act(self, by=by)
setattr(Person, {act!r}, act_slowly)
def save():
    has_read.wait(30)
    person = Person.objects.get(pk=cole.pk)
    try:
        person.change({{"alias": "Coley"}}, by=None)
    except Exception as error:
        print(type(error).__name__)
    connection.close()
other = threading.Thread(target=save)
other.start()
client = Client(raise_request_exception=False)
client.force_login(ada)
path = reverse("people:person-" + {act!r}, args=[cole.pk])
status = client.post(path, HTTP_HOST="localhost").status_code
other.join(30)
print(status)
"""


def meet(tmp_path, act: str, *, control: bool = False) -> str:
    """What the browser is answered when somebody saves between the reading and the writing."""
    kept = {key: value for key, value in os.environ.items() if "CSWEEK" not in key}
    kept |= {"CSWEEK_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "csweek.settings"}
    kept.pop("DATABASE_URL", None)
    if connection.vendor == "postgresql":
        told = connection.settings_dict
        where = f"{quote(told['HOST'], safe='')}" + (f":{told['PORT']}" if told["PORT"] else "")
        who = told["USER"] + (f":{quote(told['PASSWORD'], safe='')}" if told["PASSWORD"] else "")
        kept["DATABASE_URL"] = f"postgres://{who}@{where}/{told['NAME']}"
    words = [sys.executable, "-c", MEET.format(act=act, control=control)]
    done = subprocess.run(words, cwd=ROOT, env=kept, capture_output=True, text=True, timeout=90)
    return done.stdout.split()[-1] if done.returncode == 0 else done.stderr


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("act", ["deactivate", "reactivate"])
def test_an_administrator_acts_while_somebody_else_saves(tmp_path, act):
    assert meet(tmp_path, act) == "302"


@pytest.mark.django_db(transaction=True)
def test_control_not_held_the_act_ends_in_an_error(tmp_path):
    assert meet(tmp_path, "deactivate", control=True) == "500"


@pytest.mark.django_db
def test_a_second_press_says_the_same_and_does_nothing_more(client, organisation, ada, cole):
    client.force_login(ada)
    for act, is_active in (("deactivate", False), ("reactivate", True)):
        before = Entry.objects.of(cole).count()
        url = reverse(f"people:person-{act}", args=[cole.pk])
        first, second = (client.post(url, follow=True) for _press in range(2))
        said = [[str(each) for each in page.context["messages"]] for page in (first, second)]
        assert said[0] == said[1] and len(said[0]) == 1
        assert Person.objects.get(pk=cole.pk).is_active is is_active
        assert Entry.objects.of(cole).count() == before + 1


@pytest.mark.django_db
def test_nobody_there_is_not_found(client, organisation, ada):
    client.force_login(ada)
    for act in ("deactivate", "reactivate"):
        url = reverse(f"people:person-{act}", args=[10**6])
        assert client.post(url).status_code == 404
