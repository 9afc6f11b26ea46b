"""The staff list comes in: a dry run that only reads, then one transaction that does the plan.

The dry run is worked out again whenever it is shown, and once more when it is applied, from the
file itself and the directory as it then stands. What is applied is what was shown (the digests
are compared), or nothing.
"""

import hashlib
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from csweek.history.models import Verb, record
from csweek.lib.sheets import BadSheet, open_table

from . import bulk
from .importtrail import Trail
from .models import Organisation, Person, Shift, Site, StaffList, Team
from .rules.columns import Columns, MissingColumns, is_header, recognise
from .rules.comparison import KINDS, Known, Plan, compare
from .rules.stafflist import StaffList as ReadList
from .rules.stafflist import read_rows

MODELS = {"team": Team, "site": Site, "shift": Shift}
Progress = Callable[[str, int, int], None]


@dataclass
class DryRun:
    """A plan, with how the file was understood: which columns, and in which encoding."""

    plan: Plan
    columns: Columns
    encoding: str
    digest: str


class Refused(Exception):
    """The list was not applied: `why` is 'changed', 'bad rows' or 'everyone'. Nothing was done."""

    def __init__(self, why: str, dry_run: DryRun | None = None):
        super().__init__(why)
        self.why = why
        self.dry_run = dry_run


def silently(_stage: str, _done: int, _total: int) -> None:
    """No progress shown."""


def check(name: str, data: bytes) -> None:
    """Raises BadSheet when no staff list can be read from the file at all."""
    _read(name, data, silently)


def dry_run(
    name: str, data: bytes, *, is_everyone: bool, by: Person | None, progress: Progress = silently
) -> DryRun:
    """What the file would do now. Raises BadSheet. Changes nothing."""
    read, encoding = _read(name, data, progress)
    return _compare(read, encoding, is_everyone, by)


@transaction.atomic
def take(name: str, data: bytes, *, is_everyone: bool, key, by: Person | None) -> StaffList:
    """Keep a file until it is applied, for a day at most. The same key twice keeps it once."""
    StaffList.objects.forgotten().delete()
    kept, is_new = StaffList.objects.get_or_create(
        key=key,
        defaults={
            "name": name[-200:],
            "sha256": hashlib.sha256(data).hexdigest(),
            "data": data,
            "is_everyone": is_everyone,
            "by": by,
        },
    )
    if is_new:
        record(kept, Verb.MADE, by=by)
    return kept


def apply(
    kept: StaffList,
    digest: str,
    *,
    by: Person | None,
    leave_out: bool = False,
    progress: Progress = silently,
) -> StaffList:
    """Do what the dry run with this digest showed. Raises Refused. Applied twice, it acts once.

    `leave_out`: bad rows are left out; without it a list with bad rows is not applied at all.
    """
    if not kept.applied_at:
        read, encoding = _read(kept.name, bytes(kept.data), progress)
        try:
            return _apply(kept.pk, read, encoding, digest, by, leave_out, progress)
        except IntegrityError:  # someone was added in this very instant
            raise Refused("changed", _compare(read, encoding, kept.is_everyone, by)) from None
    return kept


@transaction.atomic
def _apply(pk, read, encoding, digest, by, leave_out, progress) -> StaffList:
    kept = StaffList.objects.select_for_update().defer("data").get(pk=pk)
    if kept.applied_at:
        return kept
    if connection.features.has_select_for_update:
        people = Person.objects.select_for_update().order_by("pk").values_list("pk")
        deque(people.iterator(), maxlen=0)  # all held; none kept in memory
    now = _compare(read, encoding, kept.is_everyone, by)
    if now.digest != digest:
        raise Refused("changed", now)
    if now.plan.problems and not leave_out:
        raise Refused("bad rows", now)
    if now.plan.problems and kept.is_everyone:
        raise Refused("everyone", now)
    bulk.carry_out(now.plan, Trail(by, kept.name), progress)
    counts = now.plan.counts
    kept.added, kept.changed = counts["added"], counts["changed"]
    kept.deactivated, kept.left_out = counts["deactivated"], counts["problems"]
    kept.applied_at, kept.data = timezone.now(), b""
    kept.save()
    told = ("added", "changed", "deactivated", "left_out")
    record(kept, Verb.IMPORTED, by=by, changes={each: (None, getattr(kept, each)) for each in told})
    return kept


# Reading ---------------------------------------------------------------------


def _read(name: str, data: bytes, progress: Progress) -> tuple[ReadList, str]:
    table = open_table(name, data, is_header=is_header)
    try:
        columns = recognise(table.header)
    except MissingColumns as missing:
        raise BadSheet(_missing_in_words(name, missing)) from None
    lines = max(data.count(b"\n"), data.count(b"\r"), 1)
    return read_rows(columns, _counted(table.rows, lines, progress)), table.encoding


def _counted(rows, total: int, progress: Progress) -> Iterator:
    for count, row in enumerate(rows, start=1):
        if count % 1000 == 0:
            progress("reading", count, max(count, total))
        yield row
    progress("reading", 1, 1)


def _missing_in_words(name: str, missing: MissingColumns) -> str:
    fields = {"email": _("the e-mail address"), "name": _("the name")}
    found = [f"“{cell[:40]}”" for cell in missing.header[:12]]
    return _(
        "“%(name)s” has no column that we know for %(missing)s. Its first row says: %(found)s. "
        "Name the columns in the first row, for example “Name” and “E-mail”."
    ) % {
        "name": name,
        "missing": get_text_list([fields[field] for field in missing.missing], _("and")),
        "found": ", ".join(found),
    }


def _compare(read: ReadList, encoding: str, is_everyone: bool, by: Person | None) -> DryRun:
    names = {kind: MODELS[kind].objects.values_list("name", flat=True) for kind in KINDS}
    plan = compare(
        read,
        _known(),
        names,
        everyone=is_everyone,
        importer=by.email if by else "",
        can_make_sites=Organisation.objects.exists(),
    )
    return DryRun(plan, read.columns, encoding, plan.digest())


def _known() -> Iterator[Known]:
    """Everyone in the directory. Those count as administrators who can let others in again."""
    administrators = Person.objects.administrators()
    able = Person.objects.who_can_sign_in().filter(is_administrator=True)
    needed = set(able.values_list("pk", flat=True)) or set(
        administrators.values_list("pk", flat=True)
    )
    shared: dict[str, str] = {}
    people = Person.objects.order_by().values_list(
        *("pk", "email", "name", "said_as", "team__name", "site__name", "shift__name"),
        *("line_manager__email", "start_date", "external_id", "is_active"),
    )
    for pk, email, name, said_as, *places, start_date, external_id, is_active in people.iterator():
        team, site, shift, manager = (shared.setdefault(each or "", each or "") for each in places)
        yield Known(
            *(email, name, said_as, team, site, shift, manager),
            *(start_date, external_id, is_active, pk in needed),
        )
