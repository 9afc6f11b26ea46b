"""Everything about a person, whole: handed over, and erased."""

import io
import json
import logging
import re
from zipfile import ZipFile

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection, models

from csweek.lib.text import fold
from csweek.people.erasing import erase
from csweek.people.export import NOT_IN_WORDS, columns_told, file_of, heading
from csweek.people.holdings import holdings, of_nobody
from csweek.people.models import Person
from tests.access.world import made_world, rolled_back

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    logging.disable(logging.CRITICAL)
    with made_world(django_db_blocker) as made:
        yield made
    logging.disable(logging.NOTSET)


# Declared. ---------------------------------------------------------------------------------------


def undeclared(tables) -> list[str]:
    """Tables, and keys of a person in them, of which nobody says what becomes of them."""
    declared = {(each.model, each.key) for each in holdings()}
    known = {model for model, _key in declared} | set(of_nobody())
    found = [model._meta.label for model in tables if model not in known]
    for model in tables:
        keys = [
            field.name
            for field in [*model._meta.concrete_fields, *model._meta.many_to_many]
            if field.related_model is Person
        ]
        found += [
            f"{model._meta.label}.{key}" for key in keys if not is_declared(model, key, declared)
        ]
    return found


def is_declared(model, key: str, declared) -> bool:
    """A table between two is declared with the one from which it hangs; judges with their seats."""
    field = model._meta.get_field(key)
    if field.many_to_many and not field.remote_field.through._meta.auto_created:
        model, key = field.remote_field.through, field.m2m_reverse_field_name()
    return (model, key) in declared


def test_every_table_says_what_it_holds_of_a_person():
    assert undeclared(apps.get_models()) == []


def test_a_table_that_does_not_say_is_seen():
    class Locker(models.Model):  # noqa: DJ008
        owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

        class Meta:
            app_label = "somewhere"
            managed = False

    try:
        assert undeclared([Locker]) == ["somewhere.Locker", "somewhere.Locker.owner"]
    finally:
        apps.all_models["somewhere"].clear()
        apps.clear_cache()


# Handed over. ------------------------------------------------------------------------------------


def read(packed: bytes) -> tuple[dict, str]:
    with ZipFile(io.BytesIO(packed)) as found:
        return json.loads(found.read("data.json")), found.read("data.html").decode()


def test_everybody_gets_a_file_of_themselves(world):
    with rolled_back():
        for person in world.people.values():
            document, page = read(file_of(person, person))
            assert document["person"] == person.pk
            assert document["left_out"] == []
            assert person.name in page and person.email in page


def test_the_page_is_in_words_and_in_order_with_the_newest_first(world):
    person = world.people["organizer"]
    document, page = read(file_of(person, person))
    assert re.findall(r"<dd>(?:[a-z]+\.[a-z]+|[{\[].*)</dd>", page) == []
    titles = [fold(part["title"]) for part in document["parts"]]
    assert titles == sorted(titles) and len(titles) > 5
    told = [[row["at"] for row in p["rows"]] for p in document["parts"] if "history" in p["table"]]
    assert told and all(times == sorted(times, reverse=True) for times in told)


def test_every_column_of_the_file_is_called_in_words():
    bare = [
        f"{holding.model._meta.label}.{column.name}"
        for holding in holdings()
        for column in columns_told(holding, holding.model)
        if column.name not in NOT_IN_WORDS and heading(column) == column.name
    ]
    assert bare == []


# Erased. -----------------------------------------------------------------------------------------


def dump() -> str:
    """Everything that the database holds, in every table there is, as one text."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                found += [f"{table}: {readable(value)}" for value in row]
    found += [f"session: {json.dumps(each.get_decoded())}" for each in Session.objects.all()]
    return "\n".join(found)


def readable(value) -> str:
    """Of a text that is JSON, also as it reads without escapes."""
    if isinstance(value, (bytes, memoryview)):
        return bytes(value).decode("utf-8", "replace") + bytes(value).decode("utf-16", "replace")
    if isinstance(value, str) and "\\u" in value:
        return value + value.encode().decode("unicode_escape", "replace")
    return value if isinstance(value, str) else json.dumps(value, default=str, ensure_ascii=False)


def callings(person) -> list[str]:
    told = [person.email, person.name, person.alias, person.said_as, person.external_id]
    return [each for each in told if each] + [fold(person.name)]


def traces_of(words, text: str) -> list[str]:
    """Lines that still hold one of these words."""
    wanted = [each.casefold() for each in words]
    return [
        line[:300]
        for line in text.splitlines()
        if any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", line.casefold()) for word in wanted)
    ]


def whoever_matters(world) -> list[Person]:
    return [each for role, each in world.people.items() if role != "administrator"]


def test_of_whoever_is_erased_nothing_is_left(world):
    ada = world.people["administrator"]
    for person in whoever_matters(world):
        with rolled_back():
            Person.objects.filter(pk=person.pk).update(external_id="S-4711-x")
            person = Person.objects.get(pk=person.pk)
            words = callings(person)
            assert traces_of(words, dump()), person.name
            erase(person, by=ada, reason=f"{person.name} has asked us to")
            assert traces_of(words, dump()) == [], person.name
