"""What is no field of a form is not changed by it, whatever is sent along."""

import logging
import uuid

import html5lib
import pytest
from django.apps import apps
from django.db import models

from csweek.people.forms.people import MeForm
from tests.access.asking import sent
from tests.access.records import comparable, difference, everything, number_as_before
from tests.access.table import ROWS, is_refused
from tests.access.world import made_world, rolled_back

pytestmark = pytest.mark.django_db

OURS = ("people", "history", "notices", "planner", "recognition")


def first_who_may(answers: dict[str, str]) -> str | None:
    return next((role for role, answer in answers.items() if not is_refused(answer)), None)


# By the first role that may: the fewer rights one has, the more there is to gain.
ACTS = {
    row.name: first_who_may({k: v for k, v in row.answers.items() if k != "anonymous"})
    for row in ROWS.values()
    if row.method == "POST"
}
ACTS = {name: role for name, role in ACTS.items() if role}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    logging.disable(logging.CRITICAL)
    with made_world(django_db_blocker) as made:
        yield made
    logging.disable(logging.NOTSET)


def own_fields(page: bytes, address: str) -> set[str]:
    """The names in those forms of a page that are sent to the page's own address."""
    found = set()
    for form in html5lib.parse(page, namespaceHTMLElements=False).iter("form"):
        if form.get("method") == "post" and form.get("action") in (None, "", address):
            found |= {each.get("name") for each in form.iter() if each.get("name")}
    return found


def planted(world) -> dict:
    """A value for every field of every table of ours: one that would be seen if it were taken."""
    values = {"id": world.left.pk, "pk": world.left.pk}
    for model in apps.get_models():
        if model._meta.app_label in OURS:
            for field in [*model._meta.concrete_fields, *model._meta.many_to_many]:
                value = _planted_value(field)
                values.setdefault(field.name, value)
                values.setdefault(getattr(field, "attname", field.name), value)
    return values


def _planted_value(field) -> object:
    if field.is_relation:
        return (
            field.related_model._base_manager.order_by("-pk").values_list("pk", flat=True).first()
        )
    if field.choices:
        return field.choices[-1][0]
    kinds = [
        (models.BooleanField, "on"),
        (models.EmailField, "planted@example.org"),
        (models.UUIDField, str(uuid.UUID(int=7))),
        (models.DateTimeField, "2020-01-01 03:00"),
        (models.DateField, "2020-01-01"),
        (models.TimeField, "03:00"),
        (models.IntegerField, "7"),
        (models.JSONField, "[]"),
    ]
    return next((value for kind, value in kinds if isinstance(field, kind)), "planted")


def changed_by(world, role: str, name: str, data: dict) -> dict:
    for value in data.values():
        if hasattr(value, "seek"):
            value.seek(0)
    known = everything()
    number_as_before()
    with rolled_back():
        world.ask(role, "POST", name, data)
        return comparable(everything(), known)


def taken_from(world, role: str, name: str) -> list[str]:
    """What a form with everything sent along changes that the same form alone does not."""
    data = sent(world, name)
    with rolled_back():
        page = world.ask(role, "GET", name)
    own = set(data) | own_fields(page.content, world.address(name))
    more = {field: value for field, value in planted(world).items() if field not in own}
    assert len(more) > 40
    return difference(
        changed_by(world, role, name, data),
        changed_by(world, role, name, data | {k: "" if v is None else v for k, v in more.items()}),
    )


@pytest.mark.parametrize(("name", "role"), ACTS.items())
def test_only_a_forms_own_fields_are_changed(world, name, role):
    assert taken_from(world, role, name) == []


def test_there_is_much_to_send_along(world):
    values = planted(world)
    assert {"is_administrator", "is_organizer", "password", "email", "week_id", "version"} <= set(
        values
    )
    assert len(ACTS) > 50


def test_a_form_that_takes_more_is_seen(world, monkeypatch):
    def takes_everything(form):
        return {field: form.cleaned_data[field] for field in form.Meta.fields} | {
            "is_administrator": bool(form.data.get("is_administrator"))
        }

    monkeypatch.setattr(MeForm, "values", takes_everything)
    told = taken_from(world, "staff", "people:me")
    assert any("people_person" in each and "'is_administrator', '1'" in each for each in told) or (
        any("people_person" in each and "'is_administrator', 'True'" in each for each in told)
    )
