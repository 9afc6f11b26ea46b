"""Many open the first administrator's link at the same instant: one gets in, on either database."""

import pytest

from csweek.people.invitations import first_link
from tests.processes import Lent

pytestmark = pytest.mark.django_db(transaction=True)

COME = """
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
wait_for_the_others()
values = dict(name="Somebody", email="p{number}@example.org", password="five-pieces-of-a-week")
print(bool(invitations.make_first_administrator({token!r}, values)))
"""


def who_got_in(home, *, control: bool) -> int:
    token = first_link().rstrip("/").rsplit("/", 1)[-1]
    lent = Lent(home)
    codes = [COME.format(control=control, number=number, token=token) for number in range(4)]
    said = [each.strip() for each in lent.run_at_once(*codes)]
    assert set(said) <= {"True", "False"}
    return said.count("True")


def test_one_gets_in(tmp_path):
    assert who_got_in(tmp_path, control=False) == 1


def test_control_without_holding_the_door_several_get_in(tmp_path):
    assert who_got_in(tmp_path, control=True) > 1
