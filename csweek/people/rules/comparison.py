"""What a staff list would do to the directory as it stands: a plan, before anything is done."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from .stafflist import Problem, StaffList, StaffRow, fold

COMPARED = ("name", "said_as", "team", "site", "shift", "line_manager", "start_date", "external_id")
KINDS = ("team", "site", "shift")


class Known(NamedTuple):
    """A person as the directory has them; teams, sites and shifts by name, managers by address."""

    email: str
    name: str
    said_as: str
    team: str
    site: str
    shift: str
    line_manager: str
    start_date: date | None
    external_id: str
    is_active: bool
    is_administrator: bool


class Change(NamedTuple):
    """What one row changes: {field: (before, after)}, the address first, then as COMPARED.

    `email` is the address that the directory has so far.
    """

    line: int
    email: str
    name: str
    fields: dict[str, tuple]


class Leaver(NamedTuple):
    """Somebody to be deactivated: `line` is None for those who are not in the list at all."""

    line: int | None
    email: str
    name: str


@dataclass
class Plan:
    added: list[StaffRow] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    deactivated: list[Leaver] = field(default_factory=list)
    unchanged: int = 0
    # Rows that the list calls inactive, of people whom the directory does not have.
    passed_over: int = 0
    # People in the list who are deactivated here and stay so.
    dormant: int = 0
    guests: int = 0
    problems: list[Problem] = field(default_factory=list)
    # What is done otherwise than the list says, without being an error of the list.
    notes: list[Problem] = field(default_factory=list)
    new: dict[str, list[str]] = field(default_factory=lambda: {kind: [] for kind in KINDS})

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.changed or self.deactivated)

    @property
    def counts(self) -> dict[str, int]:
        return {
            "added": len(self.added),
            "changed": len(self.changed),
            "deactivated": len(self.deactivated),
            "total": len(self.added) + len(self.changed) + len(self.deactivated),
            "unchanged": self.unchanged,
            "problems": len({problem.line for problem in self.problems}),
        }

    def digest(self) -> str:
        """The same for two plans only if they do the same and tell the same problems."""
        made = hashlib.sha256()
        for row in self.added:
            values = (row.email, *(getattr(row, name) for name in COMPARED))
            made.update(repr(("added", values)).encode("utf-8", "replace"))
        for act in (*self.changed, *self.deactivated, *self.problems, *sorted(self.new.items())):
            made.update(repr(act).encode("utf-8", "replace"))
        return made.hexdigest()


def compare(
    read: StaffList,
    people: Iterable[Known],
    names: dict[str, Iterable[str]],
    *,
    everyone: bool = False,
    importer: str = "",
    can_make_sites: bool = True,
) -> Plan:
    """The plan of a list as read. Rows with problems are left out of it and told.

    The rows are changed on the way: managers become addresses, names get the spelling known here.
    `names` are those of the teams, sites and shifts that there are ({"team": [...], ...}).
    `everyone`: whoever is not in the list is deactivated, and whoever is in it is active.
    `importer`: the address of the person doing it, who is never deactivated.
    """
    standing = {person.email: person for person in people}
    plan = Plan(guests=read.guests, problems=list(read.problems))
    spelling = {kind: {fold(name): name for name in names.get(kind, ())} for kind in KINDS}
    _recognise_by_number(read, standing, plan)
    rows = _resolve_managers(read, standing, plan)
    if not can_make_sites:
        rows = _refuse_new_sites(rows, spelling["site"], plan)
    for row in rows:
        _place(row, standing.get(row.email), spelling, plan, everyone=everyone)
    if everyone:
        _leave_the_missing(read, standing, plan)
    _keep_needed(standing, importer, plan)
    plan.problems.sort(key=lambda problem: problem.line)
    plan.notes.sort(key=lambda note: note.line)
    return plan


# New addresses ---------------------------------------------------------------


def _recognise_by_number(read: StaffList, standing: dict[str, Known], plan: Plan) -> None:
    """Find those whose address has changed, by a staff number that only one of the others has.

    Others are those active whose address is nowhere in the list: a second account with the
    number of somebody who is in it is a person of its own.
    """
    unknown = [
        row
        for row in read.rows
        if row.external_id and row.email not in standing and row.is_active is not False
    ]
    by_number: dict[str, list[str]] = {}
    for person in standing.values() if unknown else ():
        if person.external_id and person.is_active and person.email not in read.told:
            by_number.setdefault(person.external_id, []).append(person.email)
    claims = Counter(row.external_id for row in unknown)
    renamed: dict[str, str] = {}
    unclear = set()
    for row in unknown:
        found = by_number.get(row.external_id, [])
        if len(found) == 1 and claims[row.external_id] == 1:
            renamed[row.email] = found[0]
            row.email, row.new_email = found[0], row.email
        elif found:
            plan.problems.append(Problem(row.line, "unclear-number", row.external_id))
            unclear.add(row.email)
    read.rows = [row for row in read.rows if row.email not in unclear]
    read.told.update(renamed.values())
    for row in read.rows if renamed else ():
        row.line_manager = renamed.get(row.line_manager, row.line_manager)


# Line managers ---------------------------------------------------------------


def _resolve_managers(read: StaffList, standing: dict[str, Known], plan: Plan) -> list[StaffRow]:
    """The rows whose line manager is an address of somebody that there will be, or is empty."""
    by_name: dict[str, set[str]] | None = None
    coming = {row.email for row in read.rows if row.is_active is not False}
    good = []
    for row in read.rows:
        asked, found = row.line_manager, row.line_manager
        if asked and "@" not in asked:
            by_name = by_name or _addresses_by_name(read.rows, standing.values())
            candidates = by_name.get(fold(asked), set())
            if len(candidates) != 1:
                kind = "unclear-manager" if candidates else "unknown-manager"
                plan.problems.append(Problem(row.line, kind, asked[:80]))
                continue
            (found,) = candidates
        if found and found == row.email:
            plan.problems.append(Problem(row.line, "own-manager", asked[:80]))
            continue
        if found and found not in coming and found not in standing:
            if found not in read.told:
                plan.problems.append(Problem(row.line, "unknown-manager", asked[:80]))
                continue
            plan.notes.append(Problem(row.line, "manager-left-out", asked[:80]))
            found = ""
        row.line_manager = found
        good.append(row)
    return _without_managers_now_bad(good, read, standing, plan)


def _without_managers_now_bad(good, read, standing, plan) -> list[StaffRow]:
    """A manager whose own row has just turned out bad is not there to report to."""
    if len(good) == len(read.rows):
        return good
    bad = {row.email for row in read.rows} - {row.email for row in good} - standing.keys()
    for row in good:
        if row.line_manager in bad:
            plan.notes.append(Problem(row.line, "manager-left-out", row.line_manager[:80]))
            row.line_manager = ""
    return good


def _addresses_by_name(rows: Iterable[StaffRow], people: Iterable[Known]) -> dict[str, set[str]]:
    by_name: dict[str, set[str]] = {}
    for each in (*rows, *people):
        if each.is_active is not False:
            by_name.setdefault(fold(each.name), set()).add(each.email)
    return by_name


# Rows ------------------------------------------------------------------------


def _refuse_new_sites(rows: list[StaffRow], known: dict[str, str], plan: Plan) -> list[StaffRow]:
    """A site needs a time zone; with no first site to take it from, none can be made."""
    good = []
    for row in rows:
        if row.site and fold(row.site) not in known:
            plan.problems.append(Problem(row.line, "unknown-site", row.site))
        else:
            good.append(row)
    return good


def _place(row: StaffRow, person: Known | None, spelling, plan: Plan, *, everyone: bool) -> None:
    """Put one row among the added, the changed, the deactivated or the others."""
    if row.is_active is False:
        if person is None:
            plan.passed_over += 1
        elif person.is_active:
            plan.deactivated.append(Leaver(row.line, person.email, person.name))
        else:
            plan.unchanged += 1
        return
    for kind in KINDS:
        _spell(row, kind, spelling[kind], plan)
    if person is None:
        plan.added.append(row)
        return
    fields: dict[str, tuple] = {"email": (row.email, row.new_email)} if row.new_email else {}
    fields |= {
        name: (getattr(person, name), getattr(row, name))
        for name in COMPARED
        if getattr(row, name) and getattr(row, name) != getattr(person, name)
    }
    if not person.is_active:
        if row.is_active or everyone:
            fields["is_active"] = (False, True)
        else:
            plan.dormant += 1
    if fields:
        plan.changed.append(Change(row.line, person.email, person.name, fields))
    else:
        plan.unchanged += 1


def _spell(row: StaffRow, kind: str, spelling: dict[str, str], plan: Plan) -> None:
    """Give a team, site or shift the spelling that it has here, or note it as new."""
    name = getattr(row, kind)
    if not name:
        return
    known = spelling.get(fold(name))
    if known is None:
        known = spelling[fold(name)] = name
        plan.new[kind].append(name)
    setattr(row, kind, known)


# Leavers ---------------------------------------------------------------------


def _leave_the_missing(read: StaffList, standing: dict[str, Known], plan: Plan) -> None:
    for person in standing.values():
        if person.is_active and person.email not in read.told:
            plan.deactivated.append(Leaver(None, person.email, person.name))


def _keep_needed(standing: dict[str, Known], importer: str, plan: Plan) -> None:
    """Never deactivate whoever imports, nor all who could let the others in again."""
    leaving = {leaver.email for leaver in plan.deactivated} - {importer}
    administrators = {
        person.email for person in standing.values() if person.is_active and person.is_administrator
    }
    needed = {importer} | (administrators if administrators <= leaving else set())
    for leaver in [each for each in plan.deactivated if each.email in needed]:
        plan.deactivated.remove(leaver)
        kind = "importer-kept" if leaver.email == importer else "administrator-kept"
        plan.notes.append(Problem(leaver.line or 0, kind, leaver.name))
        plan.unchanged += 1
