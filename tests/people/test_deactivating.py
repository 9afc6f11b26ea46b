"""Deactivating while somebody else saves the same person: both are done, on either database."""

import pytest
from django.urls import reverse

from csweek.history.models import Entry
from csweek.people.models import Person
from tests import factories
from tests.processes import Lent

MEET = """
import threading
from contextlib import nullcontext
from types import SimpleNamespace
from django.db import connection
from django.test import Client
from django.urls import reverse
from csweek.people.models import Person
from csweek.people.views import people as views
ada, cole = (Person.objects.get(email=each + "@example.org") for each in ("ada", "cole"))
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
    factories.organisation()
    factories.person("Ada Amari", is_administrator=True)
    factories.person("Cole Carter", is_active=act == "deactivate")
    return Lent(tmp_path).run(MEET.format(act=act, control=control)).split()[-1]


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
