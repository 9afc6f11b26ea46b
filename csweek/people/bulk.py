"""Carries a plan of import out, in large pieces. Call it inside the transaction of the act."""

import secrets
from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import F

from csweek.history.models import Verb

from .importtrail import Trail
from .inserts import insert, rewrite
from .models import Organisation, Person, Shift, Site, Team
from .rules.comparison import KINDS, Change, Leaver, Plan
from .rules.stafflist import StaffRow
from .sessions import end_sessions

PIECE = 500
ADDED = ("email", "name", "said_as", "start_date", "external_id", "line_manager_id", "password")
ADDED += ("folded", *(f"{kind}_id" for kind in KINDS))
DEACTIVATED = {"is_active": (True, False)}


def carry_out(plan: Plan, trail: Trail, progress: Callable[[str, int, int], None]) -> None:
    """Add, change and deactivate as the plan says, each person with an entry of history.

    Nobody who is added can sign in yet.
    """
    total = len(plan.added) + len(plan.changed) + len(plan.deactivated)
    done = 0

    def tick(count: int) -> None:
        nonlocal done
        done += count
        progress("applying", done, total)

    _make_places(plan)
    keys = {
        kind: dict(model.objects.values_list("name", "pk"))
        for kind, model in {"team": Team, "site": Site, "shift": Shift}.items()
    }
    _add(plan.added, keys, trail, tick)
    _change(plan.changed, keys, trail, tick)
    _deactivate(plan.deactivated, trail, tick)


def pieces(things: Iterable, size: int = PIECE) -> Iterator[list]:
    piece: list = []
    for thing in things:
        piece.append(thing)
        if len(piece) == size:
            yield piece
            piece = []
    if piece:
        yield piece


def _make_places(plan: Plan) -> None:
    """New teams, shifts (a list does not say their hours) and sites (in the head site's zone)."""
    Team.objects.bulk_create(Team(name=name) for name in plan.new["team"])
    Shift.objects.bulk_create(Shift(name=name) for name in plan.new["shift"])
    if plan.new["site"]:
        head = Organisation.objects.current().head_site
        Site.objects.bulk_create(
            Site(name=name, time_zone=head.time_zone, country=head.country, region=head.region)
            for name in plan.new["site"]
        )


def _keys_of(addresses: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for piece in pieces(addresses):
        found.update(Person.objects.filter(email__in=piece).values_list("email", "pk"))
    return found


# Adding ----------------------------------------------------------------------


def _add(rows: list[StaffRow], keys: dict[str, dict[str, int]], trail: Trail, tick) -> None:
    """Managers before those they manage, so that each row is written once."""
    needed = {row.line_manager for row in rows if row.line_manager}
    managers = _keys_of(needed)
    waiting = rows
    while waiting:
        ready, later = [], []
        for row in waiting:
            is_ready = not row.line_manager or row.line_manager in managers
            (ready if is_ready else later).append(row)
        if not ready:  # they manage each other, in a circle
            circle = [row for row in later if row.email in needed]
            _add_circle(circle, keys, managers, trail, tick)
            waiting = [row for row in later if row.email not in needed]
            continue
        for piece in pieces(ready):
            _create(piece, keys, managers, needed, trail)
            tick(len(piece))
        waiting = later


def _create(
    rows: list[StaffRow], keys, managers: dict[str, int], needed: set[str], trail: Trail
) -> None:
    insert(Person, ADDED, _columns(rows, keys, managers))
    made = _keys_of(row.email for row in rows)
    managers.update((email, pk) for email, pk in made.items() if email in needed)
    trail.record(Verb.MADE, made.values())


def _columns(rows: list[StaffRow], keys, managers: dict[str, int]) -> Iterator[tuple]:
    """What of each row is kept, in the order of ADDED."""
    person = Person()  # one for all rows: only its tidy() is wanted
    for row in rows:
        person.email, person.name = row.email, row.name
        person.tidy()
        yield (
            person.email,
            row.name,
            row.said_as,
            row.start_date,
            row.external_id,
            managers.get(row.line_manager),
            UNUSABLE_PASSWORD_PREFIX + secrets.token_urlsafe(30),
            person.folded,
            *(keys[kind].get(getattr(row, kind)) for kind in KINDS),
        )


def _add_circle(rows: list[StaffRow], keys, managers: dict[str, int], trail: Trail, tick) -> None:
    for piece in pieces(rows):
        _create(piece, keys, managers, {row.email for row in piece}, trail)
        tick(len(piece))
    for piece in pieces(rows):
        people = [
            Person(pk=managers[row.email], line_manager_id=managers[row.line_manager])
            for row in piece
        ]
        Person.objects.bulk_update(people, ["line_manager"])


# Changing --------------------------------------------------------------------


def _change(changes: list[Change], keys: dict[str, dict[str, int]], trail: Trail, tick) -> None:
    keys = keys | {
        "line_manager": _keys_of(
            {each.fields["line_manager"][1] for each in changes if "line_manager" in each.fields}
        )
    }
    for piece in pieces(changes):
        by_email = {change.email: change.fields for change in piece}
        people = list(Person.objects.filter(email__in=by_email))
        done = {person.pk: _set(person, by_email[person.email], keys) for person in people}
        _rewrite(people, {field for change in piece for field in change.fields})
        moved = [key for key, fields in done.items() if "email" in fields]
        # Addresses that the library for accounts keeps would still open the account.
        EmailAddress.objects.filter(user__in=moved).exclude(email=F("user__email")).delete()
        back = [key for key, fields in done.items() if "is_active" in fields]
        trail.record(Verb.REINSTATED, back, done)
        stayed = [key for key, fields in done.items() if "is_active" not in fields]
        trail.record(Verb.CHANGED, stayed, done)
        tick(len(piece))


def _set(person: Person, fields: dict[str, tuple], keys: dict[str, dict[str, int]]) -> dict:
    """Give the person what the list says. Returns {field: (before, after)}, related by key."""
    done = {}
    for field, (_before, after) in fields.items():
        column = f"{field}_id" if field in keys else field
        value = keys[field][after] if field in keys else after
        done[field] = getattr(person, column), value
        setattr(person, column, value)
    person.version += 1
    person.tidy()
    return done


def _rewrite(people: list[Person], fields: set[str]) -> None:
    """Rows that are there and locked, written over."""
    named = [Person._meta.get_field(field).attname for field in sorted(fields)]
    columns = (*named, "version", "folded")
    rewrite(Person, columns, map(attrgetter(*columns, "pk"), people))


def _deactivate(leavers: list[Leaver], trail: Trail, tick) -> None:
    for piece in pieces(leavers):
        found = Person.objects.filter(email__in=[leaver.email for leaver in piece])
        keys = list(found.values_list("pk", flat=True))
        found.update(is_active=False, version=F("version") + 1)
        end_sessions(keys)
        trail.record(Verb.DEACTIVATED, keys, {key: DEACTIVATED for key in keys})
        tick(len(piece))
