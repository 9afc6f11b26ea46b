"""A plan of import in words: what is wrong with a row and what to do, what changes for whom."""

from dataclasses import dataclass
from datetime import date

from django.utils import formats
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .models import Person
from .rules.columns import Columns
from .rules.comparison import Change, Plan
from .rules.stafflist import Problem

WHAT = {
    "unreadable": gettext_lazy("%(found)s"),
    "no-email": gettext_lazy("There is no e-mail address. Give one, or delete the row."),
    "bad-email": gettext_lazy(
        "“%(found)s” is no e-mail address. Write one such as name@example.org."
    ),
    "no-name": gettext_lazy("There is no name. Give one, or delete the row."),
    "long-email": gettext_lazy(
        "The e-mail address is longer than %(most)s characters. Correct it: “%(found)s…”"
    ),
    "long-name": gettext_lazy(
        "The name is longer than %(most)s characters. Shorten it: “%(found)s…”"
    ),
    "long-said_as": gettext_lazy(
        "How to say the name is longer than %(most)s characters. Shorten it: “%(found)s…”"
    ),
    "long-team": gettext_lazy(
        "The team's name is longer than %(most)s characters. Shorten it: “%(found)s…”"
    ),
    "long-site": gettext_lazy(
        "The site's name is longer than %(most)s characters. Shorten it: “%(found)s…”"
    ),
    "long-shift": gettext_lazy(
        "The shift's name is longer than %(most)s characters. Shorten it: “%(found)s…”"
    ),
    "long-external_id": gettext_lazy(
        "The staff number is longer than %(most)s characters. Shorten it: “%(found)s…”"
    ),
    "odd-letters": gettext_lazy(
        "“%(found)s” has a character in it that cannot be printed. Type it again."
    ),
    "bad-date": gettext_lazy(
        "“%(found)s” is no date that we can read. Write it as 2026-10-05: year, month, day."
    ),
    "unclear-date": gettext_lazy(
        "“%(found)s” may start with the day or with the month, and no other date in the column "
        "tells which. Write it as 2026-10-05: year, month, day."
    ),
    "unknown-manager": gettext_lazy(
        "The line manager “%(found)s” is neither in the list nor in the directory. Correct it, "
        "add them to the list, or empty the cell."
    ),
    "unclear-manager": gettext_lazy(
        "More than one person is called “%(found)s”. Write the line manager's e-mail address."
    ),
    "unclear-number": gettext_lazy(
        "“%(found)s” is the staff number of more than one person, so nobody can be recognised by "
        "it. Correct it, or empty the cell."
    ),
    "own-manager": gettext_lazy(
        "“%(found)s” would be their own line manager. Name somebody else, or empty the cell."
    ),
    "unknown-site": gettext_lazy(
        "There is no site “%(found)s”, and it cannot be made before the organisation has its first "
        "site, from which it takes its time zone. Answer the set-up first, or correct the name."
    ),
    "manager-left-out": gettext_lazy(
        "The line manager “%(found)s” is in the list but is not imported, so none is set."
    ),
    "importer-kept": gettext_lazy(
        "%(found)s stays active: nobody deactivates themselves by importing a list."
    ),
    "administrator-kept": gettext_lazy(
        "%(found)s stays active: without them no administrator could sign in."
    ),
}


@dataclass(frozen=True)
class Told:
    line: int
    text: str


def in_words(problem: Problem) -> Told:
    if problem.kind == "repeated":
        lines = [str(line) for line in sorted((problem.line, *problem.lines))]
        text = _(
            "“%(found)s” is on lines %(lines)s, so none of these rows is loaded. Delete all but "
            "the right one, or correct the address, and load the file again."
        ) % {"found": problem.found, "lines": get_text_list(lines, _("and"))}
        return Told(problem.line, text)
    most = formats.number_format(problem.lines[0]) if problem.lines else ""
    return Told(problem.line, str(WHAT[problem.kind]) % {"found": problem.found, "most": most})


@dataclass(frozen=True)
class Difference:
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class ChangeTold:
    line: int
    email: str
    name: str
    differences: list[Difference]


def change_in_words(change: Change) -> ChangeTold:
    differences = [
        Difference(
            capfirst(Person._meta.get_field(field).verbose_name), value(before), value(after)
        )
        for field, (before, after) in change.fields.items()
    ]
    return ChangeTold(change.line, change.email, change.name, differences)


def value(given) -> str:
    if isinstance(given, bool):
        return _("yes") if given else _("no")
    if isinstance(given, date):
        return formats.date_format(given, "SHORT_DATE_FORMAT")
    return str(given or _("nothing"))


@dataclass(frozen=True)
class Capped:
    """The first few of many, and how many there are besides."""

    shown: list
    rest: int


def capped(things: list, most: int, tell=None) -> Capped:
    shown = things[:most]
    return Capped([tell(each) for each in shown] if tell else shown, max(0, len(things) - most))


def summary(plan: Plan) -> str:
    return _("%(added)s to add, %(changed)s to change, %(deactivated)s to deactivate.") % {
        key: formats.number_format(count) for key, count in plan.counts.items()
    }


FIELDS = {
    "given_name": gettext_lazy("first name"),
    "surname": gettext_lazy("surname"),
    "status": gettext_lazy("active"),
    "enabled": gettext_lazy("active"),
    "suspended": gettext_lazy("active"),
    "user_type": gettext_lazy("guest"),
}


def columns_in_words(columns: Columns) -> list[tuple[str, list[str]]]:
    """For each field the columns it is read from: [('Team', ['Department', 'Org Unit Path'])]."""
    labels: dict[str, list[str]] = {}
    for field, headers in columns.used.items():
        label = FIELDS.get(field) or Person._meta.get_field(field).verbose_name
        labels.setdefault(capfirst(label), []).extend(headers)
    return list(labels.items())


def accented_name(plan: Plan) -> str:
    """A name that would look wrong if the file's encoding was guessed wrong, or nothing."""
    names = (each.name for each in (*plan.added, *plan.changed))
    return next((name for name in names if not name.isascii()), "")
