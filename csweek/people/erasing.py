"""Erasing a person: what is theirs goes, what they were part of keeps its count, with a shell in
their place. In one transaction, and not to be undone."""

import json

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from csweek.history.models import Verb, record
from csweek.lib import pdf
from csweek.lib.markdown import to_html

from .holdings import holdings
from .models import Person
from .rules.callings import ERASED
from .sessions import end_sessions
from .traces import Calling, found_everywhere, strike

# Nobody's: the top level domain that leads nowhere, for ever (RFC 2606).
ADDRESS = "erased-{pk}@erased.invalid"


def erase(person: Person, *, by: Person, reason: str, by_name: bool = True) -> None:
    """Erase them. Done twice, it is done once. Raises ValidationError for oneself, and for the
    only administrator who can sign in.

    Their address is struck out of all words that others wrote; so is their name, unless a
    namesake may be meant by it (`by_name`). Every text is read for that before anything is locked,
    and once more after it, for what was written meanwhile.
    """
    if person == by:
        raise ValidationError(_("You cannot erase yourself. Ask another administrator to do it."))
    calling = Calling.of(person, by_name=by_name)
    found = found_everywhere(calling)
    if _erase(person.pk, calling, found, by, reason):
        forget_copies()
        with transaction.atomic():
            strike(calling, found_everywhere(calling))


@transaction.atomic
def _erase(pk: int, calling: Calling, found: dict, by: Person, reason: str) -> bool:
    person = Person.objects.hold(pk)
    if person is None:
        return False
    Person.objects.refuse_without(person)
    _leave_nothing_in_the_file()
    _end_all_sessions(person)
    for holding in reversed(holdings()):
        holding.end(person, by=by)
    make_shell(person)
    strike(calling, found)
    record(person, Verb.ERASED, by=by, reason=calling.strike(reason))
    return True


def forget_copies() -> None:
    """What this process keeps in memory of texts that may have held the name."""
    pdf.forget()
    to_html.cache_clear()


def make_shell(person: Person) -> None:
    """What stands in their place: a row that says nothing of anybody, and that no search finds."""
    nothing = Person()
    columns = [each.attname for each in Person._meta.concrete_fields if not each.primary_key]
    values = {column: getattr(nothing, column) for column in columns}
    values |= {
        "name": ERASED,
        "email": ADDRESS.format(pk=person.pk),
        "is_active": False,
        "wants_mail": False,
        "erased_at": timezone.now(),
        "version": person.version + 1,
        "password": make_password(None),
    }
    for column, value in values.items():
        setattr(person, column, value)
    Person.objects.filter(pk=person.pk).update(**values)


def _end_all_sessions(person: Person) -> None:
    """Those that we know of, and those that are not signed in yet or hold their address."""
    end_sessions([person])
    address, key = json.dumps(person.email)[1:-1], str(person.pk)
    theirs = [
        each.pk
        for each in Session.objects.iterator()
        if (data := each.get_decoded()).get(SESSION_KEY) == key
        or address in json.dumps(data, default=str).lower()
    ]
    Session.objects.filter(pk__in=theirs).delete()


def _leave_nothing_in_the_file() -> None:
    """SQLite leaves what was deleted in its file until the room is needed, unless it is told to
    overwrite it. PostgreSQL does the like until its next vacuum."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")
