"""Questions whose SQL is put together once, and asked with other values each time."""

from datetime import UTC, datetime, time

import pytest
from django.db.models import BigIntegerField, DateTimeField, F, Value

from csweek.lib.questions import Given, Question
from csweek.people.models import Person, Shift, Team
from tests import factories

pytestmark = pytest.mark.django_db


def test_what_is_given_stands_in_every_part_each_time_it_is_asked():
    team = Given("team", BigIntegerField())

    def people_and_teams():
        people = Person.objects.filter(team=team).order_by().values_list("name", "team")
        teams = Team.objects.filter(pk=team).order_by().values_list("name", "pk")
        return people.union(teams, all=True).order_by()

    question = Question(people_and_teams)
    billing, returns = factories.team("Billing"), factories.team("Returns")
    factories.person("Bo Billing", team=billing)
    factories.person("Rae Returns", team=returns)
    for each, name in ((billing, "Bo Billing"), (returns, "Rae Returns"), (billing, "Bo Billing")):
        found = {tuple(row) for row in question.ask(team=each.pk)}
        assert found == {(each.name, each.pk), (name, each.pk)}


def test_it_is_put_together_once(django_assert_num_queries):
    built = []
    question = Question(lambda: built.append(1) or Team.objects.values_list("name"))
    for _time in range(3):
        with django_assert_num_queries(1):
            question.ask()
    assert built == [1]


def test_values_come_as_python_knows_them():
    shift = Shift.objects.create(name="Day", starts=time(9), ends=time(17, 30))
    now = datetime(2026, 10, 5, 9, tzinfo=UTC)
    Person.objects.filter(pk=factories.person(shift=shift).pk).update(last_login=now)
    question = Question(
        lambda: Person.objects.filter(last_login__gte=Given("since", DateTimeField())).values_list(
            "shift__starts", "last_login", "is_active", Value(3), F("name")
        )
    )
    assert list(question.ask(since=now)) == [[time(9), now, True, 3, "Cole Carter"]]
    assert not list(question.ask(since=datetime(2026, 10, 5, 9, 1, tzinfo=UTC)))
