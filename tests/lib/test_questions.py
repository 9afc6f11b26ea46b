"""Questions whose SQL is put together once, and asked with other values each time."""

import sys
from datetime import UTC, datetime, time

import pytest
import time_machine
from django.db.models import BigIntegerField, DateTimeField, F, Value
from django.utils import timezone, translation
from django.utils.translation import gettext

from csweek.lib.questions import Given, Question
from csweek.people.models import Person, Shift, Team
from tests import factories

pytestmark = pytest.mark.django_db
FLOORS = ("csweek.", "planner.", "recognition.")


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


def ours() -> list[Question]:
    """Every question that the app asks."""
    modules = [each for name, each in sys.modules.items() if name.startswith(FLOORS)]
    found = {id(each): each for module in modules for each in vars(module).values()}
    return [each for each in found.values() if isinstance(each, Question)]


def put_together(question: Question, moment: str, language: str) -> tuple[str, list]:
    with time_machine.travel(moment), translation.override(language):
        sql, params, _converters = question.compiled()
    return sql, [each.value if isinstance(each, Given) else each for each in params]


def stays(question: Question) -> bool:
    """Whether it is the same whenever, and by whomever, it is asked first."""
    first = put_together(question, "2026-10-05 09:00Z", "en")
    return first == put_together(question, "2027-10-06 11:00Z", "pt-pt")


def test_nothing_in_ours_is_of_the_moment_or_language_in_which_they_were_put_together():
    assert len(ours()) >= 3
    assert all(stays(each) for each in ours())


def test_control_a_question_of_the_moment_or_of_the_language_is_seen():
    assert not stays(Question(lambda: Person.objects.filter(last_login__lt=timezone.now())))
    assert not stays(Question(lambda: Person.objects.values_list(Value(gettext("Messages")))))
